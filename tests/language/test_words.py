"""Words of a text, with exact offsets."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.language.words import split_words


def words(text: str) -> list[str]:
    return [word.text for word in split_words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kim Jong-un’s sister", "Kim|Jong-un|’s|sister"),
        ("don't, can't, won’t, cannot", "do|n't|,|ca|n't|,|wo|n’t|,|can|not"),
        ("Mr. Lavrov of the U.S. said $2.5 billion", "Mr.|Lavrov|of|the|U.S.|said|$|2.5|billion"),
        ("a U.S.-led, pro-Russian 12-year-old", "a|U.S.-led|,|pro-Russian|12-year-old"),
        ("US-North Korea and Turkey-EU talks", "US|-|North|Korea|and|Turkey|-|EU|talks"),
        ("U.S.-EU, Russia-Ukraine and North Korea-Russia", "U.S.|-|EU|,|Russia|-|Ukraine|and|North|Korea|-|Russia"),
        ("Guinea-Bissau, Asia-Pacific, ITAR-TASS, AFL-CIO", "Guinea-Bissau|,|Asia-Pacific|,|ITAR-TASS|,|AFL-CIO"),
        ("NATO-Russia, Moscow–Kyiv, Kuomintang-Beijing", "NATO|-|Russia|,|Moscow|–|Kyiv|,|Kuomintang-Beijing"),
        ("the Kim-Trump summit, F-16s, KN-08, C-SPAN", "the|Kim-Trump|summit|,|F-16s|,|KN-08|,|C-SPAN"),
        ("14:35 GMT: 5pm, 50%, 3rd, 1,200", "14:35|GMT|:|5pm|,|50|%|,|3rd|,|1,200"),
        ("“No,” he said — twice... again… ‘yes’", "“|No|,|”|he|said|—|twice|...|again|…|‘|yes|’"),
        ("O'Brien met Xi'an's mayor in Sana'a", "O'Brien|met|Xi'an|'s|mayor|in|Sana'a"),
        ("George W. Bush said no. Then he left.", "George|W.|Bush|said|no|.|Then|he|left|."),
        ("Order No. 10 of Jan. 5", "Order|No.|10|of|Jan.|5"),
        ("the leaders’ summit; the leaders' plan", "the|leaders|’|summit|;|the|leaders|'|plan"),
        ("see https://state.gov/r/?a=b. @POTUS #Iran", "see|https://state.gov/r/?a=b|.|@POTUS|#Iran"),
        ("US$5bn of AT&T, R&D", "US$|5bn|of|AT|&|T|,|R&D"),
    ],
)
def test_words_are_those_of_the_penn_treebank_but_hyphens_hold(text: str, expected: str) -> None:
    assert expected.split("|") == words(text)


TEXTS = st.one_of(
    st.text(max_size=200),
    st.text(alphabet="aU.S-'’\" \n$1,:😀é\u0301\u200dא\x00", max_size=60),
    st.lists(st.sampled_from(["Mr.", "U.S.", "Kim", "Jong-un's", "don't", "“", "”", ".", "…", "—", "🇰🇵", "\n\n"])).map(
        " ".join
    ),
)


@given(TEXTS)
def test_words_are_slices_in_order_and_miss_no_letter(text: str) -> None:
    found = split_words(text)

    assert all(text[word.start : word.end] == word.text != "" for word in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    covered = {i for word in found for i in range(word.start, word.end)}
    assert all(i in covered for i, character in enumerate(text) if character.isalnum())


@given(TEXTS, st.integers(0, 20), st.integers(0, 20))
def test_words_of_a_part_lie_within_it(text: str, start: int, length: int) -> None:
    found = split_words(text, start, min(len(text), start + length))

    assert all(start <= word.start < word.end <= start + length for word in found)


def test_a_word_of_a_megabyte_takes_no_second() -> None:
    began = time.process_time()
    split_words("a" * 1_000_000 + " " + "-" * 100_000 + " " + "'" * 100_000 + "a-" * 100_000 + "1." * 100_000)

    assert time.process_time() - began < 2
