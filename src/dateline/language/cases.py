"""Headlines in capitals or without any, written as the report itself writes their words.

"TRUMP CALLS OFF MEETING WITH KIM" says less to the encoder and to every list of names than "Trump calls off meeting
with Kim". A sentence that has letters of both cases stays as it is. Of a word that the report has nowhere else little
is known: a short one in capitals may be "EU", a longer one is written as in a title, if it is no verb; without capitals
it stays small.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from dateline.analysis import Sentence, Token
from dateline.language.lemmas import is_verb, lemma

_SHORT = 3  # letters of a word that may be an abbreviation
_FEWEST = 3  # words of letters: fewer may well be a name ("BBC News" is no shout, "EU" neither)


def recased(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of an article, its headlines of one case with the words of the others."""
    if not any(sentence.section == "headline" and _is_of_one_case(sentence) for sentence in sentences):
        return list(sentences)
    forms = _forms(sentences)
    return [
        replace(sentence, tokens=tuple(_recased(token, forms) for token in sentence.tokens))
        if sentence.section == "headline" and _is_of_one_case(sentence)
        else sentence
        for sentence in sentences
    ]


def _is_of_one_case(sentence: Sentence) -> bool:
    words = [token.text for token in sentence.tokens if token.text.isalpha()]
    return len(words) >= _FEWEST and (all(map(str.isupper, words)) or all(map(str.islower, words)))


def _forms(sentences: Sequence[Sentence]) -> Mapping[str, str]:
    """Each word of the body by its folded form, as it is written most often; first words of sentences do not count."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        if sentence.section == "body":
            for token in sentence.tokens[1:]:
                counts[token.text.casefold()][token.text] += 1
        elif sentence.section == "dateline":  # its places stand in capitals
            for token in sentence.tokens:
                counts[token.text.casefold()][token.text.capitalize()] += 1
    return {word: found.most_common(1)[0][0] for word, found in counts.items()}


def _recased(token: Token, forms: Mapping[str, str]) -> Token:
    """The token as the report writes the word; offsets stay, so a form of another length is left."""
    text = token.text
    form = forms.get(text.casefold()) or (_alone(text) if text.isupper() and text.isalpha() else text)
    return replace(token, text=form, lemma=lemma(form)) if len(form) == len(text) else token


def _alone(text: str) -> str:
    """A word in capitals of which the report says nothing more."""
    if is_verb(text):
        return text.lower()
    return text if len(text) <= _SHORT else text.capitalize()
