"""Pronouns and groups: "he", "its", "the two leaders", "both sides". Undecided ones keep their candidates."""

from __future__ import annotations

from dateline.analysis import Sentence
from dateline.reading.entities.descriptions import read_description
from dateline.reading.entities.draft import Draft
from dateline.reading.entities.institutions import read_institution
from dateline.reading.entities.titles import read_owned_title
from dateline.reading.frame import Reference

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_MEETING = frozenset({"meet", "receive", "host", "join", "greet", "see", "welcome", "talk", "speak", "confer"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_REACH = 3  # sentences back in which a pronoun finds its name
_MARGIN = 0.08  # by which the best candidate must lead: less is a toss-up
_SPEECH = frozenset(
    {"say", "tell", "add", "warn", "announce", "report", "note", "claim", "insist", "argue", "state", "write"}
)
_SOMEBODY = frozenset({
    "official", "diplomat", "spokesman", "spokeswoman", "spokesperson", "source", "man", "woman", "soldier",
    "policeman", "policewoman", "officer", "gunman", "bomber", "attacker", "militant", "student", "journalist",
    "lawmaker", "minister", "general", "commander", "leader", "member", "envoy", "pilot", "teacher", "driver",
    "suspect",
})  # fmt: skip
# "sanctioned Iran over its programme": what is held against somebody or for him is his own.
_GROUNDS = frozenset({"for", "over", "because", "after"})
_JUDGING = frozenset({
    "impose", "sanction", "slap", "punish", "penalise", "penalize", "criticise", "criticize", "condemn", "denounce",
    "blame", "accuse", "thank", "praise", "commend", "rebuke", "chide", "berate", "fault", "fine", "hail", "applaud",
    "blacklist", "suspend", "expel", "congratulate", "salute", "attack", "slam", "blast", "scold",
})  # fmt: skip


def read_pronouns(draft: Draft) -> None:
    """Add pronouns and group phrases, in text order, so that one leans on the one before."""
    for sentence in draft.scene.analysis.sentences:
        if sentence.section == "byline":
            continue
        for i, token in enumerate(sentence.tokens):
            low = token.text.lower()
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
    if token.relation in _SUBJECTS:
        return 1.5 - 0.1 * depth
    if token.relation == "appos" and token.head >= 0 and sentence.tokens[token.head].relation in _SUBJECTS:
        return 1.5 - 0.1 * (depth - 1)  # "Israel's ambassador, Ron Prosor, …": the name is the subject
    if token.relation == "conj" and sentence.tokens[token.head].relation in _SUBJECTS:
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
    for entity in _not_meant(draft, sentence, i):
        scores.pop(entity, None)
    if token.tag == "PRP$" or token.relation in ("obj", "obl", "iobj", "nmod"):
        # "Lavrov met his counterpart": a possessive looks to the subject of its clause; an object never means it.
        subject = _subject_of_clause(draft, sentence, i)
        if subject in scores and token.relation in ("obj", "iobj") and token.tag != "PRP$":
            del scores[subject]
        elif (judged := _judged(draft, sentence, i)) in scores:
            scores[str(judged)] += 2.0
        elif subject in scores:
            scores[subject] += 1.0 if token.tag == "PRP$" else -0.8
    if token.relation in _SUBJECTS and token.head >= 0 and sentence.tokens[token.head].lemma in _SPEECH:
        speaker = _last_speaker(draft, sentence.index)
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
        later_one = _subject_after(draft, sentence, i)
        if later_one is not None and draft.characters[later_one].gender in ("", gender):
            scores[later_one] = max(scores.get(later_one, 0.0), 0.0) + 2.0
    _decide(draft, sentence, i, scores)


def _not_meant(draft: Draft, sentence: Sentence, i: int) -> set[str]:
    """Whom "he" of "…, he said" cannot mean: who is named in what he says, or in what he is asked.

    A name within the clause that a pronoun governs is somebody else ("Putin agreed at once, he said").
    """
    token = sentence.tokens[i]
    verb = token.head
    if token.relation not in _SUBJECTS or verb < 0 or sentence.tokens[verb].lemma not in _SPEECH:
        return set()
    heads = [
        c
        for c in sentence.children(verb)
        if sentence.tokens[c].relation in ("ccomp", "parataxis") and sentence.tokens[c].lemma not in _SPEECH
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


def _is_asked(sentence: Sentence, i: int) -> bool:
    return sentence.tokens[i].lemma == "ask" and sentence.tokens[i].tag == "VBN"


def _last_speaker(draft: Draft, sentence: int) -> str | None:
    """The person who is subject of the last verb of speech, up to two sentences back."""
    for index in range(sentence - 1, max(-1, sentence - 3), -1):
        words = draft.scene.sentence(index)
        for k in range(len(words.tokens) - 1, -1, -1):
            if words.tokens[k].lemma in _SPEECH and words.tokens[k].tag[:2] == "VB":
                for child in words.children(k):
                    if words.tokens[child].relation in _SUBJECTS:
                        for one in draft.at(index, child):
                            if one.head == child and len(one.entities) == 1:
                                return one.entities[0]
    return None


def _subject_of_clause(draft: Draft, sentence: Sentence, i: int) -> str | None:
    """The entity that is subject of the nearest verb above a word."""
    for above in sentence.ancestors(i):
        for child in sentence.children(above):
            if sentence.tokens[child].relation in _SUBJECTS and child != i:
                for one in draft.at(sentence.index, child):
                    if len(one.entities) == 1 and one.head == child:
                        return one.entities[0]
    return None


def _judged(draft: Draft, sentence: Sentence, i: int) -> str | None:
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


def _subject_after(draft: Draft, sentence: Sentence, i: int) -> str | None:
    """The person who is the subject of the main verb behind a fronted phrase."""
    for later in range(i + 1, len(sentence.tokens)):
        if sentence.tokens[later].relation in _SUBJECTS:
            for one in draft.at(sentence.index, later):
                if len(one.entities) == 1 and draft.characters[one.entities[0]].kind == "person" and one.form == "name":
                    return one.entities[0]
            return None
    return None


def _thing(draft: Draft, sentence: Sentence, i: int) -> None:
    token = sentence.tokens[i]
    if token.relation == "expl" or (token.text.lower() == "it" and _expletive(sentence, i)):
        return
    scores = _candidates(draft, sentence.index, i, frozenset({"state", "organisation", "outlet"}))
    subject = _subject_of_clause(draft, sentence, i)
    if (judged := _judged(draft, sentence, i)) in scores:
        scores[str(judged)] += 2.0
    elif subject in scores and token.relation not in _SUBJECTS:
        scores[subject] += 1.0 if token.tag == "PRP$" else -1.5  # "accused it": somebody else
    _decide(draft, sentence, i, scores)


def _expletive(sentence: Sentence, i: int) -> bool:
    """ "it is understood that", "it was clear": means nothing."""
    following = [token.text.lower() for token in sentence.tokens[i + 1 : i + 6]]
    return (
        bool(following)
        and following[0] in ("is", "was", "would", "will", "'s", "’s", "has", "seems", "appears")
        and ("that" in following or "to" in following or "whether" in following)
    )


def _they(draft: Draft, sentence: Sentence, i: int) -> None:
    """The last plural subject: a list of names, a group, a movement; else the last phrase that names several."""
    token = sentence.tokens[i]
    for index in range(sentence.index, max(-1, sentence.index - 3), -1):
        words = draft.scene.sentence(index)
        limit = i if index == sentence.index else len(words.tokens)
        for k in range(limit - 1, -1, -1):
            if words.tokens[k].relation not in _SUBJECTS:
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
