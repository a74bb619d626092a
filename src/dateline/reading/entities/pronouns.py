"""Pronouns and groups: "he", "its", "the two leaders", "both sides". Undecided ones keep their candidates."""

from __future__ import annotations

from dateline.analysis import Sentence
from dateline.reading.entities.bindings import (
    SPEECH,
    SUBJECTS,
    done_to,
    judged,
    last_speaker,
    not_meant,
    subject_after,
    subject_of_clause,
)
from dateline.reading.entities.descriptions import read_description
from dateline.reading.entities.draft import Draft
from dateline.reading.entities.groups import opens_group, read_group
from dateline.reading.entities.institutions import read_institution
from dateline.reading.entities.titles import read_owned_title
from dateline.reading.frame import Reference

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_MEETING = frozenset({"meet", "receive", "host", "join", "greet", "see", "welcome", "talk", "speak", "confer"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_OPENING = frozenset({"is", "was", "would", "will", "'s", "’s", "has", "seems", "appears"})
_WILLING = frozenset({
    "ready", "willing", "prepared", "able", "unable", "likely", "unlikely", "due", "set", "determined", "committed",
    "eager", "keen", "reluctant", "unwilling", "bound", "free", "sure", "happy", "open",
})  # fmt: skip
_REACH = 3  # sentences back in which a pronoun finds its name
_MARGIN = 0.08  # by which the best candidate must lead: less is a toss-up
_SOMEBODY = frozenset({
    "official", "diplomat", "spokesman", "spokeswoman", "spokesperson", "source", "man", "woman", "soldier",
    "policeman", "policewoman", "officer", "gunman", "bomber", "attacker", "militant", "student", "journalist",
    "lawmaker", "minister", "general", "commander", "leader", "member", "envoy", "pilot", "teacher", "driver",
    "suspect",
})  # fmt: skip


def read_pronouns(draft: Draft) -> None:
    """Add pronouns and group phrases, in text order, so that one leans on the one before."""
    for sentence in draft.scene.analysis.sentences:
        if sentence.section == "byline":
            continue
        for i, token in enumerate(sentence.tokens):
            low = token.text.lower()
            draft.release(sentence.index, i)
            if opens_group(draft, sentence, i):
                read_group(draft, sentence, i)  # "He met Rao. The two men …", now that "he" is known
            if low in _HE or low in _SHE:
                _person(draft, sentence, i, "m" if low in _HE else "f")
            elif low in _IT:
                _thing(draft, sentence, i)
            elif low in _THEY:
                _they(draft, sentence, i)
            elif draft.free(sentence.index, i, i + 1):
                read_description(draft, sentence, i)  # "his country", now that "his" is known
                if i and sentence.tokens[i - 1].tag == "PRP$":
                    read_owned_title(draft, sentence, i)  # "its president"
                if i and sentence.tokens[i - 1].tag in ("PRP$", "JJ", "NN") and draft.free(sentence.index, i, i + 1):
                    read_institution(draft, sentence, i)  # "its foreign ministry"


def _weight(draft: Draft, one: Reference) -> float:
    """How prominent a reference is by its place in its sentence."""
    sentence = draft.scene.sentence(one.sentence)
    token = sentence.tokens[one.head]
    depth = sum(1 for _ in sentence.ancestors(one.head))
    if token.relation in SUBJECTS:
        return 1.5 - 0.1 * depth
    if token.relation == "appos" and token.head >= 0 and sentence.tokens[token.head].relation in SUBJECTS:
        return 1.5 - 0.1 * (depth - 1)  # "Israel's ambassador, Ron Prosor, …": the name is the subject
    if token.relation == "conj" and sentence.tokens[token.head].relation in SUBJECTS:
        return 1.2
    if token.relation in ("obj", "iobj", "obl:agent"):
        return 0.7
    if token.relation == "nmod:poss":
        return 0.6
    return 0.2 if sentence.section != "headline" else 0.0


def _candidates(draft: Draft, sentence: int, token: int, kinds: frozenset[str], gender: str = "") -> dict[str, float]:
    """Entities named before, with a score: nearer, more prominent and more often named is better."""
    scores: dict[str, float] = {}
    for rank, one in enumerate(draft.before(sentence, token, _REACH)):
        if len(one.entities) != 1 or one.form == "demonym":
            continue
        character = draft.characters[one.entities[0]]
        if character.kind not in kinds and not (gender and _is_somebody(draft, one)):
            continue
        if gender and character.gender and character.gender != gender:
            continue
        score = (
            _weight(draft, one)
            - 2.0 * min(1.0, 0.55 * (sentence - one.sentence))
            - 0.6 * max(0, sentence - one.sentence - 1)
        )
        score += 0.7 if gender and character.gender == gender else 0.0
        score -= 0.04 * rank
        old = scores.get(character.id)
        scores[character.id] = score if old is None else max(old, score) + 0.15
    return scores


def _is_somebody(draft: Draft, one: Reference) -> bool:
    """Is it one person without a name: "a Kremlin official", "the ministry's spokeswoman"?"""
    token = draft.scene.sentence(one.sentence).tokens[one.head]
    return draft.characters[one.entities[0]].kind == "group" and token.tag in ("NN", "NNP") and token.lemma in _SOMEBODY


def _decide(draft: Draft, sentence: Sentence, i: int, scores: dict[str, float]) -> None:
    if not scores:
        return
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    clear = len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= _MARGIN
    names = tuple(entity for entity, _ in ranked[:3])
    draft.refer(
        sentence.index, i, i + 1, names[:1] if clear else (), "pronoun", head=i, candidates=() if clear else names
    )


def _person(draft: Draft, sentence: Sentence, i: int, gender: str) -> None:
    scores = _candidates(draft, sentence.index, i, frozenset({"person"}), gender)
    token = sentence.tokens[i]
    for entity in not_meant(draft, sentence, i) | done_to(draft, sentence, i):
        scores.pop(entity, None)
    if token.tag == "PRP$" or token.relation in ("obj", "obl", "iobj", "nmod"):
        # "Lavrov met his counterpart": a possessive looks to the subject of its clause; an object never means it.
        subject = subject_of_clause(draft, sentence, i)
        if subject in scores and token.relation in ("obj", "iobj") and token.tag != "PRP$":
            del scores[subject]
        elif (meant := judged(draft, sentence, i)) in scores:
            scores[str(meant)] += 2.0
        elif subject in scores:
            scores[subject] += 1.0 if token.tag == "PRP$" else -0.8
    if token.relation in SUBJECTS and token.head >= 0 and sentence.tokens[token.head].lemma in SPEECH:
        speaker = last_speaker(draft, sentence.index)
        if speaker in scores:
            scores[speaker] += 0.6  # who spoke goes on speaking
    if i + 2 < len(sentence.tokens) and not scores and not token.text.lower().endswith("self"):
        # "During his visit to Pyongyang, Lavrov …": the pronoun stands before its name.
        governed = token.head if token.tag != "PRP$" else -1  # "he praised Umar": whom he praises is another
        for later in range(i + 1, len(sentence.tokens)):
            for one in draft.at(sentence.index, later):
                if governed >= 0 and governed in sentence.ancestors(one.head):
                    continue
                if len(one.entities) == 1 and draft.characters[one.entities[0]].kind == "person" and one.form == "name":
                    scores[one.entities[0]] = 1.0
                    _decide(draft, sentence, i, scores)
                    return
    if sentence.tokens[0].text in ("During", "In", "On", "After", "Before", "At", "Despite", "Following") and i <= 3:
        later_one = subject_after(draft, sentence, i)
        if later_one is not None and draft.characters[later_one].gender in ("", gender):
            scores[later_one] = max(scores.get(later_one, 0.0), 0.0) + 2.0
    _decide(draft, sentence, i, scores)


def _thing(draft: Draft, sentence: Sentence, i: int) -> None:
    token = sentence.tokens[i]
    if token.relation == "expl" or (token.text.lower() == "it" and _expletive(sentence, i)):
        return
    scores = _candidates(draft, sentence.index, i, frozenset({"state", "organisation", "outlet"}))
    for entity in done_to(draft, sentence, i):
        scores.pop(entity, None)
    subject = subject_of_clause(draft, sentence, i)
    if (meant := judged(draft, sentence, i)) in scores:
        scores[str(meant)] += 2.0
    elif subject in scores and token.relation not in SUBJECTS:
        scores[subject] += 1.0 if token.tag == "PRP$" else -1.5  # "accused it": somebody else
    _decide(draft, sentence, i, scores)


def _expletive(sentence: Sentence, i: int) -> bool:
    """ "it is understood that", "it will be hard to": means nothing; "it has agreed to", "it is ready to" somebody."""
    following = [token.text.lower() for token in sentence.tokens[i + 1 : i + 6]]
    opens = bool(following) and following[0] in _OPENING
    if not opens or not {"that", "to", "whether"} & set(following):
        return False
    told = sentence.tokens[sentence.tokens[i].head] if sentence.tokens[i].head >= 0 else None
    if told is None or "that" in following or "whether" in following:
        return True
    if told.tag == "JJ":
        return told.lemma not in _WILLING
    return told.tag not in ("VB", "VBN", "VBG") or told.lemma in ("be", "seem", "appear", "take")


def _they(draft: Draft, sentence: Sentence, i: int) -> None:
    """The last plural subject: a list of names, a group, a movement; else the last phrase that names several."""
    token = sentence.tokens[i]
    for index in range(sentence.index, max(-1, sentence.index - 3), -1):
        words = draft.scene.sentence(index)
        limit = i if index == sentence.index else len(words.tokens)
        for k in range(limit - 1, -1, -1):
            if words.tokens[k].relation not in SUBJECTS:
                continue
            entities = _plural(draft, index, k)
            if entities and not (index == sentence.index and token.relation == "obj"):
                draft.refer(sentence.index, i, i + 1, entities, "pronoun", head=i)
                return
        if index < sentence.index and (pair := _met(draft, index)):
            draft.refer(sentence.index, i, i + 1, pair, "pronoun", head=i)
            return
    for one in draft.before(sentence.index, i, 2):
        several = len(one.entities) > 1 and one.form in ("nominal", "pronoun", "title")
        if several or (len(one.entities) == 1 and draft.characters[one.entities[0]].kind == "group"):
            draft.refer(sentence.index, i, i + 1, one.entities, "pronoun", head=i)
            return


def _met(draft: Draft, index: int) -> tuple[str, ...]:
    """ "Rao met Nawaz Sharif. They …": two who came together in the sentence before."""
    words = draft.scene.sentence(index)
    for verb, token in enumerate(words.tokens):
        if token.lemma not in _MEETING or token.tag[:2] != "VB":
            continue
        sides: list[tuple[str, ...]] = []
        for relations in (("nsubj",), ("obj", "obl")):
            heads = [i for i in words.children(verb) if words.tokens[i].relation in relations]
            named = [one.entities for i in heads for one in draft.at(index, i) if one.head == i and one.form != "title"]
            single = [one for one in named if len(one) == 1]
            sides += [one for one in single if draft.characters[one[0]].kind in ("person", "state")][:1]
        if len(sides) == 2 and sides[0] != sides[1]:
            return (*sides[0], *sides[1])
    return ()


def _plural(draft: Draft, sentence: int, subject: int) -> tuple[str, ...]:
    """The entities of a subject if they are several, or one that is many."""
    words = draft.scene.sentence(sentence)
    heads = [subject, *(c for c in words.children(subject) if words.tokens[c].relation == "conj")]
    found: list[str] = []
    people = False
    for head in heads:
        for one in draft.at(sentence, head):
            if one.head == head and one.form != "title":
                found.extend(one.entities)
                people = one.form == "nominal" and words.tokens[head].tag == "NNS"  # "U.S. authorities"
    entities = tuple(dict.fromkeys(found))
    if len(entities) > 1:
        return entities
    if len(entities) == 1:
        character = draft.characters[entities[0]]
        token = words.tokens[subject]
        many = character.kind == "group" and token.tag in ("NNS", "NNPS", "PRP")
        many = many or (people and character.kind in ("state", "organisation"))
        if many or (character.kind == "organisation" and character.sector == "REB"):
            return entities
    return ()
