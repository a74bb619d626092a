"""Who stands on which side of an event: the places of a frame, filled with entities of the cast."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dateline.reading.events.aims import aimed, before_mission, charged, is_countryless, people_of, pressed
from dateline.reading.events.candidates import POLITICAL
from dateline.reading.events.fillers import Filler, unique
from dateline.reading.events.happened import at_scene
from dateline.reading.events.noun_roles import carried, noun_side, suffered
from dateline.reading.events.sides import Sides, Site, is_resolved
from dateline.reading.events.tables import classes
from dateline.reading.events.verb_roles import commanded, of_complement, owners, verb_side
from dateline.reading.events.victims import COMPLAINTS, is_victim
from dateline.record import Kind

_Side = Callable[[Site, tuple[str, ...]], list[Filler]]
_GOODS = frozenset({
    "submarine", "helicopter", "warplane", "jet", "tank", "gunship", "plane", "aircraft", "warship", "fighter",
    "bomber", "ship", "carrier", "destroyer", "vessel", "drone", "boat", "frigate",
})  # fmt: skip
_ASKED = frozenset(
    {"extradition", "return", "release", "surrender", "handover", "withdrawal", "apology", "aid", "help"}
)
_BY_FORCE: frozenset[Kind] = frozenset({"rejection", "proposal", "mobilisation", "aid", "cooperation", "agreement"})
_HANDED: frozenset[Kind] = frozenset({"aid", "cooperation"})
_SENDERS = frozenset({"state", "organisation"})
_STATE = frozenset({"state", "place"})
_HAPPENING: frozenset[Kind] = frozenset({"assault", "coercion", "protest"})
_AIMED: frozenset[Kind] = frozenset({"threat", "rejection", "protest", "demand", "accusation", "denial", "praise"})


def find_sides(site: Site) -> Sides:
    """Both sides; on a symmetric event everyone who is not clearly the other side is an actor."""
    side = verb_side if site.trigger.verb else noun_side
    actors = side(site, site.trigger.frame.actor)
    recipients = _first_filled(site, actors, side)
    if not site.trigger.verb:
        actors = [one for one in actors if not one.head < site.head < one.last]  # "three victims of the blasts"
        if not recipients and "of" in site.trigger.frame.recipient:
            recipients, actors = suffered(site, actors)
        actors, recipients = carried(site, actors, recipients)
    passive = site.trigger.verb and site.words.is_passive(site.head)
    if site.trigger.kind == "expulsion" and passive and not is_resolved(actors):  # "expelled from Britain": by it
        actors = site.fillers(site.obliques(site.head, "from"))
    if site.words.tokens[site.head].lemma == "summon" and passive and not is_resolved(actors):  # "to the ministry"
        actors = site.fillers(site.obliques(site.head, "to"))
    headed = site.words.sentence.section == "headline"  # "PM invited to Finland": by it; a text tells by whom
    if site.trigger.kind == "invitation" and passive and headed and not is_resolved(actors):
        hosts = site.fillers(i for i in site.obliques(site.head, "to") if i > site.head)
        actors = [one for one in hosts if site.is_any(one, _STATE)]
        recipients = site.fillers(site.words.objects(site.head)) if actors else recipients
    if site.trigger.kind == "sanction" and passive and not is_resolved(actors):  # "ties between A and B were severed"
        ties = [i for i in site.words.objects(site.head) if site.words.tokens[i].lemma in classes()["ties"]]
        both = unique(site.fillers(k for i in ties for k in site.obliques(i, "between")))
        actors, recipients = (both, []) if len(both) > 1 else (actors, recipients)  # who cut them is not told
    moved = site.trigger.kind in ("mobilisation", "withdrawal") and passive
    if moved and not is_resolved(actors):  # "police were deployed": whose they are is told by them
        actors = site.fillers(i for i in site.words.objects(site.head) if _is_force(site, i))
    if site.trigger.kind == "demand" and site.trigger.verb and site.words.objects(site.head):
        thing = (
            site.words.tokens[site.words.objects(site.head)[0]].lemma in _ASKED
        )  # "the extradition of him from Italy"
        of_whom = [i for i in site.obliques(site.head, "from") if i > site.head]
        of_whom += [i for obj in site.words.objects(site.head) for i in site.obliques(obj, "from")]
        asked = site.fillers(of_whom) if thing else []
        recipients = asked if is_resolved(asked) else recipients
    if site.trigger.verb and site.trigger.kind in _AIMED and not is_resolved(recipients):
        whose = [one for open_one in recipients for one in owners(site, open_one.head)]
        if not whose and not passive and site.words.objects(site.head):  # "condemned the raid by Colombia"
            by = site.fillers(i for i in site.obliques(site.head, "by") if i > site.head)
            whose = [one for one in by if site.is_any(one, POLITICAL)]
        recipients = whose or of_complement(site) or recipients
        if site.trigger.kind == "demand" and not is_resolved(recipients):
            recipients = commanded(site) or recipients
    if site.trigger.kind == "assault" and site.trigger.verb and not is_resolved(recipients):
        recipients = _targets(site) or recipients
    if not site.trigger.frame.symmetric and not is_resolved(recipients) and _is_mutual(site):
        known = [one for one in unique(actors) if one.entities]
        actors, recipients = (known[:1], known[1:]) if len(known) > 1 else (actors, recipients)
    if site.trigger.kind == "protest" and not is_resolved(actors):
        actors = people_of(site, actors) or actors
    if site.trigger.kind in _HAPPENING and not is_resolved(actors):
        if site.trigger.kind == "protest":
            actors = at_scene(site) or actors
        elif not is_resolved(recipients):
            recipients = at_scene(site) or recipients
    recipients = _deeper(site, actors, recipients)
    if site.trigger.kind in COMPLAINTS and site.trigger.verb:
        recipients = [one for one in recipients if not is_victim(site.words.sentence, one.head)]
    return Sides(tuple(unique(actors)), tuple(_apart(unique(recipients), actors)))


def _targets(site: Site) -> list[Filler]:
    """ "launched rockets aimed at areas of Israel": what arms are said to be meant for."""
    words = site.words
    told = [i for arms in words.objects(site.head) for i in words.kids_as(arms, "acl", "acl:relcl")]
    aimed = (i for i in told if words.tokens[i].lemma in ("aim", "direct", "target"))
    heads = [noun for i in aimed for case, noun in words.obliques(i) if case in ("at", "against", "towards", "toward")]
    return site.fillers(heads)


def _deeper(site: Site, actors: list[Filler], recipients: list[Filler]) -> list[Filler]:
    """The recipients, or, if they are nobody of any country, those that a clause or a lower phrase tells."""
    kind = site.trigger.kind
    if kind not in _AIMED or (is_resolved(recipients) and not is_countryless(site, recipients)):
        return recipients
    found: list[Filler] = []
    if kind == "accusation":
        found = charged(site, actors)
    elif kind == "demand" and site.trigger.verb:
        found = pressed(site)
    elif kind == "protest":
        found = before_mission(site)
    if not found and site.trigger.verb and not site.words.is_passive(site.head):
        found = aimed(site, recipients)
    return found or recipients


def _is_mutual(site: Site) -> bool:
    """ "attacked each other in their speeches": what is told of both is told of the one towards the other."""
    after = [token.text.lower() for token in site.words.tokens[site.end : site.end + 2]]
    return site.trigger.verb and after in (["each", "other"], ["one", "another"])


def _first_filled(site: Site, actors: list[Filler], side: _Side) -> list[Filler]:
    """The fillers of the first place that means somebody besides the actors; else of the first that has any words."""
    taken = {entity for one in actors for entity in one.entities}
    open_ended: list[Filler] = []
    for place in site.trigger.frame.recipient:
        found = side(site, (place,))
        if site.trigger.kind in _HANDED:
            found = [one for one in found if not one.entities or not _is_goods(site, one)]
        if site.trigger.kind in _BY_FORCE:
            found = [one for one in found if not _is_own_force(site, one, actors)]
        if any(set(one.entities) - taken for one in found):
            return found
        open_ended = open_ended or found
    return open_ended


def _is_force(site: Site, noun: int) -> bool:
    lemma = site.words.tokens[noun].lemma
    return site.trigger.kind != "withdrawal" or lemma in classes()["troops"] or lemma in ("diplomat", "envoy", "staff")


def _is_own_force(site: Site, one: Filler, actors: list[Filler]) -> bool:
    """ "will not send soldiers", "offered to lead it with 1,000 police": the troops of who acts are a means."""
    if site.words.tokens[one.last - 1].lemma not in classes()["troops"]:
        return False
    known = site.cast.entities
    own = {known[e].country for each in actors for e in each.entities if e in known and known[e].kind in _SENDERS}
    men = [known[e] for e in one.entities if e in known]
    forces = all(each.kind == "group" or each.sector in ("MIL", "COP") for each in men)
    return bool(own) and bool(men) and forces and all(each.country in own | {None} for each in men)


def _is_goods(site: Site, one: Filler) -> bool:
    """ "supplied submarines to China": of no state by themselves, what is handed over takes no part."""
    known = site.cast.entities
    nobodys = all(e in known and known[e].kind == "group" and known[e].country is None for e in one.entities)
    return nobodys and site.words.tokens[one.head].lemma in _GOODS


def _apart(recipients: list[Filler], actors: list[Filler]) -> Iterator[Filler]:
    """Nobody is on both sides, and no word is."""
    taken = {entity for one in actors for entity in one.entities}
    for one in recipients:
        rest = tuple(entity for entity in one.entities if entity not in taken)
        if any(
            one.first < other.last and other.first < one.last for other in actors if other.entities and one.entities
        ):
            continue
        if rest or not one.entities:
            yield Filler(rest, one.first, one.last, one.head, one.plural)
