"""Pronouns and groups: "he", "its", "the two leaders", "both sides". Undecided ones keep their candidates."""

from __future__ import annotations

from dateline import lexicon
from dateline.analysis import Sentence
from dateline.reading.entities.bodies import state
from dateline.reading.entities.draft import Draft
from dateline.reading.frame import Reference

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_REACH = 3  # sentences back in which a pronoun finds its name
_MARGIN = 0.4  # by which the best candidate must lead
_TWO = frozenset({"two", "both", "2"})
_SPEECH = frozenset({"say", "tell", "add", "warn", "announce", "report", "note", "claim", "insist", "argue", "state"})


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
            elif low in _TWO or (low == "the" and i + 1 < len(sentence.tokens)):
                _group(draft, sentence, i)


def _weight(draft: Draft, one: Reference) -> float:
    """How prominent a reference is by its place in its sentence."""
    sentence = draft.scene.sentence(one.sentence)
    token = sentence.tokens[one.head]
    depth = sum(1 for _ in sentence.ancestors(one.head))
    if token.relation in _SUBJECTS:
        return 1.5 - 0.1 * depth
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
        if character.kind not in kinds or (gender and character.gender and character.gender != gender):
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


def _decide(draft: Draft, sentence: Sentence, i: int, scores: dict[str, float]) -> None:
    if not scores:
        return
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    clear = len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= _MARGIN * 0.5
    names = tuple(entity for entity, _ in ranked[:3])
    draft.refer(
        sentence.index, i, i + 1, names[:1] if clear else (), "pronoun", head=i, candidates=() if clear else names
    )


def _person(draft: Draft, sentence: Sentence, i: int, gender: str) -> None:
    scores = _candidates(draft, sentence.index, i, frozenset({"person"}), gender)
    token = sentence.tokens[i]
    if token.tag == "PRP$" or token.relation in ("obj", "obl", "iobj", "nmod"):
        # "Lavrov met his counterpart": a possessive looks to the subject of its clause; an object never means it.
        subject = _subject_of_clause(draft, sentence, i)
        if subject in scores:
            scores[subject] += 1.0 if token.tag == "PRP$" else -0.8
    if i + 2 < len(sentence.tokens) and not scores:
        # "During his visit to Pyongyang, Lavrov …": the pronoun stands before its name.
        for later in range(i + 1, len(sentence.tokens)):
            for one in draft.at(sentence.index, later):
                if len(one.entities) == 1 and draft.characters[one.entities[0]].kind == "person" and one.form == "name":
                    scores[one.entities[0]] = 1.0
                    _decide(draft, sentence, i, scores)
                    return
    if sentence.tokens[0].text in ("During", "In", "On", "After", "Before", "At", "Despite", "Following") and i <= 3:
        later_one = _subject_after(draft, sentence, i)
        if later_one is not None and draft.characters[later_one].gender in ("", gender):
            scores[later_one] = max(scores.get(later_one, 0.0), 0.0) + 2.0
    _decide(draft, sentence, i, scores)


def _subject_of_clause(draft: Draft, sentence: Sentence, i: int) -> str | None:
    """The entity that is subject of the nearest verb above a word."""
    for above in sentence.ancestors(i):
        for child in sentence.children(above):
            if sentence.tokens[child].relation in _SUBJECTS and child != i:
                for one in draft.at(sentence.index, child):
                    if len(one.entities) == 1 and one.head == child:
                        return one.entities[0]
    return None


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
    if token.tag == "PRP$":
        subject = _subject_of_clause(draft, sentence, i)
        if subject in scores:
            scores[subject] += 1.0
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
    """A group named before, the members of a list, or the two who do something together."""
    pair = _subject_list(draft, sentence, i)
    if pair:
        draft.refer(sentence.index, i, i + 1, pair, "pronoun", head=i)
        return
    for one in draft.before(sentence.index, i, 2):
        if len(one.entities) > 1 and one.form in ("nominal", "pronoun", "title"):
            draft.refer(sentence.index, i, i + 1, one.entities, "pronoun", head=i)
            return
        if len(one.entities) == 1 and draft.characters[one.entities[0]].kind == "group":
            draft.refer(sentence.index, i, i + 1, one.entities, "pronoun", head=i)
            return


def _subject_list(draft: Draft, sentence: Sentence, i: int) -> tuple[str, ...]:
    """ "Trump and Putin last met … They": the names joined as a subject, in this sentence before or in the last one."""
    for index in (sentence.index, sentence.index - 1):
        if index < 0:
            break
        words = draft.scene.sentence(index)
        for k, token in enumerate(words.tokens):
            if token.relation not in _SUBJECTS or (index == sentence.index and k >= i):
                continue
            heads = [k, *(c for c in words.children(k) if words.tokens[c].relation == "conj")]
            if len(heads) < 2:
                continue
            entities = [
                one.entities for h in heads for one in draft.at(index, h) if one.entities and one.form != "title"
            ]
            flat = tuple(dict.fromkeys(e for group in entities for e in group))
            if len(flat) > 1:
                return flat
    return ()


def _group(draft: Draft, sentence: Sentence, i: int) -> None:
    """ "the two leaders", "both sides", "the foreign ministers of both the countries", "the ministers"."""
    tokens = sentence.tokens
    j = i
    number = None
    while j < len(tokens) and j < i + 4:
        low = tokens[j].text.lower()
        if low in _TWO:
            number = 2
        elif low not in ("the", "of", "their"):
            break
        j += 1
    if j >= len(tokens) or j == i:
        return
    noun, last = _noun(sentence, j)
    if noun is None:
        if number == 2 and j == i + 2 and tokens[i].text.lower() == "the" and tokens[j].tag[:2] in ("VB", "MD"):
            _refer_pair(draft, sentence, i, j, "any", "")  # "the two discussed"
        return
    if not draft.free(sentence.index, i, last):
        return
    head = tokens[last - 1]
    if head.tag not in ("NNS", "NNPS"):
        return
    if last + 1 < len(tokens) and tokens[last].text == "of":
        inner = last + 1
        of_states = [
            e
            for k in range(inner, min(inner + 4, len(tokens)))
            for one in draft.at(sentence.index, k)
            for e in one.entities
        ]
        if of_states and number is None and tokens[inner].text.lower() not in ("the", "both"):
            return
        end = inner
        while end < len(tokens) and tokens[end].text.lower() in ("both", "the", "two"):
            end += 1
        if end > inner and end < len(tokens) and tokens[end].lemma in ("country", "nation", "side", "state"):
            _refer_pair(draft, sentence, i, end + 1, noun.members, noun.office, head=last - 1)
            return
    if number is None and noun.members != "person" and (noun.members != "party" or noun.noun != "side"):
        return
    if number is None and not _just_two(draft, sentence, i, noun.office):
        return
    _refer_pair(draft, sentence, i, last, noun.members, noun.office)


def _noun(sentence: Sentence, j: int) -> tuple[lexicon.GroupNoun | None, int]:
    tokens = sentence.tokens
    for last in range(min(len(tokens), j + 3), j, -1):
        words = [token.text.lower() for token in tokens[j : last - 1]] + [tokens[last - 1].lemma]
        noun = lexicon.group_nouns().get(" ".join(words))
        if noun is not None:
            return noun, last
    return None, j


def _just_two(draft: Draft, sentence: Sentence, i: int, office: str) -> bool:
    """Have just two persons of that office been named before?"""
    if not office or office in ("official", "person", "diplomat"):
        return False
    holding = {
        character.id
        for character in draft.characters.values()
        if character.kind == "person"
        and (any(office == role for role, _ in character.roles) or (office == "leader" and character.roles))
    }
    near = {one.entities[0] for one in draft.before(sentence.index, i, 1) if len(one.entities) == 1}
    return len(holding & near) == 2


def _refer_pair(
    draft: Draft, sentence: Sentence, first: int, last: int, members: str, office: str, head: int | None = None
) -> None:
    pair = _pair(draft, sentence, first, members, office)
    if len(pair) == 2:
        draft.refer(sentence.index, first, last, pair, "nominal", head=last - 1 if head is None else head)


def _pair(draft: Draft, sentence: Sentence, token: int, members: str, office: str) -> tuple[str, ...]:
    """The two most prominent persons (or states) of the last sentence that has two, this one up to the word included."""
    for back in range(4):
        index = sentence.index - back
        if index < 0:
            break
        ranked: dict[str, float] = {}
        for one in draft.before(index, token if back == 0 else len(draft.scene.sentence(index).tokens), 0):
            if one.form == "title":
                continue
            for entity in one.entities:
                member = _member(draft, entity, members)
                if member is not None:
                    ranked[member] = max(ranked.get(member, -9.0), _pair_weight(draft, one))
        if members == "person" and office not in ("", "person", "leader", "official"):
            holding = [e for e in ranked if any(role == office for role, _ in draft.characters[e].roles)]
            if len(holding) >= 2:
                ranked = {e: ranked[e] for e in holding}
        if len(ranked) >= 2:
            best = sorted(ranked, key=lambda e: -ranked[e])[:2]
            return tuple(best)
    return ()


def _member(draft: Draft, entity: str, members: str) -> str | None:
    """The entity as a member of the group: a person himself, or the state behind him."""
    character = draft.characters[entity]
    if members in ("person", "any"):
        return entity if character.kind == "person" else None
    if character.kind == "state":
        return entity
    if character.kind in ("person", "group", "organisation") and character.country in lexicon.states():
        return state(draft, str(character.country))
    return entity if character.kind == "organisation" and members == "party" else None


def _pair_weight(draft: Draft, one: Reference) -> float:
    sentence = draft.scene.sentence(one.sentence)
    depth = sum(1 for _ in sentence.ancestors(one.head))
    token = sentence.tokens[one.head]
    bonus = {"nsubj": 2.0, "nsubj:pass": 2.0, "obj": 1.5, "obl:agent": 1.2, "conj": 0.9}.get(token.relation, 0.0)
    return bonus - 0.35 * depth
