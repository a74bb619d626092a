"""SVG drawn from numbers: dots on a map, and names joined by lines. No script, no style of its own, no other site.

Colours come from the style sheet by class; dots are links with a title, and pages list the same in a table.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from dateline.desk.lines import Link
from dateline.desk.words import records
from dateline.lexicon.places import degrees_of_towns

WIDTH, HEIGHT = 720, 320  # of the map: two units a degree, from 84° north to 76° south, where nobody meets
TOP = 84
_LABELLED = 14  # places that bear their names; a name that would cover another is left out
_STEPS = 220  # of the layout: names move less than a unit after that


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map and how many events it has; degrees north and east, None where they are not known."""

    name: str
    url: str
    country: str
    count: int
    lat: float | None
    lon: float | None


def at(lat: float, lon: float) -> tuple[float, float]:
    """Where a place lies on the map: degrees are as far apart everywhere (plate carrée)."""
    return (lon + 180) * WIDTH / 360, (TOP - lat) * WIDTH / 360


def drawn_map(spots: Sequence[Spot]) -> SafeString:
    """The world as dots where towns are, and a circle at each place, as large as it has events."""
    most = max((one.count for one in spots), default=1)
    circles, names = [], list[str]()
    taken: list[tuple[float, float, float]] = []
    for one in spots:
        if one.lat is None or one.lon is None:
            continue
        x, y = at(one.lat, one.lon)
        radius = 1.8 + 9 * math.sqrt(one.count / most)
        title = escape(f"{one.name}: {records(one.count)}")
        circles.append(
            f'<a href="{escape(one.url)}" aria-label="{title}"><title>{title}</title>'
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/></a>'
        )
        label = (x + radius + 1.5, y + 2.5, 4.6 * len(one.name))
        if len(names) < _LABELLED and label[0] + label[2] < WIDTH and not _covers(label, taken):
            taken.append(label)
            names.append(f'<text x="{label[0]:.1f}" y="{label[1]:.1f}">{escape(one.name)}</text>')
    ground = f'<image href="{settings.STATIC_URL}desk/world.svg" width="{WIDTH}" height="{HEIGHT}"/>'
    # The largest are drawn first, so that a small one beside them can be reached.
    inside = f'{ground}{"".join(circles)}<g class="names" aria-hidden="true">{"".join(names)}</g>'
    return mark_safe(
        f'<svg class="picture map" viewBox="0 0 {WIDTH} {HEIGHT}" role="group" aria-labelledby="picture">{inside}</svg>'
    )


def _covers(label: tuple[float, float, float], taken: Sequence[tuple[float, float, float]]) -> bool:
    x, y, width = label
    return any(abs(y - b) < 9 and x < a + length and a < x + width for a, b, length in taken)


# The network

_SIZE = (720, 520)
_EDGE = 60  # kept free for names
_GRAVITY = 1.2  # keeps groups that no line joins from drifting out of sight
_LINE = 26  # units that two names above each other are apart: a dot and its name
_PASSES = 60


def drawn_network(
    pairs: Sequence[tuple[tuple[str, str], int]], links: Mapping[str, Link], centre: str | None
) -> SafeString:
    """Names joined by lines, as thick as two have events together."""
    weight: dict[str, int] = {}
    for pair, count in pairs:
        for id in pair:
            weight[id] = weight.get(id, 0) + count
    order = sorted(weight, key=lambda id: (-weight[id], id))
    where = _layout(order, pairs, centre)
    most = max((count for _, count in pairs), default=1)
    lines, names = [], []
    for (one, other), count in pairs:
        (a, b), (c, d) = where[one], where[other]
        wide = 0.6 + 5 * math.sqrt(count / most)
        lines.append(f'<line x1="{a:.1f}" y1="{b:.1f}" x2="{c:.1f}" y2="{d:.1f}" stroke-width="{wide:.1f}"/>')
    top = max(weight.values(), default=1)
    for id in order:
        x, y = where[id]
        radius = 3 + 7 * math.sqrt(weight[id] / top)
        link = links[id]
        title = escape(f"{link.words}: {records(weight[id])}")
        names.append(
            f'<a href="{escape(link.url)}" aria-label="{title}"><title>{title}</title>'
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'
            f'<text x="{x:.1f}" y="{y - radius - 3:.1f}" text-anchor="middle">{escape(link.words)}</text></a>'
        )
    width, height = _SIZE
    return mark_safe(
        f'<svg class="picture network" viewBox="0 0 {width} {height}" role="group" aria-labelledby="picture">'
        f'<g class="lines" aria-hidden="true">{"".join(lines)}</g>{"".join(names)}</svg>'
    )


def _layout(
    order: Sequence[str], pairs: Sequence[tuple[tuple[str, str], int]], centre: str | None
) -> dict[str, tuple[float, float]]:
    """Places for names: lines pull, names push (Fruchterman and Reingold); the same for the same input."""
    n = len(order)
    if not n:
        return {}
    number = {id: k for k, id in enumerate(order)}
    places = np.exp(2j * np.pi * np.arange(n) / n)  # east is real, south imaginary
    ideal = 1.7 / math.sqrt(n)
    most = max((count for _, count in pairs), default=1)
    strength = np.zeros((n, n))
    for (a, b), count in pairs:
        strength[number[a], number[b]] = strength[number[b], number[a]] = 0.3 + 0.7 * math.sqrt(count / most)
    held = number.get(centre or "", -1)
    for step in range(_STEPS):
        heat = 0.12 * (1 - step / _STEPS) + 0.002
        apart = places[:, None] - places[None, :]
        far = np.abs(apart)
        force = (apart * (ideal * ideal / (far * far + 1e-4) - strength * far / ideal)).sum(axis=1) - _GRAVITY * places
        length = np.abs(force)
        places = places + force * np.minimum(1.0, heat / np.maximum(length, 1e-12))
        if held >= 0:
            places[held] = 0
    xs, ys = places.real.tolist(), places.imag.tolist()
    xs, ys = [_fitted(xs, k, _SIZE[0]) for k in range(n)], [_fitted(ys, k, _SIZE[1]) for k in range(n)]
    _part(xs, ys, [6.2 * len(id) for id in order])
    return {id: (xs[k], ys[k]) for id, k in number.items()}


def _part(xs: list[float], ys: list[float], widths: Sequence[float]) -> None:
    """Move names that cover each other apart, up and down."""
    for _ in range(_PASSES):
        moved = False
        for i in range(len(xs)):
            for j in range(i):
                x, y = abs(xs[i] - xs[j]), ys[i] - ys[j]
                if x < (widths[i] + widths[j]) / 2 and abs(y) < _LINE:
                    move = (_LINE - abs(y)) / 2 * (1 if y >= 0 else -1)
                    ys[i] = min(max(ys[i] + move, _EDGE / 2), _SIZE[1] - 8)
                    ys[j] = min(max(ys[j] - move, _EDGE / 2), _SIZE[1] - 8)
                    moved = True
        if not moved:
            return


def _fitted(values: Sequence[float], k: int, size: int) -> float:
    low, high = min(values), max(values)
    share = (values[k] - low) / (high - low) if high > low else 0.5
    return _EDGE + share * (size - 2 * _EDGE)


_CELL = 1.5  # degrees: towns of one cell are one dot; 2,900 dots are 25 KB


def world() -> str:
    """The ground of the map: a dot wherever the gazetteer has a town; `python -m dateline.desk world` writes it."""
    cells = sorted({(int((lon + 180) // _CELL), int((TOP - lat) // _CELL)) for lat, lon in degrees_of_towns()})
    scale = _CELL * WIDTH / 360
    dots = [f"M{(column + 0.5) * scale:g} {(row + 0.5) * scale:g}h0" for column, row in cells]
    path = "".join(dots)
    return (
        "<!-- Where GeoNames has towns (CC BY 4.0, see NOTICE). -->\n"
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"><path stroke="#8a8f96" '
        f'stroke-opacity=".6" stroke-width="1.7" stroke-linecap="round" d="{path}"/></svg>\n'
    )
