"""Names on the surface: what the encoder found, and what the lexicon knows, as spans that do not overlap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from dateline import lexicon
from dateline.analysis import Name, Sentence, Token
from dateline.lexicon.bodies import Organisation, Outlet, Platform, organisations, outlets, platforms
from dateline.lexicon.files import table
from dateline.lexicon.persons import Person, is_distinctive, known_persons
from dateline.lexicon.places import GazetteerPlace, venues
from dateline.lexicon.states import People, StateName, articled, demonym_adjectives, peoples, state_names
from dateline.lexicon.titles import longest_title, titles
from dateline.reading.entities.lookalikes import feasts, is_agency, is_feast, is_telling
from dateline.reading.entities.offices import CROWNED

Known = StateName | People | Organisation | Outlet | Platform | Person | GazetteerPlace
What = Literal["person", "state", "people", "organisation", "outlet", "platform", "place", "other"]

_LONGEST = 8  # words of a name in the lexicon
_LANGUAGES = frozenset({
    "English", "French", "Spanish", "German", "Italian", "Russian", "Ukrainian", "Chinese", "Japanese", "Korean",
    "Portuguese", "Turkish", "Persian", "Polish", "Greek", "Dutch", "Hungarian", "Swedish", "Serbian", "Croatian",
})  # fmt: skip
_SPOKEN = frozenset({"in", "into", "speak", "learn", "teach", "understand", "fluent", "especially", "translate"})
_STORMS = frozenset({"Typhoon", "Hurricane", "Cyclone", "Storm", "Tropical"})
_OF_PARTS = frozenset({"governor", "sheriff", "statehouse", "congressman", "congresswoman"})  # none of a whole state
_SHORT = 5  # letters up to which an abbreviation must be in capitals: "US" is no "us", "WHO" no "who"
_BEFORE_MONTH = frozenset({
    "in", "by", "until", "since", "from", "of", "last", "next", "this", "early", "late", "mid", "before", "after",
})  # fmt: skip
_PARTICLES = frozenset({"al", "el", "ash", "ad", "an", "ar", "as", "at", "az"})
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_PLATFORM_BEFORE = frozenset({"on", "via", "to", "through"})


@dataclass(frozen=True, slots=True)
class Found:
    """A name at tokens [first, last) of a sentence; `known` is what the lexicon says of it."""

    sentence: int
    first: int
    last: int
    what: What
    known: Known | None = None


@cache
def _known_names() -> Mapping[str, tuple[What, Known]]:
    """Everything that has a name in the lexicon, by plain spelling; what stands first here wins."""
    found: dict[str, tuple[What, Known]] = {}
    for spelling, state in state_names().items():
        found[spelling] = ("state", state)
    sources: tuple[tuple[What, Mapping[str, Known]], ...] = (
        ("people", {spelling: one for spelling, one in peoples().items() if _is_told_apart(spelling, one)}),
        ("organisation", organisations()),
        ("outlet", outlets()),
        ("person", known_persons()),
        ("place", venues()),
        ("platform", platforms()),
    )
    for what, names in sources:
        for spelling, known in names.items():
            found.setdefault(spelling, (what, known))
    return MappingProxyType(found)


def _is_told_apart(spelling: str, one: People) -> bool:
    """A people, or a region whose last word alone would be a state's: "South American"."""
    return one.kind == "people" or (one.kind == "region" and " " in spelling and spelling.split()[-1] in state_names())


@cache
def _months() -> frozenset[str]:
    return frozenset(row["word"] for row in table("en/times.tsv") if row["class"] in ("month", "feast"))


@cache
def _first_words() -> frozenset[str]:
    first = {spelling.split()[0] for spelling in _known_names() if spelling}
    return frozenset(first | {word.removesuffix("'s").rstrip("'") for word in first if "'" in word})


def find_names(sentence: Sentence) -> list[Found]:
    """The names of one sentence in text order, longest first where they compete; titles are not part of a person's."""
    found = [*_from_lexicon(sentence), *_from_encoder(sentence)]
    # Longer wins; of equals the lexicon's, since it knows what it is.
    found.sort(key=lambda one: (-(one.last - one.first), one.known is None))
    kept: list[Found] = []
    taken: set[int] = set()
    for one in found:
        inside = set(range(one.first, one.last))
        if not inside & taken:
            kept.append(one)
            taken |= inside
    return sorted(kept, key=lambda one: one.first)


def _from_lexicon(sentence: Sentence) -> Iterator[Found]:
    tokens = sentence.tokens
    names = _known_names()
    keys = [low if (low := token.text.lower()) in names else lexicon.plain(token.text) for token in tokens]
    covered = {i: name for name in sentence.names for i in range(name.first, name.last)}
    shouting = _shouts(tokens)
    i = 0
    while i < len(tokens):
        step = 1
        if keys[i] in _first_words() and (_capital(tokens[i]) or _is_small_ministry(tokens, i)):
            for last in range(min(len(tokens), i + _LONGEST), i, -1):
                if not keys[last - 1]:
                    continue  # a stop or a dash ends no name
                key = _joined(keys[i:last])
                if key in names and _holds(sentence, i, last, names[key], covered, shouting):
                    what, known = names[key]
                    yield Found(sentence.index, i + _crown(tokens, i, last, known), last, what, known)
                    step = last - i
                    break
        i += step


def _crown(tokens: tuple[Token, ...], first: int, last: int, known: Known) -> int:
    """How many words at the front are a title of a ruler and no part of the name: "Pope John Paul II", not "King Fahd".

    Where the rest alone means nobody, the title stays: without it, it would be anybody's given name.
    """
    if not isinstance(known, Person) or tokens[first].text.lower() not in CROWNED:
        return 0
    rest = known_persons().get(lexicon.plain(" ".join(token.text for token in tokens[first + 1 : last])))
    return int(rest is not None and rest.id == known.id)


def _joined(keys: Sequence[str]) -> str:
    """The words as one spelling: "lord", "'s", "resistance", "army" are "lord's resistance army"."""
    joined = ""
    for key in keys:
        joined += key if key in _POSSESSIVES or not joined or not key else " " + key
    return joined


def _capital(token: Token) -> bool:
    """Does a name begin here? "al-Qaeda" begins small."""
    text = token.text
    if text[:1].isupper() or text[:1].isdigit():
        return True
    return "-" in text and text.split("-", 1)[0] in _PARTICLES and text.split("-", 1)[1][:1].isupper()


def _is_small_ministry(tokens: tuple[Token, ...], i: int) -> bool:
    """ "the state department": a ministry of one state only, written without capitals."""
    words = f"{tokens[i].text} {tokens[i + 1].text}" if i + 1 < len(tokens) else ""
    if words not in _ministries() or i == 0 or tokens[i - 1].text.lower() not in ("the", "us", "u.s."):
        return False
    return i + 2 >= len(tokens) or tokens[i + 2].tag[:2] != "NN"


@cache
def _ministries() -> frozenset[str]:
    """Ministries whose two plain words are no common noun for one ("foreign office")."""
    return frozenset(
        spelling
        for spelling, one in organisations().items()
        if one.kind == "ministry" and spelling.count(" ") == 1 and spelling not in lexicon.institutions()
    )


def _shouts(tokens: tuple[Token, ...]) -> bool:
    """Is the sentence in capitals throughout, so that capitals tell nothing?"""
    words = [token.text for token in tokens if token.text.isalpha() and len(token.text) > 3]
    return len(words) > 2 and all(word.isupper() for word in words)


def _holds(
    sentence: Sentence, first: int, last: int, entry: tuple[What, Known], covered: Mapping[int, Name], shouting: bool
) -> bool:
    """Does the entry mean what stands here? Words that are also common words need the encoder's word for it."""
    tokens = sentence.tokens
    what, known = entry
    words = tokens[first:last]
    text = "".join(token.text for token in words).replace(".", "")
    name = covered.get(first)
    if tokens[last - 1].text in ("'s", "’s", "-", ",") or any(
        token.text in (",", "(", ")", ":") for token in words[1:-1]
    ):
        return False
    if last - first == 1 and len(text) <= _SHORT and _is_abbreviation(what, known, text) and not text.isupper():
        return name is not None and is_agency(tokens, first, known) and is_telling(tokens, first)  # "Tass"
    if what == "person":
        return last - first > 1
    if name is not None and name.kind == "PER" and (name.first < first or name.last > last):
        return False  # "Jordan" of "Jordan Peterson", "Paris" of "Paris Hilton"
    if isinstance(known, StateName | GazetteerPlace) and _is_without_the(tokens, first, text):
        return False  # "Hague arrived in Moscow"
    if isinstance(known, StateName) and known.trap == "namesake" and _is_part(tokens, first, last):
        return False  # "Georgia's governor"
    if isinstance(known, StateName) and known.form == "demonym" and _is_coloured(tokens, first, last):
        return False
    if isinstance(known, StateName) and known.form == "demonym" and _is_language(tokens, first, last):
        return False
    if what == "outlet" and tokens[first].text.lower() == "the" and not _is_title(tokens, first, last):
        return False  # "The independent inquiry", "The National Police"
    if what == "platform":
        before = tokens[first - 1].text.lower() if first else ""
        return before in _PLATFORM_BEFORE if isinstance(known, Platform) and known.ambiguous else not shouting
    leading = last < len(tokens) and tokens[last].tag == "NNS"  # "Zapatista rebels accused the army"
    if isinstance(known, Organisation) and known.kind == "movement" and name is None and (first > 0 or leading):
        return tokens[first].tag[:2] in ("NN", "JJ")  # "Houthi prisoners"
    if what in ("outlet", "organisation") and last - first == 1 and not text.isupper() and "-" not in text:
        if name is not None and name.kind == "PER":
            return is_agency(tokens, first, known)
        return name is not None and (name.kind in ("ORG", "MISC") or (name.kind == "LOC" and first > 0))
    return True


def _is_without_the(tokens: tuple[Token, ...], first: int, text: str) -> bool:
    """A town that is always named with its article, named without it: somebody who bears its name."""
    return text in articled() and not (first and tokens[first - 1].text.lower() == "the")


def _is_part(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """ "Georgia's governor", "the governor of Georgia": a state of the USA, not the one in the Caucasus."""
    after = tokens[last : last + 2]
    owned = bool(after) and after[0].text in ("'s", "’s")
    office = after[1:2] if owned else after[:1]
    ruled = any(token.lemma in _OF_PARTS for token in office)
    before = [token.lemma for token in tokens[max(0, first - 2) : first]]
    return ruled or (len(before) == 2 and before[0] in _OF_PARTS and before[1] == "of")


def _is_coloured(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """ "a White Russian", "Native Americans": with a capital adjective before it and no noun behind, another name."""
    before = tokens[first - 1] if first else None
    if before is None or not before.text[:1].isupper() or before.tag not in ("JJ", "NNP") or _shouts(tokens):
        return False
    follows = tokens[last].tag if last < len(tokens) else ""
    headline = sum(token.text[:1].isupper() for token in tokens) * 2 > len(tokens)
    return follows[:2] not in ("NN", "JJ") and tokens[last - 1].tag[:2] == "NN" and not headline


def _is_language(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """ "in Spanish", "speaks Russian", "foreign words, especially English": what is spoken, no people."""
    if last - first > 1 or not first or tokens[first].text not in _LANGUAGES:
        return False
    after = tokens[last] if last < len(tokens) else None
    if after is not None and (after.tag[:2] in ("NN", "JJ", "CC", "PO", "VB", "MD") or after.text in (",", "-")):
        return after.text in (",", "-") and tokens[first - 1].lemma in ("speak", "in")
    return tokens[first - 1].lemma in _SPOKEN or (tokens[first].text == "English" and tokens[first - 1].tag != "DT")


def _is_abbreviation(what: What, known: Known, text: str) -> bool:
    """Is the spelling an abbreviation ("US", "WHO"), so that it must stand in capitals?"""
    if what == "state":
        return len(text) <= 3 and text.lower() in {"us", "uk", "usa", "uae", "drc", "car", "ksa", "rok", "prc", "png"}
    if isinstance(known, Outlet) and known.name.isupper():
        return True  # KUNA is an agency, the kuna was a currency
    return isinstance(known, Organisation | Outlet) and text.lower() != known.name.lower()


def _is_title(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Is "The Times" written like a name of its own, without another capitalised word after it?"""
    alone = last >= len(tokens) or not (tokens[last].tag.startswith("NNP") and tokens[last].text[:1].isupper())
    return alone and all(token.text[:1].isupper() for token in tokens[first + 1 : last])


def _from_encoder(sentence: Sentence) -> Iterator[Found]:
    kinds: dict[str, What] = {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "other"}
    for name in sentence.names:
        first, last = _trimmed(sentence.tokens, name.first, name.last)
        is_person = name.kind == "PER"
        if last - first > 2 and lexicon.plain(sentence.tokens[first].text) in demonym_adjectives():
            given = lexicon.gender_of(sentence.tokens[first + 1].text)
            if is_person or (given is not None and last - first == 3):  # "the Australian Timothy Weeks"
                first, is_person = first + 1, True
        is_person = is_person or _is_ranked(sentence.tokens, first, last)
        if is_person:
            first += title_length(sentence.tokens, first, last - 1)
        if first >= last or not any(token.text[:1].isupper() for token in sentence.tokens[first:last]):
            continue
        if last - first == 1 and _is_month(sentence.tokens, first):
            continue
        if last - first == 1 and _is_group_of_states(sentence.tokens[first]):
            continue  # "the two Koreas"
        if sentence.tokens[first].text in _STORMS:
            continue  # "Typhoon Longwang has hit Taiwan"
        if is_feast(sentence.tokens, first, last):
            continue
        if _is_force(sentence.tokens, first, last) or _is_bare_title(sentence.tokens, first, last):
            continue
        if name.kind in kinds:
            what = "person" if is_person else kinds[name.kind]
            word = sentence.tokens[first].text
            if what != "person" and last - first == 1 and is_distinctive(word) and lexicon.find_place(word) is None:
                what = "person"  # a bare "Lavrov" looks like a town to the encoder
            yield Found(sentence.index, first, last, what)


def _is_group_of_states(token: Token) -> bool:
    """The plural of a name that several states share."""
    noun = lexicon.group_nouns().get(token.text[:-1].lower()) if token.text.endswith("s") else None
    return noun is not None and noun.noun[:1].isupper()


def _is_ranked(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """ "Major General Asif Ghafoor": people, though the encoder takes it for a body; not "General Assembly"."""
    size = title_length(tokens, first, last - 1)
    if not size or last - first - size != 2:
        return False
    return lexicon.gender_of(tokens[first + size].text) is not None


def _is_force(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """ "US marines": no name but people of a state, however the encoder takes it."""
    entry = lexicon.institutions().get(tokens[last - 1].text)
    if last - first != 2 or entry is None or entry.becomes != "group":
        return False
    known = lexicon.find_state(tokens[first].text)
    return known is not None and known.form in ("name", "demonym")


def _is_bare_title(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """ "the Queen", "the Pope", "H.E.": an office or an honorific, no name, whatever the encoder takes it for."""
    title = titles().get(" ".join(token.text.lower() for token in tokens[first:last]))
    if title is not None and title.role == "honorific" and last < len(tokens) and tokens[last].text[:1].isupper():
        return True
    return (
        last - first == 1
        and first > 0
        and tokens[first - 1].text.lower() == "the"
        and tokens[first].text.lower() in CROWNED
    )


def _is_month(tokens: tuple[Token, ...], at: int) -> bool:
    """ "by May", "in March": a month, whoever else is called so."""
    if tokens[at].text.lower() not in _months() | feasts():
        return False
    return at > 0 and tokens[at - 1].text.lower() in _BEFORE_MONTH


def _trimmed(tokens: tuple[Token, ...], first: int, last: int) -> tuple[int, int]:
    """Without articles before and possessives or stops behind."""
    while first < last and tokens[first].text.lower() in ("the", "a", "an", "“", '"', "‘", "'", "("):
        first += 1
    while last > first and tokens[last - 1].text in ("'s", "’s", "'", "’", ",", ".", "”", '"', ")", ":", ";", "-"):
        last -= 1
    return first, last


def title_length(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """How many of the tokens [first, last) at the front are a title ("President" of "President Putin")."""
    for size in range(min(longest_title(), last - first), 0, -1):
        words = " ".join(token.text.lower() for token in tokens[first : first + size])
        if words in titles() and (size > 1 or tokens[first].text[:1].isupper()):
            return size + title_length(tokens, first + size, last)
    return 0
