"""Whom a pronoun can mean by where it stands in its clause, and whom it cannot."""

from __future__ import annotations

from dateline.analysis import Sentence
from dateline.reading.entities.draft import Draft

SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
SPEECH = frozenset(
    {"say", "tell", "add", "warn", "announce", "report", "note", "claim", "insist", "argue", "state", "write"}
)
# "sanctioned Iran over its programme": what is held against somebody or for him is his own.
_GROUNDS = frozenset({"for", "over", "because", "after"})
_JUDGING = frozenset({
    "impose", "sanction", "slap", "punish", "penalise", "penalize", "criticise", "criticize", "condemn", "denounce",
    "blame", "accuse", "thank", "praise", "commend", "rebuke", "chide", "berate", "fault", "fine", "hail", "applaud",
    "blacklist", "suspend", "expel", "congratulate", "salute", "attack", "slam", "blast", "scold",
})  # fmt: skip


def not_meant(draft: Draft, sentence: Sentence, i: int) -> set[str]:
    """Whom "he" of "…, he said" cannot mean: who is named in what he says, or in what he is asked.

    A name within the clause that a pronoun governs is somebody else ("Putin agreed at once, he said").
    """
    token = sentence.tokens[i]
    verb = token.head
    if token.relation not in SUBJECTS or verb < 0 or sentence.tokens[verb].lemma not in SPEECH:
        return set()
    heads = [
        c
        for c in sentence.children(verb)
        if sentence.tokens[c].relation in ("ccomp", "parataxis") and sentence.tokens[c].lemma not in SPEECH
    ]
    heads += [c for c in sentence.children(verb) if sentence.tokens[c].relation == "advcl" and _is_asked(sentence, c)]
    if not heads and sentence.tokens[verb].relation == "parataxis" and sentence.tokens[verb].head >= 0:
        heads = [sentence.tokens[verb].head]  # the arcs hang "he said" on what he says
    inside = {k for k in range(len(sentence.tokens)) for h in heads if k != i and h in (k, *sentence.ancestors(k))}
    # "Putin praised the paper, which could be a basis, he said": he says the clause with "which" alone
    relative = [k for k in range(i) if sentence.tokens[k].tag in ("WDT", "WP")]
    inside = {k for k in inside if not relative or k > relative[-1]}
    inside -= {verb, *(k for k in inside if verb in sentence.ancestors(k) and sentence.tokens[verb].head in heads)}
    return {
        entity for k in inside for one in draft.at(sentence.index, k) if one.form == "name" for entity in one.entities
    }


def done_to(draft: Draft, sentence: Sentence, i: int) -> set[str]:
    """Whom the verb takes as its object: "he received the president", "it accused Iran" are told of two."""
    token = sentence.tokens[i]
    if token.relation not in SUBJECTS or token.head < 0:
        return set()
    objects = (k for k in sentence.children(token.head) if sentence.tokens[k].relation in ("obj", "iobj", "obl:agent"))
    named = (one for k in objects for one in draft.at(sentence.index, k) if one.head == k and one.form != "pronoun")
    return {one.entities[0] for one in named if len(one.entities) == 1}


def _is_asked(sentence: Sentence, i: int) -> bool:
    return sentence.tokens[i].lemma == "ask" and sentence.tokens[i].tag == "VBN"


def last_speaker(draft: Draft, sentence: int) -> str | None:
    """The person who is subject of the last verb of speech, up to two sentences back."""
    for index in range(sentence - 1, max(-1, sentence - 3), -1):
        words = draft.scene.sentence(index)
        for k in range(len(words.tokens) - 1, -1, -1):
            if words.tokens[k].lemma in SPEECH and words.tokens[k].tag[:2] == "VB":
                for child in words.children(k):
                    if words.tokens[child].relation in SUBJECTS:
                        for one in draft.at(index, child):
                            if one.head == child and len(one.entities) == 1:
                                return one.entities[0]
    return None


def subject_of_clause(draft: Draft, sentence: Sentence, i: int) -> str | None:
    """The entity that is subject of the nearest verb above a word."""
    for above in sentence.ancestors(i):
        for child in sentence.children(above):
            if sentence.tokens[child].relation in SUBJECTS and child != i:
                if sentence.tokens[child].text.lower() == "who" and sentence.tokens[above].head >= 0:
                    child = sentence.tokens[above].head  # "Karo, who told him": Karo tells it
                for one in draft.at(sentence.index, child):
                    if len(one.entities) == 1 and one.head == child:
                        return one.entities[0]
    return None


def judged(draft: Draft, sentence: Sentence, i: int) -> str | None:
    """ "imposed sanctions on Iran over its programme", "thanked him for his support": whom that is for."""
    tokens = sentence.tokens
    head = tokens[i].head
    if tokens[i].tag != "PRP$" or head < 0:
        return None
    cases = {tokens[k].text.lower() for k in sentence.children(head) if tokens[k].relation in ("case", "fixed")}
    verb = next((k for k in sentence.ancestors(head) if tokens[k].tag[:2] == "VB"), -1)
    if not cases & _GROUNDS or verb < 0 or tokens[verb].lemma not in _JUDGING:
        return None
    others = (one for at in range(head, verb, -1) if at < i for one in draft.at(sentence.index, at))
    return next((one.entities[0] for one in others if len(one.entities) == 1), None)


def subject_after(draft: Draft, sentence: Sentence, i: int) -> str | None:
    """The person who is the subject of the main verb behind a fronted phrase."""
    for later in range(i + 1, len(sentence.tokens)):
        if sentence.tokens[later].relation in SUBJECTS:
            for one in draft.at(sentence.index, later):
                if len(one.entities) == 1 and draft.characters[one.entities[0]].kind == "person" and one.form == "name":
                    return one.entities[0]
            return None
    return None
