"""States, organisations, outlets, places and platforms by name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from dateline import lexicon
from dateline.analysis import Sentence, Token
from dateline.lexicon.bodies import Organisation, Outlet, Platform, platforms
from dateline.lexicon.places import GazetteerPlace
from dateline.lexicon.states import People, StateName, demonym_adjectives
from dateline.reading.entities.draft import Character, Draft, head_of
from dateline.reading.entities.seats import is_government
from dateline.reading.entities.surface import Found
from dateline.record import Form

_ENVOYS = frozenset({"ambassador", "envoy", "emissary", "delegate"})
_APART = 4  # words that may stand between a state and its party or company
_BETWEEN = frozenset({"JJ", "JJS", "NN", "VBG", "VBN", "HYPH"})
_KINDS_OF_BODY = frozenset({"party", "movement", "group", "militia", "faction", "organization", "organisation"})
_POSTS = {"tweet": "twitter", "retweet": "twitter"}
_EUROPEAN = frozenset({"european-union", "european-commission", "european-parliament", "european-council", "nato"})
_UNIONS = {"EU": "European Union", "UNO": "United Nations"}


def read_bodies(draft: Draft, found: Sequence[Found]) -> None:
    """Add everything that is named and is no person. States first, since places are told apart by them."""
    shared = _shared_seats(found)
    for one in found:
        if isinstance(one.known, StateName):
            _state(draft, one, shared.get(one.known, one.known))
        elif isinstance(one.known, People):
            _people(draft, one, one.known)
    near = {character.country for character in draft.characters.values() if character.country}
    for one in found:
        if isinstance(one.known, StateName | People) or one.what == "person":
            continue
        if isinstance(one.known, Organisation) and one.known.shared and one.known.country not in near:
            _unknown(draft, one, near)  # "the Senate" in a report on France
        elif isinstance(one.known, Organisation):
            character = draft.character(
                one.known.id, "organisation", one.known.name, one.known.country, one.known.sector
            )
            draft.refer(one.sentence, one.first, one.last, (character.id,), "name")
        elif isinstance(one.known, Outlet):
            character = draft.character(one.known.id, "outlet", one.known.name, one.known.country, "JRN")
            draft.refer(one.sentence, one.first, one.last, (character.id,), "name")
        elif isinstance(one.known, Platform):
            character = draft.character(one.known.id, "other", one.known.name)
            draft.refer(one.sentence, one.first, one.last, (character.id,), "name")
        elif isinstance(one.known, GazetteerPlace):
            place(draft, one.sentence, one.first, one.last, one.known)
        else:
            _unknown(draft, one, near)


def _shared_seats(found: Sequence[Found]) -> dict[StateName, StateName]:
    """ "Brussels" speaks for Belgium where Belgium is named and no body of Europe is, else for the European Union."""
    named = {one.known.code for one in found if isinstance(one.known, StateName) and one.known.form != "capital"}
    bodies = {one.known.id for one in found if isinstance(one.known, Organisation)}
    if "BEL" not in named or "EU" in named or bodies & _EUROPEAN:
        return {}
    seats = {one.known for one in found if isinstance(one.known, StateName) and one.known.code == "EU"}
    return {seat: replace(seat, code="BEL") for seat in seats}


def is_across_states(one: Character) -> bool:
    """Is it a body of several states, as the United Nations or the European Commission?"""
    return one.kind == "organisation" and one.sector == "IGO" and one.country is None


def state(draft: Draft, code: str) -> str:
    """The id of the entity of a state, made if it is new. EU and UNO are organisations."""
    if code in _UNIONS:
        body = lexicon.find_organisation(_UNIONS[code])
        assert body is not None  # organisations.tsv has both
        return draft.character(body.id, "organisation", body.name, None, body.sector).id
    known = lexicon.states()[code]
    return draft.character(known.id, "state", known.name, code, "GOV").id


def place(draft: Draft, sentence: int, first: int, last: int, known: GazetteerPlace) -> None:
    """Refer to a place of the gazetteer."""
    character = draft.character(known.id, "place", known.name, known.country)
    draft.refer(sentence, first, last, (character.id,), "name")


def _state(draft: Draft, one: Found, known: StateName) -> None:
    sentence = draft.scene.sentence(one.sentence)
    tokens = sentence.tokens
    words = " ".join(token.text for token in tokens[one.first : one.last])
    first = one.first
    if known.form in ("capital", "metonym"):
        _seat(draft, sentence, one, known, words)
        return
    if known.trap == "historic" and words.lower().startswith("soviet") and _is_of_soviets(tokens, first, one.last):
        return
    form: Form = "name" if known.form == "name" else "demonym"
    if known.form == "name" and lexicon.plain(words) in demonym_adjectives():
        form = "demonym" if one.last < len(tokens) and tokens[one.last].tag[:2] in ("NN", "JJ") else "name"
    if form == "demonym" and (_is_people(tokens, first, one.last) or _is_ethnic(tokens, first)):
        ethnic = _is_ethnic(tokens, first)  # "ethnic Albanians": of another state, which their place tells
        character = draft.character(
            lexicon.slug(f"ethnic {words}" if ethnic else words), "group", words, None if ethnic else known.code, "CVL"
        )
        draft.refer(one.sentence, first, one.last, (character.id,), "nominal" if ethnic else "demonym")
        return
    draft.refer(one.sentence, first, one.last, (state(draft, known.code),), form)


def _people(draft: Draft, one: Found, known: People) -> None:
    """ "Bosnian Serbs", "Chechen rebels": a people without a state of its own, of the state where it lives."""
    tokens = draft.scene.sentence(one.sentence).tokens
    before_noun = one.last < len(tokens) and tokens[one.last].tag[:2] == "NN" and not known.many
    country = known.of if known.of in lexicon.states() else None
    if country is None and (before_noun or known.kind == "region"):
        return  # "Kurdish rebels": of the state that the rest tells
    words = " ".join(token.text for token in tokens[one.first : one.last])
    character = draft.character(lexicon.slug(words), "group", words, country, "CVL")
    draft.refer(one.sentence, one.first, one.last, (character.id,), "demonym")


def _is_of_soviets(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """ "The former Soviet republic of Uzbekistan", "ex-Soviet states": no longer of the state that it was part of."""
    before = tokens[first - 1].text.lower() if first else ""
    return before in ("former", "ex", "ex-", "-") or (last < len(tokens) and tokens[last].lemma in ("republic", "bloc"))


def _is_ethnic(tokens: tuple[Token, ...], first: int) -> bool:
    return first > 0 and tokens[first - 1].text.lower() == "ethnic"


def _is_people(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """ "talks among Afghans": people; "the Russians" and "expelled 23 Russians" mean their state."""
    if tokens[last - 1].tag not in ("NNPS", "NNS") or not tokens[last - 1].text.endswith("s"):
        return False
    if last < len(tokens) and tokens[last].tag[:2] == "NN":
        return False
    before = tokens[first - 1] if first else None
    return before is None or (before.tag not in ("DT", "CD", "PRP$", "JJ", "POS") and before.lemma != "of")


def _seat(draft: Draft, sentence: Sentence, one: Found, known: StateName, words: str) -> None:
    head = head_of(sentence.tokens, one.first, one.last)
    government = is_government(sentence, one.first, one.last, head)
    if known.form == "metonym" and not known.place_only:
        before = sentence.tokens[one.first - 1].text.lower() if one.first else ""
        before = sentence.tokens[one.first - 2].text.lower() if before == "the" and one.first > 1 else before
        out_of = before == "of" and one.first > 1 and sentence.tokens[one.first - 2].text.lower() == "out"
        where = [token.text for token in sentence.tokens[one.last : one.last + 2]] == [",", "where"]
        local = before in ("in", "at", "near", "outside", "inside", "around") or out_of or where
        sent = before == "to" and one.first > 1 and sentence.tokens[one.first - 2].lemma in _ENVOYS
        government = not local and (sent or not (before in ("to", "from") and not government))
    if government and not known.place_only and sentence.section != "dateline":
        draft.refer(one.sentence, one.first, one.last, (state(draft, known.code),), "metonym", head=head)
        return
    found = lexicon.find_place(words, near=(known.code,))
    name = found.name if found is not None else words
    country = (
        known.code if len(known.code) == 3 and known.code in lexicon.states() else (found.country if found else None)
    )
    character = draft.character(lexicon.slug(name), "place", name, country)
    draft.refer(one.sentence, one.first, one.last, (character.id,), "name", head=head)


def _unknown(draft: Draft, one: Found, near: Collection[str]) -> None:
    """A name that only the encoder knows."""
    tokens = draft.scene.sentence(one.sentence).tokens
    words = [token.text for token in tokens[one.first : one.last]]
    name = " ".join(words).replace(" 's", "'s").replace(" ’s", "’s")
    if one.what == "place" and name in ("North", "South"):
        return  # a state or a direction: read_directions decides
    if one.what == "place":
        known = lexicon.find_place(name, near=near)
        if known is not None:
            place(draft, one.sentence, one.first, one.last, known)
            return
        character = draft.character(lexicon.slug(name), "place", name)
    elif one.what == "organisation":
        own = lexicon.find_organisation(" ".join(words[:-1])) if words[-1].lower() in _KINDS_OF_BODY else None
        if own is not None and not own.shared:  # "the Fatah Party", "the Taliban movement"
            character = draft.character(own.id, "organisation", own.name, own.country, own.sector)
            draft.refer(one.sentence, one.first, one.last, (character.id,), "name")
            return
        entry = lexicon.institutions().get(name.lower())
        if entry is not None and entry.becomes in ("ministry", "body"):
            return  # "the Foreign Ministry", "the Senate" are those of a state: read_institutions tells of which
        country = next(
            (
                s.code
                for word in words
                if (s := lexicon.find_state(word.removesuffix("-led"))) and s.form in ("name", "demonym")
            ),
            None,
        )
        country = country or _owner_before(draft, one)
        country = country if country in lexicon.states() else None
        sector = next((i.sector for word in words if (i := lexicon.institutions().get(word.lower()))), None)
        character = draft.character(lexicon.slug(name), "organisation", name, country, sector)
    else:
        if not any(word[:1].isupper() and word.isalpha() for word in words):
            return
        character = draft.character(lexicon.slug(name), "other", name)
    draft.refer(one.sentence, one.first, one.last, (character.id,), "name")


def _owner_before(draft: Draft, one: Found) -> str | None:
    """ "The Polish Sejm", "Swiss food giant Nestle", "Mexico's ruling National Party": of the state named before it."""
    tokens = draft.scene.sentence(one.sentence).tokens
    at = one.first
    while at and one.first - at < _APART and tokens[at - 1].tag in _BETWEEN and draft.free(one.sentence, at - 1, at):
        at -= 1
    owned = at > 1 and tokens[at - 1].text in ("'s", "’s", "'", "’")
    for reference in draft.at(one.sentence, at - 2 if owned else at - 1) if at else ():
        if reference.last == at - owned and (owned or reference.form == "demonym"):
            known = [draft.characters[entity] for entity in reference.entities]
            return known[0].country if len(known) == 1 and known[0].kind in ("state", "group") else None
    return None


def read_posts(draft: Draft) -> None:
    """ "tweeted", "in a tweet": the platform that the word itself names."""
    for sentence in draft.scene.analysis.sentences:
        for i, token in enumerate(sentence.tokens):
            if token.lemma not in _POSTS or not draft.free(sentence.index, i, i + 1):
                continue
            known = platforms()[_POSTS[token.lemma]]
            article = i > 0 and token.tag[:2] == "NN" and sentence.tokens[i - 1].text.lower() in ("a", "the")
            character = draft.character(known.id, "other", known.name)
            draft.refer(sentence.index, i - article, i + 1, (character.id,), "nominal", head=i)


def read_directions(draft: Draft) -> None:
    """ "the North" and "the South", while North or South Korea is spoken of; else they stay directions."""
    countries = {character.country for character in draft.characters.values()}
    pairs = {"North": "PRK", "South": "KOR"}
    if not {"PRK", "KOR"} & countries:
        return
    for sentence in draft.scene.analysis.sentences:
        tokens = sentence.tokens
        for i, token in enumerate(tokens):
            if token.text not in pairs or i == 0 or tokens[i - 1].text.lower() != "the":
                continue
            following = tokens[i + 1] if i + 1 < len(tokens) else None
            if following is not None and (
                following.text[:1].isupper()
                or following.text == "-"
                or (following.text == "of" and token.relation not in ("obj", "nsubj"))
            ):
                continue
            if draft.free(sentence.index, i, i + 1):
                draft.refer(sentence.index, i - 1, i + 1, (state(draft, pairs[token.text]),), "name", head=i)
