"""Titles without a name: "the Turkish president", "its prime minister", "his counterpart"; "the Hungarian capital"."""

from __future__ import annotations

from dateline import lexicon
from dateline.analysis import Sentence, Token
from dateline.reading.entities.bindings import SUBJECTS
from dateline.reading.entities.draft import Draft
from dateline.reading.entities.holders import (
    GENERIC,
    OFFICES,
    holder_of,
    named_holders,
    nearest_office,
    unnamed_holder,
)
from dateline.reading.entities.offices import SOLE, title_starting_at
from dateline.reading.entities.owners import POSSESSIVE, owner_of, start_with_article

# One of several, but told with their country they are somebody: "Ukraine's ambassador to Beijing".
_POSTED = frozenset({"ambassador", "special_envoy", "adviser"})

_TAKES_OF = frozenset(
    {"accuse", "suspect", "convict", "acquit", "assure", "inform", "notify", "remind", "warn", "strip"}
)
_NO_MORE = frozenset({"former", "ex", "deputy", "late", "ousted", "deposed", "onetime", "one-time", "erstwhile"})


def read_titles(draft: Draft) -> None:
    """Add counterparts, capitals by description and titles that stand alone, sentence by sentence."""
    for sentence in draft.scene.analysis.sentences:
        if sentence.section == "byline":
            continue
        for i, token in enumerate(sentence.tokens):
            if token.lemma == "counterpart" and draft.free(sentence.index, i, i + 1):
                _counterpart(draft, sentence, i)
            elif token.lemma == "capital" and i and draft.free(sentence.index, i, i + 1):
                _capital(draft, sentence, i)
        for i in range(len(sentence.tokens)):
            if draft.free(sentence.index, i, i + 1):
                _title_alone(draft, sentence, i)


def read_owned_title(draft: Draft, sentence: Sentence, i: int) -> None:
    """Add "its president", "his prime minister", "his leader": who holds that office for the owner's country."""
    tokens = sentence.tokens
    found = title_starting_at(tokens, i)
    if found is None or not draft.free(sentence.index, i, found[1]) or tokens[found[1] - 1].tag in ("NNS", "NNPS"):
        return
    title, last = found
    if title.role in ("honorific", "citizen") or (last < len(tokens) and tokens[last].tag[:2] == "NN"):
        return
    owners = [draft.characters[e] for one in draft.at(sentence.index, i - 1) for e in one.entities]
    if len(owners) != 1 or owners[0].country not in lexicon.states() or _is_named(draft, sentence, last):
        return
    roles = ("supreme_leader", "head_of_state", "head_of_government") if title.role == "leader" else (title.role,)
    for role in roles if title.role in OFFICES | {"leader"} else ():
        holder = holder_of(draft, role, owners[0].country)
        if holder is not None and holder.id != owners[0].id:
            draft.refer(sentence.index, i - 1, last, (holder.id,), "title", head=last - 1)
            return
    if owners[0].kind == "state" and title.role not in GENERIC - _POSTED and tokens[last - 1].relation in SUBJECTS:
        unnamed = unnamed_holder(draft, sentence, i, last, title, str(owners[0].country))  # "its ambassador said"
        draft.refer(sentence.index, i - 1, last, (unnamed.id,), "title", head=last - 1)


def _counterpart(draft: Draft, sentence: Sentence, i: int) -> None:
    """ "his North Korean counterpart": the office of "his", for that state; with a name behind, it is that one's."""
    tokens = sentence.tokens
    first, country = owner_of(draft, sentence, i)
    begin = first
    if begin and tokens[begin - 1].tag == "PRP$":
        begin -= 1
    elif begin > 1 and tokens[begin - 1].text in POSSESSIVE:
        begin -= 2
    named = (
        [one for one in draft.at(sentence.index, i + 1) if one.first == i + 1 and one.entities]
        if i + 1 < len(tokens)
        else []
    )
    named = named or (
        [one for one in draft.at(sentence.index, i + 2) if one.first == i + 2 and one.entities]
        if i + 2 < len(tokens) and tokens[i + 1].text == ","
        else []
    )
    persons = [one for one in named if draft.characters[one.entities[0]].kind == "person"]
    mine = nearest_office(draft, sentence.index, begin)
    if persons:
        other = draft.characters[persons[0].entities[0]]
        other.country = other.country or country
        if mine is not None:
            other.hold(mine, other.country)
        draft.refer(sentence.index, begin, i + 1, (other.id,), "title", head=i)
        return
    if mine is None or country is None:
        return
    holder = holder_of(draft, mine, country)
    if holder is not None:
        draft.refer(sentence.index, begin, i + 1, (holder.id,), "title", head=i)


def _title_alone(draft: Draft, sentence: Sentence, i: int) -> None:
    """ "the Turkish foreign minister", "the president": a title without a name, said of one person."""
    tokens = sentence.tokens
    found = title_starting_at(tokens, i)
    if found is None:
        return
    title, last = found
    owners = [draft.characters[e].kind for one in draft.at(sentence.index, last) for e in one.entities]
    if (
        title.form.endswith(" of")
        and "state" in owners
        and (wide := lexicon.titles().get(title.form.removesuffix(" of"))) is not None
    ):
        title, last = wide, last - 1  # "the premier of China" is none of a province
    if tokens[last - 1].tag in ("NNS", "NNPS") or not draft.free(sentence.index, i, last):
        return
    if last < len(tokens) and (
        (tokens[last].tag[:2] == "NN" and tokens[last].text not in POSSESSIVE) or tokens[last].text == "-"
    ):
        return
    first, country = owner_of(draft, sentence, i)
    if last < len(tokens) and tokens[last].text == "of":  # "the president of the parliament" heads no state
        country = _of_state(draft, sentence, last + 1) or (country if _is_of_verb(sentence, last) else None)
        if country is None and not _is_of_verb(sentence, last):
            return
    begin = start_with_article(tokens, first)
    definite = (begin < first and tokens[begin].text.lower() in ("the", "this", "that")) or (
        first < i and begin == first
    )
    if begin and tokens[begin - 1].tag == "PRP$":
        return
    if not definite and not (country and first < i):
        return
    if _is_one_of_many(tokens, begin, first):
        return
    if title.role == "leader" and _is_of_movement(draft, sentence, first, i):
        return  # "the Hamas leader" leads no state
    if any(token.text.lower() in _NO_MORE for token in tokens[max(0, first - 1) : i]):
        return
    named = named_holders(draft, sentence.index, begin, title, country)
    if len(named) > 1:  # "the president" of whom two were told together
        candidates = tuple(one.id for one in named)
        draft.refer(sentence.index, begin, last, (), "title", head=last - 1, candidates=candidates)
        return
    holder = named[0] if named else None
    if holder is None and country is None and (sole := _sole(draft, title.form, tokens[i].text)) is not None:
        country, holder = sole, holder_of(draft, title.role, sole)
    if (
        holder is None
        and country in lexicon.states()
        and (title.role not in GENERIC or (title.role in _POSTED and tokens[i - 1].text in POSSESSIVE))
        and not _is_named(draft, sentence, last)
    ):
        holder = unnamed_holder(draft, sentence, i, last, title, str(country))
        begin = i if tokens[i - 1].text in POSSESSIVE else begin  # whose he is, is another's name
    if holder is not None:
        draft.refer(sentence.index, begin, last, (holder.id,), "title", head=last - 1)


def _is_one_of_many(tokens: tuple[Token, ...], begin: int, first: int) -> bool:
    """ "a Turkish minister", "a high-ranking Taliban leader"."""
    at = begin if begin < first else begin - 1
    while at > 0 and tokens[at].tag in ("JJ", "JJS", "RB", "VBG", "VBN", "HYPH", ",") and begin - at < 5:
        at -= 1
    return at >= 0 and tokens[at].text.lower() in ("a", "an", "another", "one")


def _is_of_movement(draft: Draft, sentence: Sentence, first: int, stop: int) -> bool:
    owners = (draft.characters[e] for k in range(first, stop) for r in draft.at(sentence.index, k) for e in r.entities)
    return any(one.kind == "organisation" and one.sector in ("REB", "PTY", "OPP") for one in owners)


def _sole(draft: Draft, form: str, text: str) -> str | None:
    """The state whose holder the title alone means; elsewhere there are other queens and emperors."""
    state = SOLE.get(form)
    if state == "VAT" or (text[:1].isupper() and any(one.country == state for one in draft.characters.values())):
        return state
    return None


def _of_state(draft: Draft, sentence: Sentence, first: int) -> str | None:
    """The country of the state or town that begins at word `first`, an article aside."""
    tokens = sentence.tokens
    at = first + 1 if first < len(tokens) and tokens[first].text.lower() == "the" else first
    for one in draft.at(sentence.index, at):
        if one.last < len(tokens) and tokens[one.last].tag[:2] in ("NN", "PO", "JJ"):
            return None  # "commander of US forces"
        for entity in one.entities:
            if draft.characters[entity].kind in ("state", "place"):
                return draft.characters[entity].country
    return None


def _is_of_verb(sentence: Sentence, of: int) -> bool:
    """ "accused the colonel of mutiny": what follows "of" is the verb's, whatever the arcs hang it on."""
    verb = sentence.tokens[of - 1].head
    return verb >= 0 and sentence.tokens[verb].lemma in _TAKES_OF


def _is_named(draft: Draft, sentence: Sentence, last: int) -> bool:
    """ "China's vice-premier, Liu He": the name follows."""
    tokens = sentence.tokens
    for child in sentence.children(last - 1):  # "the president of Venezuela, Nicolás Maduro"
        if tokens[child].relation in ("appos", "flat") and any(
            draft.characters[e].kind == "person" for one in draft.at(sentence.index, child) for e in one.entities
        ):
            return True
    if last + 1 >= len(tokens) or tokens[last].text not in (",", "—", "–", "(", "-"):
        return False
    return any(draft.characters[e].kind == "person" for one in draft.at(sentence.index, last + 1) for e in one.entities)


def _capital(draft: Draft, sentence: Sentence, i: int) -> None:
    """ "the Hungarian capital", "Hungary's capital": a city."""
    first, country = owner_of(draft, sentence, i)
    if country is None or country not in lexicon.states() or not lexicon.states()[country].capitals:
        return
    name = lexicon.states()[country].capitals[0]
    known = lexicon.find_place(name, near=(country,))
    character = draft.character(
        lexicon.slug(known.name if known else name), "place", known.name if known else name, country
    )
    begin = start_with_article(sentence.tokens, first)
    draft.refer(sentence.index, begin, i + 1, (character.id,), "nominal", head=i)
