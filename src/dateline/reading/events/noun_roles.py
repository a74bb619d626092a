"""Who stands on which side of a noun: before it, behind it by a preposition, and around the verb that carries it."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.reading.events.candidates import POLITICAL
from dateline.reading.events.company import arranger, included
from dateline.reading.events.fillers import Filler, fill, filler_of, is_city_state
from dateline.reading.events.sides import Site, is_resolved
from dateline.reading.events.subjects import subjects_of
from dateline.reading.events.tables import classes
from dateline.reading.events.tags import NOUN, VERB
from dateline.record import Kind

_LEFT = NOUN | {"JJ", "CD", "HYPH", "JJR", "JJS", "RB", "VBN", "VBG", "SYM", "CC", ":", ",", "FW", "$"}
_CULPABLE: frozenset[Kind] = frozenset({"assault", "coercion"})
_PERSON = frozenset({"person"})
_GOING = frozenset({"travel", "go", "fly", "come", "arrive", "head", "leave", "return", "land", "visit", "set", "be"})
_TELLING = frozenset({"say", "tell", "announce", "confirm", "insist", "tweet", "declare", "write", "suggest", "hint"})
_HEADS = frozenset({"president", "prime minister", "chancellor", "leader", "supreme leader", "king", "premier", "emir"})
_MINISTERS = frozenset({"foreign minister", "secretary of state", "foreign secretary"})
_WISHED: frozenset[Kind] = frozenset({"meeting", "summit", "negotiation"})
# A word that wants something, with the preposition of what it wants.
_WISHES = frozenset({
    ("want", ""), ("desire", ""), ("committed", "to"), ("open", "to"),
    ("ready", "for"), ("prepared", "for"), ("willing", "for"), ("interested", "in"), ("keen", "on"), ("eager", "for"),
})  # fmt: skip
_NAME = 3  # words of a state's name, at most
_ENDS = frozenset({"end", "stop", "halt", "conclude"})
_OFFICIALS = frozenset({
    "envoy", "ambassador", "diplomat", "official", "general", "consul", "minister", "journalist", "hostage",
    "negotiator",
})  # fmt: skip
_BLAMING = frozenset({"blame", "accuse", "condemn", "suspect", "hold"})


def noun_side(site: Site, places: Iterable[str]) -> list[Filler]:
    """The fillers of the places of a noun, in their order."""
    found: list[Filler] = []
    for place in places:
        found += _noun_place(site, place)
    return found


def _noun_place(site: Site, place: str) -> list[Filler]:
    if place in ("poss", "adj"):
        return _left(site, place == "poss")
    return _right(site, place)


def _left(site: Site, possessive: bool) -> list[Filler]:
    """Names before the noun: with 's or a possessive pronoun, or as adjectives and compounds."""
    words, tokens = site.words, site.words.tokens
    first = site.head - len(site.trigger.pattern.lemmas) + 1
    edge = first
    while edge and (tokens[edge - 1].tag in _LEFT or tokens[edge - 1].tag in ("POS", "PRP$", "DT", "WP$")):
        edge -= 1
        if tokens[edge].tag in ("DT", "PRP$", "WP$") and not (edge and tokens[edge - 1].tag == "POS"):
            break
        if tokens[edge].tag == "CC" and tokens[edge - 1].tag in ("NNS", "NNPS"):
            edge += 1
            break  # "equipment to Iraqi forces and logistical support"
        if tokens[edge].tag == "," and tokens[edge - 1].tag not in ("JJ",):
            edge += 1
            break
    found: list[Filler] = []
    for reference in site.cast.within(words.index, edge, first):
        if not reference.entities or (reference.last == first and is_city_state(site.cast, reference)):
            continue
        after = tokens[reference.last].tag if reference.last < len(tokens) else ""
        is_possessive = (
            after == "POS" or tokens[reference.last - 1].tag in ("POS", "PRP$", "WP$") or reference.form == "pronoun"
        )
        if (
            is_possessive == possessive
            and not any(reference.first < one.last and one.first < reference.last for one in found)
            and (possessive or all(tokens[i].tag not in ("POS",) for i in range(reference.last, first)))
        ):
            found.append(filler_of(words, reference))
    if possessive:
        for i in words.kids_as(site.head, "nmod:poss"):
            if not any(one.first <= i < one.last for one in found):
                found += [one for one in fill(words, site.cast, i) if one.entities]
    return found


def _right(site: Site, place: str) -> list[Filler]:
    """What hangs on the noun by a preposition; else what stands in the phrases right behind it."""
    words, tokens = site.words, site.words.tokens
    heads = [i for i in site.obliques(site.head, place) if i > site.head]
    if not heads:
        i, steps = site.head + 1, 0
        while i < len(tokens) and steps < 4:
            if tokens[i].tag not in ("IN", "TO"):
                break
            head = words.head_after(i + 1)
            if head is None or site.is_on_behalf(head):
                break
            if tokens[i - 1].lemma in ("border", "frontier"):
                break  # "fighting along the border with Thailand"
            if tokens[i].text.lower() == place and (place != "of" or not steps):  # "a meeting with the speaker of Iran"
                heads.append(head)
            i, steps = words.phrase_end(i + 1), steps + 1
    return site.fillers(heads)


def suffered(site: Site, actors: list[Filler]) -> tuple[list[Filler], list[Filler]]:
    """ "Putin's arrest": without an "of", a person before the noun is the one who suffers it, as is "their" whoever."""
    persons = [one for one in actors if site.is_any(one, _PERSON) or _is_official(site, one) or _is_theirs(site, one)]
    return persons, [one for one in actors if one not in persons]


def _is_theirs(site: Site, one: Filler) -> bool:
    """ "hours after their abduction": whoever is meant by the pronoun."""
    return site.words.tokens[one.head].tag == "PRP$" and site.words.tokens[site.head].lemma in classes()["suffering"]


def _is_official(site: Site, one: Filler) -> bool:
    """ "the Algerian envoy's abduction": somebody in office who stands for his state."""
    token = site.words.tokens[one.head]
    return token.tag == "NN" and token.lemma in _OFFICIALS


def carried(site: Site, actors: list[Filler], recipients: list[Filler]) -> tuple[list[Filler], list[Filler]]:
    """The sides that the verb around a noun adds: "Blinken held talks …", "faces sanctions", "… with Lavrov"."""
    words, carrier = site.words, site.outlook.word
    if site.trigger.frame.symmetric and not is_resolved([*actors, *recipients]):
        actors = included(site) or actors
    if site.trigger.frame.symmetric and not is_resolved(actors) and is_resolved(recipients):
        actors = arranger(site) or actors
    if carrier < 0 and site.trigger.frame.symmetric and not is_resolved(actors) and is_resolved(recipients):
        actors = _around(site) or actors
    if site.trigger.frame.symmetric and not is_resolved(recipients) and _is_with_one(site, actors):
        actors = actors + (_teller(site) or _around(site))  # "Trump spoke of a signing with Xi"
    if site.trigger.kind == "visit" and not is_resolved(actors) and is_resolved(recipients):
        actors = _guests(site, recipients) or actors
    if site.trigger.frame.symmetric and (wisher := _wisher(site, [*actors, *recipients])):
        actors = [*wisher, *actors]
    if site.trigger.kind == "assault" and not any(site.is_any(one, POLITICAL) for one in recipients):
        recipients = _hit(site) or recipients
    if site.trigger.kind == "sanction" and not is_resolved(recipients) and words.preposition(site.head) == "under":
        recipients = site.fillers(words.kids_as(site.head, "nsubj"))  # "has been under a U.S. embargo"
    if site.trigger.kind in _CULPABLE and not is_resolved(actors):
        actors = _blamed(site) or actors
    if site.trigger.frame.symmetric and not is_resolved(actors) and is_resolved(recipients):
        actors = _teller(site) or actors
    if carrier < 0 or words.tokens[carrier].tag not in VERB:
        return actors, recipients
    if site.trigger.frame.symmetric and not is_resolved(actors):  # "fighting was reported between A and B"
        actors = site.fillers(site.obliques(carrier, "between")) or actors
    ended = site.trigger.kind == "assault" and words.tokens[carrier].lemma in _ENDS
    subjects = [] if ended else site.fillers(subjects_of(words, carrier))  # "the accords that ended the war"
    if words.tokens[carrier].lemma in ("engage", "involve", "lock") and words.is_passive(carrier):
        subjects = site.fillers(words.kids_as(carrier, "nsubj:pass", "nsubj"))  # "have been engaged in talks"
    if site.outlook.subject == "by" and site.trigger.kind == "visit" and not is_resolved(actors):
        actors = [one for one in subjects if site.is_any(one, _PERSON)] or actors  # "called off a trip to Tokyo"
    if site.outlook.subject == "actor" and (not is_resolved(actors) or site.trigger.frame.symmetric):
        actors = subjects + [one for one in actors if one.entities]
    elif site.outlook.subject == "recipient":
        if site.trigger.frame.symmetric and not is_resolved(actors):
            actors = subjects  # "hosted a dinner with Putin"
        elif site.trigger.frame.symmetric or not is_resolved(recipients):
            recipients = recipients + subjects
        if not is_resolved(actors):
            actors = site.fillers(site.obliques(carrier, "from", "by"))
    if not is_resolved(recipients) and site.trigger.frame.recipient:
        for place in site.trigger.frame.recipient:
            found = site.fillers(site.obliques(carrier, place))
            if is_resolved(found):
                recipients = found
                break
    return actors, recipients


def _hit(site: Site) -> list[Filler]:
    """ "An attack that killed an American soldier", "a raid wounding two": whom the blow hit."""
    words = site.words
    places = (i for case, i in words.obliques(site.head) if case in ("in", "on", "at", "near"))
    nouns = [site.head, *(i for i in places if i > site.head)]
    told = [
        i for noun in nouns for i in words.kids_as(noun, "acl", "acl:relcl") if words.lemma(i) in classes()["harming"]
    ]
    found = [one for i in told if not words.is_passive(i) for one in site.fillers(words.objects(i)) if one.entities]
    return [one for one in found if len(found) == 1 or words.tokens[one.head].lemma not in ("people", "other")]


def _blamed(site: Site) -> list[Filler]:
    """ "blamed the rebels for the bombing": who is said to have done it."""
    words, tokens = site.words, site.words.tokens
    verb = tokens[site.head].head
    if words.preposition(site.head) not in ("for", "of", "over") or verb < 0 or tokens[verb].lemma not in _BLAMING:
        return []
    return [one for i in words.objects(verb) for one in fill(words, site.cast, i) if one.entities]


def _teller(site: Site) -> list[Filler]:
    """ "Trump says the summit with Kim could still take place": he who tells of it is the other, if he is in office.

    Not one who speaks for another, nor a minister of a summit.
    """
    words, tokens, at = site.words, site.words.tokens, site.head
    for above in words.sentence.ancestors(site.head):
        if tokens[at].relation == "ccomp" and tokens[above].lemma in _TELLING:
            tellers = site.fillers(subjects_of(words, above))
            return [one for one in tellers if len(tellers) == 1 and _may_meet(site, one)]
        at = above
    return []


def _wisher(site: Site, known: list[Filler]) -> list[Filler]:
    """ "Kim wants a summit with Trump", "is committed to a Trump summit": who wants to talk with one is the other."""
    others = {entity for one in known for entity in one.entities}
    above = site.words.tokens[site.head].head
    if site.trigger.kind not in _WISHED or len(others) != 1 or above < 0:
        return []
    wish = site.words.tokens[above]
    case = site.words.preposition(site.head)
    if (wish.lemma, case) not in _WISHES and (wish.text.lower(), case) not in _WISHES:
        return []
    found = [one for one in site.fillers(subjects_of(site.words, _verb_of(site, above))) if one.entities]
    entity = site.cast.entities.get(found[0].entities[0]) if len(found) == 1 and len(found[0].entities) == 1 else None
    other = site.cast.entities.get(next(iter(others)))
    if entity is None or other is None or entity.kind not in ("person", "state"):
        return []
    return found if entity.country not in (None, other.country) else []


def _verb_of(site: Site, wish: int) -> int:
    """The verb whose subject has the wish: of "remained committed to" the first, of "is ready for" the wish itself."""
    head = site.words.tokens[wish].head
    below = site.words.tokens[wish].relation in ("xcomp", "ccomp") and head >= 0
    return head if below and not site.words.kids_as(wish, "nsubj", "nsubj:pass") else wish


def _is_with_one(site: Site, actors: list[Filler]) -> bool:
    """Is a single other told, by "with"?"""
    known = [one for one in actors if one.entities]
    return len(known) == 1 and len(known[0].entities) == 1 and known[0].head in site.obliques(site.head, "with")


def _guests(site: Site, hosts: list[Filler]) -> list[Filler]:
    """ "On a trip to Moscow, Shalom criticised Iran": people of the clause who are not at home there."""
    known = site.cast.entities
    home = {known[e].country for one in hosts for e in one.entities if e in known}
    found = [one for one in _around(site) if site.is_any(one, _PERSON | {"group"})]
    return [one for one in found if not {known[e].country for e in one.entities if e in known} & home]


def _may_meet(site: Site, one: Filler) -> bool:
    if len(one.entities) != 1 or (entity := site.cast.entities.get(one.entities[0])) is None:
        return False
    if entity.kind == "state":
        return site.trigger.kind != "summit" and one.last - one.first <= _NAME  # not "Japan's foreign ministry"
    titles = {role.title.lower() for role in entity.roles}
    ranks = _HEADS if site.trigger.kind == "summit" else _HEADS | _MINISTERS
    return entity.kind == "person" and any(title in ranks for title in titles)


def _around(site: Site) -> list[Filler]:
    """ "After talks with Cavusoglu, Lavrov said …": the subject of the main clause took part."""
    words, tokens = site.words, site.words.tokens
    first = words.phrase_start(site.head)
    before = tokens[first - 1].text.lower() if first else ""
    if before not in ("after", "following", "during", "at", "in", "before", "for", "from") and not (
        before == "on" and site.trigger.kind == "visit"
    ):
        return []
    above = words.carrier(site.head)
    staying = above is not None and words.is_staying(above)
    if above is None or (before == "for" and not staying and tokens[above].lemma not in _GOING):
        return []
    return [one for head in subjects_of(words, above) for one in fill(words, site.cast, head) if one.entities]
