"""What the sentence of a participant speaks of: countries, places, and where it says that people are."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dateline.analysis import Sentence, Token
from dateline.reading.events.local import is_edge
from dateline.reading.events.tables import classes
from dateline.reading.frame import Cast, Reference, Scene
from dateline.record import Entity, Participant

_LOCAL = frozenset({"in", "of", "from", "at", "near", "across", "outside", "throughout", "around"})
_REACH = 7  # words after a mention in which its "in …" stands


def sentence_of(one: Participant, scene: Scene) -> Sentence | None:
    """The sentence that tells of a participant."""
    at = one.evidence.start if one.evidence is not None else -1
    return next((s for s in scene.analysis.sentences if s.start <= at < s.end), None)


def named_with(one: Participant, scene: Scene, cast: Cast) -> list[tuple[Reference, Entity]]:
    """Whom and what the sentence of a participant names; of "the Japanese embassy", which is not in Japan, nothing."""
    sentence = sentence_of(one, scene)
    if sentence is None:
        return []
    references = cast.within(sentence.index, 0, len(sentence.tokens))
    known = [(r, cast.entities[e]) for r in references for e in r.entities if e in cast.entities]
    missions = [r for r, each in known if each.kind == "organisation" and is_mission(each)]
    return [
        (r, each)
        for r, each in known
        if not is_edge(sentence, r.first, r.last) and not any(m.first <= r.first and r.last <= m.last for m in missions)
    ]


def places_with(one: Participant, scene: Scene, cast: Cast) -> set[str | None]:
    """The countries of the places that the sentence of a participant names."""
    return {each.country for _, each in named_with(one, scene, cast) if each.kind == "place"}


def scene_of(one: Participant, scene: Scene, cast: Cast, but: Collection[str | None]) -> str | None:
    """The country of the places that the sentence names, if it is one and none of `but`."""
    named = [each for _, each in named_with(one, scene, cast) if each.kind in ("place", "state")]
    at_home = {each.country for each in named if each.kind == "place" and each.country in but} - {None}
    if at_home:
        return at_home.pop() if len(at_home) == 1 else None  # "soldiers fired on a crowd in Andijan, Russia said"
    countries = {each.country for each in named} - {None, *but}
    return countries.pop() if len(countries) == 1 else None


def only_country(one: Participant, scene: Scene, cast: Cast) -> str | None:
    """The one country that is spoken of in the sentence: "Gunmen holding Fiji's prime minister threatened …"."""
    countries = countries_with(one, scene, cast)
    return countries.pop() if len(countries) == 1 else None


def countries_with(one: Participant, scene: Scene, cast: Cast) -> set[str]:
    """The countries that the sentence of a participant speaks of."""
    return {each.country for _, each in named_with(one, scene, cast) if each.country is not None}


def country_beside(one: Participant, scene: Scene, cast: Cast, *, guests: bool = False) -> str | None:
    """The country of the place that follows the words: "gunmen in the southern Philippines"."""
    if one.evidence is None:
        return None
    for sentence in scene.analysis.sentences:
        if not sentence.start <= one.evidence.start < sentence.end:
            continue
        end = next((i for i, token in enumerate(sentence.tokens) if token.start >= one.evidence.end), None)
        if end is None:
            return None
        start = next((i for i, token in enumerate(sentence.tokens) if token.start >= one.evidence.start), 0)
        named = cast.at(sentence.index, start - 1) if start else None
        if named is not None and named.last == start and (country := _locating(named, cast)):
            return country  # "Tigray rebels"
        if guests:
            return None  # "negotiators in Beijing"
        for reference in cast.within(sentence.index, end, min(len(sentence.tokens), end + _REACH)):
            between = sentence.tokens[end : reference.first]
            while between and between[0].tag[:2] == "NN":
                between = between[1:]  # "insurgent attacks in Iraq", "rebels on Monday in the north"
            if is_edge(sentence, reference.first, reference.last) or not _tells_where(sentence, between, reference):
                continue
            if any(token.tag[:2] in ("VB", "MD") or token.text in (",", ";", ":") for token in between):
                return None
            if between and between[0].text.lower() in _LOCAL and (country := _locating(reference, cast)):
                return country
    return None


def _tells_where(sentence: Sentence, between: Sequence[Token], reference: Reference) -> bool:
    """ "in an Algerian village", "of the Algerian exiles" do, "at the offices of an Italian company" does not."""
    if reference.form != "demonym" or (between and between[0].text.lower() in ("of", "from")):
        return True
    after = sentence.tokens[reference.last : reference.last + 3]
    named = bool(after) and after[0].tag == "NNP"  # "in Indian Kashmir"
    return named or any(token.lemma in classes()["settled"] for token in after)


def _locating(reference: Reference, cast: Cast) -> str | None:
    if len(reference.entities) != 1:
        return None
    entity = cast.entities.get(reference.entities[0])
    return entity.country if entity is not None and entity.kind in ("place", "state") else None


def words_of(entity: Entity) -> set[str]:
    """All words by which somebody is told, lower case."""
    return {word.lower() for mention in entity.mentions for word in mention.quote.split()}


def is_mission(entity: Entity) -> bool:
    """ "The U.S. embassy": in another state than its own."""
    return bool(words_of(entity) & (classes()["mission"] | classes()["diplomat"] - {"official", "member", "staff"}))
