"""Phrases as entities: who is meant by the words in a place, with those that are joined to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from dateline import lexicon
from dateline.reading.events.possessors import leaders, occupants, wielders
from dateline.reading.events.tables import classes
from dateline.reading.events.tags import FINITE, NOUN, VERB
from dateline.reading.events.words import Words
from dateline.reading.frame import Cast, Reference

# Whose they are is told with "by": "a rally by supporters of the opposition".
_GATHERINGS = frozenset({"rally", "march", "protest", "demonstration", "gathering", "strike", "sit-in"})


# "The party of Ariel Sharon", "the lawyer of Saddam Hussein": those of a person who are not that person.
_OTHERS = frozenset({
    "party", "wife", "husband", "widow", "son", "daughter", "child", "family", "brother", "sister", "father", "mother",
    "parent", "relative", "cousin", "uncle", "nephew", "lawyer", "supporter", "critic", "opponent", "ally", "aide",
    "follower", "friend", "rival", "death", "body", "house", "home", "life", "trial", "killing", "assassination",
    "murder", "movement", "faction", "coalition", "bloc", "camp", "backer", "loyalist", "foe", "enemy", "victim",
})  # fmt: skip
_MODIFIERS = frozenset({"JJ", "NNP", "NN"})


class Filler(msgspec.Struct, frozen=True, gc=False):
    """A phrase in a place: the entities it means (empty if undecided) and where it stands."""

    entities: tuple[str, ...]
    first: int
    last: int
    head: int
    plural: bool = False


def fill(words: Words, cast: Cast, head: int) -> list[Filler]:
    """The entities that the phrase at `head` means, those joined to it included."""
    known = words.known.setdefault("fill", {})
    if head not in known:
        known[head] = _fill(words, cast, head, 3)
    return list(known[head])


def _fill(words: Words, cast: Cast, head: int, depth: int) -> list[Filler]:
    tokens = words.tokens
    found: list[Filler] = []
    reference = cast.at(words.index, head)
    if reference is not None and reference.entities:
        found = [filler_of(words, one) for one in joined(words, cast, reference)] + _beside(words, cast, reference)
    else:
        if depth:
            found = [
                one
                for i in words.kids_as(head, "appos", "flat")
                for one in _fill(words, cast, i, depth - 1)
                if one.entities
            ]
        found = found or _within(words, cast, head) or _led(words, cast, head, depth) or _placed(words, cast, head)
        if not found and depth:
            linked: tuple[str, ...] = ("of", "from", "between")
            if tokens[head].lemma in _GATHERINGS:
                linked = (*linked, "by")
            elif tokens[head].lemma in classes()["blow"]:
                linked = ("from", "by")  # an attack "of" somebody is one on him as often
            elif tokens[head].lemma in classes()["premises"]:
                linked = (*linked, "in", "across")  # "hospitals in Fiji"
            inner = [i for p, i in words.obliques(head) if p in linked and i > head]
            inner = inner or wielders(words, head) or occupants(words, head)
            found = [one for i in inner for one in _fill(words, cast, i, depth - 1) if one.entities]
            if tokens[head].lemma in _OTHERS:
                found = [one for one in found if not _is_person(cast, one)]
            found = [Filler(one.entities, one.first, one.last, one.head, True) for one in found]
        if not found:
            last = words.phrase_end(head)
            found = [
                Filler((), words.phrase_start(head), max(last, head + 1), head, tokens[head].tag in ("NNS", "NNPS"))
            ]
    if depth:
        for i in words.kids[head]:
            if tokens[i].relation == "conj" and tokens[i].tag in NOUN | {"PRP", "CD", "JJ"} and i > head:
                if any(tokens[k].lemma == "not" for k in words.kids[i]):
                    continue  # "by London, not Berlin"
                other = cast.at(words.index, i)
                if other is not None and is_gapped(words, other):
                    continue
                more = [one for one in _fill(words, cast, i, depth - 1) if one.entities]
                if reference is None and other is not None and other.form == "nominal" and _is_stateless(cast, other):
                    continue  # "to sell Venezuela rifles and helicopters"
                if not more and tokens[i].tag == "NNS" and found:  # "Iran and six world powers": not alone
                    found[0] = msgspec.structs.replace(found[0], plural=True)
                found += more
    return unique(found)


def _led(words: Words, cast: Cast, head: int, depth: int) -> list[Filler]:
    """Of a team of whom nothing else is told, whoever leads them takes part."""
    return [
        one for i in (leaders(words, head) if depth else ()) for one in _fill(words, cast, i, depth - 1) if one.entities
    ]


def _placed(words: Words, cast: Cast, head: int) -> list[Filler]:
    """ "southern Helmand province": the place whose name stands before what it is."""
    if words.tokens[head].lemma not in classes()["premises"] | classes()["capital"]:
        return []
    named = cast.at(words.index, head - 1) if head else None
    if named is None or named.last != head or not named.entities or words.tokens[head - 1].tag not in NOUN:
        return []
    known = [cast.entities[e] for e in named.entities if e in cast.entities]
    return [filler_of(words, named)] if known and all(one.kind == "place" for one in known) else []


def _is_person(cast: Cast, one: Filler) -> bool:
    return all(e in cast.entities and cast.entities[e].kind == "person" for e in one.entities)


def _is_stateless(cast: Cast, one: Reference) -> bool:
    return all(e in cast.entities and cast.entities[e].country is None for e in one.entities)


def _beside(words: Words, cast: Cast, reference: Reference) -> list[Filler]:
    """ "South Korean and US marines": the state whose marines they are, too."""
    first = reference.first
    before = cast.at(words.index, first - 1) if first else None
    if before is not None and before.last == first and words.tokens[first - 1].relation in ("compound", "conj"):
        first = before.first  # "Ethiopia and Tigray rebels"
    if reference.form != "nominal" or first < 2 or words.tokens[first - 1].lemma != "and":
        return []
    other = cast.at(words.index, first - 2)
    if other is None or other.form not in ("demonym", "name") or other.last != first - 1:
        return []
    if words.tokens[reference.head].relation == "conj" and words.tokens[reference.head].head == other.head:
        return []  # "the government and Tuareg rebels": theirs are the rebels' alone
    kinds = {cast.entities[one].kind for one in other.entities if one in cast.entities}
    return [filler_of(words, other)] if kinds == {"state"} and words.tokens[other.last - 1].tag in _MODIFIERS else []


def is_gapped(words: Words, one: Reference) -> bool:
    """ "expelled three diplomats, and Romania two": a name before a number, whose verb is left out."""
    tokens = words.tokens
    if not one.first or tokens[one.first - 1].lemma != "and" or one.last >= len(tokens) or tokens[one.last].tag != "CD":
        return False
    return one.last + 1 >= len(tokens) or tokens[one.last + 1].text in (",", ".", ";", "—")


def joined(words: Words, cast: Cast, reference: Reference) -> list[Reference]:
    """The names of the list that a name stands in: "Saudi Arabia, Bahrain and Egypt". Without one, itself alone."""
    for chain in chains(words, cast):
        if reference in chain or any(_is_title_of(one, reference) for one in chain):
            return list(chain)
        if reference.form == "title" and _is_titled(chain, reference):
            return list(chain)
    return [reference]


def _is_title_of(one: Reference, name: Reference) -> bool:
    """ "Foreign Secretary Jack Straw": the title right before his name means him."""
    return one.form == "title" and one.last == name.first and one.entities == name.entities


def _is_titled(chain: Iterable[Reference], title: Reference) -> bool:
    """ "Brazilian leader Lula da Silva and Evo Morales": the title of one of the list."""
    return any(one.first == title.last and one.entities == title.entities for one in chain)


def chains(words: Words, cast: Cast) -> tuple[tuple[Reference, ...], ...]:
    """Lists of names on the surface: parted by commas, the last by "and"; arcs are often wrong within them."""
    if words.lists is None:
        words.lists = tuple(_chains(words, cast))
    return words.lists


def _chains(words: Words, cast: Cast) -> Iterator[tuple[Reference, ...]]:
    tokens = words.tokens
    outer: list[Reference] = []
    for named in cast.within(words.index, 0, len(tokens)):
        if named.entities and (not outer or named.first >= outer[-1].last):
            outer.append(named)
    chain: list[Reference] = []
    links: list[str] = []
    ended: list[Reference | None] = [*outer, None]
    for one in ended:
        link = _link(words, chain[-1], one) if chain and one is not None else ""
        if (
            one is not None
            and link
            and not is_gapped(words, one)
            and _alike(cast, chain[-1], one)
            and "and" not in links
        ):
            chain.append(one)
            links.append(link)
            continue
        if len(chain) > 1 and links[-1] == "and":
            after = tokens[chain[-1].last] if chain[-1].last < len(tokens) else None
            before = tokens[chain[0].first - 1]
            opens = chain[0].first == 0 or before.relation == "mark" or before.tag not in VERB | {"IN", "TO"}
            if opens or after is None or after.tag not in FINITE:
                yield tuple(chain)
        chain, links = ([one] if one is not None else []), []


def _link(words: Words, left: Reference, right: Reference) -> str:
    """ "," or "and" if nothing but that and a title stands between two names; else ""."""
    between = words.tokens[left.last : right.first]
    if not between or len(between) > 7:
        return ""
    signs = [token.text.lower() for token in between if token.text in (",", "&", "/", "/") or token.tag == "CC"]
    rest = [token for token in between if token.text.lower() not in signs and token.text not in ("'s", "’s")]
    if (
        not signs
        or between[0].text.lower() not in signs
        or any(sign in ("or", "but", "nor", "either") for sign in signs)
    ):
        return ""
    if any(token.tag not in ("DT", "JJ", "NN", "NNP", "PRP$", "NNS") for token in rest):
        return ""
    if "and" in signs or "&" in signs:
        return "and"
    return "," if not rest or all(token.tag == "DT" for token in rest) else ""


def _alike(cast: Cast, left: Reference, right: Reference) -> bool:
    """Are both people, or both states and bodies? "Putin, Russia's president" is no list."""
    kinds = []
    for one in (left, right):
        entity = cast.entities.get(one.entities[0])
        kinds.append(
            "person"
            if entity is not None and entity.kind == "person"
            else "place"
            if entity is not None and entity.kind in ("place", "outlet")
            else "body"
        )
    return kinds[0] == kinds[1] and set(left.entities).isdisjoint(right.entities)


def is_city_state(cast: Cast, reference: Reference) -> bool:
    """A state that is a city as well ("the Singapore meeting"): before a noun it is where, not who."""
    entity = cast.entities.get(reference.entities[0]) if len(reference.entities) == 1 else None
    if entity is None or entity.kind != "state" or reference.form != "name":
        return False
    state = lexicon.states().get(entity.country or "")
    return state is not None and (not state.capitals or entity.name in state.capitals)


def filler_of(words: Words, reference: Reference) -> Filler:
    """The phrase of a reference, with whom it means."""
    plural = words.tokens[reference.head].tag in ("NNS", "NNPS") or len(reference.entities) > 1
    return Filler(reference.entities, reference.first, reference.last, reference.head, plural)


def unique(fillers: Iterable[Filler]) -> list[Filler]:
    """The fillers without those that add nobody."""
    seen: set[str] = set()
    kept = []
    for filler in fillers:
        if filler.entities and set(filler.entities) <= seen:
            continue
        seen |= set(filler.entities)
        kept.append(filler)
    return kept


def _within(words: Words, cast: Cast, head: int) -> list[Filler]:
    """Names before the head of a phrase that stands for a body of theirs ("Russian officials", "Israel's army").

    Not those of persons: "Trump's envoy" is not Trump.
    """
    first = words.phrase_start(head)
    while first > 1 and words.tokens[first - 1].tag == "POS":
        first = words.phrase_start(first - 2)
    if first > 1 and words.tokens[first - 1].lemma == "and":  # "South Korean and North Korean boats"
        other = cast.at(words.index, first - 2)
        if other is not None and other.form == "demonym" and words.tokens[other.last - 1].tag in _MODIFIERS:
            first = other.first
    found: list[Filler] = []
    for reference in cast.within(words.index, first, head):
        bodies = [
            one
            for one in reference.entities
            if one in cast.entities and cast.entities[one].kind in ("state", "organisation", "group")
        ]
        if bodies and not any(reference.first < one.last and one.first < reference.last for one in found):
            plural = words.tokens[head].tag == "NNS" or (reference.form != "demonym" and len(bodies) > 1)
            found.append(Filler(tuple(bodies), reference.first, head + 1, head, plural))
    return found
