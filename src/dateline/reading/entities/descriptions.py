"""Definite nouns that take up somebody named before: "the bloc", "the insurgents", "the department", "his country"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from dateline import lexicon
from dateline.analysis import Sentence
from dateline.lexicon.bodies import organisation_kinds
from dateline.lexicon.files import parts, table
from dateline.reading.entities.bodies import state
from dateline.reading.entities.draft import Draft
from dateline.reading.entities.members import prominence

_REACH = 12  # sentences back
_TAKEN_UP = frozenset({"the", "this", "that"})


@dataclass(frozen=True, slots=True)
class Description:
    """What the noun may take up: a kind of entity, of certain sectors, of certain kinds of body, certain states."""

    kind: str
    sectors: frozenset[str]
    bodies: frozenset[str]
    states: frozenset[str]


@cache
def _descriptions() -> Mapping[str, Description]:
    return MappingProxyType(
        {
            row["noun"]: Description(
                row["kind"],
                frozenset(parts(row["sectors"])),
                frozenset(parts(row["bodies"])),
                frozenset(parts(row["states"])),
            )
            for row in table("en/descriptions.tsv")
        }
    )


def read_descriptions(draft: Draft) -> None:
    """Add the descriptions that need no pronoun; before institutions, so that "the insurgents" are those named."""
    for sentence in draft.scene.analysis.sentences:
        if sentence.section != "byline":
            for i in range(1, len(sentence.tokens)):
                if sentence.tokens[i - 1].tag != "PRP$":
                    read_description(draft, sentence, i)


def read_description(draft: Draft, sentence: Sentence, i: int) -> None:
    """Add the description whose noun is word `i`, if it takes up somebody named before."""
    tokens = sentence.tokens
    description = _descriptions().get(tokens[i].lemma)
    if description is None or i == 0 or not draft.free(sentence.index, i, i + 1) or tokens[i].tag[:2] != "NN":
        return
    before = tokens[i - 1]
    if before.tag == "PRP$" and description.kind == "state" and tokens[i].tag == "NN":
        for one in draft.at(sentence.index, i - 1):
            countries = {draft.characters[e].country for e in one.entities} & lexicon.states().keys()
            if len(countries) == 1:
                draft.refer(sentence.index, i - 1, i + 1, (state(draft, str(countries.pop())),), "nominal", head=i)
        return
    first = i - 1
    if before.text.lower() == "armed" and i > 1:
        first, before = i - 2, tokens[i - 2]
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    of = following is not None and following.text == "of" and tokens[min(i + 2, len(tokens) - 1)].tag != "VBG"
    if before.text.lower() not in _TAKEN_UP or (
        following is not None and (following.tag[:2] == "NN" or of or following.text == "-")
    ):
        return  # but "accused the country of breaking the law"
    if description.kind == "state" and tokens[i].tag in ("NNS", "NNPS"):
        return  # "the islands" are no state
    doing = doers(draft, sentence, i) if description.kind == "state" else frozenset()
    own = _only_country(draft, sentence, first) if description.kind == "state" and not doing else None
    if own is not None and draft.characters[own].country in (description.states or {draft.characters[own].country}):
        draft.refer(sentence.index, first, i + 1, (own,), "nominal", head=i)
        return
    best: tuple[float, str] | None = None
    for one in draft.before(sentence.index, first, _REACH):
        for entity in one.entities:
            character = draft.characters[entity]
            if character.kind != description.kind or one.form == "demonym" or character.country in doing:
                continue
            if description.states and character.country not in description.states:
                continue
            if description.sectors and character.sector not in description.sectors:
                continue
            if (
                description.bodies
                and not organisation_kinds(entity) & description.bodies
                and character.kind == "organisation"
            ):
                continue
            score = 0.5 * prominence(draft, one) - (sentence.index - one.sentence)
            if best is None or score > best[0]:
                best = (score, entity)
    if best is not None:
        draft.refer(sentence.index, first, i + 1, (best[1],), "nominal", head=i)


def doers(draft: Draft, sentence: Sentence, noun: int) -> frozenset[str | None]:
    """ "Brussels accused the country": it is another one than that which does it to the country."""
    token = sentence.tokens[noun]
    if token.relation not in ("obj", "iobj", "obl") or token.head < 0:
        return frozenset()
    subjects = [i for i in sentence.children(token.head) if sentence.tokens[i].relation == "nsubj"]
    found = [draft.characters[e] for i in subjects for one in draft.at(sentence.index, i) for e in one.entities]
    return frozenset(one.country for one in found if one.kind == "state")


def _only_country(draft: Draft, sentence: Sentence, stop: int) -> str | None:
    """ "Canadian Prime Minister Stephen Harper says the country …": the one that the sentence has spoken of so far."""
    countries = {draft.characters[e].country for one in draft.before(sentence.index, stop, 0) for e in one.entities}
    countries &= lexicon.states().keys()
    return state(draft, str(countries.pop())) if len(countries) == 1 else None
