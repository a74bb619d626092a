"""Keys under which spellings of one name meet: classes of Korean syllables, Chinese syllables, skeletons of the rest.

A key says that two spellings may be one name. Whether two names are one person is decided by `namesakes`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType

from dateline.lexicon.files import parts, table
from dateline.lexicon.slugs import unaccented

_KOREAN = re.compile(
    r"(?:kk|gg|kh|k|g|n|dd|d|tt|th|t|rh|r|l|m|b|pp|ph|p|ss|sh|s|jj|j|ch|h)?"
    r"(?:yeo|yae|you|yoo|ya|ye|yo|yu|yi|wae|weo|wee|woo|wui|wa|we|wi|wo|wu|wh?a|eui|eu|eo|ee|ae|oe|oi|oo|ou|ui|a|e|i|o|u)"
    r"(?:ng|hn|ck|n|m|k|g|l|p|b|t|s|h|r)?"
)
_CHINESE = re.compile(
    r"(?:zh|ch|sh|hs|ts|tz|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|eou|uang|ueng|iao|ian|ing|ang|eng|ong|uai|uan|ieh|ueh|ung|ih|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|io|ua|uo"
    r"|ui|ue|er|a|o|e|i|u)"
)
# Wade-Giles and other spellings used in Taiwan, Singapore and older reports, to pinyin; applied to one syllable.
_PINYIN = (
    (r"^ing?$", "ying"), (r"^hs", "x"), (r"^tz|^ts(?=[aeou])", "z"), (r"^ch(?=i(?!h))", "q"), (r"ih$", "i"),
    (r"ieh$", "ie"), (r"ueh$", "ue"), (r"eou$", "iu"), (r"ung$", "ong"), (r"ien$", "ian"), (r"^k", "g"),
    (r"^t(?!z|s)", "d"), (r"^p", "b"), (r"^j(?=[aeou])", "r"),
)  # fmt: skip
_FOLDS = (
    ("sch", "sh"), ("shch", "sh"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("dzh", "j"), ("zh", "j"), ("dj", "j"),
    ("tch", "ch"), ("w", "v"), ("ts", "c"), ("tz", "c"), ("x", "ks"), ("q", "k"), ("ck", "k"), ("ou", "u"), ("oo", "u"),
    ("ee", "i"), ("ue", "u"), ("oe", "o"), ("ae", "a"), ("ye", "e"), ("yo", "e"), ("y", "i"), ("ie", "e"),
)  # fmt: skip
_ENDINGS = ((r"(?:s|z|c)k(?:iy|yy|yi|ii|ij|ey|y|i)$", "ski"), (r"(?:iy|yy|yi|ii|ij|ey|ei|iei|y|i)$", "i"),
            (r"(?:ovych|ovich|ovitch|ovic)$", "ovich"), (r"(?:evych|evich|evitch|evic)$", "evich"),
            (r"off$", "ov"), (r"(?<=[cs]h)[oe]v$", "ev"),
            (r"(?<=[aeiou])h$", ""))  # fmt: skip
_VOWELS = frozenset("aeiou")
# "Mohammed" and "Muhammad", but not "Khamenei" and "Khomeini": a and o never stand for each other.
_VOWEL_PAIRS = frozenset(map(frozenset, ("ae", "ei", "ou")))


@cache
def _korean_spellings() -> Mapping[str, str]:
    return MappingProxyType({row["syllable"]: row["key"] for row in table("korean_syllables.tsv")})


@cache
def korean_families() -> Mapping[str, str]:
    """Korean family names and the key of their class ("lee" and "ri" are one)."""
    return MappingProxyType({row["family"]: row["key"] for row in table("korean_families.tsv")})


@cache
def chinese_families() -> frozenset[str]:
    """Chinese family names in pinyin and in the spellings of Taiwan, Hong Kong and Singapore."""
    return frozenset(family for row in table("chinese_families.tsv") for family in parts(row["spellings"]))


@cache
def _chinese_classes() -> Mapping[str, str]:
    return MappingProxyType(
        {one: row["family"] for row in table("chinese_families.tsv") for one in parts(row["spellings"])}
    )


@cache
def variants() -> Mapping[str, frozenset[str]]:
    """Names that stand for each other: short forms, the same name in other languages, far spellings of one family."""
    found: dict[str, frozenset[str]] = {}
    for row in (*table("given_variants.tsv"), *table("family_variants.tsv")):
        group = frozenset(map(unaccented, parts(row["names"])))
        for name in group:
            found[name] = found.get(name, frozenset()) | group
    return MappingProxyType(found)


def letters(name: str) -> tuple[str, ...]:
    """The runs of letters of a name in lower-case ASCII: "Kim Jong-un" → ("kim", "jong", "un")."""
    return tuple(re.findall(r"[a-z]+", unaccented(name).lower().replace("'", "")))


@lru_cache(maxsize=20_000)
def korean_key(name: str) -> tuple[str, str] | None:
    """Family and joined given names as keys of their classes; None if the name is not built like a Korean one.

    "Ri Yong-ho", "Lee Yong Ho" and "Yi Yŏngho" have one key. Family first, two syllables or one after it.
    """
    found = letters(name)
    if len(found) not in (2, 3) or found[0] not in korean_families():
        return None
    given = found[1:] if len(found) == 3 else _split_korean(found[1])
    if not given or not all(map(_is_korean_syllable, given)):
        return None
    return korean_families()[found[0]], "".join(map(_korean_class, given))


def _is_korean_syllable(word: str) -> bool:
    return word in _korean_spellings() or bool(_KOREAN.fullmatch(word))


def _split_korean(word: str) -> tuple[str, ...]:
    """ "yongho" → ("yong", "ho"); one syllable stays as it is; () if it cannot be split."""
    if word in _korean_spellings() or len(word) <= 3:
        return (word,)
    cuts: list[tuple[str, ...]] = [(word[:n], word[n:]) for n in range(2, len(word) - 1)]
    listed = [cut for cut in cuts if all(half in _korean_spellings() for half in cut)]
    possible = [cut for cut in cuts if all(map(_is_korean_syllable, cut))]
    # "Yongwon" is Yong-won rather than Yon-gwon: ng ends a syllable more often than g begins one after n.
    listed.sort(key=lambda cut: not cut[0].endswith("ng"))
    return (listed or possible or [(word,) if _is_korean_syllable(word) else ()])[0]


@lru_cache(maxsize=5_000)
def _korean_class(syllable: str) -> str:
    """The key of a syllable: "cheol" and "chul" → "chol". Voiced and unvoiced consonants are one."""
    syllable = _korean_spellings().get(syllable, syllable)
    syllable = re.sub(r"^(?:rh|r|l)(?=[iy])", "", syllable)  # "Ri" and "Yi", "Ryong" and "Yong"
    syllable = re.sub(r"^(?:rh|r|l)", "n", syllable)
    for old, new in (("sh", "s"), ("eo", "o"), ("eu", "u"), ("oo", "u"), ("ee", "i"), ("oi", "oe"), ("ou", "o")):
        syllable = syllable.replace(old, new)
    ends_ng = syllable.endswith("ng")
    start = re.sub(r"^(?:gg|kk|kh|g)", "k", syllable[:-2] if ends_ng else syllable)
    start = re.sub(r"^(?:dd|tt|th|d)", "t", re.sub(r"^(?:bb|pp|ph|b)", "p", re.sub(r"^(?:jj|j)", "ch", start)))
    start = re.sub(r"(?:g|ck)$", "k", re.sub(r"b$", "p", re.sub(r"r$", "l", start)))
    return re.sub(r"^yi$", "i", start + ("ng" if ends_ng else "")).removesuffix("h")


@lru_cache(maxsize=20_000)
def chinese_key(name: str) -> tuple[str, str] | None:
    """Family and joined given names of a name built like a Chinese one (family first); None otherwise."""
    found = letters(name)
    if not 2 <= len(found) <= 3 or found[0] not in chinese_families():
        return None
    given = "".join(found[1:])
    return (_chinese_classes()[found[0]], given) if _chinese_syllables(given) else None


def _chinese_syllables(word: str) -> tuple[str, ...]:
    """One or two syllables of Chinese; () if it is not made of them."""
    if _CHINESE.fullmatch(word):
        return (word,)
    for n in range(len(word) - 1, 0, -1):
        if _CHINESE.fullmatch(word[:n]) and _CHINESE.fullmatch(word[n:]):
            return word[:n], word[n:]
    return ()


def pinyin(given: str) -> str:
    """A given name of Taiwan ("chingte") as pinyin would have it, roughly: tells "may be the same" from "is not"."""
    found = []
    for syllable in _chinese_syllables(given):
        for pattern, new in _PINYIN:
            syllable = re.sub(pattern, new, syllable)
        found.append(syllable)
    return "".join(found) or given


_INITIALS = r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
_PINYIN_ONLY = re.compile(
    _INITIALS
    + r"(?:iang|iong|uang|iao|ian|ing|ang|eng|ong|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue|er|a|o|e|i|u)"
)
# Wade-Giles syllables without apostrophes, which newspapers leave out: each may be two of pinyin.
_WADE_STARTS = (
    ("ch", ("zh", "ch", "j", "q")), ("hs", ("x",)), ("tz", ("z", "c")), ("ts", ("z", "c")),
    ("ss", ("s",)), ("sz", ("s",)), ("sh", ("sh",)), ("k", ("g", "k")),
    ("t", ("d", "t")), ("p", ("b", "p")), ("j", ("r", "j")), ("y", ("y",)),
)  # fmt: skip
_WADE_ENDS = ((r"ih$", "i"), (r"ieh$", "ie"), (r"^eh$", "e"), (r"u?eh$", "ue"), (r"ien$", "ian"), (r"eou$", "iu"),
              (r"iung$", "iong"), (r"ung$", "ong"), (r"uei$", "ui"), (r"^[iy]u$", "u"))  # fmt: skip


@lru_cache(maxsize=5_000)
def _pinyin_of(syllable: str) -> frozenset[str]:
    """The syllables of pinyin that a syllable of Taiwan or of older reports may be, itself among them if it is one."""
    syllable = {"i": "yi", "ing": "ying", "in": "yin", "u": "wu", "yi": "yi"}.get(syllable, syllable)
    found = {syllable} if _PINYIN_ONLY.fullmatch(syllable) else set()
    start, olds = next(((one, olds) for one, olds in _WADE_STARTS if one and syllable.startswith(one)), ("", ()))
    end = syllable.removeprefix(start)
    if not start:
        end = syllable.lstrip("bcdfghjklmnpqrstvwxyz")
        olds = (syllable.removesuffix(end),)
    for pattern, new in _WADE_ENDS:
        end = re.sub(pattern, new, end)
    for one in olds:
        palatal = one in ("j", "q", "x")
        if one in ("z", "c", "s") and end == "u":
            found.add(one + "i")  # tzu, ssu
        for last in {end, "e" if end in ("o", "uo") and one in ("g", "k", "h") else end, "uo" if end == "o" else end}:
            if palatal and last[:1] not in "iu":
                continue
            if one in ("zh", "ch", "sh", "r", "z", "c", "s") and last != "i" and last[:1] == "i":
                continue
            found.add(one + last)
    if syllable.startswith("y"):
        found |= {
            re.sub("^yen$", "yan", syllable),
            re.sub("^yu(?=ng)", "yo", syllable),
            re.sub("^yeh$", "ye", syllable),
        }
    return frozenset(found)


def pinyins(name: str) -> tuple[frozenset[str], ...] | None:
    """What each syllable of a Chinese name (family first) may be in pinyin; None if it is not made of them."""
    found = tuple(re.sub(r"^([hk])w(?=[aeo])", r"\1u", one) for one in letters(name))  # Kuo-hwa
    syllables = [found[0], *(found[1:] if len(found) == 3 else _chinese_syllables("".join(found[1:])))] if found else []
    if not 1 < len(syllables) < 4 or not all(_chinese_syllables(one) for one in syllables):
        return None
    family, *given = map(_pinyin_of, syllables)
    return family | ({_chinese_classes()[found[0]]} if found[0] in _chinese_classes() else frozenset()), *given


@lru_cache(maxsize=50_000)
def skeleton(token: str) -> str:
    """A key that is alike for transliterations of one word: "Sergey" and "Sergei", "Müller" and "Mueller"."""
    for pattern, new in _ENDINGS:
        token = re.sub(pattern, new, token)
    for old, new in _FOLDS:
        token = token.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", token)


def vowels_differ_only(a: str, b: str) -> bool:
    """Do two skeletons of three consonants or more differ in vowels that stand for each other, or by one e or a?"""
    consonants = [re.sub(r"[aeiou]", "", one) for one in (a, b)]
    if consonants[0] != consonants[1] or len(consonants[0]) < 3 or a[:1] != b[:1]:
        return False
    if a[-1] != b[-1] and "a" in (a[-1], b[-1]):
        return False  # Daniel and Daniela
    if len(a) == len(b):
        pairs = [frozenset((x, y)) for x, y in zip(a, b, strict=True) if x != y]
        return len(pairs) <= 2 and all(pair in _VOWEL_PAIRS for pair in pairs)
    short, long = sorted((a, b), key=len)
    return len(long) == len(short) + 1 and any(
        long[:i] + long[i + 1 :] == short for i, letter in enumerate(long) if letter in "ea" and 0 < i < len(long) - 1
    )


def one_letter_off(a: str, b: str) -> bool:
    """One letter more, less or other, in tokens of six letters or more that begin alike."""
    if a[:1] != b[:1] or min(len(a), len(b)) < 6 or abs(len(a) - len(b)) > 1:
        return False
    if a[-1] != b[-1] and "a" in (a[-1], b[-1]):
        return False  # Daniel and Daniela, Medvedev and Medvedeva
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[at + 1 :] == b[at + 1 :] or a[at:] == b[at + 1 :] or a[at + 1 :] == b[at:]


def joined(tokens: Sequence[str]) -> str:
    """All tokens as one skeleton: "Amir-Abdollahian" and "Amirabdollahian" are alike."""
    return skeleton("".join(tokens))
