"""Who acts without a name or an office: "Russian officials", "the foreign ministry", "state media", "thousands"."""

from __future__ import annotations

from dateline import lexicon
from dateline.analysis import Sentence, Token
from dateline.lexicon.titles import Institution, institution_starts
from dateline.reading.entities.bodies import is_across_states, state
from dateline.reading.entities.descriptions import doers
from dateline.reading.entities.draft import Draft
from dateline.reading.entities.homes import home_of
from dateline.reading.entities.offices import title_ending_at
from dateline.reading.entities.owners import (
    POSSESSIVE,
    country_of_place_after,
    country_spoken_of,
    owner_or_person,
    start_with_article,
    start_with_words,
)
from dateline.record import EntityKind

_LONGEST = 3  # words of an institution
_ALONE = frozenset({"official", "diplomat", "source", "spokesman", "spokeswoman", "spokesperson"})
_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl:agent", "obl", "conj"})
# Nouns of the agents' table that are no people.
_THINGS = frozenset({
    "city", "town", "village", "province", "settlement", "community", "neighborhood", "neighbourhood", "website",
    "blog", "publication", "prison", "school", "university", "college", "hospital", "monastery", "ordinary", "naval",
    "islamic", "native", "naturalized", "population", "diet", "magazine", "intelligence", "rebellion", "revolt",
    "uprising", "religion", "insurgency", "carrier", "destroyer", "cruiser", "frigate", "airliner", "barracks",
    "gazette", "chamber", "telecom", "kindergarten", "preschool", "schoolhouse", "echelon", "humvee", "hmmwv", "mig",
    "conservatory",
})  # fmt: skip
_QUANTITIES = frozenset({"thousands", "hundreds", "tens", "dozens", "scores", "millions"})
_SAME = 6  # sentences back in which "the official" is looked for
_OF_SOMEBODY = frozenset({"office", "team"})  # nothing by themselves
_TELLING = frozenset({"JJ", "NN", "NNS", "CD"})
_QUALIFIERS = frozenset({"JJ", "JJR", "JJS", "CD", "VBN"})


def read_institutions(draft: Draft) -> None:
    """Add those who act without a name: "Russian officials", "the foreign ministry", "state media"."""
    for sentence in draft.scene.analysis.sentences:
        if sentence.section != "byline":
            for i in range(len(sentence.tokens)):
                read_institution(draft, sentence, i)
                _quantity(draft, sentence, i)


def read_institution(draft: Draft, sentence: Sentence, i: int) -> None:
    """Add whoever acts under a common noun that begins with word `i`: of their state, or of somebody ("his office").

    With a possessive pronoun before it that is not yet read, it is left for later.
    """
    tokens = sentence.tokens
    starts = institution_starts()
    if tokens[i].lemma not in starts and tokens[i].text.lower() not in starts:
        _read_agent(draft, sentence, i)
        return
    for size in range(min(_LONGEST, len(tokens) - i), 0, -1):
        words = [token.text.lower() for token in tokens[i : i + size]]
        entry = lexicon.institutions().get(" ".join(words)) or lexicon.institutions().get(
            " ".join([*words[:-1], tokens[i + size - 1].lemma])
        )
        if entry is None or not draft.free(sentence.index, i, i + size):
            continue
        last = i + size
        if tokens[last - 1].tag[:2] != "NN" or (
            last < len(tokens) and _goes_on(tokens[last]) and tokens[last].text not in POSSESSIVE
        ):
            continue
        if last < len(tokens) and tokens[last].text == "-":
            continue
        if (
            entry.becomes == "group"
            and tokens[last - 1].tag in ("NN", "NNP")
            and entry.noun not in _ALONE | {"delegation", "opposition", "crowd", "militia", "crew"}
        ):
            continue
        if (
            tokens[last - 1].tag in ("NN", "NNP")
            and entry.noun not in _ALONE
            and title_ending_at(tokens, last) is not None
        ):
            continue
        _found(draft, sentence, i, last, entry)
        return
    _read_agent(draft, sentence, i)


def _goes_on(token: Token) -> bool:
    """Is this a further noun of the phrase, not the day: "police headquarters", but "police Friday detained"?"""
    return token.tag[:2] == "NN" and token.relation != "obl:tmod"


def _found(draft: Draft, sentence: Sentence, i: int, last: int, entry: Institution) -> None:
    tokens = sentence.tokens
    begin = start_with_words(
        draft, sentence, i, last - 1, _QUALIFIERS | {"NN"} if entry.becomes == "group" else _QUALIFIERS
    )
    if begin and tokens[begin - 1].tag == "PRP$" and draft.free(sentence.index, begin - 1, begin):
        return
    if entry.becomes == "group" and begin == i and _taken_up(draft, sentence, i, last):
        return
    owner_first, country, whose = owner_or_person(draft, sentence, begin)
    if owner_first < begin:
        begin = owner_first
    begin = start_with_words(draft, sentence, begin, last - 1, _QUALIFIERS)
    if entry.noun in _OF_SOMEBODY and whose is None:
        return
    if entry.becomes == "state" and country is None and (seat := _seated(draft, sentence, begin)) is not None:
        begin, country = seat
    serves = _of_body(draft, sentence, owner_first, i)
    if entry.becomes in ("ministry", "body", "state") and country is None and not serves:
        country = country_of_place_after(draft, sentence, last)
        # "the Blair government": by its leader's name, and where he is nobody known, of nobody known.
        named = begin > 0 and tokens[begin - 1].tag in ("NNP", "NNPS")
        if country is None and named:
            country = _of_whom(draft, sentence, begin - 1, begin)
        elif country is None and not tokens[i].text[:1].isupper():  # by its name alone it may be anybody's
            but = doers(draft, sentence, last - 1)  # "Britain asked the government": another one
            country = _at_home(draft, entry) or country_spoken_of(draft, sentence.index, begin, but)
    if entry.becomes == "state" and whose is None:
        if begin == i and tokens[last - 1].tag == "NNS" and tokens[last - 1].lemma == "government":
            return  # "called on governments": on many
        if country in lexicon.states():
            begin = start_with_article(tokens, begin)
            draft.refer(sentence.index, begin, last, (state(draft, str(country)),), "nominal", head=last - 1)
        return
    noun = last - 1
    if entry.becomes == "group":
        last = _tail(tokens, last)
    if begin and tokens[begin - 1].text.lower() in ("a", "an"):
        begin -= 1
    kinds: dict[str, EntityKind] = {
        "ministry": "organisation",
        "body": "organisation",
        "state": "organisation",  # "Mr Abiy's government": of him who leads it
        "outlet": "outlet",
        "group": "group",
    }
    words = draft.scene.sentence(sentence.index).cover(begin, last)
    name = draft.scene.article.text[words.start : words.end]
    owner = lexicon.states()[country].id + "-" if country is not None and country in lexicon.states() else ""
    if whose is not None and (entry.noun in _OF_SOMEBODY or entry.becomes in ("group", "state")):
        owner = whose + "-"  # "his office", "Ghani's spokesman"
    bodies = [e for k in range(begin, i) for one in draft.at(sentence.index, k) for e in one.entities]
    movement = bool(bodies) and draft.characters[bodies[0]].sector == "REB"  # no troops of the state it fights in
    if (not owner or movement) and bodies and draft.characters[bodies[0]].kind == "organisation":
        owner = bodies[0] + "-"  # "NATO troops"
    people = [draft.characters[e] for e in bodies if draft.characters[e].kind == "group"][-1:]
    if people and people[0].country == country and entry.becomes != "state":
        owner += people[0].id + "-"  # "Chechen rebels": none of the state's
    core = lexicon.slug(" ".join(token.text for token in tokens[i:last]))
    if owner == "" and country is None and (leader := _led_by(tokens, begin, i)) is not None:
        country, owner = leader, lexicon.states()[leader].id + "-"
    if entry.becomes == "group" and last - i > 3:
        core = lexicon.slug(" ".join(token.text for token in tokens[i:last] if token.tag != "DT"))
    entity = owner + core
    if entity in draft.characters and draft.characters[entity].kind != kinds[entry.becomes]:
        return
    if country is None and owner == "" and entry.becomes == "group":  # not "the EU's official for Bulgaria"
        country = _of_whom(draft, sentence, noun + 1, last) if not _are_foreign(tokens, begin, i) else None
    known = country if country in lexicon.states() else None
    one = draft.character(entity, kinds[entry.becomes], name, known, entry.sector)
    one.serves = one.serves or (serves and known is None)
    draft.refer(sentence.index, begin, last, (entity,), "nominal", head=noun)


def _are_foreign(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """ "All foreign forces from Lebanon": of anywhere but there."""
    return any(token.text.lower() in ("foreign", "international") for token in tokens[first:last])


def _of_body(draft: Draft, sentence: Sentence, first: int, last: int) -> bool:
    """ "U.N. officials", "the EU's foreign ministers": is whoever is named last a body of several states?"""
    while first and sentence.tokens[first - 1].tag in _TELLING and draft.free(sentence.index, first - 1, first):
        first -= 1  # "U.N. human rights investigators"
    named = [r for k in range(max(0, first - 1), last) for r in draft.at(sentence.index, k) if r.last <= last]
    return bool(named) and any(is_across_states(draft.characters[e]) for e in named[-1].entities)


def _seated(draft: Draft, sentence: Sentence, begin: int) -> tuple[int, str] | None:
    """ "The Kabul government": where it begins with its capital, and the country."""
    for one in draft.at(sentence.index, begin - 1) if begin else ():
        for entity in one.entities:
            character = draft.characters[entity]
            state = lexicon.states().get(character.country or "")
            if (
                character.kind == "place"
                and one.last == begin
                and state is not None
                and character.name in state.capitals
            ):
                return one.first, state.code
    return None


def _at_home(draft: Draft, entry: Institution) -> str | None:
    """ "Police threatened to break it up": those of the country that the report is written from."""
    if entry.sector != "COP":
        return None
    return home_of(draft)


def _led_by(tokens: tuple[Token, ...], first: int, last: int) -> str | None:
    """ "U.S.-led coalition forces", "Pakistani-backed fighters": the state that leads or keeps them."""
    for token in tokens[first:last]:
        state_name, _, how = token.text.rpartition("-")
        if (
            how in ("led", "backed")
            and (known := lexicon.find_state(state_name)) is not None
            and known.code in lexicon.states()
        ):
            return known.code
    return None


def _read_agent(draft: Draft, sentence: Sentence, i: int) -> None:
    """ "a trade union lawyer", "three dissidents": people without a name who do or suffer what is told."""
    token = sentence.tokens[i]
    if token.tag not in ("NN", "NNS") or token.relation not in _ARGUMENTS or not draft.free(sentence.index, i, i + 1):
        return
    before = (
        sentence.tokens[i - 1].text.lower() if i and sentence.tokens[i - 1].relation in ("compound", "amod") else ""
    )
    sector = lexicon.sector_of(f"{before} {token.lemma}") or lexicon.sector_of(token.lemma)
    following = sentence.tokens[i + 1] if i + 1 < len(sentence.tokens) else None
    if (
        sector is None
        or (sector in ("GOV", "BUS") and not _is_unnamed(sentence, i))
        or token.lemma in _THINGS
        or (following is not None and (_goes_on(following) or following.text == "-"))
    ):
        return
    governor = sentence.tokens[token.head] if token.head >= 0 else None
    if governor is None or governor.tag[:2] != "VB":
        return
    if title_ending_at(sentence.tokens, i + 1) is not None and not _is_unnamed(sentence, i):
        return
    _found(draft, sentence, i, i + 1, Institution(token.lemma, str(sector), "group"))


def _is_unnamed(sentence: Sentence, i: int) -> bool:
    """ "jailed an activist", "detained four lawyers": to whom it is done, told by what they are."""
    token, after = sentence.tokens[i], sentence.tokens[i + 1 : i + 2]
    if token.relation not in ("obj", "nsubj:pass") or (after and after[0].text.lower() in ("of", "at", "from", ",")):
        return False
    first = next((k for k in range(i, -1, -1) if sentence.tokens[k].tag in ("DT", "PRP$", "CD", "IN", "VBD")), i)
    return token.tag == "NNS" or sentence.tokens[first].text.lower() in ("a", "an", "another")


def _quantity(draft: Draft, sentence: Sentence, i: int) -> None:
    """ "Thousands marched", "tens of thousands are expected to rally": people."""
    tokens = sentence.tokens
    if tokens[i].tag != "NNS" or tokens[i].text.lower() not in _QUANTITIES or not draft.free(sentence.index, i, i + 1):
        return
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    first = i - 2 if i > 1 and tokens[i - 1].text == "of" and tokens[i - 2].text.lower() in _QUANTITIES else i
    verbal = bool({tokens[first].relation, tokens[i].relation} & {"nsubj", "nsubj:pass"})
    if verbal and following is not None and following.tag[:2] in ("VB", "MD", "RB", "IN") and following.text != "of":
        draft.character("people", "group", "people", None, "CVL")
        draft.refer(sentence.index, first, i + 1, ("people",), "nominal", head=first)


def _taken_up(draft: Draft, sentence: Sentence, i: int, last: int) -> bool:
    """ "the official", "the diplomats": those unnamed ones that were told of before, if they were."""
    tokens = sentence.tokens
    if not i or tokens[i - 1].text.lower() != "the" or (last < len(tokens) and tokens[last].text in ("of", "for")):
        return False
    for one in draft.before(sentence.index, i, _SAME):
        words = draft.scene.sentence(one.sentence).tokens
        same = words[one.head].text.lower() == tokens[last - 1].text.lower() and one.form == "nominal"
        if same and len(one.entities) == 1 and draft.characters[one.entities[0]].kind == "group":
            draft.refer(sentence.index, i - 1, last, one.entities, "nominal", head=last - 1)
            return True
    return False


def _of_whom(draft: Draft, sentence: Sentence, first: int, last: int) -> str | None:
    """The country of the one state, movement or person that the tail names: "leaders of the Taliban"."""
    countries = {
        draft.characters[e].country
        for i in range(first, last)
        for one in draft.at(sentence.index, i)
        for e in (one.entities if one.form in ("name", "metonym", "demonym") else ())
    }
    return countries.pop() if len(countries) == 1 else None


def _tail(tokens: tuple[Token, ...], last: int) -> int:
    """Where the phrase ends with its "for May": unnamed people are told by whom they serve."""
    if last + 1 >= len(tokens) or tokens[last].text.lower() not in ("for", "of", "from"):
        return last
    if tokens[last].text.lower() == "from" and tokens[last + 1].text.lower() in ("a", "an"):
        return last  # "withdrew soldiers from a base"
    end = last + 1
    while (
        end < len(tokens)
        and tokens[end].tag in ("DT", "JJ", "NN", "NNS", "NNP", "NNPS", "POS", "PRP$")
        and end < last + 7
    ):
        end += 1
    hung = tokens[end - 1].head >= last or tokens[end - 1].head == last - 1
    own = hung or tokens[last].text.lower() != "for"  # "blamed the rebels for the raid": the raid is the verb's
    return end if tokens[end - 1].tag[:2] == "NN" and own else last
