"""Word-pieces of the encoder (uncased BERT vocabulary), word by word, and the shape of each word."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

UNKNOWN, START, STOP, PAD = "[UNK]", "[CLS]", "[SEP]", "[PAD]"
MAX_CHARACTERS = 60  # a longer word is unknown as a whole
_ASCII = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "‛": "'",
        "–": "-",
        "—": "-",
        "‑": "-",
        "‐": "-",
        "…": "...",
    }
)  # the treebanks write these in ASCII mostly: both forms are made one


class WordPieces:
    """Pieces of words: greedy, longest first. As the base model's tokenizer has them, save for typographic marks."""

    def __init__(self, vocabulary: str) -> None:
        """`vocabulary` holds a piece a line; its number is its line, counted from 0."""
        self._numbers = {piece: number for number, piece in enumerate(vocabulary.split("\n")) if piece}
        self.start, self.stop, self.pad = self._numbers[START], self._numbers[STOP], self._numbers[PAD]
        self._unknown = self._numbers[UNKNOWN]
        self.pieces = lru_cache(maxsize=60_000)(self._pieces)  # some 12 MB when full

    def _pieces(self, word: str) -> tuple[int, ...]:
        found: list[int] = []
        for part in _parts(word):
            found += self._longest_first(part)
        return tuple(found) or (self._unknown,)

    def _longest_first(self, part: str) -> list[int]:
        if len(part) > MAX_CHARACTERS:
            return [self._unknown]
        found = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                number = self._numbers.get(part[start:end] if start == 0 else "##" + part[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return [self._unknown]
        return found


def _parts(word: str) -> list[str]:
    """`word` in lower case without accents, parted at punctuation and at Chinese characters."""
    plain = unicodedata.normalize("NFD", word.translate(_ASCII).lower())
    parts: list[str] = []
    run = ""
    for character in plain:
        category = unicodedata.category(character)
        if category == "Mn" or category[0] == "C":
            continue
        if character.isspace():
            apart = ""
        elif (
            (character.isascii() and not character.isalnum()) or category[0] == "P" or "\u4e00" <= character <= "\u9fff"
        ):
            apart = character
        else:
            run += character
            continue
        if run:
            parts.append(run)
        run = ""
        if apart:
            parts.append(apart)
    if run:
        parts.append(run)
    return parts


@lru_cache(maxsize=60_000)
def shape(word: str) -> int:
    """The row of the word-shape embedding.

    0 other, 1 ACRONYM, 2 Capital, 3 innerCapital, 4 holds a digit, 5 ALLCAPITALS, 6 McCapital.
    """
    if any(character.isdigit() for character in word):
        return 4
    letters = [character for character in word if character.isalpha()]
    upper = sum(character.isupper() for character in letters)
    if not upper:
        return 0
    if upper == len(letters) and upper > 1:
        return 1 if upper <= 5 else 5
    if letters[0].isupper():
        return 2 if upper == 1 else 6
    return 3
