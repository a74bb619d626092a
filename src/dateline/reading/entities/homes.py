"""Whose an official is of whom no state is told: of home, where the report is written, or of the state spoken of."""

from __future__ import annotations

from dateline.analysis import Sentence
from dateline.reading.entities.bindings import SPEECH, SUBJECTS
from dateline.reading.entities.draft import Character, Draft
from dateline.reading.frame import Reference

# Offices of a government. Ambassadors and envoys are told of where they are guests; generals and aides serve anybody.
_GOVERNING = frozenset({
    "head_of_state", "head_of_government", "vice_president", "deputy_head_of_government", "foreign_minister",
    "deputy_foreign_minister", "defence_minister", "finance_minister", "interior_minister", "trade_minister",
    "justice_minister", "minister", "deputy_minister",
})  # fmt: skip
_QUOTES = frozenset({"“", '"', "‘", "'", "''", "``"})


def home_of(draft: Draft) -> str | None:
    """The country that the report is written from, by its dateline; None without one."""
    for sentence in draft.scene.analysis.sentences:
        if sentence.section == "dateline":
            named = (one for i in range(len(sentence.tokens)) for one in draft.at(sentence.index, i))
            places = [draft.characters[e].country for one in named for e in one.entities]
            return next((country for country in places if country is not None), None)
    return None


def read_homes(draft: Draft) -> None:
    """Give a country to the members of governments whom the report names by title and name alone, where it is plain."""
    home = home_of(draft)
    if home not in {one.country for one in draft.characters.values() if one.kind == "state"}:
        home = None  # a seat of congresses: the report is not about where it is written
    met: set[str] = set()
    for one in sorted(draft.references, key=lambda one: one.span):
        if one.form != "name" or one.entities[0] in met:
            continue
        met.add(one.entities[0])
        character = draft.characters[one.entities[0]]
        sentence = draft.scene.sentence(one.sentence)
        first = _title_before(draft, one)
        if not _is_unowned(character) or first is None or sentence.section != "body":
            continue
        if sentence.tokens[one.head].relation in SUBJECTS or sentence.tokens[first].relation in SUBJECTS:
            country = _plain_country(draft, sentence, first, home)
            if country is not None and not _is_taken(draft, character, country):
                character.country = country
                character.roles = [(role, of or country) for role, of in character.roles]
                character.offices = [(title, of or country, *rest) for title, of, *rest in character.offices]  # type: ignore[misc]


def _is_unowned(one: Character) -> bool:
    governs = any(role in _GOVERNING and of is None for role, of in one.roles)
    return one.kind == "person" and one.country is None and not one.serves and governs


def _title_before(draft: Draft, name: Reference) -> int | None:
    """Where the title right before a name begins; None without one, or if it is told of several."""
    tokens = draft.scene.sentence(name.sentence).tokens
    for one in draft.at(name.sentence, name.first - 1) if name.first else ():
        last = tokens[one.last - 1]
        if one.form == "title" and one.last == name.first and last.lemma.lower() == last.text.lower():
            return one.first
    return None


def _is_taken(draft: Draft, one: Character, country: str) -> bool:
    """Has that state another holder of the same office in the report?"""
    mine = {role for role, _ in one.roles} & _GOVERNING - {"minister", "deputy_minister"}
    others = (other for other in draft.characters.values() if other is not one and other.kind == "person")
    return any(of == country and role in mine for other in others for role, of in other.roles)


def _plain_country(draft: Draft, sentence: Sentence, title: int, home: str | None) -> str | None:
    """In a paragraph that it opens, home; within one, the state that the sentence before tells of."""
    before = draft.scene.sentence(sentence.index - 1) if sentence.index else None
    spoken_of = _acting(draft, before) if before is not None and before.section == "body" else set()
    if before is not None and before.section == "body" and before.paragraph == sentence.paragraph:
        return spoken_of.pop() if len(spoken_of) == 1 else None
    if title == 0:
        return home
    tokens = sentence.tokens
    governor = tokens[title].head
    speaks = any(
        k >= 0 and tokens[k].lemma in SPEECH for k in (governor, tokens[governor].head if governor >= 0 else -1)
    )
    return home if tokens[0].text in _QUOTES and speaks and spoken_of == {home} else None


def _acting(draft: Draft, sentence: Sentence) -> set[str | None]:
    """The states that are subjects of a sentence."""
    tokens = sentence.tokens
    return {
        draft.characters[e].country
        for i, token in enumerate(tokens)
        if (tokens[token.head] if token.relation == "conj" and token.head >= 0 else token).relation in SUBJECTS
        for one in draft.at(sentence.index, i)
        if one.head == i
        for e in one.entities
        if draft.characters[e].kind == "state"
    }
