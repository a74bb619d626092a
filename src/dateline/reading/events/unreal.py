"""What is told by a verb and yet not as done or planned: habits, near misses, fictions, fears, inverted conditions."""

from __future__ import annotations

from dateline.reading.events.standing import NOTHING, Outlook
from dateline.reading.events.tables import classes
from dateline.reading.events.tags import NOUN, PHRASE, SUBJECT, VERB
from dateline.reading.events.words import Words

_ALMOST = frozenset({"nearly", "almost", "virtually", "practically"})
_EVERY = frozenset({"every", "each"})
_TIMES = frozenset({"once", "twice", "times"})
_ABOUT = frozenset({"about", "of", "on"})
_MODIFIERS = frozenset({"RB", "RBR", "RBS", "JJ", "CD"})


def unreal(words: Words, verb: int, group: tuple[int, ...]) -> Outlook | None:
    """How it stands if it is none of what the words around it would say; None if they mean what they say."""
    if _is_habit(words, verb, group) or is_fiction(words, verb):
        return NOTHING
    if _is_missed(words, verb, group) or _stops_short(words, verb) or _comes_close(words, verb):
        return Outlook.of("did_not_occur")
    if _is_no_longer(words, verb, group):
        return Outlook.of("cancelled" if words.lemma(verb) in classes()["going"] else "did_not_occur")
    if _is_inverted(words, verb, group):
        return Outlook.of("proposed")
    return None


def is_feared_deed(words: Words, verb: int) -> bool:
    """ "worry that Iran has attacked Iraq", "there is worry that …": nobody says that it has."""
    token = words.tokens[verb]
    return (
        token.relation in ("ccomp", "acl", "acl:relcl")
        and 0 <= token.head < verb
        and words.tokens[token.head].lemma in classes()["dreading"]
        and any(words.tokens[i].text.lower() == "that" for i in words.kids[verb])
    )


def _is_habit(words: Words, verb: int, group: tuple[int, ...]) -> bool:
    """ "travels to Beijing every year", "usually visits Poland": of no day; the past tense tells of many days."""
    tokens = words.tokens
    helped = any(tokens[i].tag in ("MD", "VBZ", "VBD", "VBP", "TO") for i in group)
    if tokens[verb].tag not in ("VBZ", "VBP") or helped or tokens[verb].lemma not in classes()["going"]:
        return False  # "shells the city every day" is done, and no plan
    kids = [k for i in (verb, *words.kids_as(verb, "advmod")) for k in words.kids[i]]  # "twice a month" may be one
    often = any(tokens[i].lemma in classes()["habit"] for i in (*group, *kids) if tokens[i].tag[:2] == "RB")
    spans = (i for i in kids if tokens[i].relation in ("obl:tmod", "obl") and tokens[i].lemma in classes()["span"])
    return often or any(_recurs(words, i) for i in spans)


def _recurs(words: Words, span: int) -> bool:
    """ "every spring", "each January", "twice a year"."""
    tokens, first = words.tokens, words.phrase_start(span)
    if any(tokens[k].lemma in _EVERY for k in words.kids[span]):
        return True
    return tokens[first].text.lower() == "a" and first > 0 and tokens[first - 1].text.lower() in _TIMES


def _is_missed(words: Words, verb: int, group: tuple[int, ...]) -> bool:
    """ "nearly signed", "all but accused": not "accused nearly all", nor "almost certainly killed"."""
    tokens = words.tokens
    before = [tokens[i].text.lower() for i in range(max(0, verb - 2), verb)]
    if before == ["all", "but"]:
        return True
    return any(tokens[i].text.lower() in _ALMOST and tokens[i + 1].tag not in _MODIFIERS for i in group)


def _stops_short(words: Words, verb: int) -> bool:
    """ "stopped short of accusing"."""
    tokens, above = words.tokens, words.tokens[verb].head
    if tokens[verb].tag != "VBG" or verb < 2 or above < 0:
        return False
    return [token.text.lower() for token in tokens[verb - 2 : verb]] == ["short", "of"]


def _comes_close(words: Words, verb: int) -> bool:
    """ "came close to expelling him": not "are close to signing it"."""
    tokens, above = words.tokens, words.tokens[verb].head
    if tokens[verb].tag != "VBG" or verb < 3 or above < 0 or tokens[verb - 1].text.lower() != "to":
        return False
    return tokens[verb - 2].lemma == "close" and tokens[verb - 3].lemma == "come" and tokens[verb - 3].tag != "VBP"


def _is_no_longer(words: Words, verb: int, group: tuple[int, ...]) -> bool:
    """ "will no longer visit Moscow": it had been meant to be."""
    lower = [words.tokens[i].text.lower() for i in group]
    return lower[-2:] == ["no", "longer"] and words.tokens[verb].tag == "VB"


def _is_inverted(words: Words, verb: int, group: tuple[int, ...]) -> bool:
    """ "Were Israel to strike Iran, …", "what would happen were Israel to strike": a condition without "if"."""
    if words.tokens[-1].text == "?" or not any(words.tokens[i].tag == "TO" for i in group):
        return False
    return inverted_at(words, min(i for i in group if words.tokens[i].tag == "TO")) is not None


def inverted_at(words: Words, to: int) -> int | None:
    """The "were" that opens a condition whose "to" stands at a word; None if there is none."""
    tokens, at = words.tokens, to - 1
    while at > 0 and tokens[at].tag in PHRASE:
        at -= 1
    opens = at == 0 or (tokens[at - 1].tag not in (*NOUN, "PRP", "WDT", "WP", "EX", "CD"))
    return at if at < to - 1 and tokens[at].text.lower() == "were" and opens else None


def is_fiction(words: Words, at: int) -> bool:
    """ "The film tells how Israel bombed Iraq", "a novel in which China invades Taiwan", "a play about the raid"."""
    tokens, below = words.tokens, at
    for above in words.sentence.ancestors(at):
        if _is_work(words, above):
            clause = tokens[below].relation in ("acl", "acl:relcl")
            return clause or (below != above and words.preposition(below) in _ABOUT)
        told = tokens[above].tag in VERB and tokens[above].lemma in classes()["narrating"]
        subjects = words.kids_as(above, *SUBJECT) if told else []
        if any(_is_work(words, i) for i in subjects):
            return True
        if tokens[above].tag in VERB and tokens[below].relation in ("conj", "parataxis"):
            return False  # "…; Israel condemned Iran over the play"
        below = above
    return any(
        case == "in" and _is_work(words, noun)
        for verb in (at, *words.sentence.ancestors(at))
        if tokens[verb].tag in ("VBZ", "VBP")
        for case, noun in words.obliques(verb)
    )  # "in the novel, China invades Taiwan"


def _is_work(words: Words, noun: int) -> bool:
    """A novel or a film; a series or a game only if its own words say of which kind."""
    token = words.tokens[noun]
    if token.tag not in NOUN:
        return False
    kinds = {words.tokens[i].lemma for i in words.kids_as(noun, "compound", "amod")}
    return token.lemma in classes()["fiction"] or (
        token.lemma in classes()["story-of"] and bool(kinds & classes()["story-kind"])
    )
