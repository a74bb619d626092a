"""What the words around a noun that names an event say of it: "called off the summit", "talks are due"."""

from __future__ import annotations

from dataclasses import replace

from dateline.reading.events.outlook import verb_outlook
from dateline.reading.events.standing import NOTHING, Outlook, governed, matching
from dateline.reading.events.tables import classes, effects
from dateline.reading.events.tags import DENYING, NEGATIONS, NOUN, RUMOURS, VERB
from dateline.reading.events.words import Words

_ARRIVALS = frozenset({"arrive", "land", "come", "fly"})
_JOURNEYS = _ARRIVALS | {"travel", "head", "go", "leave", "visit"}
_ATTENDING = frozenset({"attend", "join", "host", "skip", "miss", "boycott", "snub"})
_SEEMING = frozenset({
    "seem", "look", "appear", "remain", "depend", "hinge", "need", "require", "loom", "be", "stay", "say", "call",
    "face", "rest", "mean", "prove", "become", "get", "go", "come", "aim", "seek", "demand", "want", "fail", "begin",
    "start",
})  # fmt: skip
_MEETING = frozenset({"meet", "talk", "speak", "gather", "confer", "consult", "sit"})
_STRETCHES = frozenset({"day", "hour", "week", "month", "round", "series", "session", "night", "bout", "spell"})
_STAYS = frozenset({"visit", "trip", "tour", "talk"})
_CONFIRMING = frozenset({"confirm", "say", "acknowledge", "announce", "know", "clarify", "specify", "indicate"})
_TURNED = frozenset({"cancelled", "postponed", "rescheduled"})
_HOPES = frozenset({"hope", "plan", "intend", "expect", "want", "mean", "aim", "wish"})
_SUSPECTED = frozenset({"suspected", "alleged"})
_ASKED = frozenset({"request", "invitation", "behest", "insistence", "urging", "suggestion", "initiative"})
DEPTH = 6
_DONE = frozenset({"occurred", "ongoing", "confirmed", "revived", "rescheduled"})
_OPEN = frozenset({"scheduled", "tentative", "proposed", "invited", "in_preparation", "in_doubt"})


def noun_outlook(words: Words, noun: int, depth: int = DEPTH) -> Outlook:
    """Where an event that is told by a noun stands, by what governs it; status None for a mere mention."""
    tokens = words.tokens
    if depth == DEPTH and _is_unconfirmed(words, noun):
        return NOTHING
    if any(case == "in" and tokens[i].lemma == "doubt" for case, i in words.obliques(noun)):
        return Outlook.of("in_doubt")
    modifier = modifier_outlook(words, noun)
    if modifier.status == "did_not_occur":
        above = _governor(words, noun, depth)
        return Outlook.of("did_not_occur", word=above.word, subject=above.subject)
    above = _governor(words, noun, depth)
    if above.status == "occurred" and above.present and _is_within(words, noun):
        return replace(above, status="scheduled")  # "faces sanctions within days"
    if above.status is not None:
        if above.status in _DONE and modifier.status in (
            "scheduled",
            "proposed",
            "tentative",
            "cancelled",
            "postponed",
        ):
            return replace(modifier, word=above.word, subject=above.subject)
        return above
    relative = relative_outlook(words, noun, depth)
    if relative.status is not None:
        return relative
    if modifier.status is not None:
        return replace(modifier, word=above.word, subject=above.subject)
    if tokens[noun].relation == "conj" and depth and tokens[tokens[noun].head].tag in NOUN:
        return noun_outlook(words, tokens[noun].head, depth - 1)
    return above


def _is_unconfirmed(words: Words, noun: int) -> bool:
    """ "did not confirm that the summit was off", "denied reports that it was": neither is it told to be on."""
    tokens, at = words.tokens, noun
    for above in words.sentence.ancestors(noun):
        if tokens[at].relation in ("acl", "ccomp") and tokens[above].lemma in RUMOURS and tokens[above].head >= 0:
            return tokens[tokens[above].head].lemma in DENYING
        if tokens[at].relation == "ccomp" and tokens[above].lemma in _CONFIRMING:
            group = [*words.group(above), *words.kids[above]]
            return any(tokens[i].lemma in NEGATIONS or tokens[i].text.lower() in NEGATIONS for i in group)
        at = above
    return False


def modifier_outlook(words: Words, noun: int) -> Outlook:
    """ "The postponed talks", "a planned visit": what a word before the noun says."""
    tokens = words.tokens
    for i in range(words.phrase_start(noun), noun):
        text = tokens[i].text.lower()
        if text in _SUSPECTED and words.names(i + 1):
            continue  # "a suspected Chadian raid": in doubt is by whom
        for effect in effects("modifier").get(text, effects("modifier").get(tokens[i].lemma, ())):
            return Outlook.of(effect.status or "occurred", effect.certainty, word=i, present=True)
    return NOTHING


def relative_outlook(words: Words, noun: int, depth: int) -> Outlook:
    """ "talks scheduled for Monday", "the summit that was set for June 12", "talks held in Geneva"."""
    tokens = words.tokens
    verbs = [
        i
        for i in words.kids[noun]
        if tokens[i].relation in ("acl", "acl:relcl") and i > noun and tokens[i].tag in VERB | {"JJ"}
    ]
    if noun + 1 < len(tokens) and tokens[noun + 1].tag == "VBN" and noun + 1 not in verbs:
        verbs.append(noun + 1)
    for verb in verbs:
        passive = words.is_passive(verb)
        if passive or words.kids_as(verb, "nsubj"):
            effect = (
                matching(words, "object", verb)
                if passive or not _is_subject_of(words, verb)
                else matching(words, "subject", verb)
            )
            if effect is not None:
                above = verb_outlook(words, verb, depth - 1) if depth else Outlook.of("occurred")
                found = governed(effect, above, verb)
                if found.status is not None:
                    return found
        if tokens[verb].lemma in _HOPES and any(tokens[i].text.lower() == "had" for i in words.group(verb)):
            return Outlook.of("tentative", "PR+", word=verb)  # "which the two had hoped to sign in June"
        if passive or words.kids_as(verb, "nsubj"):
            pass
        elif (effect := matching(words, "subject", verb)) is not None and tokens[verb].tag != "VBG":
            return governed(effect, verb_outlook(words, verb, depth - 1), verb)
        deeper = [
            i
            for i in words.kids[verb]
            if tokens[i].relation in ("xcomp", "advcl")
            and tokens[i].lemma in ("hold", "take", "begin", "start", "open", "be")
        ]
        for inner in deeper:  # "that was scheduled to be held"
            return verb_outlook(words, inner)
    return NOTHING


def _is_subject_of(words: Words, verb: int) -> bool:
    """Is the noun that this relative clause hangs on its subject ("talks that collapsed")?"""
    return any(words.tokens[i].tag in ("WDT", "WP") for i in words.kids_as(verb, "nsubj"))


def _governor(words: Words, noun: int, depth: int) -> Outlook:
    tokens = words.tokens
    if depth == 0:
        return NOTHING
    relation, head = tokens[noun].relation, tokens[noun].head
    first = words.phrase_start(noun)
    if head < 0 or relation == "root":
        return _root(words, noun)
    if relation in ("nsubj", "nsubj:pass") and tokens[head].tag == "VBN" and not words.group(head):
        head = _predicate(words, head)
    if relation == "conj" and tokens[head].tag in NOUN:
        return _governor(words, head, depth - 1)
    if relation == "compound" and tokens[head].tag in NOUN:
        return _governor(words, head, depth - 1)
    if words.preposition(noun) == "in" and (
        tokens[head].lemma in classes()["money"] or tokens[head].tag in ("CD", "$")
    ):
        return _governor(words, head, depth - 1)  # "announced 30 million dollars in aid"
    if words.preposition(noun) == "of" and tokens[head].lemma in _STRETCHES:
        return _governor(words, head, depth - 1)  # "wound up two days of talks"
    before = tokens[first - 1].text.lower() if first else ""
    # a verb with its preposition ("called for talks", "pulled out of the summit"), seen from the noun leftwards
    for i in range(first - 1, max(-1, first - 6), -1):
        if tokens[i].tag in VERB:
            effect = matching(words, "object", i)
            if effect is not None and len(effect.pattern.lemmas) > 1:
                matched = words.matches(effect.pattern, i)
                if matched is not None and matched[-1] + 1 >= first:
                    return governed(effect, verb_outlook(words, i, depth - 1), i)
            break
    if tokens[head].tag in VERB:
        if relation in ("obj", "iobj", "nsubj:pass", "xcomp") or (relation == "nsubj" and words.is_passive(head)):
            effect = matching(words, "object", head)
            if effect is not None:
                found = governed(effect, verb_outlook(words, head, depth - 1), head)
                if found.status == "did_not_occur" and tokens[head].lemma in _ATTENDING:
                    return NOTHING  # "will not attend the summit": it may well be held
                return shaded(words, head, found)
            return replace(NOTHING, word=head)
        if relation == "nsubj":
            broken = matching(words, "object", head) if tokens[head].tag == "VBD" and not words.objects(head) else None
            if broken is not None and broken.status in _TURNED and not words.group(head):
                return Outlook.of(broken.status, broken.certainty, word=head)  # "Trip to France put off": a participle
            effect = matching(words, "subject", head)
            if effect is not None:
                return governed(effect, verb_outlook(words, head, depth - 1), head)
            told = tokens[head].tag == "VBD" and not words.group(head) and tokens[head].lemma not in _SEEMING
            return Outlook.of("occurred") if told and tokens[noun].tag == "NN" else NOTHING  # "the call broke a taboo"
    if relation in ("nsubj", "nsubj:pass") and tokens[head].tag[:1] in "JRINV" and words.kids_as(head, "cop", "aux"):
        effect = matching(words, "subject", head) or (
            matching(words, "object", head) if tokens[head].tag in ("JJ", "VBN") else None
        )
        if effect is not None:
            negated = any(tokens[i].lemma in NEGATIONS for i in words.kids[head])
            return governed(effect, Outlook.of("did_not_occur" if negated else "occurred", present=True), head)
        return NOTHING
    if relation in ("nmod", "obl") and 0 <= head < noun and tokens[head].tag in NOUN:
        for effect in effects("noun").get(tokens[head].lemma, ()):
            lemmas = effect.pattern.lemmas
            if len(lemmas) == 1 or lemmas[1] == before:
                if effect.status is None:
                    return noun_outlook(words, head, depth - 1)
                negated = any(tokens[i].lemma == "no" for i in words.kids[head])
                return Outlook.of("did_not_occur" if negated else effect.status, effect.certainty, word=head)
    if before:
        two = f"{tokens[first - 2].text.lower()} {before}" if first > 1 else before
        for key in (two, before):
            for effect in effects("before").get(key.split()[0], ()):
                if " ".join(effect.pattern.lemmas) == key:
                    if effect.status == "occurred":
                        asked = before == "at" and tokens[noun].lemma in _ASKED  # "will meet at France's request"
                        return Outlook.of("occurred") if asked else _after(words, noun, depth)
                    if effect.status == "proposed":
                        return _aim(words, noun, head, before, depth)
                    return Outlook.of(effect.status or "occurred")
    return NOTHING


def is_behind(words: Words, noun: int) -> bool:
    """ "will meet on Monday at the request of France": the request is of no day that the meeting is of."""
    if words.preposition(noun) != "at" or words.tokens[noun].lemma not in _ASKED:
        return False
    head = words.tokens[noun].head
    if head >= 0 and words.tokens[head].tag not in VERB:  # "will be in Oslo at the invitation of …"
        return any(words.tokens[i].tag == "MD" for i in words.kids[head])
    return head >= 0 and verb_outlook(words, head).status in _OPEN


def is_remembered(words: Words, noun: int) -> bool:
    """ "marked the anniversary of the attack on Friday": Friday is no day of the attack."""
    if words.tokens[noun].tag not in NOUN:
        return False
    above = list(words.sentence.ancestors(noun))
    kept = any(words.tokens[i].lemma in classes()["keepsake"] for i in above if words.tokens[i].tag in NOUN)
    verb = words.tokens[noun].head
    held = verb >= 0 and words.tokens[noun].relation in ("obj", "nsubj:pass")
    return kept or (held and words.tokens[verb].lemma in classes()["remembering"])


def is_to_end(words: Words, noun: int) -> bool:
    """ "would stop its exercises", "will suspend the drills": is an end of it still to come?"""
    verb = words.tokens[noun].head
    if words.tokens[noun].relation not in ("obj", "nsubj:pass") or words.tokens[verb].tag not in VERB:
        return False
    effect = matching(words, "object", verb)
    broken = effect is not None and effect.status in ("did_not_occur", "cancelled", "postponed")
    return broken and verb_outlook(words, verb).status in ("scheduled", "tentative")


def shaded(words: Words, verb: int, found: Outlook) -> Outlook:
    """ "accepted in principle": not yet set; "had been planned for June": set."""
    after = [token.text.lower() for token in words.tokens[verb + 1 : verb + 3]]
    if after == ["in", "principle"] and found.status in ("scheduled", "confirmed"):
        return replace(Outlook.of("tentative"), word=found.word, subject=found.subject)
    dated = any(case in ("for", "on") for case, _ in words.obliques(verb))
    if words.tokens[verb].lemma == "call" and found.status == "proposed" and not _asks_for(words, verb):
        return replace(Outlook.of("scheduled"), word=found.word, subject=found.subject)  # "called a meeting"
    if words.tokens[verb].lemma == "plan" and words.is_passive(verb) and dated and found.status == "tentative":
        return replace(Outlook.of("scheduled"), word=found.word, subject=found.subject)
    return found


def _asks_for(words: Words, verb: int) -> bool:
    """ "called for talks", not "called talks for Monday"."""
    after = [token.text.lower() for token in words.tokens[verb + 1 : verb + 2]]
    return not words.is_passive(verb) and after in (["for"], ["on"], ["upon"])


def _predicate(words: Words, participle: int) -> int:
    """ "the meeting, expected this week, had been shelved": the verb beyond a participle that stands between commas."""
    tokens = words.tokens
    if not (participle and tokens[participle - 1].text == ","):
        return participle
    comma = next((i for i in range(participle + 1, len(tokens)) if tokens[i].text == ","), None)
    if comma is not None:
        for i in range(comma + 1, min(len(tokens), comma + 8)):
            if tokens[i].tag in VERB and not (
                tokens[i].lemma in ("be", "have") and i + 1 < len(tokens) and tokens[i + 1].tag in ("VBN", "VBG", "RB")
            ):
                return i
    return participle


def _after(words: Words, noun: int, depth: int) -> Outlook:
    """ "after the talks": done, unless all that hangs above is still to come.

    What is agreed, or met for, hangs lower than the words tell: "met him to discuss oil during a visit to Moscow".
    """
    for above in words.sentence.ancestors(noun):
        if words.tokens[above].tag in VERB and not _is_done_by_now(words, above):
            outlook = verb_outlook(words, above, min(depth - 1, 2))
            ahead = outlook.status in ("scheduled", "tentative", "proposed")  # "had hoped to sign it at the summit"
            return replace(outlook, lapsed=False) if ahead else Outlook.of("occurred")
    return Outlook.of("occurred")


def _is_done_by_now(words: Words, verb: int) -> bool:
    """An infinitive of what somebody met for, or agreed to: the time of it is that of the verb above."""
    above = words.tokens[verb].head
    if above < 0 or not any(words.tokens[i].tag == "TO" for i in words.group(verb)):
        return False
    relation = words.tokens[verb].relation
    met = relation == "advcl" and words.tokens[above].lemma in _MEETING
    return met or (relation == "xcomp" and words.tokens[above].lemma == "agree" and words.tokens[above].tag != "VB")


def _aim(words: Words, noun: int, head: int, preposition: str, depth: int) -> Outlook:
    """ "arrived for talks", "invited him to London for talks": as sure as the way there, and no surer than hoped."""
    if preposition == "for" and head >= 0 and words.is_staying(head):
        return _errand(words, words.kids_as(head, "cop")[0])
    if preposition not in ("for", "to") or head < 0 or words.tokens[head].tag not in VERB:
        return NOTHING
    above = verb_outlook(words, head, depth - 1)
    if words.tokens[head].lemma == "invite" and above.status in _DONE:
        return Outlook.of("invited")
    if above.status in _OPEN or above.status == "did_not_occur":
        return replace(above, word=-1, subject="")
    if words.tokens[head].lemma in _ARRIVALS and words.tokens[noun].lemma in _STAYS and above.status in _DONE:
        return replace(above, word=head, subject="actor")  # "arrived here for a three-day visit"
    if preposition == "for" and words.tokens[head].lemma in _JOURNEYS and above.status in _DONE:
        return Outlook.of("scheduled")
    return NOTHING


def _errand(words: Words, verb: int) -> Outlook:
    """ "is in Baghdad for talks": set; "was in Baghdad for talks": held."""
    above = verb_outlook(words, verb)
    present = words.tokens[verb].tag in ("VBZ", "VBP")
    return Outlook.of("scheduled") if present and above.status in _DONE else replace(above, word=-1, subject="")


def _root(words: Words, noun: int) -> Outlook:
    """ "There will be no meeting", "It was the first meeting since …"."""
    tokens = words.tokens
    copulas = [i for i in words.kids[noun] if tokens[i].relation in ("cop", "aux")]
    if not copulas and not words.kids_as(noun, "expl"):
        return NOTHING
    lemmas = {
        tokens[i].text.lower() for i in words.kids[noun] if tokens[i].relation in ("cop", "aux", "advmod", "expl")
    }
    if lemmas & {"will", "'ll", "would"}:
        return Outlook.of("did_not_occur" if lemmas & NEGATIONS else "scheduled")
    if lemmas & {"may", "might", "could"}:
        return Outlook.of("tentative")
    if lemmas & NEGATIONS:
        return Outlook.of("did_not_occur")
    if "is" in lemmas and tokens[noun].lemma == "round":
        return Outlook.of("ongoing")  # "this is the fifth round of talks"
    return Outlook.of("occurred") if words.kids_as(noun, "expl") or lemmas & {"was", "were"} else NOTHING


def _is_within(words: Words, noun: int) -> bool:
    after = [token.text.lower() for token in words.tokens[noun + 1 : noun + 3] if token.tag not in ("``", "''")]
    return after[:1] == ["within"]
