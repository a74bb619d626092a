"""Words that tell of events: which row of the table a verb or noun is, with its sides and its outlook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from dateline.reading.events.candidates import POLITICAL, Candidate, object_fits
from dateline.reading.events.conditions import CONDITIONS
from dateline.reading.events.noun_outlook import noun_outlook
from dateline.reading.events.outlook import verb_outlook
from dateline.reading.events.roles import find_sides
from dateline.reading.events.sides import Sides, Site
from dateline.reading.events.standing import NOTHING, Outlook, is_unmet, matching
from dateline.reading.events.tables import Frame, Pattern, Trigger, triggers
from dateline.reading.events.tags import NOUN, VERB
from dateline.reading.events.words import Words
from dateline.reading.frame import Cast
from dateline.record import Kind, Status

# Kinds that nobody can do without being named: without an actor they are somebody's turn of phrase.
_NEED_ACTOR = frozenset({
    "demand", "praise", "rejection", "proposal", "agreement", "denial", "threat", "accusation", "concession",
    "invitation", "resignation", "recognition", "ceremony", "protest", "mobilisation", "test", "cooperation",
})  # fmt: skip

# What somebody in power announces in the passive, himself unsaid.
DECIDED: frozenset[Kind] = frozenset(
    {"concession", "sanction", "release", "expulsion", "withdrawal", "recall", "mobilisation", "aid", "coercion"}
)

# Done to somebody: of several rows of a verb that fit, one that has a recipient is meant.
DIRECTED: frozenset[Kind] = frozenset({"sanction", "expulsion", "recall", "assault", "coercion", "invitation"})

# What is told of a matter that was named before: "the trip is planned for May", "the trip was put off".
_STANDING: frozenset[Status] = frozenset({
    "scheduled", "confirmed", "tentative", "cancelled", "postponed", "rescheduled", "in_doubt", "revived",
})  # fmt: skip
_TALKING: frozenset[Kind] = frozenset({"meeting", "summit", "negotiation"})
_ANNOUNCED: frozenset[Kind] = _TALKING | {"visit"}

# Made before it can be answered: "rejected a demand", "turned down the invitation", "dismissed the charges".
_ANSWERED: frozenset[Kind] = frozenset({"demand", "accusation", "invitation", "proposal", "threat", "praise"})
_ANSWERS = frozenset({"reject", "turn", "dismiss", "spurn", "rebuff", "refuse", "decline", "snub", "brush", "accept"})
_DENIALS = frozenset({"deny", "refute", "dispute", "rebut", "deflect", "contest"})  # "denies U.S. allegations"

# What is told by the words of a condition itself: a refusal is done by being said, who is due is expected.
_TOLD_SO = {
    "refusing": Outlook.of("occurred"),
    "negated": Outlook.of("occurred"),
    "due": Outlook.of("scheduled"),
    "pledged": Outlook.of("scheduled"),
    "pledged-sum": Outlook.of("scheduled"),  # what is promised is not yet given
}


# Why a row does not hold: its object is another one, its condition is not met, nobody political takes part, or the
# event is told by a word beside it ("agreed a deal").
Lack = Literal["object", "condition", "sides", "told by another word"]
# Kinds that tell of a deal as what they are about: no event besides.
_ON_A_DEAL: frozenset[Kind] = frozenset({"agreement", "signing", "rejection", "praise", "accusation", "protest"})
_STRIFE = frozenset({"battle", "fight", "war", "clash", "struggle", "confrontation", "conflict"})
_CIVIL = frozenset({
    "political", "legal", "court", "electoral", "election", "presidential", "parliamentary", "budget", "verbal",
    "diplomatic", "ideological", "partisan", "price", "trade", "custody", "patent", "word", "bidding", "leadership",
    "propaganda", "courtroom",
})  # fmt: skip
_NAMED_SO = frozenset({
    ("appeal", "court"), ("war", "crime"), ("war", "criminal"), ("talk", "show"), ("protest", "song"),
    ("strike", "price"), ("attack", "ad"), ("meeting", "room"), ("meeting", "place"), ("visit", "card"),
    ("test", "match"), ("test", "result"), ("test", "series"), ("raid", "boss"), ("summit", "venue"),
})  # fmt: skip
_CRIMES = frozenset(
    {"crime", "terror", "terrorism", "murder", "bombing", "attack", "coup", "genocide", "drug", "fraud"}
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger in its sentence: tokens [first, end), its head, its sides and its outlook."""

    words: Words
    trigger: Trigger
    first: int
    end: int
    head: int
    sides: Sides
    outlook: Outlook


class Miss(NamedTuple):
    """A row of the table whose words stand at tokens [first, end), and why it does not hold there."""

    trigger: Trigger
    first: int
    end: int
    lack: Lack


def find_hits(words: Words, cast: Cast) -> Iterator[Hit]:
    """Every trigger of a sentence in its order; one row for one word."""
    return (one for one in find_tries(words, cast) if isinstance(one, Hit))


def find_tries(words: Words, cast: Cast) -> Iterator[Hit | Miss]:
    """The triggers of a sentence, and before each one the rows that were tried at the same word and do not hold."""
    verbs, nouns = triggers()
    tokens = words.tokens
    taken = -1
    signed: set[int] = set()  # what is agreed or signed is no event besides
    for i, token in enumerate(tokens):
        if token.lemma == "have" and token.relation == "aux":
            continue  # "had cancelled his meeting" is no "had a meeting"
        if _is_in_title(words, i):
            continue  # "the Libyan Islamic Fighting Group"
        if token.tag in VERB and words.lemma(i) in verbs:
            tries = _verb_tries(words, cast, i, verbs[words.lemma(i)])
        elif (token.tag in NOUN or token.tag == "VBG") and token.lemma in nouns:
            if (
                i + 1 < len(tokens)
                and tokens[i].relation == "compound"
                and tokens[i + 1].lemma in nouns
                and tokens[i + 1].tag in NOUN
            ):
                continue  # "peace talks", "missile strike": the last word tells
            if _is_of_words(words, i) or _is_before_other(words, i):
                continue
            tries = _noun_tries(words, cast, i, nouns[token.lemma])
        else:
            continue
        for hit in tries:
            if isinstance(hit, Miss):
                yield hit
                continue
            of_deal = hit.trigger.kind in ("agreement", "signing")
            if hit.first <= taken or (of_deal and (i in signed or _is_signed(words, cast, i))):
                yield Miss(hit.trigger, hit.first, hit.end, "told by another word")
                continue
            yield hit
            if hit.trigger.verb and hit.trigger.kind in _ON_A_DEAL:
                signed |= set(words.objects(i)) | {noun for _, noun in words.obliques(i)}
            elif hit.trigger.kind == "signing":
                signed |= {noun for _, noun in words.obliques(i)}
            if len(hit.trigger.pattern.lemmas) > 1 and hit.trigger.verb:
                taken = hit.end - 1


def _is_in_title(words: Words, i: int) -> bool:
    """A word with a capital between others in the middle of a sentence: a part of a name."""
    around = words.tokens[i - 1 : i + 2] if i else ()
    if len(around) < 3 or words.sentence.section == "headline":
        return False
    if words.tokens[i].tag in ("NN", "NNP") and around[1].text[:1].isupper() and not around[1].text.isupper():
        before, after = around[0], around[2]
        named = before.tag == "NNP" and before.relation in ("flat", "compound") and before.text[:1].isupper()
        return named and (around[1].relation in ("flat", "compound") or after.text[:1].islower()) and _is_mixed(words)
    if words.tokens[i].tag != "VBG":
        return False
    return all(one.text[:1].isupper() for one in around) and around[2].tag in ("NNP", "NNPS", "NN")


def _is_of_words(words: Words, i: int) -> bool:
    """ "a political battle", "the legal fight": fought without arms."""
    before = {words.tokens[k].lemma for k in range(words.phrase_start(i), i)}
    return words.tokens[i].lemma in _STRIFE and bool(before & _CIVIL)


def _is_before_other(words: Words, i: int) -> bool:
    """ "an appeals court", "war crimes": a word that only tells what kind of thing the next is."""
    after = words.tokens[i + 1] if i + 1 < len(words.tokens) else None
    return (
        after is not None
        and words.tokens[i].relation == "compound"
        and (words.tokens[i].lemma, after.lemma) in _NAMED_SO
    )


def _is_mixed(words: Words) -> bool:
    """Are most nouns and verbs of the sentence in small letters? In a headline a capital tells nothing."""
    main = [token.text for token in words.tokens if token.tag in VERB or token.tag in ("NN", "NNS", "JJ")]
    return sum(text[:1].islower() for text in main) * 2 > len(main)


def _is_signed(words: Words, cast: Cast, noun: int) -> bool:
    """ "A deal was signed by both": the verb that follows tells of it."""
    head = words.tokens[noun].head
    rows = triggers()[0].get(words.lemma(head), ()) if words.tokens[noun].relation.startswith("nsubj") else ()
    if not rows or not words.is_passive(head):
        return False
    tries = _verb_tries(words, cast, head, rows)
    return any(isinstance(one, Hit) and one.trigger.kind in ("agreement", "signing") for one in tries)


def _verb_tries(words: Words, cast: Cast, i: int, rows: tuple[Trigger, ...]) -> Iterator[Hit | Miss]:
    """Misses, then the one hit if there is any."""
    if (words.tokens[i].relation in ("amod", "compound") and words.tokens[i].tag in ("VBN", "VBG")) or _is_between(
        words, i
    ):
        return  # "the planned talks", "the visiting envoy"
    if _is_noun(words, i):
        return
    outlook = None
    second: Hit | None = None
    known: dict[tuple[Kind, Frame, Pattern], Sides] = {}  # many rows of a verb differ in their objects only
    for trigger in rows:
        matched = words.matches(trigger.pattern, i)
        if matched is None:
            continue
        end = matched[-1] + 1
        if not object_fits(words, trigger, i, end):
            yield Miss(trigger, i, end, "object")
            continue
        key = (trigger.kind, trigger.frame, trigger.pattern)  # who is on which side hangs on the kind as well
        sides = known.get(key) or find_sides(Site(words, cast, trigger, i, end, NOTHING, matched))
        known[key] = sides
        one = Candidate(words, cast, trigger, i, end, sides)
        if not CONDITIONS.get(trigger.needs, _always)(one):
            yield Miss(trigger, i, end, "condition")
            continue
        if not (_is_political(one) or is_decided(words, trigger, i)):
            yield Miss(trigger, i, end, "sides")
            continue
        outlook = outlook or verb_outlook(words, i)
        stands = outlook
        # "refused to pledge" promises nothing
        if trigger.needs not in ("pledged", "pledged-sum") or outlook.status == "occurred":
            stands = _TOLD_SO.get(trigger.needs, outlook)
        if trigger.needs == "due":
            stands = replace(stands, lapsed=is_unmet(words, matched[1]))  # "had been expected in Cairo"
        if "no" in trigger.pattern.lemmas and outlook.status == "did_not_occur":
            stands = Outlook.of("occurred")  # "had no role in": the "no" is of the words, not against them
        hit = Hit(words, trigger, i, end, i, sides, stands)
        whole = trigger.frame.symmetric and len(sides.entities()) > 1  # "traded fire": both act
        if trigger.kind in DIRECTED and not whole and not any(filler.entities for filler in sides.recipients):
            second = second or hit  # another row of the verb may tell towards whom
            continue
        yield hit
        return
    if second is not None:
        yield second


def _is_noun(words: Words, i: int) -> bool:
    """ "the dead and wounded", "a war crimes suspect": a noun that was taken for a verb."""
    tokens = words.tokens
    if tokens[i].tag == "VBN" and tokens[i].relation == "conj":
        return tokens[tokens[i].head].tag in ("JJ", "NN", "NNS") and i > 1 and tokens[i - 1].lemma == "and"
    return tokens[i].text == "suspect" and i > 0 and tokens[i - 1].lemma in _CRIMES


def _is_between(words: Words, i: int) -> bool:
    """ "opens postponed state visit": between a finite verb and a noun, as headlines put it."""
    tokens = words.tokens
    if not i or i + 1 >= len(tokens) or tokens[i].tag not in ("VBN", "VBD"):
        return False
    before = tokens[i - 1]
    if before.tag not in ("VBZ", "VBP", "VBD", "VBN") or before.lemma in ("be", "have", "get", "'s", "'ve"):
        return False
    return tokens[i + 1].tag in ("NN", "NNS", "JJ") and tokens[i + 1].text.lower() not in ("by",)


def _noun_tries(words: Words, cast: Cast, i: int, rows: tuple[Trigger, ...]) -> Iterator[Hit | Miss]:
    """Misses, then the one hit if there is any."""
    outlook = None
    if _is_thanks_to(words, i):
        return
    for trigger in rows:
        first = words.ends(trigger.pattern, i)
        if first is None:
            continue
        if not object_fits(words, trigger, i, i + 1):
            yield Miss(trigger, first, i + 1, "object")
            continue
        outlook = outlook or noun_outlook(words, i)
        if trigger.kind in _ANNOUNCED and outlook.status == "occurred" and outlook.word >= 0:
            set_so = matching(words, "announced", outlook.word)  # "announced the visit": it is still to come
            outlook = replace(outlook, status="scheduled", subject="", present=False) if set_so is not None else outlook
        answers = _ANSWERS | _DENIALS if trigger.kind == "accusation" else _ANSWERS
        if trigger.kind in _ANSWERED and outlook.word >= 0 and words.tokens[outlook.word].lemma in answers:
            outlook = Outlook.of("occurred")
        sides = find_sides(Site(words, cast, trigger, i, i + 1, outlook))
        one = Candidate(words, cast, trigger, i, i + 1, sides)
        definite = _is_definite(words, i) and (trigger.frame.symmetric or _is_settled(trigger, outlook))
        definite = definite or (one.kinds(sides.all) <= {"place"} and _is_broken_by(trigger, outlook))
        if not definite and not CONDITIONS.get(trigger.needs, _always)(one):
            yield Miss(trigger, first, i + 1, "condition")
            continue
        if not definite and not _is_political(one):
            yield Miss(trigger, first, i + 1, "sides")
            continue
        yield Hit(words, trigger, first, i + 1, i, sides, outlook)
        return


def _is_thanks_to(words: Words, noun: int) -> bool:
    """ "a truce held, thanks to Egypt": the words for "because of", where no verb gives thanks."""
    to = [token.text.lower() for token in words.tokens[noun : noun + 2]] == ["thanks", "to"]
    return to and words.tokens[noun].relation not in ("obj", "root", "nsubj", "nsubj:pass", "conj")


def _is_broken_by(trigger: Trigger, outlook: Outlook) -> bool:
    """ "Mali and Niger broke off talks": who ended them was to take part, though the noun names nobody."""
    return trigger.kind in _TALKING and outlook.subject == "by" and outlook.status in _STANDING


def _is_definite(words: Words, noun: int) -> bool:
    """ "the meeting", "their talks": it may mean what was told before."""
    first = words.tokens[words.phrase_start(noun)]
    return first.lemma in ("the", "this", "that", "these", "those") or first.tag == "PRP$"


def _is_settled(trigger: Trigger, outlook: Outlook) -> bool:
    """ "He was due in Oslo, but the trip was put off": what became of a visit that was told before."""
    return trigger.kind == "visit" and outlook.status in _STANDING


def _is_political(one: Candidate) -> bool:
    kinds = one.kinds(one.sides.all)
    if one.trigger.kind in ("assault", "coercion") and "place" in one.kinds(one.sides.recipients):
        return True  # whose people were hit or held is told by where
    if one.trigger.kind == "protest" and "place" in one.kinds(one.sides.actors):
        return True
    if one.trigger.kind in _NEED_ACTOR:
        return bool(one.kinds(one.sides.actors) & POLITICAL)
    return bool(kinds & POLITICAL)


def is_decided(words: Words, trigger: Trigger, verb: int) -> bool:
    """ "announced that limits would be eased": told in the passive of what whoever says so decides."""
    if trigger.kind not in DECIDED or not words.is_passive(verb) or words.tokens[verb].relation != "ccomp":
        return False
    return any(words.tokens[i].text.lower() in ("will", "would") for i in words.group(verb))


def _always(one: Candidate) -> bool:
    return True
