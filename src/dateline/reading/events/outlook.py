"""Where an event stands by the words around its trigger: done, planned, asked for, called off, denied.

Nothing is taken as done unless its words say so: what is governed by a plan, a demand, a condition or a denial has the
status that those give it, through as many governing words as there are.
"""

from __future__ import annotations

from dataclasses import replace

from dateline.reading.events.moods import (
    CHARGES,
    has_condition,
    is_alleged,
    is_conditional,
    is_demanded,
    is_denied_rumour,
    is_doubted,
    is_negated,
    is_other_tense,
    is_quoted_off,
)
from dateline.reading.events.standing import NOTHING, OPEN, Outlook, governed, is_unmet, matching
from dateline.reading.events.subjects import PAPERS, WRITING
from dateline.reading.events.tables import classes, effects
from dateline.reading.events.tags import FINITE, NEGATIONS, NOUN, OBJECT, SUBJECT, VERB
from dateline.reading.events.unreal import is_feared_deed, unreal
from dateline.reading.events.words import Words
from dateline.record import Status

_DEPTH = 6
_REACH = 7  # words between "to meet" and the word that governs it, where no arc leads there
_ALLEGING = frozenset({"accuse", "suspect", "charge", "acquit", "clear", "absolve", "indict"})
_NTH = frozenset({
    "first", "last", "only", "latest", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
})  # fmt: skip
_SPOKEN_AIMS = frozenset({
    "demand", "call", "protest", "urge", "denounce", "condemn", "support", "honour", "honor", "commemorate", "mark",
    "celebrate", "mourn", "express", "oppose", "claim", "show",
})  # fmt: skip
_FORCING = frozenset({"force", "compel", "prompt", "lead", "cause", "drive", "spur"})
_GATHERED = frozenset({"meet", "gather", "convene", "speak", "talk"})  # "ministers meeting in Paris agreed": where
_SHY = frozenset({"wary", "afraid", "tired", "sceptical", "skeptical", "incapable", "fearful", "scared", "chary"})
_LEAVING = frozenset({"travel", "fly", "depart", "leave", "head"})
_EDGES = frozenset({"verge", "brink", "cusp", "point"})
_COMMANDING = frozenset({"order", "instruct", "command", "direct", "authorise", "authorize"})
_OWN = frozenset({
    "government", "cabinet", "ministry", "army", "military", "troop", "force", "navy", "ambassador", "minister",
    "official", "diplomat", "delegation", "negotiator", "bank", "agency",
})  # fmt: skip
_ORDERED = frozenset({"army", "military", "troop", "force", "navy"})
_SPANS = frozenset({"day", "hour", "week", "month", "year"})
_DONE = frozenset({"occurred", "ongoing", "confirmed", "revived", "rescheduled"})
_FROM = frozenset({"return", "come", "arrive", "keep"})  # "returned from visiting", but "kept from visiting"
_HINDERING = frozenset({"stop", "prevent", "bar", "block", "deter", "discourage", "ban", "prohibit", "hinder"})
_HINTING = frozenset({"suggest"})
_PLANS = frozenset({
    "timetable", "plan", "schedule", "deadline", "proposal", "framework", "roadmap", "blueprint", "preparation", "date",
})  # fmt: skip


def verb_outlook(words: Words, verb: int, depth: int = _DEPTH) -> Outlook:
    """Where what a verb tells stands."""
    tokens = words.tokens
    group = words.group(verb)
    if tokens[verb].tag == "VB" and tokens[verb].relation == "conj" and not group and depth:
        head = tokens[verb].head
        if tokens[head].tag in VERB and tokens[head].relation == "ccomp" and not words.kids_as(verb, *SUBJECT):
            return replace(verb_outlook(words, head, depth - 1), word=-1, subject="")  # "that they stop and leave"
    if (seeming := unreal(words, verb, group)) is not None:
        return seeming
    negated = is_negated(words, verb, group)
    if is_alleged(words, verb):
        return NOTHING
    own = _own(words, verb, group, depth)
    if own.status is None:
        return own
    if tokens[verb].tag == "VBG" and any(
        case == "in" and tokens[i].lemma == "doubt" for case, i in words.obliques(verb)
    ):
        return Outlook.of("in_doubt")  # a headline's "meeting with Somali leader in doubt"
    if negated:
        if own.status == "tentative" and any(tokens[i].text.lower() in ("may", "might") for i in group):
            own = Outlook.of("in_doubt", word=own.word, subject=own.subject)  # "may not take place"
        elif own.status in _DONE or own.status in ("scheduled", "tentative", "in_preparation"):
            own = Outlook.of("did_not_occur", word=own.word, subject=own.subject, present=own.present)
        elif own.status in ("cancelled", "did_not_occur"):
            own = Outlook.of("tentative", word=own.word, subject=own.subject)
    if tokens[verb].relation == "acl" and is_demanded(words, verb, group):
        return Outlook.of("proposed", word=own.word, subject=own.subject)
    if own.present and own.status == "occurred" and depth and _is_when_ahead(words, verb, depth):
        return Outlook.of("scheduled", word=own.word, subject=own.subject)
    if own.status != "proposed" and is_conditional(words, verb):
        open_as: Status = "in_doubt" if is_doubted(words, verb) else "proposed"
        return Outlook.of(open_as, word=own.word, subject=own.subject)
    if own.status in OPEN and own.status != "proposed" and has_condition(words, verb):
        own = Outlook.of("proposed", word=own.word, subject=own.subject)
    at = verb
    while (
        tokens[at].relation == "conj"
        and tokens[at].head >= 0
        and any(tokens[i].text.lower() == "that" for i in words.kids[at])
    ):
        at = tokens[at].head  # "proposed that A stop … and that B give up …"
    top = verb
    while tokens[top].relation == "conj" and tokens[top].head >= 0 and not is_other_tense(words, top):
        top = tokens[top].head  # "a claim that troops crossed and beat up traders"
    if tokens[top].relation in ("acl", "acl:relcl", "ccomp") and is_denied_rumour(words, top):
        return Outlook.of("did_not_occur", word=own.word, subject=own.subject)
    if (own.status in OPEN and _is_feared(words, at)) or (own.status == "occurred" and is_feared_deed(words, at)):
        return NOTHING
    if tokens[at].relation in ("ccomp", "parataxis") and depth:
        head = tokens[at].head
        apart = tokens[at].relation == "parataxis" and any(tokens[i].text == ";" for i in range(max(head, 0), at))
        if (
            head >= 0
            and not apart  # "had been expected in June; his visit has been moved"
            and (effect := matching(words, "clause", head))
            and not is_quoted_off(words, head, verb)
        ):
            subjunctive = tokens[verb].tag in ("VB", "VBP") and not any(tokens[i].tag in ("MD", "TO") for i in group)
            if effect.status == "proposed" and not subjunctive and tokens[head].lemma in _HINTING:
                return NOTHING  # "a report suggested that Iran had broken the deal": it may or may not be so
            if effect.status != "proposed" or subjunctive:
                above = verb_outlook(words, head, depth - 1) if tokens[head].tag in VERB else Outlook.of("occurred")
                if effect.status == "tentative" and own.status not in ("scheduled", "occurred"):
                    return own
                return governed(effect, above, head)
    return own


def _is_feared(words: Words, verb: int) -> bool:
    """ "fear that Iran may ask for more", "worries that …": what somebody thinks another may do is no plan of his."""
    head = words.tokens[verb].head
    if words.tokens[verb].relation not in ("ccomp", "acl") or head < 0 or head > verb:
        return False
    if words.tokens[verb].relation == "acl" and all(words.tokens[i].text.lower() != "that" for i in words.kids[verb]):
        return False  # "concerns to be raised"
    return matching(words, "feared", head) is not None


def _is_when_ahead(words: Words, verb: int, depth: int) -> bool:
    """ "is expected to raise it when he meets Singh on Thursday": set, since what depends on it is."""
    head = words.tokens[verb].head
    when = any(words.tokens[i].text.lower() == "when" for i in words.kids[verb] if i < verb)
    if not when or head < 0 or words.tokens[head].tag not in VERB:
        return False
    return verb_outlook(words, head, depth - 1).status in ("scheduled", "confirmed", "tentative")


def _own(words: Words, verb: int, group: tuple[int, ...], depth: int) -> Outlook:
    tokens = words.tokens
    tag, relation = tokens[verb].tag, tokens[verb].relation
    lemmas = [tokens[i].text.lower() for i in group]
    bases = [tokens[i].lemma for i in group]
    if any(tokens[i].tag == "TO" for i in group):
        return _infinitive(words, verb, group, depth)
    modal = next((i for i in group if tokens[i].tag == "MD"), None)
    if modal is not None:
        for effect in effects("auxiliary").get(lemmas[group.index(modal)], ()):
            if "have" in bases and effect.status in ("scheduled", "tentative", "proposed"):
                past = lemmas[group.index(modal)] in ("would", "'d", "should", "could")
                return Outlook.of("did_not_occur" if past else "tentative")
            return Outlook.of(effect.status or "scheduled", effect.certainty)
        return Outlook.of("proposed")
    if tag == "VBG" and not any(base in ("be", "'s", "'re") for base in bases):
        return _gerund(words, verb, depth)
    if tag == "VBG":
        return Outlook.of("ongoing" if not {"was", "were"} & set(lemmas) else "occurred", present=True)
    if relation == "conj" and tag in ("VB", "VBN", "VBG") and not group and tokens[verb].head >= 0 and depth:
        head = tokens[verb].head
        if tokens[head].tag in VERB:  # "will meet Putin and sign", "was arrested and deported"
            return replace(_own(words, head, words.group(head), depth - 1), word=-1, subject="")
    if tag == "VB" and not group and relation in ("xcomp", "ccomp") and tokens[verb].head >= 0 and depth:
        return _under(words, verb, tokens[verb].head, depth)
    if tag == "VB" and not group and relation == "root":
        return Outlook.of("occurred") if words.sentence.section == "headline" else Outlook.of("proposed")
    if tag == "VBN" and not group and words.kids_as(verb, "nsubj"):
        return Outlook.of("occurred")  # a past tense that was taken for a participle
    if tag == "VBN" and relation in ("xcomp", "ccomp") and not group and depth:
        return _under(words, verb, tokens[verb].head, depth)
    past = tag in ("VBD", "VBN") or "had" in lemmas or "was" in lemmas or "were" in lemmas
    if tag in ("VBZ", "VBP") and not group and _is_journey_ahead(words, verb):
        return Outlook.of("scheduled")
    if tag in ("VBZ", "VBP") and not group and depth and (there := _there(words, verb, depth)) is not None:
        return there
    return Outlook.of("occurred", present=not past)


def _is_journey_ahead(words: Words, verb: int) -> bool:
    """ "From there she travels to Rome", "flies on to Oslo": in a report the present tense is a timetable."""
    lemma, token = words.lemma(verb), words.tokens[verb]
    if words.sentence.section != "body" or token.relation not in ("root", "conj") or lemma not in _LEAVING:
        return False
    onwards = any(words.tokens[i].text.lower() in ("there", "here", "on", "home") for i in words.kids[verb])
    return onwards or any(case in ("to", "for") and i > verb for case, i in words.obliques(verb))  # not "leaves 3 dead"


def _there(words: Words, verb: int, depth: int) -> Outlook | None:
    """ "will travel to Rome, where he meets Draghi": in the present tense, as sure as the way there."""
    where = any(words.tokens[i].text.lower() == "where" for i in words.kids[verb] if i < verb)
    if words.tokens[verb].relation not in ("acl:relcl", "advcl") or not where:
        return None
    way = next((i for i in words.sentence.ancestors(verb) if words.tokens[i].tag in VERB), None)
    above = verb_outlook(words, way, depth - 1) if way is not None else NOTHING
    return replace(above, word=-1, subject="") if above.status in ("scheduled", "tentative", "confirmed") else None


def _infinitive(words: Words, verb: int, group: tuple[int, ...], depth: int) -> Outlook:
    tokens = words.tokens
    to = max(i for i in group if tokens[i].tag == "TO")
    before = to - 1
    while before >= 0 and (tokens[before].tag in ("RB", "RBR") or tokens[before].text in ("“", '"', "``")):
        before -= 1
    if to and tokens[to - 1].text.lower() == "yet":
        return Outlook.of("did_not_occur")  # "has yet to meet him"
    perfect = any(tokens[i].lemma == "have" for i in group if i > to)
    if before >= 0 and tokens[before].lemma in ("be", "'s", "'re") and tokens[before].tag != "VBN":
        return Outlook.of("scheduled", word=before, lapsed=perfect)
    if before >= 0 and tokens[before].text.lower() == "going":
        return Outlook.of("scheduled", word=before)
    if before >= 0 and tokens[before].lemma == "have" and tokens[before].tag in VERB:
        return Outlook.of("proposed")
    head = tokens[verb].head
    if tokens[verb].relation == "conj" and head >= 0 and tokens[head].tag in VERB and depth:
        return replace(_own(words, head, words.group(head), depth - 1), word=-1)
    if head >= 0 and words.is_staying(head) and tokens[verb].relation == "advcl":
        return Outlook.of("scheduled")  # "is in Havana to sign an accord"
    governor = head if 0 <= head < verb and effects("complement").get(tokens[head].lemma) else None
    if governor is None or tokens[governor].tag[:1] not in "VNJR":
        for i in range(to - 1, max(-1, to - 1 - _REACH), -1):
            known = effects("complement").get(tokens[i].lemma)
            if known and tokens[i].tag[:1] in "VNJR" and not _is_verdict(words, i):
                governor = i
                break
            if tokens[i].tag in FINITE or tokens[i].text in (",", ";", "—", "–"):
                break
    if governor is not None and depth:
        return _under(words, verb, governor, depth)
    if (
        governor is None
        and head >= 0
        and tokens[head].tag in NOUN
        and any(tokens[i].lemma in _NTH for i in range(words.phrase_start(head), head))
    ):
        return Outlook.of("occurred")  # "the first leader to visit"
    if governor is None and head >= 0 and depth and _is_foremost(words, verb, head):
        clause = next((i for i in words.sentence.ancestors(head) if tokens[i].tag in VERB), None)
        above = verb_outlook(words, clause, depth - 1) if clause is not None else NOTHING
        return replace(above, word=-1, subject="") if above.status in OPEN else Outlook.of("occurred")
    if tokens[verb].relation == "root" or (words.sentence.section == "headline" and head < 0):
        return Outlook.of("scheduled")
    if 0 <= head < verb and tokens[head].tag in VERB and tokens[verb].relation in ("advcl", "xcomp") and depth:
        above = verb_outlook(words, head, depth - 1)  # "will travel to Beijing to sign": as sure as the way there
        if above.status in ("scheduled", "tentative", "cancelled", "did_not_occur", "invited"):
            return replace(above, word=-1, subject="")
        if above.status in _DONE and tokens[verb].lemma in _SPOKEN_AIMS:
            return replace(above, word=-1, subject="")  # "marched to demand": it is done by marching
    if words.sentence.section == "headline" and any(tokens[i].relation == "nsubj" for i in words.kids[verb]):
        return Outlook.of("scheduled")
    if before >= 0 and tokens[before].tag in NOUN and not any(t.tag in FINITE for t in tokens[:verb]):
        return Outlook.of("scheduled")  # "Trump to meet Putin"
    return Outlook.of("proposed")


def _is_foremost(words: Words, verb: int, noun: int) -> bool:
    """ "the most senior official to visit in ten years", "… since 2004": measured by those who came before."""
    tokens = words.tokens
    best = any(tokens[i].tag in ("RBS", "JJS") for i in range(max(0, words.phrase_start(noun) - 1), noun))
    if tokens[noun].tag not in NOUN or not best:
        return False
    return any(
        (case == "in" and tokens[i].lemma in _SPANS | {"decade", "generation"}) or case == "since"
        for case, i in words.obliques(verb)
    )


def _is_verdict(words: Words, at: int) -> bool:
    """ "is important for Spain to do", not "is likely to": a word of what would be good to do."""
    after = words.tokens[at + 1 : at + 2]
    bare = words.tokens[at].lemma == "be" and after and after[0].tag == "JJ"
    return bool(bare) and matching(words, "complement", at) is None


def _under(words: Words, verb: int, governor: int, depth: int) -> Outlook:
    """An infinitive or participle below a word that says what becomes of it."""
    tokens = words.tokens
    effect = matching(words, "complement", governor)
    if tokens[governor].lemma in ("want", "wish", "like") and words.kids_as(governor, *OBJECT):
        return Outlook.of("proposed", word=governor)  # "want Iran to give up enrichment": what another is to do
    if effect is None:
        if tokens[governor].tag in VERB:
            return replace(verb_outlook(words, governor, depth - 1), word=-1, subject="")
        return Outlook.of("proposed")
    if tokens[governor].lemma in _FORCING:  # who is forced to do it does it
        return replace(verb_outlook(words, governor, depth - 1), word=-1, subject="")
    if tokens[governor].lemma in _COMMANDING and _is_to_own(words, governor):
        return Outlook.of("scheduled", word=governor)
    if effect.status == "invited" and (taken := _answered(words, governor, depth)) is not None:
        return taken
    if tokens[governor].tag in NOUN and (off := _plan_off(words, governor, depth)) is not None:
        return off
    above = Outlook.of("occurred")
    if tokens[governor].tag in VERB:
        above = verb_outlook(words, governor, depth - 1)
    elif tokens[governor].tag[:1] in "JR":
        negated = any(tokens[i].lemma in NEGATIONS for i in words.kids[governor])
        above = Outlook.of("did_not_occur" if negated else "occurred")
    elif tokens[governor].tag in NOUN and any(tokens[i].lemma == "no" for i in words.kids[governor]):
        above = Outlook.of("did_not_occur")
    found = governed(effect, above, governor)
    return replace(found, lapsed=found.status in ("scheduled", "tentative") and is_unmet(words, governor))


def _plan_off(words: Words, plan: int, depth: int) -> Outlook | None:
    """ "shelved its plan to send troops", "put off a decision to visit": off is what was planned; else None."""
    verb = words.tokens[plan].head
    if words.tokens[plan].lemma not in classes()["intent"] or verb < 0 or words.tokens[verb].tag not in VERB:
        return None
    if words.tokens[plan].relation not in (("nsubj:pass",) if words.is_passive(verb) else OBJECT):
        return None
    effect = matching(words, "object", verb)
    if effect is None or effect.status not in ("cancelled", "postponed"):
        return None
    return governed(effect, verb_outlook(words, verb, depth - 1), verb)


def _answered(words: Words, invitation: int, depth: int) -> Outlook | None:
    """ "withdrew an invitation to visit", "turned one down": what becomes of what somebody is invited to, or None."""
    verb = words.tokens[invitation].head
    if words.tokens[invitation].tag not in NOUN or verb < 0 or words.tokens[verb].tag not in VERB:
        return None
    passive = words.is_passive(verb)
    if words.tokens[invitation].relation not in (("nsubj", "nsubj:pass") if passive else OBJECT):
        return None
    effect = matching(words, "invitation", verb)
    found = governed(effect, verb_outlook(words, verb, depth - 1), verb) if effect is not None else NOTHING
    return found if found.status in ("cancelled", "did_not_occur", "scheduled") else None


def _is_to_own(words: Words, verb: int) -> bool:
    """ "ordered his government to cut all ties", "ordered the army to withdraw": it is as good as decided."""
    if words.is_passive(verb):
        return False
    for noun in words.kids_as(verb, *OBJECT):
        start, lemma = words.phrase_start(noun), words.tokens[noun].lemma
        if start < noun - 1 or lemma not in _OWN:
            return False
        # "the government" that a court orders is not its own; an army that is ordered is that of who orders it.
        bare = start == noun or words.tokens[start].text == "the"
        return words.tokens[start].tag == "PRP$" or (bare and lemma in _ORDERED)
    return False


def _gerund(words: Words, verb: int, depth: int) -> Outlook:
    tokens = words.tokens
    head = tokens[verb].head
    if tokens[verb].relation == "acl" and head >= 0 and tokens[head].lemma in PAPERS:
        issue = tokens[head].head  # "issued a statement condemning Russia": said by issuing it
        issued = issue >= 0 and tokens[issue].lemma in WRITING and depth > 0
        return replace(verb_outlook(words, issue, depth - 1), word=-1, subject="") if issued else Outlook.of("occurred")
    marks = [tokens[i].text.lower() for i in words.kids[verb] if tokens[i].relation in ("mark", "case") and i < verb]
    mark = marks[-1] if marks else ""
    if mark == "with" and any(i < verb for i in words.kids_as(verb, "nsubj")):
        return Outlook.of("ongoing")  # "…, with Libya opening an inquiry": whatever becomes of what stands before
    if mark == "of" and head >= 0 and tokens[head].lemma in _SHY:
        return NOTHING  # "has been wary of supporting them"
    if mark == "of" and head >= 0 and tokens[head].lemma in _EDGES:
        return Outlook.of("tentative")  # "on the verge of breaking off the talks"
    whose = tokens[head].head if mark == "of" and head >= 0 and tokens[head].relation in OBJECT else -1
    if whose >= 0 and tokens[whose].lemma in _ALLEGING:
        return NOTHING  # "accused the minister of arming them": the arcs hang it on the minister
    if mark in ("of", "for") and head >= 0 and tokens[head].lemma in _ALLEGING | CHARGES:
        return NOTHING  # "accused them of violating the truce": alleged, no more
    if mark in ("after", "of", "upon") and depth and (ahead := _ahead(words, head, depth)) is not None:
        return ahead
    if mark == "from" and head >= 0 and tokens[head].lemma in _HINDERING and depth:
        return Outlook.of("did_not_occur") if verb_outlook(words, head, depth - 1).status in _DONE else NOTHING
    if mark == "for" and head >= 0 and tokens[head].lemma in _PLANS:
        return Outlook.of("proposed")  # "a timetable for pulling out its troops"
    if mark in ("after", "since", "by", "for", "while", "when", "despite", "besides"):
        if mark in ("for", "by", "while", "when") and head >= 0 and tokens[head].tag in VERB and depth:
            above = verb_outlook(words, head, depth - 1)
            return above if above.status in OPEN or above.status == "did_not_occur" else Outlook.of("occurred")
        return Outlook.of("occurred")
    if mark in ("without", "than", "instead"):
        return Outlook.of("did_not_occur")
    if mark == "from" and head >= 0 and tokens[head].lemma in _FROM:
        return Outlook.of("occurred" if tokens[head].lemma != "keep" else "did_not_occur")
    if mark in ("before", "until"):
        above = verb_outlook(words, head, depth - 1) if head >= 0 and tokens[head].tag in VERB and depth else NOTHING
        later = above.status in OPEN or (above.present and words.sentence.section == "headline")
        return Outlook.of("scheduled" if later else "occurred")  # a headline's "flies to Rome before going to Bern"
    set_off = any(tokens[i].text == "," for i in range(max(0, head), verb))
    apart = tokens[verb].relation == "advcl" and not mark and set_off  # "announced it, alleging …": beside it
    if head >= 0 and depth and not apart and (effect := matching(words, "complement", head)) is not None:
        if mark == "of" and tokens[head].lemma not in ("think", "dream", "idea", "possibility", "prospect"):
            return Outlook.of("occurred")
        above = verb_outlook(words, head, depth - 1) if tokens[head].tag in VERB else Outlook.of("occurred")
        return governed(effect, above, head)
    if (
        head >= 0
        and depth
        and not apart  # "denied it, accusing …"
        and (effect := matching(words, "clause", head)) is not None
        and effect.status == "did_not_occur"
    ):
        return governed(effect, verb_outlook(words, head, depth - 1), head)
    if mark in ("to", "about", "on", "towards", "toward", "against"):
        return Outlook.of("proposed")
    if mark == "from":
        return Outlook.of("did_not_occur")
    if head >= 0 and tokens[head].tag in VERB and depth:
        if mark == "of":
            return Outlook.of("occurred")
        return replace(verb_outlook(words, head, depth - 1), word=-1, subject="")
    if tokens[verb].relation == "acl" and not mark and head >= 0 and tokens[verb].lemma not in _GATHERED:
        return Outlook.of("ongoing")  # "a convoy carrying aid"
    return Outlook.of("occurred") if mark == "of" else NOTHING


def _ahead(words: Words, head: int, depth: int) -> Outlook | None:
    """ "would leave within 135 days of signing", "will meet after signing": to come before what is itself to come."""
    at, tokens = head, words.tokens
    if at >= 0 and tokens[at].lemma in _SPANS and tokens[at].relation.startswith("obl"):
        at = tokens[at].head
    elif words.tokens[head].tag not in VERB:
        return None
    if at < 0 or tokens[at].tag not in VERB or verb_outlook(words, at, depth - 1).status not in OPEN:
        return None
    would = any(tokens[i].text.lower() in ("would", "could", "might") for i in words.group(at))
    return Outlook.of("proposed" if would else "scheduled")
