"""Who acts without a name: "Russian officials", "the foreign ministry", "the Turkish president", "his counterpart"."""

from __future__ import annotations

from dateline import lexicon
from dateline.analysis import Sentence, Token
from dateline.lexicon.titles import Institution, Title, institution_starts
from dateline.reading.entities.bodies import state
from dateline.reading.entities.draft import Character, Draft
from dateline.reading.entities.offices import CROWNED, title_ending_at, title_starting_at
from dateline.record import EntityKind

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
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
_HONORIFICS = frozenset({"Mr", "Mrs", "Ms", "Dr"})
_OF_SOMEBODY = frozenset({"office", "team"})  # nothing by themselves
_OFFICES = frozenset(
    {"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "supreme_leader", "crown_prince",
     "national_security_adviser", "vice_president", "finance_minister", "interior_minister", "trade_minister"}
)  # fmt: skip
_LEADERS = frozenset({"head_of_state", "head_of_government", "supreme_leader", "leader"})
_GENERIC = frozenset({"leader", "minister", "spokesperson", "special_envoy", "ambassador", "adviser"})


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


def read_institutions(draft: Draft) -> None:
    """Add those who act without a name: "Russian officials", "the foreign ministry", "state media"."""
    for sentence in draft.scene.analysis.sentences:
        if sentence.section != "byline":
            for i in range(len(sentence.tokens)):
                read_institution(draft, sentence, i)
                _quantity(draft, sentence, i)


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


def _owner(draft: Draft, sentence: Sentence, first: int) -> tuple[int, str | None]:
    """Whose a phrase is that begins with token `first`: where the whole begins, and the country of "Russia's"."""
    tokens = sentence.tokens
    begin = first
    while begin > 0 and tokens[begin - 1].text.lower() in lexicon.modifiers():
        begin -= 1
    before = begin - 1
    if before >= 1 and tokens[before].text in _POSSESSIVE:
        before -= 1
    if before >= 0:
        for reference in draft.at(sentence.index, before):
            for entity in reference.entities:
                character = draft.characters[entity]
                if character.kind in ("state", "organisation", "group") and (
                    reference.form != "name" or before < begin - 1 or reference.last == begin
                ):
                    return reference.first, character.country
    return begin, None


def _article(tokens: tuple[Token, ...], first: int) -> int:
    return first - 1 if first and tokens[first - 1].text.lower() in ("the", "a", "an", "this", "that") else first


def _counterpart(draft: Draft, sentence: Sentence, i: int) -> None:
    """ "his North Korean counterpart": the office of "his", for that state; with a name behind, it is that one's."""
    tokens = sentence.tokens
    first, country = _owner(draft, sentence, i)
    begin = first
    if begin and tokens[begin - 1].tag == "PRP$":
        begin -= 1
    elif begin > 1 and tokens[begin - 1].text in _POSSESSIVE:
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
    mine = _nearest_office(draft, sentence.index, begin)
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


def _nearest_office(draft: Draft, sentence: int, token: int) -> str | None:
    """The office of the person named last before a word."""
    for reference in draft.before(sentence, token, reach=1):
        if len(reference.entities) == 1:
            character = draft.characters[reference.entities[0]]
            if character.kind == "person" and character.roles:
                roles = [role for role, _ in character.roles]
                return next((role for role in roles if role in _OFFICES), roles[0])
    return None


def holder_of(draft: Draft, role: str, country: str | None) -> Character | None:
    """Who holds an office: somebody of this report, else whoever the lexicon is sure of on the day."""
    here = [
        character
        for character in draft.characters.values()
        if character.kind == "person"
        and any(
            held == role and (country is None or of == country or character.country == country)
            for held, of in character.roles
        )
    ]
    if len(here) == 1:
        return here[0]
    if here or country is None or draft.scene.day is None or role not in _OFFICES:
        return None
    known = [one for one in lexicon.holders(role, country, draft.scene.day) if one.sure]
    if not known:
        return None
    person = known[0].person
    character = draft.character(person.id, "person", person.name, person.country or country)
    character.gender = character.gender or person.gender
    character.hold(role, country)
    if not character.offices:
        character.offices.append((lexicon.title_of(role, country), country, None, "lexicon"))
    return character


def _title_alone(draft: Draft, sentence: Sentence, i: int) -> None:
    """ "the Turkish foreign minister", "the president": a title without a name, said of one person."""
    tokens = sentence.tokens
    found = title_starting_at(tokens, i)
    if found is None:
        return
    title, last = found
    if tokens[last - 1].tag in ("NNS", "NNPS") or not draft.free(sentence.index, i, last):
        return
    if last < len(tokens) and (
        (tokens[last].tag[:2] == "NN" and tokens[last].text not in _POSSESSIVE) or tokens[last].text == "-"
    ):
        return
    first, country = _owner(draft, sentence, i)
    if last < len(tokens) and tokens[last].text == "of":  # "the president of the parliament" heads no state
        country = _of_state(draft, sentence, last + 1)
        if country is None:
            return
    begin = _article(tokens, first)
    definite = (begin < first and tokens[begin].text.lower() in ("the", "this", "that")) or (
        first < i and begin == first
    )
    if begin and tokens[begin - 1].tag == "PRP$":
        return
    if not definite and not (country and first < i):
        return
    if begin < first and tokens[begin].text.lower() in ("a", "an"):
        return
    if any(word in ("former", "ex", "deputy", "late") for word in (token.text.lower() for token in tokens[first:i])):
        return
    known = title.role in _OFFICES | _GENERIC
    holder = _named_holder(draft, sentence.index, begin, title, country) if known else None
    if (
        holder is None
        and country in lexicon.states()
        and title.role not in _GENERIC
        and not _is_named(draft, sentence, last)
    ):
        holder = _unnamed(draft, sentence, i, last, title, str(country))
    if holder is not None:
        draft.refer(sentence.index, begin, last, (holder.id,), "title", head=last - 1)


def read_owned_title(draft: Draft, sentence: Sentence, i: int) -> None:
    """Add "its president", "his prime minister", "his leader": who holds that office for the owner's country."""
    tokens = sentence.tokens
    found = title_starting_at(tokens, i)
    if found is None or not draft.free(sentence.index, i, found[1]) or tokens[found[1] - 1].tag in ("NNS", "NNPS"):
        return
    title, last = found
    if title.role not in _OFFICES | {"leader"} or (last < len(tokens) and tokens[last].tag[:2] == "NN"):
        return
    owners = [draft.characters[e] for one in draft.at(sentence.index, i - 1) for e in one.entities]
    if len(owners) != 1 or owners[0].country not in lexicon.states() or _is_named(draft, sentence, last):
        return
    roles = ("supreme_leader", "head_of_state", "head_of_government") if title.role == "leader" else (title.role,)
    for role in roles:
        holder = holder_of(draft, role, owners[0].country)
        if holder is not None and holder.id != owners[0].id:
            draft.refer(sentence.index, i - 1, last, (holder.id,), "title", head=last - 1)
            return


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


def _unnamed(draft: Draft, sentence: Sentence, i: int, last: int, title: Title, country: str) -> Character:
    """ "Iran's parliament speaker": somebody in office whom neither the report nor the lexicon names."""
    words = sentence.cover(i, last)
    text = draft.scene.article.text[words.start : words.end]
    entity = f"{lexicon.states()[country].id}-{lexicon.slug(text)}"
    one = draft.character(
        entity, "person", f"{text} of {lexicon.states()[country].name}", country, title.sector or None
    )
    one.hold(title.role, country)
    return one


def _named_holder(draft: Draft, sentence: int, token: int, title: Title, country: str | None) -> Character | None:
    """The person of that office (in that country) who was named last; else who holds it on the day."""
    role, crown = title.role, CROWNED.get(title.form)
    wanted = _LEADERS if role == "leader" else {role}
    for reference in draft.before(sentence, token, reach=40):
        if len(reference.entities) != 1:
            continue
        character = draft.characters[reference.entities[0]]
        fits = character.kind == "person" and country in (None, character.country)
        fits = fits and (country is not None or not title.scope or character.country in title.scope)
        theirs = CROWNED.get(character.name.split(" ")[0].lower(), character.crown)
        fits = fits and (role != "head_of_state" or theirs == crown or (crown == "" and theirs is not None))
        if fits and any(held in wanted for held, _ in character.roles):
            return character
    if country is None:
        return None
    if role == "leader":
        return next((h for r in ("supreme_leader", "head_of_state") if (h := holder_of(draft, r, country))), None)
    return holder_of(draft, role, country)


def _capital(draft: Draft, sentence: Sentence, i: int) -> None:
    """ "the Hungarian capital", "Hungary's capital": a city."""
    first, country = _owner(draft, sentence, i)
    if country is None or country not in lexicon.states() or not lexicon.states()[country].capitals:
        return
    name = lexicon.states()[country].capitals[0]
    known = lexicon.find_place(name, near=(country,))
    character = draft.character(
        lexicon.slug(known.name if known else name), "place", known.name if known else name, country
    )
    begin = _article(sentence.tokens, first)
    draft.refer(sentence.index, begin, i + 1, (character.id,), "nominal", head=i)


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
            last < len(tokens) and tokens[last].tag[:2] == "NN" and tokens[last].text not in _POSSESSIVE
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


def _read_agent(draft: Draft, sentence: Sentence, i: int) -> None:
    """ "a trade union lawyer", "three dissidents": people without a name who do or suffer what is told."""
    token = sentence.tokens[i]
    if token.tag not in ("NN", "NNS") or token.relation not in _ARGUMENTS or not draft.free(sentence.index, i, i + 1):
        return
    sector = lexicon.sector_of(token.lemma)
    following = sentence.tokens[i + 1] if i + 1 < len(sentence.tokens) else None
    if (
        sector in (None, "GOV", "BUS")
        or token.lemma in _THINGS
        or (following is not None and (following.tag[:2] == "NN" or following.text == "-"))
    ):
        return
    governor = sentence.tokens[token.head] if token.head >= 0 else None
    if governor is None or governor.tag[:2] != "VB" or title_ending_at(sentence.tokens, i + 1) is not None:
        return
    _found(draft, sentence, i, i + 1, Institution(token.lemma, str(sector), "group"))


def _found(draft: Draft, sentence: Sentence, i: int, last: int, entry: Institution) -> None:
    tokens = sentence.tokens
    begin = _before(draft, sentence, i, _QUALIFIERS | {"NN"} if entry.becomes == "group" else _QUALIFIERS)
    if begin and tokens[begin - 1].tag == "PRP$" and draft.free(sentence.index, begin - 1, begin):
        return
    if entry.becomes == "group" and begin == i and _taken_up(draft, sentence, i, last):
        return
    owner_first, country, whose = _whose(draft, sentence, begin)
    if owner_first < begin:
        begin = owner_first
    begin = _before(draft, sentence, begin, _QUALIFIERS)
    if entry.noun in _OF_SOMEBODY and whose is None:
        return
    if entry.becomes in ("ministry", "body", "state") and country is None:
        country = _seat_after(draft, sentence, last)
        if country is None and not tokens[i].text[:1].isupper():  # by its name alone it may be anybody's
            country = _context(draft, sentence.index, begin)
    if entry.becomes == "state" and whose is None:
        if country in lexicon.states():
            draft.refer(
                sentence.index, _article(tokens, begin), last, (state(draft, str(country)),), "nominal", head=last - 1
            )
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
    bodies = [e for one in draft.at(sentence.index, begin) for e in one.entities if begin < i]
    movement = bool(bodies) and draft.characters[bodies[0]].sector == "REB"  # no troops of the state it fights in
    if (not owner or movement) and bodies and draft.characters[bodies[0]].kind == "organisation":
        owner = bodies[0] + "-"  # "NATO troops"
    core = lexicon.slug(" ".join(token.text for token in tokens[i:last]))
    if entry.becomes == "group" and last - i > 3:
        core = lexicon.slug(" ".join(token.text for token in tokens[i:last] if token.tag != "DT"))
    entity = owner + core
    if entity in draft.characters and draft.characters[entity].kind != kinds[entry.becomes]:
        return
    if country is None and entry.becomes == "group":
        country = _of_whom(draft, sentence, noun + 1, last)
    draft.character(entity, kinds[entry.becomes], name, country if country in lexicon.states() else None, entry.sector)
    draft.refer(sentence.index, begin, last, (entity,), "nominal", head=noun)


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


_QUALIFIERS = frozenset({"JJ", "JJR", "JJS", "CD", "VBN"})


def _before(draft: Draft, sentence: Sentence, begin: int, tags: frozenset[str]) -> int:
    """Where the words of these tags begin that stand before `begin` and belong to nobody: "senior", "two", "port"."""
    tokens = sentence.tokens
    while begin and tokens[begin - 1].tag in tags and draft.free(sentence.index, begin - 1, begin):
        if tokens[begin - 1].tag == "VBN" and tokens[begin - 1].relation not in ("amod", "compound"):
            break  # "fired missiles" at the end of what did it
        begin -= 1
    return begin


def _whose(draft: Draft, sentence: Sentence, begin: int) -> tuple[int, str | None, str | None]:
    """Where a phrase begins with its owner, the owner's country, and the person whose it is ("his", "Ghani's")."""
    first, country = _owner(draft, sentence, begin)
    if first < begin or not begin:
        return first, country, None
    at = begin - 2 if sentence.tokens[begin - 1].text in _POSSESSIVE else begin - 1
    if at < 0 or (at == begin - 1 and sentence.tokens[at].tag != "PRP$"):
        return begin, None, None
    for one in draft.at(sentence.index, at):
        if len(one.entities) == 1 and draft.characters[one.entities[0]].kind == "person":
            titles = [t for t in draft.at(sentence.index, one.first - 1) if t.form == "title"] if one.first else []
            first = titles[0].first if titles and titles[0].last == one.first else one.first
            first -= first > 0 and sentence.tokens[first - 1].text.rstrip(".") in _HONORIFICS
            return first, draft.characters[one.entities[0]].country, one.entities[0]
    return begin, None, None


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
    return end if tokens[end - 1].tag[:2] == "NN" else last


def _seat_after(draft: Draft, sentence: Sentence, last: int) -> str | None:
    """The country of the place that follows: "the Foreign Ministry in Beijing"."""
    if last + 1 < len(sentence.tokens) and sentence.tokens[last].text == "in":
        for reference in draft.at(sentence.index, last + 1):
            for entity in reference.entities:
                if draft.characters[entity].kind in ("place", "state"):
                    return draft.characters[entity].country
    return None


def _context(draft: Draft, sentence: int, token: int) -> str | None:
    """The country that is spoken of: of the reference before, in this sentence or the one before."""
    for reference in draft.before(sentence, token, reach=1):
        for entity in reference.entities:
            if draft.characters[entity].country and draft.characters[entity].kind in ("state", "person"):
                return draft.characters[entity].country
    return None
