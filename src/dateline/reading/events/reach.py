"""How far an event reaches in its sentence: the verbs whose times and places are its own."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.reading.events.tags import SUBJECT, VERB
from dateline.reading.events.triggers import Hit
from dateline.reading.events.words import Words

_PLANNING = frozenset({"plan", "set", "schedule", "slate", "hold", "expect", "arrange", "fix", "book"})


@dataclass(frozen=True, slots=True)
class Reach:
    """The verbs whose times and places are those of the event, and those that lend theirs where it has none."""

    anchors: frozenset[int]
    own: frozenset[int]
    lending: frozenset[int]

    @classmethod
    def of(cls, hit: Hit) -> Reach:
        """The reach of a trigger."""
        words, tokens = hit.words, hit.words.tokens
        anchors = {hit.head} | ({hit.outlook.word} if hit.outlook.word >= 0 else set())
        if hit.trigger.verb and tokens[hit.head].lemma == "be":  # "will be received at": the participle as well
            anchors |= {i for i in range(hit.first, hit.end) if tokens[i].tag == "VBN"}
        own = {verb for anchor in anchors if (verb := verb_of(words, anchor)) >= 0}
        if not hit.trigger.verb:
            if hit.outlook.word < 0 and tokens[hit.head].relation not in SUBJECT and not words.preposition(hit.head):
                own = set(own)
            for verb in (*words.kids_as(hit.head, "acl", "acl:relcl"), *_of_whose(words, hit.head)):
                own |= {verb, *(i for i in words.kids[verb] if tokens[i].relation in ("xcomp", "advcl"))}
        lending: set[int] = set()
        for verb in list(own):
            at = verb
            for _ in range(4):
                head, relation = tokens[at].head, tokens[at].relation
                if head < 0 or tokens[head].tag not in VERB | {"JJ"}:
                    break
                if relation == "xcomp" or (relation in ("advcl", "ccomp") and head == hit.outlook.word):
                    own.add(head)
                elif relation in ("conj", "advcl") and not words.kids_as(at, *SUBJECT) and tokens[at].tag != "VB":
                    lending.add(head)
                else:
                    break
                at = head
        return cls(frozenset(anchors), frozenset(own), frozenset(lending))


def _of_whose(words: Words, noun: int) -> list[int]:
    """ "a summit of the Group that is planned for May": the clause that the arcs hang on whose summit it is."""
    inner = [i for case, i in words.obliques(noun) if case in ("of", "between", "with") and i > noun]
    clauses = (verb for i in inner for verb in words.kids_as(i, "acl", "acl:relcl"))
    return [verb for verb in clauses if words.tokens[verb].lemma in _PLANNING and words.is_passive(verb)]


def above_where(hit: Hit) -> frozenset[int]:
    """ "is due in Rome next week, where she will meet Draghi": the words above the clause that is told by "where"."""
    words, tokens = hit.words, hit.words.tokens
    if tokens[hit.head].relation != "acl:relcl":
        return frozenset()
    noun = tokens[hit.head].head
    where = any(tokens[i].text.lower() == "where" for i in words.kids[hit.head])
    return frozenset({noun, verb_of(words, noun)} - {-1}) if where else frozenset()


def verb_of(words: Words, i: int) -> int:
    """The nearest verb at or above a word; -1 if there is none."""
    if words.tokens[i].tag in VERB:
        return i
    return next((above for above in words.sentence.ancestors(i) if words.tokens[above].tag in VERB), -1)
