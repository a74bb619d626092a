"""Where the content after a cue begins: at "that", at a quotation, at a clause, at the object of "denied"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.reading.statements.clauses import Frame, order_at
from dateline.reading.statements.phrases import (
    CONJUNCTIONS,
    FINITE,
    NOUNS,
    STOPS,
    edges,
    is_quote_mark,
    noun_phrase,
    starts_clause,
)
from dateline.reading.statements.setting import Setting, is_speech

How = Literal["quote", "that", "whether", "clause", "complement", "order", "later", "object", "word"]
_LONGEST_ASIDE = 14  # words between the commas of "said, according to the weekly, that"
_LONGEST_OBJECT = 20  # words that may stand between "accused" and its "of"
_PREPOSITIONS = frozenset({"of", "for", "on", "as", "to"})


@dataclass(frozen=True, slots=True)
class Opening:
    """Where the content after a cue begins, and by which sign it is known.

    "later": after a comma, so only as the second half of a sentence cut in two; "object": what follows is the verb of a
    relative clause ("a call, which the paper said was in the making"); "order": what somebody is told to do; "word": a
    quotation alone, before what it is said of ("hailed as “historic” a vote by the council").
    """

    at: int
    how: How
    is_order: bool = False  # what somebody is told or asked to do or to give


def find_opening(setting: Setting, frame: Frame) -> Opening | None:
    """The opening of the content after a cue clause; None if none is found there."""
    i = frame.right
    if i >= setting.stop:
        return None
    if frame.inverted:  # "Said an official at the ministry: “…”"
        if frame.first <= setting.start:
            return _after_colon(setting, i, i + 1)
        conditional = setting.is_a(setting.start, "condition") and setting.tokens[i].text == ","
        goes_on = conditional and starts_clause(setting.sentence, i + 1)  # "Should they refuse, said the envoy, …"
        return Opening(i + 1, "later") if goes_on else None
    if setting.tokens[i].text in (",", ":"):
        return _after_pause(setting, frame, i + 1)
    if frame.negated:
        return _after_colon(setting, i, setting.stop)
    found = _clause(setting, frame, i) or _complement(setting, frame, i)
    if found is None and "quote" in frame.cue.takes:  # "tweeted using his account: “…”"
        verb = next((k for k in range(i, setting.stop) if setting.tokens[k].tag in FINITE), setting.stop)
        return _after_colon(setting, i, verb)
    return found


def _after_pause(setting: Setting, frame: Frame, following: int) -> Opening | None:
    """The opening after a comma or colon that ends the cue clause."""
    tokens, takes = setting.tokens, frame.cue.takes
    if setting.opening_quote(following) is not None:
        return Opening(following, "quote")
    if frame.negated or following >= setting.stop:
        return None
    if tokens[following - 1].text == ":":
        return Opening(following, "clause")
    if tokens[following].text == "that" and following + 1 < setting.stop and takes & {"clause", "that"}:
        return Opening(following + 1, "that")
    last = min(setting.stop, following + _LONGEST_ASIDE)
    again = next((k for k in range(following, last) if tokens[k].text == ","), setting.stop)
    if again + 1 < setting.stop and takes & {"clause", "that"}:
        if tokens[again + 1].text == "that":  # "said, according to the weekly, that"
            return Opening(again + 2, "that")
        if frame.left == setting.start and setting.opening_quote(again + 1) is not None:
            return Opening(again + 1, "quote")
        if (
            frame.left <= setting.start + 1
            and tokens[following].tag == "IN"
            and starts_clause(setting.sentence, again + 1)
        ):
            return Opening(again + 1, "clause")  # "says, before the war, the ministry had …"
    return Opening(following, "later") if "clause" in takes and starts_clause(setting.sentence, following) else None


def _after_colon(setting: Setting, first: int, last: int) -> Opening | None:
    colon = next((k for k in range(first, last) if setting.tokens[k].text == ":"), None)
    return Opening(colon + 1, "quote") if colon is not None and setting.opening_quote(colon + 1) is not None else None


def _clause(setting: Setting, frame: Frame, i: int) -> Opening | None:
    tokens, takes = setting.tokens, frame.cue.takes
    token, word = tokens[i], tokens[i].text.lower()
    if takes & {"quote", "clause", "whether"} and setting.opening_quote(i) is not None and _is_said(setting, i):
        return Opening(i, "quote")
    if word == "that" and takes & {"clause", "that"} and (token.tag == "IN" or not _may_be_relative(setting, frame, i)):
        subject = i + 1 < setting.stop and tokens[i + 1].tag in FINITE  # "says that's too slow"
        return Opening(i, "clause") if subject else Opening(i + 1, "that")
    if setting.is_a(i, "question") and takes & {"clause", "whether"} and not _is_of_adjunct(setting, frame, i):
        return Opening(i, "whether")
    if "clause" not in takes:
        return None
    if token.tag in FINITE and frame.left and tokens[frame.left - 1].tag in ("WDT", "WP"):
        return Opening(i, "object")
    subordinate = token.tag == "IN" and word in CONJUNCTIONS  # "said although they were late, …"
    if (subordinate or token.tag not in ("TO", "IN", "VBG", "VBN")) and starts_clause(setting.sentence, i):
        verb = next((k for k in range(i, setting.stop) if tokens[k].tag in FINITE), i)
        if not frame.relative or all(token.text != "," for token in tokens[i:verb]):
            return Opening(i, "clause")
        return None  # "the state, which claims the rock and the oil around it, voiced concern"
    if token.tag not in ("TO", "VBG", "CC") and has_object_clause(setting, frame):
        return Opening(i, "clause")
    if (token.tag == "IN" and _opens_clause(setting, i)) or (token.tag == "VBG" and _is_subject(setting, frame, i)):
        return Opening(i, "clause")
    return None


def _opens_clause(setting: Setting, i: int) -> bool:
    """Does a phrase or clause begin here, after whose comma the main clause does: "said despite it, trade rose"?"""
    tokens, last = setting.tokens, min(setting.stop - 1, i + _LONGEST_ASIDE)
    comma = next((k for k in range(i + 1, last) if tokens[k].text == ","), None)
    return comma is not None and starts_clause(setting.sentence, comma + 1)


def _is_subject(setting: Setting, frame: Frame, i: int) -> bool:
    """Is a participle the subject of what is said: "says protecting civilians should come first"?"""
    tokens = setting.tokens
    if "gerund" in frame.cue.takes or tokens[frame.verb].lemma == "report":
        return False
    verb = next((k for k in range(i + 1, setting.stop) if tokens[k].tag in FINITE or tokens[k].text in STOPS), None)
    return verb is not None and tokens[verb].tag in FINITE and tokens[verb - 1].tag not in ("WP", "WDT", "PRP", "CC")


def _may_be_relative(setting: Setting, frame: Frame, that: int) -> bool:
    """May "that" belong to a phrase of the cue clause ("ahead of a meeting that Russia had requested")?"""
    last = frame.adjuncts[-1] if frame.adjuncts else None
    if last is None or last.last != that or setting.dates.get(last.first, setting.dates.get(last.first + 1)) == that:
        return False  # after the cue itself, its hearers, or a day
    return not starts_clause(setting.sentence, that + 1)


def _is_of_adjunct(setting: Setting, frame: Frame, i: int) -> bool:
    """Does a relative clause begin here, of a phrase of the cue clause ("commenting on the ban which …")?"""
    last = frame.adjuncts[-1] if frame.adjuncts else None
    of_noun = last is not None and last.last == i and last.first not in setting.dates
    return of_noun and setting.tokens[i].text.lower() in ("which", "who", "whose", "where", "when")


def _is_said(setting: Setting, i: int) -> bool:
    """Is the quotation that opens here speech, and not a name set off in a headline ("announces ‘Phase One’")?"""
    quote = setting.opening_quote(i)
    words = [token for token in setting.tokens[i:] if quote is not None and token.end <= quote.end]
    return setting.sentence.section != "headline" or is_speech(words)


def has_object_clause(setting: Setting, frame: Frame) -> bool:
    """Does a clause that begins right after the cue clause hang on the cue, by its arc?"""
    sentence, tokens, right = setting.sentence, setting.tokens, frame.right
    return any(
        tokens[i].relation == "ccomp"
        and i > right
        and edges(sentence, i)[0] <= right + 1
        and not any(tokens[k].text == "," for k in range(right, i))
        and any(tokens[k].relation.startswith("nsubj") for k in sentence.children(i))
        for i in sentence.children(frame.verb)
    )


def _complement(setting: Setting, frame: Frame, i: int) -> Opening | None:
    """Content that is no clause: "accused X of …", "urged X to …", "denied any role", "called it a farce"."""
    tokens, takes, stop = setting.tokens, frame.cue.takes, setting.stop
    token, word = tokens[i], tokens[i].text.lower()
    if word in ("not", "never") and i + 2 < stop and tokens[i + 1].text == "to" and "order" in takes and frame.hearers:
        return Opening(i, "order", is_order=True)
    if word == "to" and i + 1 < stop and tokens[i + 1 + is_quote_mark(tokens[i + 1])].tag in ("VB", "RB"):
        return _infinitive(setting, frame, i)
    marked = is_quote_mark(token) or word == "both"
    end = noun_phrase(setting.sentence, i + marked)
    nominal = end > i + marked or word == "what"
    if "order" in takes and end > i and (end >= stop or tokens[end].tag != "TO"):
        end = max(end, order_at(tokens, i, frame.cue))
    if "order" in takes and end > i and end < stop and (tokens[end].tag == "TO" or tokens[end].text == "not"):
        return Opening(i, "complement")  # "called on the countries to sit down"
    if word == "as" and "as" in takes and "claim" not in takes and setting.opening_quote(i + 1) is not None:
        return Opening(i + 1, "word")
    if word in takes & {"against", "of", "as"} and (frame.hearers or word == "as"):
        return Opening(i, "complement")  # "warned him against", "rejected as “baseless” the charge"
    relative = frame.left > 0 and tokens[frame.left - 1].text.lower() in ("whom", "which", "who")
    if relative and word in takes & {"of", "for", "on"} and i + 1 < stop:
        return Opening(i + 1, "complement")  # "their envoy, whom they accused of spying"
    if "name" in takes and frame.left and tokens[frame.left - 1].text.lower() == "what":  # "what he called a “farce”"
        return Opening(i, "complement") if setting.holds_quote(i, stop) else None
    if (
        nominal
        and token.tag != "WP"
        and (_has_preposition(setting, frame, i, end) or _is_named(setting, frame, i, end))
    ):
        return Opening(i, "complement")
    if "gerund" in takes and token.tag == "VBG":
        return Opening(i, "complement")
    if "object" in takes and (nominal or token.tag in ("DT", "PRP$", "VBG")) and word not in ("that", "this", "it"):
        return Opening(i, "complement")
    return Opening(i, "complement") if nominal and _is_claim(setting, frame, i, end) else None


def _infinitive(setting: Setting, frame: Frame, i: int) -> Opening | None:
    takes = frame.cue.takes
    if "infinitive" in takes or ("perfect" in takes and setting.tokens[i + 1].lemma == "have"):
        return Opening(i + 1, "complement")
    return Opening(i + 1, "order", is_order=True) if "order" in takes and frame.hearers else None


def _has_preposition(setting: Setting, frame: Frame, i: int, end: int) -> bool:
    """Does the object have the preposition that the cue asks for ("accused X of", "hailed X as", "blamed X for")?"""
    tokens = setting.tokens
    last = min(setting.stop, end + _LONGEST_OBJECT)
    return any(
        tokens[k].text in frame.cue.takes & _PREPOSITIONS and _belongs(setting, frame, k) for k in range(i + 1, last)
    )


def _belongs(setting: Setting, frame: Frame, k: int) -> bool:
    """Does the phrase of this preposition hang on the cue ("blamed him for"), not on a noun ("the bid for peace")?"""
    tokens, head = setting.tokens, setting.tokens[k].head
    if tokens[k].text not in ("for", "to"):
        return True
    gerund = tokens[k].text == "for" and k + 1 < len(tokens) and tokens[k + 1].tag == "VBG"
    return gerund or (head >= 0 and tokens[head].head == frame.verb)


def _is_named(setting: Setting, frame: Frame, first: int, end: int) -> bool:
    """ "called the pact a step", "called it “absurd”": two phrases in a row; not so "called him on Monday"."""
    tokens = setting.tokens
    if "name" not in frame.cue.takes or is_quote_mark(tokens[first]):
        return False
    children = setting.sentence.children(frame.verb)
    if any(tokens[i].relation == "xcomp" and tokens[i].tag[:1] in "NJV" and i > first for i in children):
        return True
    if setting.stop > end + 1 and tokens[setting.stop - 1].tag == "JJ" and tokens[setting.stop - 2].tag in NOUNS:
        return True  # "calls the reason given for it flimsy"
    if end < setting.stop and (tokens[end].tag in ("DT", "JJ", "JJR", "JJS") or setting.opening_quote(end) is not None):
        is_time = end in setting.dates or tokens[end].relation in ("obl:tmod", "advmod")
        return not is_time and tokens[end].text.lower() not in ("this", "last", "next")
    return False


def _is_claim(setting: Setting, frame: Frame, i: int, end: int) -> bool:
    """Is the object a thing said: a charge, a report, or words in quotation marks?"""
    tokens, takes = setting.tokens, frame.cue.takes
    if takes & {"claim", "quoted"} and setting.holds_quote(i, setting.stop):
        mark = next((k for k in range(i, setting.stop) if is_quote_mark(tokens[k])), setting.stop)
        if not any(token.text == "," for token in tokens[i:mark]):
            return True
    heads = {tokens[k].lemma for k in range(i, end) if tokens[k].tag in NOUNS} if end > i else {"what"}
    return "claim" in takes and bool(heads & (setting.cues.nouns["claim"] | {"what"}))
