"""Trees from scores of arcs: the best head of each word, repaired to a tree where that leaves cycles or two roots."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Heads = NDArray[np.int64]


def best_tree(scores: NDArray[np.float32]) -> Heads:
    """The head of each word, 0 for the root, else the word's number from 1; a tree with one root.

    `scores` is words × (1 + words), column 0 the root. The best head of each word is taken; only if that is no tree
    the maximum spanning tree is sought (Chu-Liu and Edmonds), which one sentence in ten needs.
    """
    count = scores.shape[0]
    if count == 0:
        return np.zeros(0, dtype=np.int64)
    scores = scores.copy()
    scores[np.arange(count), np.arange(1, count + 1)] = -np.inf
    heads: Heads = scores.argmax(1)
    roots = np.flatnonzero(heads == 0)
    if len(roots) == 1 and _reaches_root(heads):
        return heads
    # One root: the word that gives up least when the others may not have it.
    if len(roots) > 1:
        others = scores[:, 1:].max(1)
        loss = scores[roots, 0] - others[roots]
        root = int(roots[loss.argmax()])
    elif len(roots) == 1:
        root = int(roots[0])
    else:
        root = int((scores[:, 0] - scores.max(1)).argmax())
    scores[:, 0] = -np.inf
    scores[root] = -np.inf
    scores[root, 0] = 0.0
    heads = scores.argmax(1)
    return heads if _reaches_root(heads) else _spanning_tree(scores)


def _reaches_root(heads: Heads) -> bool:
    """Whether every word comes to the root: heads of heads, doubled until all have had time to arrive."""
    jump = np.concatenate([[0], heads])
    steps = 1
    while steps < len(jump):
        jump = jump[jump]
        steps *= 2
    return not bool(jump.any())


def _spanning_tree(scores: NDArray[np.float32]) -> Heads:
    """The maximum spanning tree of a graph whose root has one child (Chu and Liu 1965, Edmonds 1967)."""
    size = scores.shape[1]
    matrix = np.full((size, size), -np.inf)  # matrix[child, head]
    matrix[1:] = scores
    return _edmonds(matrix)[1:]


def _edmonds(matrix: NDArray[np.float64]) -> Heads:
    size = matrix.shape[0]
    heads: Heads = matrix.argmax(1)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(size, dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    place = {int(node): n for n, node in enumerate(outside)}
    small = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    small[:-1, :-1] = matrix[np.ix_(outside, outside)]
    kept = matrix[cycle, heads[cycle]]
    entering = matrix[np.ix_(cycle, outside)] - kept[:, None]  # what entering at a word of the cycle costs
    enter_at = entering.argmax(0)
    small[-1, :-1] = entering.max(0)
    leaving = matrix[np.ix_(outside, cycle)]
    leave_from = leaving.argmax(1)
    small[:-1, -1] = leaving.max(1)
    solved = _edmonds(small)
    result = heads.copy()
    for node in outside[1:]:
        head = solved[place[int(node)]]
        result[node] = cycle[leave_from[place[int(node)]]] if head == len(outside) else outside[head]
    entry = solved[-1]
    result[cycle[enter_at[entry]]] = outside[entry]
    return result


def _find_cycle(heads: Heads) -> NDArray[np.int64] | None:
    done = {0}
    for start in range(1, len(heads)):
        path: list[int] = []
        node = start
        while node not in done:
            done.add(node)
            path.append(node)
            node = int(heads[node])
        if node in path:
            return np.array(path[path.index(node) :], dtype=np.int64)
    return None
