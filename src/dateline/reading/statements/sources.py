"""Who speaks: the subject of a cue, by its neighbours and by arcs, since either alone is often wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.analysis import Sentence, Token
from dateline.reading.statements.phrases import (
    AUXILIARIES,
    FINITE,
    NOUNS,
    edges,
    is_quote_mark,
    noun_phrase,
    phrase_before,
)

_SUBJECTS = ("nsubj", "nsubj:pass")
_BOUNDARIES = frozenset({",", ";", ":", "—", "–", "-", "--", "(", ")", ".", "…"})
_LONGEST_MODIFIER = 12
_LONGEST_APPOSITION = 28  # words between the commas of "Tillerson, the …, said"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens [first, last) of a sentence and the word that the rest hangs on."""

    first: int
    last: int
    head: int
    apposition: tuple[int, int] = (0, 0)  # tokens that name it once more ("the president, Nicolás Maduro,")


def subject(sentence: Sentence, verb: int, *, skip: frozenset[int] = frozenset()) -> Phrase | None:
    """The subject that stands before a finite verb, its appositions left out.

    `skip` are words that may stand between ("Pompeo on Thursday said"). None for a verb without a subject of its own.
    """
    tokens = sentence.tokens
    # The last one: datelines and fronted phrases are at times read as subjects, too.
    arc = next(
        (i for i in reversed(list(sentence.children(verb))) if tokens[i].relation in _SUBJECTS and i < verb), None
    )
    end = verb
    while end > 0 and (_is_auxiliary(tokens[end - 1]) or (end - 1) in skip):
        end -= 1
    if (
        arc is not None
        and end
        and tokens[end - 1].tag == "CC"
        and any(t.tag in FINITE for t in tokens[arc + 1 : end - 1])
    ):
        return None  # "a meeting that nobody had known of, and told reporters": the subject of the verb before
    near = _ending_at(sentence, end)
    if near is None and end and tokens[end - 1].text == ",":
        # "Pompeo, asked whether …": a participle. "Officials briefed on it, who asked not to be named, said": a pair.
        paired = arc is not None and sum(token.text == "," for token in tokens[arc:end]) > 1
        return (
            _around(sentence, arc, verb)
            if arc is not None and paired and _begins_a_clause(tokens, phrase_before(sentence, arc))
            else None
        )
    if near is None:
        return _around(sentence, arc, verb) if arc is not None else None
    if arc is None:
        if _begins_a_clause(tokens, near.first) or tokens[near.head].tag == "PRP":
            return near
        return _modified(sentence, near.first)
    if near.first <= arc < near.last:
        return replace(near, head=arc)
    if _is_in_relative(tokens, arc, near.first):
        return _around(sentence, arc, verb)
    return near if _begins_a_clause(tokens, near.first) else _around(sentence, arc, verb)


def _is_in_relative(tokens: Sequence[Token], arc: int, first: int) -> bool:
    """Does a clause of its own follow the subject at once: "Gaborone, which sheltered the leader in May, said"?"""
    opens = ("WDT", "WP", "WP$", "VBG")  # "the president, speaking after he had met Lavrov, said"
    return arc + 2 < first and tokens[arc + 1].text == "," and tokens[arc + 2].tag in opens


def subject_after(sentence: Sentence, verb: int) -> Phrase | None:
    """The subject of an inverted cue: "said Merkel", "said a spokesman for the ministry"."""
    tokens = sentence.tokens
    first = verb + 1
    last = _with_links(sentence, first, noun_phrase(sentence, first))
    if last == first:
        return None
    arc = next((i for i in sentence.children(verb) if tokens[i].relation in _SUBJECTS and first <= i < last), None)
    return Phrase(first, last, _head(tokens, first, last) if arc is None else arc)


def agent(sentence: Sentence, start: int, stop: int) -> Phrase | None:
    """The phrase after the next "by" in tokens [start, stop)."""
    for i in range(start, min(stop, len(sentence.tokens) - 1)):
        if sentence.tokens[i].text == "by":
            last = noun_phrase(sentence, i + 1)
            return Phrase(i + 1, last, _head(sentence.tokens, i + 1, last)) if last > i + 1 else None
    return None


def shared_subject(sentence: Sentence, verb: int) -> Phrase | None:
    """The subject that a participle or a coordinated verb shares with a verb above it ("…, saying that", "and urged").

    In "Lavrov said that Russia would respond, adding that …" it is Lavrov who adds, wherever the arc leads.
    """
    tokens = sentence.tokens
    path = list(sentence.ancestors(verb))
    if tokens[verb].tag == "VBG" and verb and tokens[verb - 1].text in (",", "—", "–"):
        found = None
        for above in path:
            own = subject(sentence, above) if tokens[above].tag.startswith("V") else None
            found = own if own is not None and own.last <= verb else found
            if found is not None and tokens[above].relation in ("conj", "parataxis", "root"):
                return found
    for above in path:
        if tokens[above].tag in NOUNS and tokens[verb].relation in ("acl", "acl:relcl"):
            return Phrase(*edges_of_noun(sentence, above, verb), above)
        if (found := subject(sentence, above)) is not None and found.last <= verb:
            return found
    for i in range(verb - 1, -1, -1):  # arcs lead nowhere: the nearest finite verb to the left with a subject
        if tokens[i].tag in ("VBD", "VBZ", "VBP") and (found := subject(sentence, i)) is not None:
            return found
    return None


def antecedent(sentence: Sentence, relative: int) -> Phrase | None:
    """What a relative pronoun stands for: the noun phrase before it ("his spokesman, who said")."""
    end = relative
    while end > 0 and (
        sentence.tokens[end - 1].text in (",", "in", "to", "of", "by") or is_quote_mark(sentence.tokens[end - 1])
    ):
        end -= 1
    first = phrase_before(sentence, end - 1)
    return Phrase(first, end, _head(sentence.tokens, first, end)) if first < end else None


def edges_of_noun(sentence: Sentence, noun: int, stop: int) -> tuple[int, int]:
    """The words of the phrase around `noun`, up to `stop`."""
    first = phrase_before(sentence, noun)
    return min(first, noun), max(noun + 1, min(noun_phrase(sentence, min(first, noun)), stop))


def _is_auxiliary(token: Token) -> bool:
    return (
        token.tag in ("RB", "MD", "RBR", "JJR")
        or (token.lemma in AUXILIARIES and token.tag.startswith("V"))
        or token.text in ("n’t", "n't")
    )


def _ending_at(sentence: Sentence, end: int) -> Phrase | None:
    """The noun phrase that ends right before token `end`, or the one before an apposition that ends there."""
    tokens = sentence.tokens
    last = end - 1
    if last < 0:
        return None
    if tokens[last].text == ")":
        opening = next((i for i in range(last, max(-1, last - 8), -1) if tokens[i].text == "("), None)
        return None if opening is None else _ending_at(sentence, opening)
    if tokens[last].text in (",", "—", "–"):
        sign = tokens[last].text
        stop = max(-1, last - _LONGEST_APPOSITION)
        for i in range(last - 1, stop, -1):
            if is_quote_mark(tokens[i]):
                return None
            if tokens[i].text == sign and i:
                first = phrase_before(sentence, i - 1)
                # "Washington, D.C., and Moscow, the capital, said": a name is no main phrase inside a list
                if first < i and _explains(tokens, i + 1, last):
                    if _begins_a_clause(tokens, first):
                        return Phrase(first, i, _head(tokens, first, i), (i + 1, last))
                    if (
                        found := _modified(sentence, first)
                    ) is not None:  # "officials briefed on the plan, who asked …, said"
                        return found
        return None
    first = phrase_before(sentence, last)
    return Phrase(first, last + 1, _head(tokens, first, last + 1)) if first <= last else None


def _modified(sentence: Sentence, end: int) -> Phrase | None:
    """The subject before a participle or adjective and its phrase: "two people briefed on the preparations said"."""
    tokens = sentence.tokens
    for i in range(end - 1, max(0, end - _LONGEST_MODIFIER), -1):
        participle = tokens[i].relation == "acl" and tokens[i].tag == "VBD"
        who = i and tokens[i].tag in FINITE and tokens[i - 1].tag in ("WP", "WDT")
        if who and (first := phrase_before(sentence, i - 2)) < i - 1:  # "an official who attended the talks said"
            return Phrase(first, i - 1, _head(tokens, first, i - 1)) if _begins_a_clause(tokens, first) else None
        if (tokens[i].tag in FINITE and not participle) or tokens[i].text in _BOUNDARIES:
            return None
        if (participle or tokens[i].tag in ("VBN", "VBG", "JJ")) and (first := phrase_before(sentence, i - 1)) < i:
            return Phrase(first, i, _head(tokens, first, i)) if _begins_a_clause(tokens, first) else None
    return None


def _explains(tokens: Sequence[Token], first: int, last: int) -> bool:
    """May tokens [first, last) be an apposition, a relative clause, a participle or a phrase with a preposition?"""
    relative = tokens[first].tag in ("WP", "WP$", "WDT", "IN", "VBN", "VBD") or tokens[first].text.lower() == "whose"
    if not relative and any(token.tag in FINITE for token in tokens[first:last]):
        return False
    return tokens[first].tag in NOUNS | {
        "VBD",
        "DT",
        "PRP$",
        "JJ",
        "WP",
        "WP$",
        "VBG",
        "VBN",
        "IN",
        "CD",
        "RB",
        "RBR",
        "WDT",
    }


def _begins_a_clause(tokens: Sequence[Token], first: int) -> bool:
    """Is what stands before this word the border of a clause, so that a subject may begin here?"""
    if first == 0:
        return True
    before = tokens[first - 1]
    return (
        before.text in _BOUNDARIES
        or is_quote_mark(before)
        or before.tag in ("CC", "WDT", "WP", "WRB")
        or before.text.lower()
        in ("that", "while", "as", "after", "because", "although", "though", "when", "if", "but", "before")
    )


def _around(sentence: Sentence, head: int, stop: int) -> Phrase:
    """The phrase of a subject known by its arc: all that hangs on it, relative clauses and appositions left out."""
    tokens = sentence.tokens
    first = phrase_before(sentence, head)
    first = min(first, head)
    phrase = max(head + 1, noun_phrase(sentence, first))  # "Some in Tokyo": no noun, but a phrase
    last = max(head + 1, min(_with_links(sentence, first, phrase), stop))
    while last < stop and tokens[last].relation == "flat" and tokens[last].head == head:
        last += 1
    return Phrase(first, last, head)


def _with_links(sentence: Sentence, first: int, last: int) -> int:
    """The end of a noun phrase with its "for the ministry", "in Brussels", "familiar with the talks"."""
    tokens = sentence.tokens
    while first < last < len(tokens) and tokens[last].text in ("for", "in", "at", "from", "to", "with", "of"):
        following = noun_phrase(sentence, last + 1)
        if following == last + 1 or not first <= tokens[following - 1].head < following:
            break
        if not any(first <= tokens[k].head < last for k in range(last + 1, following)):
            break
        last = following
    return last


def _head(tokens: Sequence[Token], first: int, last: int) -> int:
    """The head of a noun phrase: by arcs the word that hangs on one outside; else the last noun before "of", "for" …"""
    inside = [i for i in range(first, last) if not first <= tokens[i].head < last and tokens[i].tag in NOUNS | {"PRP"}]
    if len(inside) == 1:
        return inside[0]
    head = last - 1
    for i in range(first, last):
        if tokens[i].tag in NOUNS:
            head = i
        elif tokens[i].tag == "IN" and i > first:
            break
    return head


def phrase_head(sentence: Sentence, first: int, last: int) -> int:
    """The head of the noun phrase in tokens [first, last)."""
    return _head(sentence.tokens, first, last)


def with_links(sentence: Sentence, first: int) -> Phrase | None:
    """The noun phrase that begins at `first`, with what hangs on it ("a statement from Downing Street")."""
    last = _with_links(sentence, first, noun_phrase(sentence, first))
    return Phrase(first, last, _head(sentence.tokens, first, last)) if last > first else None


def around(sentence: Sentence, head: int) -> Phrase:
    """The noun phrase around `head`."""
    return _around(sentence, head, edges(sentence, head)[1])
