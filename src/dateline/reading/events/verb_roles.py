"""Who stands on which side of a verb: its subject, its objects, and what hangs on it by a preposition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.analysis import Token
from dateline.reading.events.candidates import POLITICAL
from dateline.reading.events.fillers import Filler, fill
from dateline.reading.events.sides import Site, is_resolved
from dateline.reading.events.subjects import subjects_of
from dateline.reading.events.tables import classes
from dateline.reading.events.tags import FINITE, VERB
from dateline.reading.events.words import Words

_TOWARDS = frozenset({"with", "from", "on", "against", "to", "into", "of"})
_NO_SUBJECT = frozenset({"obl", "nmod", "obj", "obl:tmod", "nmod:poss", "amod", "compound"})
_SAYING = frozenset({"say", "announce", "declare", "confirm", "insist", "state"})
_REACH = 14  # words between a trigger and a phrase that no arc joins to it


def verb_side(site: Site, places: Iterable[str]) -> list[Filler]:
    """The fillers of the places of a verb, in their order."""
    found: list[Filler] = []
    for place in places:
        found += _verb_place(site, place)
    return found


def _verb_place(site: Site, place: str) -> list[Filler]:
    words = site.words
    if place == "subj":
        found = _nearest(site, site.fillers(subjects_of(words, site.head)))
        relative = bool(found) and words.tokens[site.head].relation == "acl:relcl"  # "the crash that killed him"
        blow = any(
            words.tokens[one.head].lemma in classes()["blow"] for one in found
        )  # "an explosion at a rally of Fatah killed"
        if not is_resolved(found) and not relative and not blow and not words.is_passive(site.head):
            found = _before(site) or found
        return found if is_resolved(found) else _as_said(site, found)
    if place == "obj":
        return site.fillers([i for i in words.objects(site.head) if i not in site.matched] or _inner_objects(site))
    return _by_preposition(site, place)


def _nearest(site: Site, found: list[Filler]) -> list[Filler]:
    """ "The government and rebels who seized the town": without a comma, the clause is of the rebels alone.

    Not where they do it to each other ("the president and the premier who met in May"), nor of a list of equals.
    """
    words, tokens = site.words, site.words.tokens
    of = tokens[site.head].head
    if tokens[site.head].relation != "acl:relcl" or len(found) < 2 or site.trigger.frame.symmetric:
        return found
    near = site.cast.at(words.index, of)
    begins = max(of + 1, near.last if near is not None else 0)
    if begins >= len(tokens) or tokens[begins].tag not in ("WP", "WDT") or tokens[of].relation != "conj":
        return found
    return [one for one in found if one.first <= of < one.last] or found


def _as_said(site: Site, found: list[Filler]) -> list[Filler]:
    """ "The interim government says it has asked Belarus …": a pronoun that means nobody yet is who says so."""
    words, tokens = site.words, site.words.tokens
    above = tokens[site.head].head
    said = tokens[site.head].relation == "ccomp" and above >= 0 and tokens[above].lemma in _SAYING
    if not said or len(found) != 1 or not (_is_pronoun(tokens[found[0].head]) or _is_machine(site, found[0])):
        return found
    return site.fillers(i for i in subjects_of(words, above) if i < found[0].head) or found


def _is_pronoun(token: Token) -> bool:
    return token.text.lower() in ("it", "they", "he", "she")


def _is_machine(site: Site, one: Filler) -> bool:
    """ "The Israeli military says aircraft fired at gunmen": arms that nothing tells the owner of."""
    tokens = site.words.tokens
    alone = one.first == one.head or (one.first == one.head - 1 and tokens[one.first].tag in ("CD", "DT"))
    return alone and tokens[one.head].lemma in classes()["machine"] and site.trigger.kind == "assault"


def _inner_objects(site: Site) -> list[int]:
    """What stands after a pattern of several words ("met with X" as a pattern has X after it)."""
    head = site.words.head_after(site.end)
    if head is None and site.end < len(site.words.tokens) and site.words.tokens[site.end].tag in ("PRP", "WP"):
        head = site.end
    return [head] if head is not None else []


def _before(site: Site) -> list[Filler]:
    """The nearest name before a verb that has no subject by arcs, if no other verb stands between."""
    tokens = site.words.tokens
    verb = min(site.words.group(site.head), default=site.head)
    if tokens[site.head].tag in ("VBN", "VBG", "VB") and not site.words.group(site.head):
        return []
    for i in range(verb - 1, max(-1, verb - _REACH), -1):
        if tokens[i].tag in FINITE or tokens[i].text in (";", ":"):
            return []
        reference = site.cast.at(site.words.index, i)
        if reference is not None and reference.entities and reference.head == i:
            if site.words.preposition(i) or tokens[i].relation in _NO_SUBJECT:
                continue
            return fill(site.words, site.cast, i)
    return []


def _by_preposition(site: Site, place: str) -> list[Filler]:
    """What hangs on the verb, or on its object, by a preposition; else the phrase behind the nearest such word."""
    open_ended: list[Filler] = []
    if place == "to" and is_resolved(found := site.fillers(site.words.kids_as(site.head, "iobj"))):
        return found  # "offered Burma better ties"
    for heads in _phrases(site, place):
        found = site.fillers(heads)
        if is_resolved(found):
            return found  # "imposed a ban on Ukraine on Monday": not the day that hangs on the verb
        open_ended = open_ended or found
    return open_ended


def _phrases(site: Site, place: str) -> Iterator[list[int]]:
    words, tokens, verb = site.words, site.words.tokens, site.head
    yield (own := [i for i in site.obliques(verb, place) if i > verb])
    if not own and place in site.trigger.pattern.lemmas[1:] and site.end - 1 > site.head:
        yield (own := _inner_objects(site))
    yield (lower := [i for obj in words.objects(verb) for i in site.obliques(obj, place) if i > obj])
    if own or lower:
        return
    for i in range(verb + 1, min(len(tokens), verb + _REACH)):
        if tokens[i].tag in FINITE or tokens[i].text in (";", ":", "that", "which", "who", "“", '"'):
            break
        if tokens[i].tag in VERB and i > site.end:
            break
        if (
            tokens[i].text.lower() == place
            and tokens[i].tag in ("IN", "TO")
            and (head := words.head_after(i + 1)) is not None
        ):
            if not _is_of_other(words, verb, head) and not site.is_on_behalf(head):
                yield [head]
            break


def _is_of_other(words: Words, verb: int, noun: int) -> bool:
    """ "spoke on Sunday after talks with Merkel": does the phrase hang on a noun that is itself told by "after"?"""
    above = words.tokens[noun].head
    if words.tokens[noun].relation != "nmod" or above <= verb:
        return False
    if words.tokens[above].lemma in ("border", "frontier"):
        return True  # "fought along the border with Thailand"
    return words.preposition(above) in ("after", "before", "during", "following", "since")


def of_complement(site: Site) -> list[Filler]:
    """ "threatened to attack Seoul", "refused to resume talks with the rebels": whom the act would be done to."""
    words, tokens = site.words, site.words.tokens
    if site.trigger.kind == "demand" and words.objects(site.head):
        return []  # "urged governments not to return Algerians" is addressed to governments
    for verb in words.kids_as(site.head, "xcomp", "ccomp", "advcl"):
        if verb < site.head or tokens[verb].tag != "VB" or not any(tokens[i].tag == "TO" for i in words.group(verb)):
            continue
        inner = [i for i in words.kids_as(verb, "ccomp") if i > verb]  # "to demand that Syria end its presence"
        objects = [*words.objects(verb), *(i for clause in inner for i in subjects_of(words, clause))]
        objects += [noun for case, noun in words.obliques(verb) if case in _TOWARDS]
        heads = [*objects, *(noun for one in objects for case, noun in words.obliques(one) if case in _TOWARDS)]
        for head in heads:
            found = [one for one in fill(words, site.cast, head) if site.is_any(one, POLITICAL)]
            if found or (found := owners(site, head)):
                return found
    return []


def commanded(site: Site) -> list[Filler]:
    """ "demands that China withdraw the rig": of whom it is demanded."""
    clauses = [i for i in site.words.kids_as(site.head, "ccomp") if i > site.head]
    found = site.fillers([i for clause in clauses for i in subjects_of(site.words, clause)])
    return [one for one in found if site.is_any(one, POLITICAL)]


def owners(site: Site, noun: int) -> list[Filler]:
    """Whose a thing is, person or not: "Musharraf's emergency rule", "Sudanese charges", "a claim by Rwanda"."""
    words, tokens = site.words, site.words.tokens
    heads = words.kids_as(noun, "nmod:poss")
    heads += [i for i in words.kids_as(noun, "amod", "compound") if tokens[i].tag in ("JJ", "NNP")]
    heads += [i for case, i in words.obliques(noun) if case in ("by", "from")]
    for head in heads:
        found = [one for one in site.fillers([head]) if site.is_any(one, POLITICAL)]
        if found:
            return found
    return []
