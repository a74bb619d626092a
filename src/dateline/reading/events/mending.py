"""Sentences whose arcs and tags are set right where the rules for events would go astray."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.analysis import Sentence
from dateline.reading.events.clauses import with_clauses, with_speakers, with_strife
from dateline.reading.events.tags import NOUN, SUBJECT
from dateline.reading.frame import Cast

_GERUNDS = frozenset({"meeting", "signing", "bombing", "killing", "shelling", "shooting", "gathering", "briefing"})
_NOMINAL = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "nmod"})


def mended(sentence: Sentence, cast: Cast) -> Sentence:
    """The sentence with every arc into a name moved to the word that the name hangs by.

    A clause with "which" hangs on no person: in "the summit with Kim, which was to be held in June" on the summit.
    """
    sentence = _with_both(_with_guests(with_clauses(with_strife(_with_captives(_with_nouns(sentence))))))
    sentence = _joined_names(with_speakers(_with_matrix(sentence)), cast)
    moved = {i: above for i, token in enumerate(sentence.tokens) if (above := _thing_above(sentence, cast, i)) >= 0}
    if not moved:
        return sentence
    tokens = (replace(token, head=moved.get(i, token.head)) for i, token in enumerate(sentence.tokens))
    return replace(sentence, tokens=tuple(tokens))


def _thing_above(sentence: Sentence, cast: Cast, verb: int) -> int:
    """The noun that a clause with "which" tells of if it was hung on a person below that noun; else -1."""
    tokens = sentence.tokens
    person = tokens[verb].head
    if tokens[verb].relation != "acl:relcl" or person < 0 or tokens[person].relation not in ("nmod", "nmod:poss"):
        return -1
    which = any(tokens[i].text == "which" and tokens[i].head == verb for i in range(person, verb))
    reference = cast.at(sentence.index, person) if which else None
    if reference is None or not reference.entities or reference.entities[0] not in cast.entities:
        return -1
    is_person = cast.entities[reference.entities[0]].kind == "person"
    above = tokens[person].head
    return above if is_person and above >= 0 and tokens[above].tag in NOUN else -1


def _with_nouns(sentence: Sentence) -> Sentence:
    """ "Singapore meeting is back on": a gerund in the place of a noun; in a headline, a capital one after a noun."""
    tokens = list(sentence.tokens)
    for i in range(1, len(tokens)):
        token, before = tokens[i], tokens[i - 1]
        if token.tag != "VBG" or token.text.lower() not in _GERUNDS:
            continue
        first = i - 1 if before.relation == "compound" and i > 1 else i
        if tokens[first - 1].text.lower() in ("a", "the") and first - 1 and tokens[first - 1].head in (i, i - 1):
            case = tokens[first - 2]  # "was killed in a car bombing"
            relation = "obl" if case.tag == "IN" and token.relation == "advcl" else token.relation
            if relation in _NOMINAL:
                tokens[first - 2] = replace(case, relation="case") if case.head == i else case
                tokens[i] = replace(token, tag="NN", lemma=token.text.lower(), relation=relation)
                continue
        if token.relation in _NOMINAL and before.head == i and before.relation in ("compound", "det", "amod"):
            tokens[i] = replace(token, tag="NN", lemma=token.text.lower())
            continue
        if sentence.section != "headline" or not token.text[:1].isupper():
            continue
        if before.tag not in NOUN | {"JJ", "POS", "PRP$"}:
            continue
        tokens[i] = replace(token, tag="NN", lemma=token.text.lower())
        if before.tag in NOUN and before.head == token.head:  # what stood for the whole phrase is a part of it
            tokens[i] = replace(tokens[i], relation=before.relation)
            tokens[i - 1] = replace(before, relation="compound", head=i)
    return replace(sentence, tokens=tuple(tokens))


def _with_captives(sentence: Sentence) -> Sentence:
    """ "freed 23 kidnapped Iraqis": a participle between a number and its noun, taken for the verb of the sentence."""
    tokens = list(sentence.tokens)
    for i in range(2, len(tokens) - 1):
        token, noun = tokens[i], i + 1
        between = (
            tokens[i - 1].tag == "CD" and tokens[noun].tag in NOUN and tokens[noun].head in (i, tokens[i - 1].head)
        )
        if token.tag not in ("VBD", "VBN") or not between or token.relation == "amod":
            continue
        verb = next((k for k in range(i - 1, -1, -1) if tokens[k].tag in ("VBD", "VBZ", "VBP")), None)
        if verb is None:
            continue
        above, relation = (token.head, token.relation) if token.head >= 0 else (verb, "obj")
        if tokens[noun].head != i:
            above, relation = tokens[noun].head, tokens[noun].relation
        for k, one in enumerate(tokens):
            if one.head == i and k not in (noun, verb):
                tokens[k] = replace(one, head=verb)
        if token.head < 0:
            tokens[verb] = replace(tokens[verb], head=-1, relation="root")
        tokens[noun] = replace(tokens[noun], head=above, relation=relation)
        tokens[i - 1] = replace(tokens[i - 1], head=noun, relation="nummod")
        tokens[i] = replace(token, tag="VBN", head=noun, relation="amod")
    return replace(sentence, tokens=tuple(tokens)) if tokens != list(sentence.tokens) else sentence


def _with_guests(sentence: Sentence) -> Sentence:
    """ "a meeting between Singh and visiting Saudi King Abdullah": a verb taken for one that goes on from a noun."""
    tokens = list(sentence.tokens)
    for i in range(1, len(tokens) - 1):
        token = tokens[i]
        joined = token.relation == "conj" and 0 <= token.head < i and tokens[token.head].tag in NOUN
        if (
            token.text != "visiting"
            or not joined
            or tokens[i - 1].lemma != "and"
            or not tokens[i + 1].text[:1].isupper()
        ):
            continue
        guest = next((k for k, one in enumerate(tokens) if one.head == i and one.relation == "obj"), None)
        if guest is None:
            continue
        # The other one is the last noun before "and" that hangs where the verb was hung, or on it.
        other = next((k for k in range(i - 2, -1, -1) if tokens[k].head == token.head and tokens[k].tag in NOUN), -1)
        tokens[guest] = replace(tokens[guest], head=other if other >= 0 else token.head, relation="conj")
        tokens[i] = replace(token, tag="JJ", head=guest, relation="amod")
        for k, one in enumerate(tokens):
            if one.head == i and k != guest:
                tokens[k] = replace(one, head=token.head)
    return replace(sentence, tokens=tuple(tokens))


def _with_both(sentence: Sentence) -> Sentence:
    """ "Angola army, Unita sign ceasefire": in a headline a comma joins two who act; one beside the other has two."""
    if sentence.section != "headline":
        return sentence
    tokens = list(sentence.tokens)
    for i in range(2, len(tokens) - 1):
        token, head = tokens[i], tokens[i].head
        joined = token.relation == "appos" and 0 <= head < i and tokens[head].relation.startswith("nsubj")
        if not joined or tokens[head].head <= i or tokens[i + 1].text == ",":
            continue
        commas = [k for k in range(head + 1, i) if tokens[k].text == ","]
        if len(commas) == 1 and tokens[tokens[head].head].tag in ("VBP", "VBD", "VB"):
            tokens[i] = replace(token, relation="conj")
    return replace(sentence, tokens=tuple(tokens))


def _with_matrix(sentence: Sentence) -> Sentence:
    """ "declared that Iran has every right, and promised to oppose …": the second verb is his who declared.

    A verb joined to a clause after a comma, in the tense of the verb above and not of the clause, goes with that above.
    """
    tokens = list(sentence.tokens)
    for i, token in enumerate(tokens):
        clause = token.head
        if token.relation != "conj" or clause < 0 or tokens[clause].relation != "ccomp" or i < 2:
            continue
        above = tokens[clause].head
        told = above >= 0 and tokens[above].tag == token.tag == "VBD" and tokens[clause].tag in ("VBZ", "VBP")
        if not told or [one.text for one in tokens[i - 2 : i]] not in ([",", "and"], [",", "but"]):
            continue
        if not any(one.head == i and one.relation in SUBJECT for one in tokens):
            tokens[i] = replace(token, head=above)
    return replace(sentence, tokens=tuple(tokens))


def _joined_names(sentence: Sentence, cast: Cast) -> Sentence:
    tokens = list(sentence.tokens)
    owner: dict[int, int] = {}
    for reference in cast.within(sentence.index, 0, len(tokens)):
        if reference.form in ("name", "metonym") and reference.last - reference.first > 1:
            outside = [
                i
                for i in range(reference.first, reference.last)
                if not reference.first <= tokens[i].head < reference.last
            ]
            nominal = [i for i in outside if tokens[i].relation not in ("amod", "compound", "flat", "conj")] or outside
            top = reference.head if reference.head in nominal or not nominal else nominal[-1]
            for i in range(reference.first, reference.last):
                owner.setdefault(i, reference.head)
            if top != reference.head:
                tokens[reference.head] = replace(
                    tokens[reference.head], head=tokens[top].head, relation=tokens[top].relation
                )
    if not owner:
        return sentence
    for i, token in enumerate(tokens):
        if i in owner and owner[i] != i:
            tokens[i] = replace(token, head=owner[i], relation="flat")
        elif token.head in owner:
            top = owner[token.head]
            tokens[i] = replace(token, head=top if top != i else -1)
    return replace(sentence, tokens=tuple(tokens))
