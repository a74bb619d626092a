"""Do two names of one country mean one person? More is known than of two names anywhere, so more may differ.

`same_name` judges first. What it leaves open, or calls different because words do not agree letter by letter, is
aligned word by word: each of the shorter name must stand in the longer in its order, as the same name, a spelling of
it in that country (`sounds`), a short form, or an initial. Which words may be missing depends on how names are built
there: a patronymic anywhere in the middle; at the end a second family name (Spain) or the rest of a chain (Arabia,
Ethiopia); at the beginning a first given name (Nigel Kim Darroch), never in a chain, where the rest is the father.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

from dateline.lexicon import arabic
from dateline.lexicon.chinese import is_same_chinese, is_western_first, turned
from dateline.lexicon.givens import apart, one_name
from dateline.lexicon.namesakes import Verdict, countries_of, decided, given_names, same_name, suffixes_of, words_of
from dateline.lexicon.romanisation import korean_key, letters, pinyins, variants
from dateline.lexicon.sounds import alike, distance, sounds

_KOREAS = frozenset(["PRK", "KOR"])
_CHINESE = frozenset(["CHN", "TWN", "HKG", "MAC", "SGP"])
_OF_THE_FAITH = re.compile(r"(?:el|al|ul|ed|ud|ad)?d[ie]+ne?$")
_INITIALS = re.compile(r"^(?!II|IV|VI|XI|IX)([A-Z])\.?([A-Z])\b(?=.* [A-Z][a-z])")  # KP Oli
_MONGOLIAN = re.compile(r"(?:giin|gijn|iin|ijn|yn|in)$")


@lru_cache(maxsize=50_000)
def same_bearer(a: str, b: str, country: str | None) -> Verdict:
    """Do two full names mean one person, where both are said to be of `country` (ISO 3166 alpha-3)?"""
    if country is not None and country not in countries_of("family-first"):
        a, b = (_INITIALS.sub(r"\1. \2.", one) for one in (a, b))
    first = same_name(a, b, country=country)
    if country is None or decided(a, b) is not None or (korean_key(a) and korean_key(b) and country in _KOREAS):
        return first
    if _turned_chain(a, b):
        return "different"
    if first == "same":
        return "unsure" if _brothers(a, b, country) or _son_first(a, b, country) else first
    if _suffix(a) != _suffix(b):
        return first
    if country in _CHINESE and is_western_first(a, b):
        return "same"
    if country in _CHINESE and (found := is_same_chinese(a, b)) is not None:
        return "same" if found else first
    if country in _KOREAS | {"VNM"}:
        return "same" if country == "VNM" and _rotated(a, b) else first
    return "same" if _aligned(a, b, country) else first


def _suffix(name: str) -> set[str]:
    return set(suffixes_of(name))


def _turned_chain(a: str, b: str) -> bool:
    """ "Abdulaziz bin Salman" and "Salman bin Abdulaziz": turned round, a chain is father and son."""
    x, y = _links(a), _links(b)
    return (
        len(x) > 1
        and len(y) > 1
        and alike(x[0], y[1], None)
        and alike(x[1], y[0], None)
        and not alike(x[0], y[0], None)
    )


def _links(name: str) -> list[str]:
    """The first two links of a chain, each joined: "Salman bin Abdul Aziz" → salman, abdulaziz."""
    chain, links = words_of("chain"), [""]
    for word in letters(name.replace(".", " ").replace("-", " ")):
        if word in chain:
            links.append("")
        elif word not in words_of("title") | words_of("article"):
            links[-1] += word
    return links


def _brothers(a: str, b: str, country: str) -> bool:
    """Mohammad Khatami, Mohammad Reza Khatami: what follows Mohammad, or Ali, is how sons are told apart."""
    x, y = sorted(([word for word, _ in _words(name, country)] for name in (a, b)), key=len)
    muhammad = variants().get("mohammed", frozenset())
    doubled = x[:1] == y[:1] == ["ali"] or (x[:1] and y[:1] and {x[0], y[0]} <= muhammad)
    return len(x) == 2 and len(y) == 3 and bool(doubled) and country in countries_of("doubled") and not _bound(a, b)


def _bound(*names: str) -> bool:
    """Is the family name of one of them two that a hyphen binds (Hoseini-Khamenei)?"""
    return any("-" in name.rpartition(" ")[2] for name in names)


def _son_first(a: str, b: str, country: str) -> bool:
    """Idriss Déby and Mahamat Idriss Déby: where a chain is the rule, a Mohammed before the name is the son."""
    x, y = sorted(([word for word, _ in _words(name, country)] for name in (a, b)), key=len)
    muhammad = variants().get("mohammed", frozenset())
    return country in countries_of("son-first") and len(x) < len(y) and y[0] in muhammad and x[0] not in muhammad


def _rotated(a: str, b: str) -> bool:
    x, y = letters(a), letters(b)
    return len(x) > 2 and len(x) == len(y) and x in ((*y[1:], y[0]), (y[-1], *y[:-1]))


@lru_cache(maxsize=50_000)
def _words(name: str, country: str) -> tuple[tuple[str, bool], ...]:
    """The words of a name that count, each with whether it is bound to the next (Jean-Marie, Abdul Aziz)."""
    quoted = re.sub(r"[\"“”].*?[\"“”]", " ", name)
    left_out = words_of("particle") | words_of("chain") | words_of("article") | words_of("title") | words_of("suffix")
    left_out |= words_of("honorific") | (frozenset(["u"]) if country == "MMR" else frozenset())
    if country in countries_of("sheikh"):
        left_out -= variants()["sheikh"]
    chained = country in countries_of("chain")
    kept: list[tuple[str, bool]] = []
    parts = _parts(quoted, country)
    last = parts[-1] if parts else ""
    for part in parts:
        found = [one for one in letters(part.replace("-", " ")) if one not in left_out]
        if part == "Al" and not kept and country in countries_of("first-left-out"):
            found = ["al"]  # Al Gore
        if not found and part == last and kept:
            found = [one for one in letters(part) if one in words_of("title")]  # El-Mullah
        if kept and chained and len(found) == 1 and _OF_THE_FAITH.fullmatch(found[0]):
            kept[-1] = (kept[-1][0] + "din", False)
            continue
        for n, word in enumerate(found):
            if country == "MNG" and not kept:
                word = _MONGOLIAN.sub("", word)
            if chained:
                word = _OF_THE_FAITH.sub("din", word) if len(word) > 5 else word
                word = arabic.bare(word)
            elif country in countries_of("ul") and len(word) > 4:
                word = re.sub("ul$", "", word)
            if kept and kept[-1][0] == "abd":
                kept[-1] = ("abd" + word, False)
            else:
                kept.append(("abd" if arabic.is_servant(word) else word, n + 1 < len(found)))
    if country == "MYS":
        kept[1:] = [(re.sub("^abd(?=[a-z]{4})", "", word), bound) for word, bound in kept[1:]]
    if kept and country in countries_of("ov-left-out"):
        kept[-1] = (re.sub(r"(?<=[a-z]{5})[oe]va?$", "", kept[-1][0]), kept[-1][1])
    titles = words_of("leading") - (frozenset(["sayed"]) if country in countries_of("arabic") else frozenset())
    while len(kept) > 2 and kept[0][0] in titles:
        del kept[0]
    return tuple(kept)


def _parts(name: str, country: str) -> Sequence[str]:
    """What stands between spaces; in Arabic lands Abu and Ben are joined to what follows, and articles left out."""
    found = [part for part in re.split(r"[\s.,]+", name) if part]
    if country not in countries_of("arabic"):
        return found
    words = [word for part in found for word in letters(part.replace("-", " "))]
    return arabic.bound(arabic.without_articles(words), maghreb=country in countries_of("maghreb"))


def _aligned(a: str, b: str, country: str) -> bool:
    x, y = _words(a, country), _words(b, country)
    if len(x) != len(y) and (len(_whole(x)) == len(_whole(y)) > 1) and _fits(_whole(x), _whole(y), country):
        return True  # Chan-o-cha, Chan-ocha
    if len(x) < 2 and len(y) < 2:
        if not x or not y or not alike(x[0][0], y[0][0], country):
            return False
        return bool(_suffix(a)) or (country in countries_of("one-word") and sounds(x[0][0]) == sounds(y[0][0]))
    if min(len(x), len(y)) < 2:
        return False
    short, full = sorted((x, y), key=len)
    if _joined(short, full, country):
        return True
    if _of_one_house([word for word, _ in x], [word for word, _ in y], country):
        return True
    return _fits(short, full, country)


def _whole(words: Sequence[tuple[str, bool]]) -> Sequence[tuple[str, bool]]:
    """The words with those that a hyphen binds as one."""
    found: list[str] = []
    joins = False
    for word, bound in words:
        found[-1:] = [found[-1] + word] if joins else [*found[-1:], word]
        joins = bound
    return [(word, False) for word in found]


def _fits(short: Sequence[tuple[str, bool]], full: Sequence[tuple[str, bool]], country: str) -> bool:
    for one in _orders(short, country):
        found = _match([word for word, _ in one], [word for word, _ in full], country)
        if found is not None and _complete(found, one, full, country):
            return True
    return False


def _of_one_house(x: Sequence[str], y: Sequence[str], country: str) -> bool:
    """Given name and father's name agree, and the consonants of the family: Al Nahyan, Al Nuhayyan."""
    if country not in countries_of("chain") or min(len(x), len(y)) < 3 or len(x) != len(y):
        return False
    if not all(_word(one, other, country) == 3 for one, other in zip(x[:-1], y[:-1], strict=True)):
        return False
    return bool(re.sub(r"[aeiouE]", "", sounds(x[-1])) == re.sub(r"[aeiouE]", "", sounds(y[-1])))


def _orders(words: Sequence[tuple[str, bool]], country: str) -> Iterator[Sequence[tuple[str, bool]]]:
    yield words
    if country in countries_of("either-order") and len(words) == 2:
        yield words[::-1]


def _joined(x: Sequence[tuple[str, bool]], y: Sequence[tuple[str, bool]], country: str) -> bool:
    one, other = ("".join(word for word, _ in words) for words in (x, y))
    return (
        len(x) != len(y)
        and sounds(one)[:1] in _starts(sounds(other)[:1])
        and len(one) > 6
        and distance(one, other, country) <= 0.37
    )


# Where each word of the shorter stands in the longer, and how surely: 3, 2 (initial), 1 (Maria, Marie).
_Match = list[tuple[int, int]]


def _match(short: Sequence[str], full: Sequence[str], country: str) -> _Match | None:
    at, found = 0, []
    for word in short:
        best = next(((n, how) for n in range(at, len(full)) if (how := _word(word, full[n], country))), None)
        if best is None:
            return None
        found.append(best)
        at = best[0] + 1
    return found


def _word(a: str, b: str, country: str) -> int:
    if a == b or b in variants().get(a, ()) or one_name(a, b, country):
        return 3
    if len(a) == 1 or len(b) == 1:
        return 2 if a[0] == b[0] else 0
    if sounds(a, country)[:1] not in _starts(sounds(b, country)[:1]) or not alike(a, b, country):
        return 0
    return {"": 3, "perhaps": 1, "surely": 0}[apart(a, b, country)]


def _starts(letter: str) -> str:
    groups = ("aeE", "ouv", "ei", "CJSgz", "Ch", "kgh", "dtz", "bp", "vf", "Ji", "sz", "Ddz", "Tts")
    return letter + "".join(group for group in groups if letter and letter in group)


def _complete(found: _Match, short: Sequence[tuple[str, bool]], full: Sequence[tuple[str, bool]], country: str) -> bool:
    """Are the words that only the longer name has such as may be missing in that country?"""
    places = [n for n, _ in found]
    sure = sum(how == 3 for _, how in found)
    if found[-1][1] < 3 or found[0][1] == 1 or (sure < 2 and (len(short) < 3 and len(short[-1][0]) < 8)):
        return False
    if any(len(word) == 1 for word, _ in full) and any(how == 2 for _, how in found) and len(full) != len(short):
        return False
    leading, trailing = places[0], len(full) - 1 - places[-1]
    chained = country in countries_of("chain")
    if leading and (chained or country not in countries_of("first-left-out") or full[leading - 1][1]):
        common = variants().get("mohammed", frozenset()) | {"ali"}
        may = not chained or country in countries_of("mohammed-left-out")
        return all(word in common for word, _ in full[:leading]) and may and sure > 1
    if leading > 2:
        return False
    two = country in countries_of("two-families") | countries_of("given") | countries_of("more-at-the-end")
    return not trailing or ((two or chained) and trailing <= 3) or full[places[-1]][1]


_CLASSES = str.maketrans({"C": "s", "J": "s", "S": "s", "z": "s", "g": "k", "d": "t", "p": "b", "f": "v"})


def codes_of(name: str, country: str) -> frozenset[str]:
    """Codes of which two names that `same_bearer` takes for one mostly share one: for look-up only.

    Consonants of each word that is no given name, and of all words joined.
    """
    words = [word for word, _ in _words(name, country)]
    if country in _CHINESE and (found := pinyins(name) or pinyins(turned(name))) is not None:
        return frozenset("".join(one) for one in product(*(sorted(some) for some in found)))
    kept = [word for word in words if word not in given_names() and len(word) > 1] or words
    codes = {one for word in kept for one in _codes(word, country)}
    return frozenset(codes | {"=" + one for one in _codes("".join(words), country)})


def _codes(word: str, country: str) -> Iterator[str]:
    heard = sounds(word, country)
    for dh, th in (("d", "t"), ("z", "s")):
        yield _code(heard.replace("D", dh).replace("T", th))


def _code(heard: str) -> str:
    return (re.sub(r"[aeiouEhv]", "", heard.replace("h", "k", 1) if heard[:1] == "h" else heard).translate(_CLASSES))[
        :5
    ] or heard
