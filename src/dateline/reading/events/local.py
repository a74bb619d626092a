"""Who is at home where a blow fell, by the other side or by who tells of it."""

from __future__ import annotations

from collections.abc import Sequence

from dateline import lexicon
from dateline.analysis import Sentence
from dateline.reading.events.tables import classes
from dateline.reading.frame import Cast
from dateline.record import Entity, Event, Participant

_LAWLESS = frozenset({"REB", "UAF", "CRM"})
_HELD = frozenset({"PSE", "ESH"})  # their militants strike at another state
_HOLDERS = frozenset({"ISR", "MAR"})  # and those who strike at these may be of the people whose land they hold
_BORDERS = frozenset({"border", "frontier"})


def country_of_victims(event: Event, cast: Cast, one: Participant) -> str | None:
    """Of unnamed people who are hit: their attackers', if those are rebels at home; of a foreign blow, the teller's.

    "Insurgents in Iraq attacked, killing seven"; "Pakistani officials say a U.S. strike killed 20 militants". Not of
    soldiers, who may be of an army from abroad.
    """
    if event.kind != "assault" or one not in event.recipients or _is_no_resident(cast, one):
        return None
    doers = _entities(event.actors, cast)
    countries = {doer.country for doer in doers}
    if len(countries) != 1 or None in countries:
        return None
    country = countries.pop()
    if all(doer.kind == "group" and doer.sector in _LAWLESS for doer in doers) and country not in _HELD:
        return country
    tellers = _tellers(event, cast)
    return tellers.pop() if len(tellers) == 1 and country not in tellers else None


def country_of_attackers(event: Event, cast: Cast, one: Participant) -> str | None:
    """Of unnamed attackers: their victims', if those have theirs by where it was ("killed 50 people in London"), or if
    officials of that country tell of it ("Turkish officials say rebels killed 13 Turkish soldiers")."""
    if event.kind != "assault" or one not in event.actors or not _is_told_there(event, one):
        return None
    hit = _entities(event.recipients, cast)
    countries = {victim.country for victim in hit}
    if len(countries) == 1 and countries == _tellers(event, cast) and not countries & _HOLDERS:
        return countries.pop()
    if len(countries) != 1 or None in countries or not all(_is_placed(victim) for victim in hit):
        return None
    return countries.pop()


def is_edge(sentence: Sentence, first: int, last: int) -> bool:
    """ "near the Syrian border", "bordering Afghanistan": a country told of as a neighbour is not where it was."""
    after = sentence.tokens[last : last + 1]
    before = sentence.tokens[max(0, first - 2) : first]
    if after and after[0].lemma in _BORDERS:
        beyond = sentence.tokens[last + 1 : last + 2]  # "the Iraqi border town of …" is where it was
        return not (beyond and beyond[0].tag[:2] == "NN" and beyond[0].relation != "obl:tmod")
    if before and before[-1].text.lower() == "bordering":
        return True
    return [token.lemma for token in before] == ["border", "with"]


def _tellers(event: Event, cast: Cast) -> set[str]:
    """The countries of the officials, police and witnesses who tell of it; an army may be abroad."""
    said = [known for voice in event.voices if (known := cast.entities.get(voice.entity or "")) is not None]
    local = [teller for teller in said if teller.kind == "group" and teller.sector != "MIL"]
    return {teller.country for teller in local if teller.country is not None}


def _is_no_resident(cast: Cast, one: Participant) -> bool:
    """ "Killed two soldiers", "blew up 36 tankers": no people who are at home there."""
    entity = cast.entities.get(one.entity or "")
    if entity is not None and entity.sector == "MIL":
        return True
    words = {
        word.lower().rstrip("s") for mention in (entity.mentions if entity else ()) for word in mention.quote.split()
    }
    return bool(words & classes()["vessel"])


def _is_told_there(event: Event, one: Participant) -> bool:
    """Is it told in the sentence that the event is told in: "the killers" of another one may be anybody's."""
    proof = event.evidence[0] if event.evidence else None
    return proof is not None and one.evidence is not None and proof.start <= one.evidence.start < proof.end


def _entities(side: Sequence[Participant], cast: Cast) -> list[Entity]:
    return [entity for one in side if one.entity and (entity := cast.entities.get(one.entity)) is not None]


def _is_placed(entity: Entity) -> bool:
    """Unnamed people whose country is that of a place, not of a word before them ("two German tourists")."""
    state = lexicon.states().get(entity.country or "")
    if entity.kind != "group" or state is None or any(one.form == "name" for one in entity.mentions):
        return False
    return entity.sector in ("CVL", "COP", "GOV", None) and not entity.id.startswith(state.id)
