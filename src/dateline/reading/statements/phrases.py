"""Noun phrases and clauses on the surface: tags and names, checked against arcs, since either may be wrong."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.analysis import Sentence, Token
from dateline.reading.statements.cues import words_by_kind
from dateline.reading.statements.quotes import MARKS

FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
PRONOUNS = frozenset({"he", "she", "they", "it", "who", "we", "i", "you", "which", "that", "this", "these", "those"})
_INSIDE = NOUNS | {"DT", "PDT", "PRP$", "CD", "JJ", "JJR", "JJS", "POS", "FW", "HYPH", "ADD", "$", "RBS", "NFP", "SYM"}
_OPENERS = frozenset({"DT", "PDT", "PRP$", "PRP", "EX", "WP$"})
CONJUNCTIONS = frozenset({"if", "although", "though", "because", "unless"})
ABOUT = frozenset({"at least", "at most", "more than", "fewer than", "less than", "up to", "as many"})
AUXILIARIES = frozenset({"be", "have", "do"})
STOPS = frozenset({".", ",", ";", ":", "!", "?", "—", "–", "--", "-", "…", "(", ")"})


def is_quote_mark(token: Token) -> bool:
    """Is this word nothing but a quotation mark?"""
    return token.text in MARKS


def is_nominal(tokens: Sequence[Token], i: int) -> bool:
    """May this word stand inside a noun phrase (nouns, adjectives, articles, numbers)?"""
    token = tokens[i]
    if token.tag in _INSIDE:
        return not (token.text == "that" and token.tag != "DT")
    if token.tag in ("VBN", "VBG"):  # "the proposed talks", "a visiting envoy"
        return token.relation in ("amod", "compound") and i + 1 < len(tokens) and tokens[i + 1].tag in NOUNS | {"JJ"}
    return False


def noun_phrase(sentence: Sentence, first: int) -> int:
    """The end of the noun phrase that begins at `first`, "of" phrases and names joined by "and" included.

    Equals `first` if none begins there. A second article ("in a statement the ship …") begins another one.
    """
    tokens, i = sentence.tokens, first
    if i < len(tokens) and tokens[i].tag == "PRP":
        return i + 1
    ends = {name.last for name in sentence.names}
    while i < len(tokens):
        token = tokens[i]
        if is_nominal(tokens, i):
            after_noun = i > first and tokens[i - 1].tag in NOUNS
            if after_noun and token.tag in _OPENERS:
                break
            if after_noun and i in ends and token.tag in ("NNS", "NNP", "JJ") and not _is_linked(tokens, i):
                break
            i += 1
        elif i > first and i + 1 < len(tokens) and (_joins(tokens, i) or _is_inside(tokens, i)):
            i += 1
        else:
            break
    while i > first and tokens[i - 1].tag in ("DT", "POS", "PRP$"):
        i -= 1
    return i


def _is_inside(tokens: Sequence[Token], i: int) -> bool:
    """Does a phrase go on at this quotation mark: the “phased lifting” of sanctions?"""
    if not is_quote_mark(tokens[i]):
        return False
    nickname = tokens[i - 1].tag == "NNP" and tokens[i + 1].tag == "NNP"  # John “J.D.” Dorrian
    opens = nickname or tokens[i - 1].tag in ("DT", "PRP$", "JJ", "POS")
    return is_nominal(tokens, i + 1) if opens else tokens[i + 1].text == "of" or tokens[i + 1].tag in NOUNS


def _joins(tokens: Sequence[Token], i: int) -> bool:
    """Is it "of", or the "and" of two names, two plurals, two adjectives?"""
    if not is_nominal(tokens, i + 1) or tokens[i].text == "of":
        return tokens[i].text == "of" and is_nominal(tokens, i + 1)
    pair = (tokens[i - 1].tag, tokens[i + 1].tag)
    return tokens[i].text in ("and", "&") and pair in (("NNP", "NNP"), ("NNS", "NNS"), ("JJ", "JJ"))


def _links(tokens: Sequence[Token], i: int) -> bool:
    """Is it a preposition of a noun ("spokesman for"), or an "and" that does not join two clauses?"""
    if tokens[i].text in words_by_kind()["link"]:
        return True
    return tokens[i].text in ("and", "&") and tokens[i - 1].head != tokens[i].head


def _is_linked(tokens: Sequence[Token], i: int) -> bool:
    """Does the word hang on the phrase before it, or that on it ("Reuters news agency", "Biden aides")?"""
    before, token = tokens[i - 1], tokens[i]
    if before.relation == "compound" and before.head > i:
        return True  # "US Vice President"
    return token.head == i - 1 or before.head == i or (before.head == token.head and before.relation != "obl")


def phrase_before(sentence: Sentence, last: int) -> int:
    """The start of the noun phrase whose last word is `last`, "of/for/in …" phrases in it included.

    Equals `last + 1` if no noun stands there. "a spokesman for the ministry in Moscow" is one phrase.
    """
    tokens, i = sentence.tokens, last
    if i >= 0 and tokens[i].tag in ("PRP", "WP", "WDT", "DT") and tokens[i].lemma in PRONOUNS:
        return i
    if i < 0 or tokens[i].tag not in NOUNS | {"CD", "JJ"}:
        return last + 1
    while True:
        start = i
        while start > 0 and is_nominal(tokens, start - 1):
            start -= 1
            if tokens[start].tag in ("DT", "PRP$", "PDT") and not (start and tokens[start - 1].tag == "PDT"):
                break
        if start >= 2 and tokens[start - 2].tag in NOUNS and _links(tokens, start - 1):
            i = start - 2
        else:
            return start


def starts_clause(sentence: Sentence, first: int) -> bool:
    """Does a finite clause begin at this word: a subject, then a finite verb ("the talks were over")?"""
    tokens, n = sentence.tokens, len(sentence.tokens)
    if first >= n:
        return False
    if tokens[first].tag == "EX" or tokens[first].text.lower() in CONJUNCTIONS:
        return True
    i = first
    while i < n and tokens[i].tag in ("RB", "CC", "RBR", "``") and i < first + 3:
        i += 1
    if i < n and tokens[i].tag in ("WP", "WRB"):  # "what remains is"
        return True
    if i + 2 < n and f"{tokens[i].text} {tokens[i + 1].text}".lower() in ABOUT:
        i += 2
    end = noun_phrase(sentence, i)
    for _ in range(5):  # what may stand between a subject and its verb: "of …", "in …", an apposition
        if end == i:
            return _is_gerund_subject(tokens, i) or (i > first and _goes_on(tokens, first, i))
        k = end
        while k < n and (tokens[k].tag == "RB" or is_quote_mark(tokens[k])):
            k += 1
        if k >= n:
            return False
        if tokens[k].tag in FINITE or (tokens[k].tag == "VBN" and tokens[k].relation in ("ccomp", "root", "parataxis")):
            return True
        if tokens[k].text == "that":  # "announced the ceremony on condition that …"
            return _goes_on(tokens, first, k)
        if tokens[k].tag in ("IN", "TO", "CC", "VBG", "VBN"):
            i, end = k + 1, noun_phrase(sentence, k + 1)
        elif tokens[k].text == ",":
            # "preparations for a visit, which he promised, were going on"
            again = next((j for j in range(k + 1, min(n, k + 25)) if tokens[j].text == ","), n)
            relative = again + 1 < n and tokens[k + 1].tag in ("WDT", "WP", "IN") and tokens[again + 1].tag in FINITE
            return relative or _goes_on(tokens, first, k)
        else:
            return _goes_on(tokens, first, k)
    return _goes_on(tokens, first, i)


def _is_gerund_subject(tokens: Sequence[Token], i: int) -> bool:
    """ "Meeting him was a mistake": a participle that is a subject."""
    return i < len(tokens) and tokens[i].tag == "VBG" and tokens[i].relation in ("nsubj", "csubj")


def _goes_on(tokens: Sequence[Token], first: int, after: int) -> bool:
    """Is the phrase at `first` the subject of a finite verb further on, by its arcs?"""
    for i in range(first, min(after, len(tokens))):
        head = tokens[i].head
        if tokens[i].relation in ("nsubj", "nsubj:pass") and head > i:
            verbs = [
                head,
                *(k for k, token in enumerate(tokens) if token.head == head and token.relation[:3] in ("aux", "cop")),
            ]
            if any(tokens[k].tag in FINITE | {"VBN"} for k in verbs):
                return True
    return False


def has_finite(sentence: Sentence, first: int, last: int) -> bool:
    """Does a main clause stand in tokens [first, last): a finite verb that is not of a subordinate clause?"""
    tokens = sentence.tokens
    for i in range(first, last):
        if tokens[i].tag not in FINITE and not (tokens[i].tag == "VBN" and tokens[i].relation in ("ccomp", "root")):
            continue
        top = i
        subordinate = False
        while True:
            relation = tokens[top].relation
            if relation in ("acl:relcl", "acl", "advcl"):
                subordinate = True
            head = tokens[top].head
            if not first <= head < last or head == top:
                break
            if relation in ("ccomp", "conj", "parataxis", "root"):
                subordinate = False
            top = head
        if not subordinate:
            return True
    return False


def edges(sentence: Sentence, head: int) -> tuple[int, int]:
    """The first word and the word after the last one of all that hangs on `head`."""
    inside = sentence.subtree(head)
    return inside[0], inside[-1] + 1
