"""Who speaks and through whom: persons, outlets that relay or report, documents, media, hearers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline import lexicon
from dateline.analysis import Token
from dateline.reading.frame import Cast, Reference, Scene
from dateline.reading.statements.clauses import Frame
from dateline.reading.statements.cues import Cues
from dateline.reading.statements.phrases import NOUNS
from dateline.reading.statements.sources import Phrase
from dateline.record import Entity, Participant, Voice

_WRITING = frozenset({"write", "post", "comment", "tweet", "speak", "respond", "reply"})
_NAMING_NOBODY = frozenset({"VBG", "VBN", "WP", "WP$", "WDT"})  # how a clause beside a name opens
_OURS = frozenset({"programme", "program", "reporter", "correspondent", "agency", "writer", "show", "publication"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: a participant, the reference it was read from, and what sort of speaker it is."""

    who: Participant
    reference: Reference | None
    is_outlet: bool = False
    is_document: bool = False


def speaker(scene: Scene, cast: Cast, sentence: int, phrase: Phrase, cues: Cues) -> Speaker | None:
    """The entity or the words that this phrase names as a speaker; None if it cannot speak ("we", "a recipe")."""
    tokens, nouns = scene.sentence(sentence).tokens, cues.nouns
    head = tokens[phrase.head]
    reference = _named(scene, cast, sentence, phrase, cues)
    entity = cast.entities[reference.entities[0]] if reference is not None and reference.entities else None
    if entity is not None and entity.kind == "state" and head.lemma in nouns["outlet"]:  # "Iranian state media"
        entity, reference = None, None
    if entity is None and not _can_speak(tokens, phrase, cues):
        return None
    if entity is not None and entity.kind == "place" and (entity := _government(cast, entity)) is None:
        return None
    if head.lemma in nouns["deed"] and (reference is None or reference.form != "name"):
        return None
    is_outlet = _is_outlet(tokens, phrase, entity, cues)
    is_document = (
        head.lemma in nouns["document"] and not is_outlet and (entity is None or entity.kind in ("other", "group"))
    )
    if entity is not None and reference is not None:
        who = Participant(entity.id, scene.cite(reference.span))
    else:
        who = Participant(None, scene.cite_tokens(sentence, phrase.first, _first_conjunct(tokens, phrase)))
    return Speaker(who, reference, is_outlet, is_document)


def _first_conjunct(tokens: Sequence[Token], phrase: Phrase) -> int:
    """The end of the first of several that speak: "The leaders of several countries", not "and Volodymyr Zelensky"."""
    for i in range(phrase.head + 1, phrase.last):
        if tokens[i].relation == "conj" and tokens[i].head == phrase.head:
            cc = next((k for k in range(phrase.head + 1, i) if tokens[k].tag == "CC" and tokens[k].head == i), None)
            return phrase.last if cc is None else cc
    return phrase.last


def _named(scene: Scene, cast: Cast, sentence: int, phrase: Phrase, cues: Cues) -> Reference | None:
    """The reference that this phrase is: a name that ends or explains it, before the title or noun at its head."""
    tokens = scene.sentence(sentence).tokens
    at_head = cast.at(sentence, phrase.head)
    known = at_head is not None and bool(at_head.entities) and phrase.first <= at_head.first
    if (
        known
        and at_head is not None
        and at_head.form in ("name", "pronoun", "metonym")
        and at_head.last <= phrase.last + 1
        and not _is_office(cast, sentence, at_head, phrase)
    ):
        return at_head
    # "Russia's gas company, Gazprom, says": a body, where the noun before it means nobody
    kinds = ("person", "group") if known else ("person", "group", "organisation")
    for first, last in (phrase.apposition, (phrase.first, phrase.last)):
        if tokens[first].tag in _NAMING_NOBODY and first > phrase.head:
            continue  # "the president, speaking after he had met Lavrov, said"
        for one in cast.within(sentence, first, last):
            explains = phrase.apposition[1] > 0 and first == phrase.apposition[0] and one.first <= first + 1
            # "a spokesman for May": a name after a preposition is somebody else
            before = _before(cast, sentence, tokens, one)
            follows = before >= 0 and tokens[before].tag in ("IN", "TO", "POS", "CC")
            named = one.form == "name" and _is_of_kind(cast, one, *kinds)
            other = _explains_another(cast, sentence, tokens, one, phrase)
            if named and (explains or one.last == last) and not follows and not other:
                return one
    if {tokens[phrase.head].lemma, tokens[phrase.last - 1].lemma} & (cues.nouns["outlet"] | {"agency", "service"}):
        for one in cast.within(sentence, phrase.first, phrase.last):
            if one.form == "name" and _is_of_kind(cast, one, "outlet"):
                return one
    return at_head


def _explains_another(cast: Cast, sentence: int, tokens: Sequence[Token], one: Reference, phrase: Phrase) -> bool:
    """ "a spokesman for the president, Mohamed Morsi, said": the name is the president's."""
    of = tokens[one.head].head
    owner = cast.at(sentence, of) if of >= 0 and of != phrase.head and tokens[one.head].relation == "appos" else None
    return owner is not None and owner.form == "title" and owner.entities == one.entities


def _is_office(cast: Cast, sentence: int, at_head: Reference, phrase: Phrase) -> bool:
    """Is what was read as a body an office, whose holder is named after it ("the High Commissioner, Marta Berg,")?"""
    if not _is_of_kind(cast, at_head, "organisation", "group", "other"):
        return False
    first, last = phrase.apposition
    return any(
        one.form == "name" and one.first == first and one.last == last and _is_of_kind(cast, one, "person")
        for one in cast.within(sentence, first, last)
    )


def _before(cast: Cast, sentence: int, tokens: Sequence[Token], one: Reference) -> int:
    """The word before a name with its title and article: "for" of "a spokesman for President Erdogan"."""
    at = one.first - 1
    title = cast.at(sentence, at) if at >= 0 else None
    if title is not None and title.form == "title" and title.last == one.first:
        at = title.first - 1
    return at - 1 if at > 0 and tokens[at].tag == "DT" else at


def _government(cast: Cast, place: Entity) -> Entity | None:
    """The state that a capital speaks for, if the report names it."""
    states = [one for one in cast.entities.values() if one.kind == "state" and one.country == place.country]
    return states[0] if place.country is not None and len(states) == 1 else None


def _is_of_kind(cast: Cast, one: Reference, *kinds: str) -> bool:
    return len(one.entities) == 1 and cast.entities[one.entities[0]].kind in kinds


def _can_speak(tokens: Sequence[Token], phrase: Phrase, cues: Cues) -> bool:
    """May words that stand for no known entity speak: a name, "he", "an official"? Not "it", "we", "a recipe"."""
    head = tokens[phrase.head]
    if head.lemma in cues.words["speechless"]:
        return False
    if head.tag in ("PRP", "WP", "NNP", "NNPS") or head.text[:1].isupper():
        return True
    known = cues.nouns["speaker"] | cues.nouns["outlet"] | cues.nouns["document"]
    lemmas = {tokens[i].lemma for i in range(phrase.first, phrase.last) if tokens[i].tag in NOUNS} | {head.lemma}
    return bool(lemmas & known) or head.lemma.endswith(tuple(cues.words["person-ending"]))


def _is_outlet(tokens: Sequence[Token], phrase: Phrase, entity: Entity | None, cues: Cues) -> bool:
    """Is it an outlet, by its entity or else by its noun ("state media", "the Anadolu news agency")?"""
    if entity is not None and entity.kind in ("person", "state", "place"):
        return False
    if entity is not None and entity.kind == "outlet":
        return True
    if tokens[phrase.first].text.lower() == "our" and tokens[phrase.head].lemma in _OURS:
        return True  # "our correspondent in Moscow reports"
    if tokens[phrase.head].lemma in cues.nouns["speaker"] - {"agency", "service"}:  # "the newspaper's sources"
        return False
    head, before = tokens[phrase.head].lemma, {tokens[i].lemma for i in range(phrase.first, phrase.head)}
    if head in cues.nouns["outlet"]:
        return True
    if head == "agency":  # an agency of news, not one of spies
        return bool(before & cues.words["agency"])
    nouns = {tokens[i].lemma for i in range(phrase.first, phrase.last) if tokens[i].tag in NOUNS}
    return bool(nouns & cues.nouns["outlet"])


def owner(scene: Scene, cast: Cast, sentence: int, phrase: Phrase, cues: Cues) -> Speaker | None:
    """Whose document this is: "Kim's letter", "a statement from Downing Street", "a tweet of the spokesman"."""
    tokens = scene.sentence(sentence).tokens
    for reference in cast.within(sentence, phrase.first, phrase.last):
        before = tokens[reference.first - 1].text if reference.first else ""
        if before == "by" and _is_of_kind(cast, reference, "outlet"):
            continue  # "a letter seen by Reuters"
        if before in ("from", "in") and tokens[phrase.head].lemma in ("report", "reports"):
            continue  # "reports from Kabul say"
        if not reference.first <= phrase.head < reference.last:
            return speaker(scene, cast, sentence, Phrase(reference.first, reference.last, reference.head), cues)
    return None


def medium(scene: Scene, cast: Cast, frame: Frame, cues: Cues) -> tuple[Voice, ...]:
    """The channels that a cue clause names: "wrote on X", "in a letter", "tweeted"."""
    tokens = scene.sentence(frame.sentence).tokens
    found: list[Voice] = []
    if frame.cue.lemma in cues.words["medium-verb"]:
        at_verb = cast.at(frame.sentence, frame.verb)
        entity = at_verb.entities[0] if at_verb is not None and len(at_verb.entities) == 1 else None
        found.append(Voice("medium", entity, scene.cite_tokens(frame.sentence, frame.first, frame.last)))
    for adjunct in frame.adjuncts:
        named = {tokens[i].lemma for i in range(adjunct.first + 1, adjunct.last)} & cues.nouns["medium"]
        if named and tokens[adjunct.first].lemma in cues.words["through"]:
            at_head = cast.at(frame.sentence, adjunct.head)
            known = at_head is not None and not _is_of_kind(cast, at_head, "person", "state", "place")
            entity = at_head.entities[0] if at_head is not None and known and len(at_head.entities) == 1 else None
            found.append(Voice("medium", entity, scene.cite_tokens(frame.sentence, adjunct.first, adjunct.last)))
    return tuple(found) or _written_on(scene, cast, frame)


def _written_on(scene: Scene, cast: Cast, frame: Frame) -> tuple[Voice, ...]:
    """ "Writing on Truth Social, Trump said …": the platform of a clause that hangs on the cue."""
    sentence = scene.sentence(frame.sentence)
    for verb in sentence.children(frame.verb):
        if sentence.tokens[verb].tag != "VBG" or sentence.tokens[verb].lemma not in _WRITING:
            continue
        for noun in sentence.children(verb):
            named = cast.at(frame.sentence, noun)
            if named is None or len(named.entities) != 1:
                continue
            words = scene.article.text[named.span.start : named.span.end]
            if lexicon.find_platform(words) is not None:
                first = next((i for i in sentence.children(noun) if sentence.tokens[i].tag == "IN"), named.first)
                return (Voice("medium", named.entities[0], scene.cite_tokens(frame.sentence, first, named.last)),)
    return ()


def hearers(scene: Scene, cast: Cast, frame: Frame, cues: Cues) -> tuple[tuple[Participant, ...], tuple[Voice, ...]]:
    """Who is told, and the outlets among them (and those that got the interview), which pass the words on."""
    tokens = scene.sentence(frame.sentence).tokens
    heard: list[Participant] = []
    relays: list[Voice] = []
    for phrase in frame.hearers:
        if _is_ours(tokens, phrase, cues):
            if scene.article.outlet is None:  # else it is the last of the voices anyway
                heard.append(Participant(None, scene.cite_tokens(frame.sentence, phrase.first, phrase.last)))
                relays.append(Voice("relay", None, scene.cite_tokens(frame.sentence, frame.first, frame.last)))
            continue
        found = _programme(scene, cast, frame, phrase) or speaker(scene, cast, frame.sentence, phrase, cues)
        if found is None or (found.who.entity is None and _is_occasion(tokens, phrase, cues)):
            continue
        heard.append(found.who)
        if found.is_outlet:
            relays.append(Voice("relay", found.who.entity, scene.cite_tokens(frame.sentence, frame.first, frame.last)))
    words = {tokens[i].lemma for phrase in frame.adjuncts for i in range(phrase.first, phrase.last)}
    for adjunct in frame.adjuncts if words & cues.words["given-to"] else ():
        for one in cast.within(frame.sentence, adjunct.first, adjunct.last):
            if _is_of_kind(cast, one, "outlet"):
                cue = scene.cite_tokens(frame.sentence, adjunct.first, adjunct.last)
                relays.append(Voice("relay", one.entities[0], cue))
    if not heard:
        heard += _addressed(scene, cast, frame, cues)
        relays += [
            Voice("relay", one.entity, scene.cite_tokens(frame.sentence, frame.first, frame.last))
            for one in heard
            if one.entity is not None and cast.entities[one.entity].kind == "outlet"  # "in a message to the Enquirer"
        ]
    return tuple(heard), tuple(relays)


def _programme(scene: Scene, cast: Cast, frame: Frame, phrase: Phrase) -> Speaker | None:
    """The outlet whose programme, reporter or agency is told: "told the BBC's Focus on Africa programme"."""
    tokens = scene.sentence(frame.sentence).tokens
    if not _OURS & {tokens[phrase.head].lemma, tokens[phrase.last - 1].lemma}:
        return None
    for one in cast.within(frame.sentence, phrase.first, phrase.last):
        owns = one.last < phrase.last and tokens[one.last].tag == "POS"
        if owns and _is_of_kind(cast, one, "outlet"):
            return Speaker(Participant(one.entities[0], scene.cite(one.span)), one, is_outlet=True)
    return None


def _addressed(scene: Scene, cast: Cast, frame: Frame, cues: Cues) -> list[Participant]:
    """To whom the letter is in which it is said: "wrote in a letter to President Medina"."""
    tokens = scene.sentence(frame.sentence).tokens
    for phrase in frame.adjuncts:
        for i in range(phrase.first + 1, phrase.last):
            if tokens[i].text != "to" or tokens[i - 1].lemma not in cues.words["sent"]:
                continue
            for one in cast.within(frame.sentence, i + 1, phrase.last):
                if one.entities and _is_of_kind(cast, one, "person", "state", "organisation", "group", "outlet"):
                    return [Participant(one.entities[0], scene.cite(one.span))]
    return []


def _is_ours(tokens: Sequence[Token], phrase: Phrase, cues: Cues) -> bool:
    """Is it the outlet of the report that is told: "told us", "told this newspaper"?"""
    if tokens[phrase.head].text == "us":  # not the United States
        return True
    return tokens[phrase.first].text.lower() == "this" and tokens[phrase.head].lemma in cues.nouns["outlet"] | _OURS


def _is_occasion(tokens: Sequence[Token], phrase: Phrase, cues: Cues) -> bool:
    """Is it no one but an occasion that is told ("told a news conference")?"""
    head = tokens[phrase.head].lemma
    both = f"{tokens[max(phrase.first, phrase.head - 1)].lemma} {head}"
    return bool({head, both} & cues.nouns["medium"])
