"""Who does what a verb tells: its own subject, one that it shares, or one that a verb or noun above it gives."""

from __future__ import annotations

from dateline.reading.events.tables import classes
from dateline.reading.events.tags import FINITE, NOUN, OBJECT, PHRASE
from dateline.reading.events.words import Words

_BLAMED_FOR = frozenset({
    "accuse", "blame", "suspect", "condemn", "criticise", "criticize", "thank", "praise", "charge", "convict", "jail",
    "sentence", "attack", "slam", "berate", "assail", "scold", "chide", "rebuke", "denounce", "fault", "forgive",
    "punish", "fine", "stop", "prevent", "bar", "keep",
})  # fmt: skip
_WHEN = frozenset({"after", "before", "while", "since", "when", "upon"})
PAPERS = frozenset({
    "resolution", "statement", "letter", "declaration", "communique", "communiqué", "petition", "motion", "bill",
    "report", "note", "message", "article", "decree", "law", "text", "document",
})  # fmt: skip
WRITING = frozenset({
    "pass", "adopt", "issue", "send", "write", "sign", "publish", "release", "approve", "submit", "deliver", "table",
    "endorse", "draft", "circulate", "file", "post", "hand",
})  # fmt: skip
_HARMED = frozenset({"kill", "wound", "injure", "hurt", "capture"})
_FIGHTS = frozenset({
    "clash", "battle", "fighting", "fight", "gunfight", "firefight", "shootout", "shoot-out", "skirmish", "exchange",
})  # fmt: skip
_SPANS = frozenset({"day", "hour", "week", "month", "year"})
_KEEPING = frozenset({"promise", "vow", "threaten", "use", "take", "travel", "visit", "hold", "sign"})


def subjects_of(words: Words, verb: int, depth: int = 4) -> list[int]:
    """Who does it: the subject of a verb, shared by verbs joined to it, controlled by those above it."""
    tokens = words.tokens
    passive = words.is_passive(verb)
    own = words.kids_as(verb, "nsubj", "nsubj:pass", "csubj")
    if not passive and (aimed := _for_to(words, verb)) is not None:
        return [aimed]
    if own and not passive and tokens[own[0]].tag in ("WDT", "WP") and tokens[verb].relation == "acl:relcl":
        paper = tokens[verb].head
        if tokens[paper].lemma in PAPERS and (writers := authors(words, paper, depth)):
            return writers
    if own and not passive:
        near = [i for i in own if i < verb]
        if near or not words.takes_object(verb):
            return [words.antecedent(near[-1] if near else own[0])]
    if passive:
        agents = [i for preposition, i in words.obliques(verb) if preposition == "by"]
        return agents or _agent(words, verb) or _opponents(words, verb)
    head, relation = tokens[verb].head, tokens[verb].relation
    if head < 0 or depth == 0:
        return []
    if relation in ("acl", "acl:relcl") and tokens[head].lemma in PAPERS and tokens[verb].tag != "VB":
        return authors(words, head, depth) or [head]
    if relation == "acl:relcl":
        return [head]
    if relation == "acl":
        if tokens[verb].lemma == "oppose":
            return [head]  # "groups opposed to the coup"
        if tokens[head].lemma in _SPANS and tokens[head].relation.startswith("obl") and tokens[head].head >= 0:
            return subjects_of(words, tokens[head].head, depth - 1)  # "would leave within 135 days of signing"
        if tokens[verb].tag == "VB" and (first := _first_to(words, head)) is not None:
            return [first]
        if _is_headlined(words, verb, head):
            return [head]
        if tokens[head].tag in NOUN and (tokens[verb].tag == "VBG" or tokens[head].relation == "root"):
            return [head]
        whose = words.kids_as(head, "nmod:poss") if tokens[verb].tag == "VB" else []
        if not whose and tokens[verb].tag == "VB":  # "agreed to a plan by the African Union to send troops"
            whose = [i for case, i in words.obliques(head) if case == "by" and head < i < verb]
        if whose and not (tokens[head].relation == "obj" and tokens[whose[0]].tag == "PRP$"):
            return list(whose)  # "for its refusal to suspend enrichment", but "A fulfils its promise to …"
        above = words.carrier(head)
        if (asked := _asked(words, verb, head, above)) is not None:
            return [asked]
        return subjects_of(words, above, depth - 1) if above is not None else []
    beside = any(words.tokens[i].text.lower() in _WHEN for i in words.kids_as(verb, "mark", "case") if i < verb)
    if (
        tokens[verb].tag == "VBG"
        and verb > head
        and not beside
        and tokens[head].lemma in _BLAMED_FOR
        and (objects := words.kids_as(head, *OBJECT))
    ):
        return [words.antecedent(objects[0])]  # "criticised Serbia for blocking a convoy"
    if relation == "advcl" and (opening := _opening(words, verb)) is not None:
        return [opening]
    if tokens[verb].tag == "VBG" and verb > head >= 0 and (punished := _punished(words, verb, head)):
        return punished
    if relation in ("xcomp", "ccomp", "advcl", "conj", "parataxis", "dep"):
        if tokens[head].tag in NOUN and relation != "conj":
            return words.kids_as(head, "nmod:poss") or words.kids_as(head, "nsubj")
        aim = relation == "xcomp" or (relation == "advcl" and _is_aim(words, verb, head)) or _is_charge(words, verb)
        if aim and (objects := words.kids_as(head, *OBJECT)) and not _keeps_subject(words, head):
            return [words.antecedent(objects[0])]
        if relation == "ccomp" and (mine := [i for i in words.kids_as(head, "nsubj") if i < verb < head]):
            return [words.antecedent(mine[-1])]  # "Zarif may meet Macron, officials said", his arc drawn to "said"
        if words.is_passive(head):
            whom = words.kids_as(head, "nsubj:pass", "nsubj")
            if not whom and tokens[head].relation == "conj":  # "he faces charges, and is wanted by Cuba for bombing …"
                whom = words.kids_as(tokens[head].head, "nsubj:pass", "nsubj")
            return [words.antecedent(i) for i in whom][:1] or subjects_of(words, head, depth - 1)
        return subjects_of(words, head, depth - 1)
    return []


def _opening(words: Words, verb: int) -> int | None:
    """ "after a U.N. report implicated officials": the noun between the mark and a finite verb, hung on another."""
    tokens = words.tokens
    marks = [i for i in words.kids_as(verb, "mark") if i < verb and tokens[i].text.lower() in _WHEN | {"as", "because"}]
    if not marks or tokens[verb].tag not in FINITE:
        return None
    noun = words.head_after(marks[-1] + 1)
    ends = words.phrase_end(marks[-1] + 1) == verb
    return noun if noun is not None and ends and tokens[noun].head == tokens[verb].head else None


def _punished(words: Words, verb: int, head: int) -> list[int]:
    """ "imposed sanctions on a bank for helping rebels", "cut ties with France for writing it": who is made to pay."""
    marks = [words.tokens[i].text.lower() for i in words.kids_as(verb, "mark", "case") if i < verb]
    if marks != ["for"] or words.tokens[head].lemma not in classes()["punishing"]:
        return []
    both = [head, *words.objects(head)]
    return [i for at in both for case, i in words.obliques(at) if case in ("on", "with", "against") and i < verb][:1]


def _is_aim(words: Words, verb: int, head: int) -> bool:
    """ "invited him on Monday to visit": what somebody else is to do, though something stands between."""
    to = any(words.tokens[i].tag == "TO" for i in words.group(verb))
    return to and verb > head and words.tokens[head].lemma in classes()["controlling"]


def _is_charge(words: Words, verb: int) -> bool:
    """ "accused Turkey of violating", "kept Iran from testing", "talked them into signing": the object's doing."""
    marks = {words.tokens[i].text.lower() for i in words.kids_as(verb, "mark", "case") if i < verb}
    return words.tokens[verb].tag == "VBG" and bool(marks & {"of", "from", "into"})


def _keeps_subject(words: Words, verb: int) -> bool:
    """Does the subject of this verb do what its infinitive tells, even with an object ("promised him to")?"""
    return words.tokens[verb].lemma in _KEEPING


def _asked(words: Words, verb: int, noun: int, above: int | None) -> int | None:
    """ "extended an invitation to Putin to come": who is asked by a noun to do what hangs on it."""
    if words.tokens[noun].lemma not in ("invitation", "request", "appeal", "call", "order", "demand"):
        return None
    told = [*words.obliques(noun), *(words.obliques(above) if above is not None else ())]
    asked = [i for preposition, i in told if preposition in ("to", "on", "for") and noun < i < verb]
    return asked[-1] if asked else None


def _agent(words: Words, verb: int) -> list[int]:
    """ "was invited to visit Iran by President Rouhani": a "by" phrase that hangs elsewhere."""
    for i in range(verb + 1, min(len(words.tokens) - 1, verb + 14)):
        if words.tokens[i].tag in FINITE or words.tokens[i].text in (";", ",", ":"):
            break
        if words.tokens[i].text == "by" and words.tokens[i + 1].tag != "VBG":
            head = words.head_after(i + 1)
            return [head] if head is not None and words.tokens[head].tag in ("NNP", "NNPS", "NNS", "NN") else []
    return []


def _is_headlined(words: Words, verb: int, noun: int) -> bool:
    """ "Peru to free 40 fishermen, Red Cross says": a name that "to" follows at once, on which the clause hangs."""
    tokens = words.tokens
    named = tokens[noun].tag in ("NNP", "NNPS") and tokens[noun].relation in ("nsubj", "root", "parataxis", "dep")
    return named and tokens[verb].tag == "VB" and noun + 1 < verb and tokens[noun + 1].tag == "TO"


def _first_to(words: Words, noun: int) -> int | None:
    """ "Morocco has become the fourth state to recognise Israel": who is or becomes the one that does."""
    tokens = words.tokens
    at = noun if words.kids_as(noun, "cop") else tokens[noun].head
    if at < 0 or (at != noun and tokens[at].lemma != "become"):
        return None
    subject = words.kids_as(at, "nsubj")
    return words.antecedent(subject[-1]) if subject and subject[-1] < noun else None


def authors(words: Words, paper: int, depth: int = 4) -> list[int]:
    """ "parliament passed a resolution that condemns Hungary", "a letter by senators urging …": whose words it has."""
    tokens = words.tokens
    if whose := words.kids_as(paper, "nmod:poss") or [i for case, i in words.obliques(paper) if case in ("by", "from")]:
        return whose
    verb = tokens[paper].head
    if verb < 0 or tokens[paper].relation not in ("obj", "nsubj:pass") or tokens[verb].lemma not in WRITING:
        return []
    return subjects_of(words, verb, depth - 1)


def _opponents(words: Words, verb: int) -> list[int]:
    """ "were killed in a clash with troops": those whom the dead fought."""
    if words.tokens[verb].lemma not in _HARMED:
        return []
    both = [verb, *(i for i in words.kids_as(verb, "conj") if words.tokens[i].lemma in _HARMED)]
    told = [one for at in both for one in words.obliques(at)] + [
        ("in", i) for at in both for i in words.kids_as(at, "advcl") if words.tokens[i].tag == "VBG"
    ]
    fights = [i for case, i in told if case in ("in", "during") and words.tokens[i].lemma in _FIGHTS]
    return [i for fight in fights for case, i in words.obliques(fight) if case in ("with", "against")]


def _for_to(words: Words, verb: int) -> int | None:
    """The noun of "for … to": who is to do it."""
    to = next((i for i in words.group(verb) if words.tokens[i].tag == "TO"), None)
    if to is None or to < 2:
        return None
    i = to - 1
    while i > 0 and to - i < 14 and (words.tokens[i].tag in PHRASE or words.tokens[i].text in ("of", ",", "and")):
        i -= 1
    if words.tokens[i].text == "for" and i + 1 < to:
        heads = [k for k in range(i + 1, to) if words.tokens[k].tag in NOUN and not i < words.tokens[k].head < to]
        return heads[-1] if heads else to - 1
    return None
