"""Where the content after a cue ends: at the next verb of its subject, at another cue, at the report's own aside."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.analysis import Sentence, Token
from dateline.reading.statements.clauses import Frame
from dateline.reading.statements.frames import resumes
from dateline.reading.statements.phrases import FINITE, edges, is_quote_mark, starts_clause
from dateline.reading.statements.setting import DASHES, Setting

_LONGEST_DISTANCE = 7  # words of ", barely a month after"


def find_end(setting: Setting, frame: Frame, frames: Sequence[Frame], first: int, *, complement: bool = False) -> int:
    """The word after the last one of content that begins at `first`.

    `frames` are all cue clauses of the sentence. `complement`: the content is no clause ("denied any role").
    """
    tokens = setting.tokens
    end = min(setting.stop, _clause_end(setting.sentence, frame, first), _verb_end(setting.sentence, frame, first))
    for i in range(first + 1, end - 1):
        if tokens[i].text == ":" and is_quote_mark(tokens[i + 1]):
            end = i
            break
        if tokens[i].text == ";" and setting.quotes.at(tokens[i].start) is None and not _is_list(tokens, i):
            end = i
            break
    for other in frames:
        if other is not frame and first < other.left < end and _interrupts(setting, frame, other, first):
            end = min(end, other.left)
    if complement:
        end = min(end, _phrase_end(setting.sentence, frame, first, end))
    elif tokens[frame.verb].tag in ("VBD", "VBN", "VBG"):
        end = _before_aside(setting, first, end)
    else:  # "says there is no truce, contrary to what …"
        end = next((i for i in range(first + 1, end - 1) if tokens[i].text == "," and _is_later(setting, i, end)), end)
    occasions = (i for i in range(first + 1, end) if tokens[i].text == "," and occasion_end(setting, i + 1) >= end)
    end = next(occasions, end)
    while end > first and (tokens[end - 1].text in (",", ";", "—", "–", "while", "as") or tokens[end - 1].tag == "CC"):
        end -= 1
    return end


def occasion_end(setting: Setting, first: int) -> int:
    """The end of "in an interview with the BBC" that begins at `first` and ends the sentence; 0 if none does."""
    tokens, stop = setting.tokens, setting.stop
    if first >= stop or tokens[first].text != "in" or any(token.tag in FINITE for token in tokens[first:stop]):
        return 0
    return stop if any(setting.is_a(i, "given-to") for i in range(first + 1, min(stop, first + 4))) else 0


def _is_list(tokens: Sequence[Token], semicolon: int) -> bool:
    """Does a further part of the same list follow: "that …; that …", "…; and …"?"""
    return tokens[semicolon + 1].tag == "CC" or tokens[semicolon + 1].text == "that"


def _clause_end(sentence: Sentence, frame: Frame, first: int) -> int:
    """The end of a clause that stands before the main one ("After Trump said he would go, Kim …")."""
    tokens, verb = sentence.tokens, frame.verb
    root = next((i for i, token in enumerate(tokens) if token.head < 0), verb)
    above = set(sentence.ancestors(verb))
    if frame.inverted or verb == root or root <= first or root not in above:
        return len(tokens)
    for i in range(first, root):
        # A comma after which the clause itself goes on is none of its ends.
        inner = verb < tokens[i + 1].head < i and tokens[i + 1].head != root
        if tokens[i].text == "," and not inner:
            return i
    return edges(sentence, verb)[1]


def _verb_end(sentence: Sentence, frame: Frame, first: int) -> int:
    """Where the next verb of the same subject begins ("said it was late and left"), or a clause beside the cue."""
    tokens, end = sentence.tokens, len(sentence.tokens)
    for child in sentence.children(frame.verb):
        left = edges(sentence, child)[0]
        if left <= first or child <= first or _is_wanted(tokens, frame, left):
            continue
        relation = tokens[child].relation
        if relation == "conj":
            cut = not _belongs_to_content(sentence, frame.verb, child, left)
        else:
            paused = tokens[left - 1].text == "," or tokens[left].text in (",", "while")
            cut = relation in ("advcl", "parataxis") and paused
        end = min(end, left) if cut else end
    return end


def _is_wanted(tokens: Sequence[Token], frame: Frame, left: int) -> bool:
    """Does the phrase begin here that the cue asks for: "accused X, their ally, of", "urged X, their ally, to"?"""
    mark = tokens[left + 1 if tokens[left].text == "," else left]
    return mark.text in frame.cue.takes & {"of", "for", "as"} or (mark.tag == "TO" and "order" in frame.cue.takes)


def _belongs_to_content(sentence: Sentence, verb: int, child: int, left: int) -> bool:
    """Is a conjunct of the cue, by its arc, rather one of the content: "and that …", "and she was forced"?

    So it is, too, if its tense is another one: "claims that she worked till midnight and ended up ill".
    """
    tokens = sentence.tokens
    if {tokens[verb].tag, tokens[child].tag} in ({"VBZ", "VBD"}, {"VBP", "VBD"}):
        return True
    if tokens[child].tag[:1] != "V" or any(token.text == "that" for token in tokens[left : left + 2]):
        return True
    own = any(tokens[i].relation.startswith("nsubj") for i in sentence.children(child))
    return own and tokens[left].tag == "CC" and tokens[left - 1].text != ","


def _interrupts(setting: Setting, frame: Frame, other: Frame, first: int) -> bool:
    """Does another cue clause end the content of this one?"""
    tokens, before = setting.tokens, setting.tokens[other.left - 1]
    comma = before.text in {",", ";"} | DASHES
    if "whole" in other.cue.takes or not other.cue.takes:  # ", according to …", ", citing …"
        return True
    if comma and (tokens[other.verb].tag == "VBG" or other.right >= setting.stop):
        return True  # "…, adding that", "…, the agency reported."
    if before.text in ("while", ";"):
        return True
    joined = tokens[other.verb].head == frame.verb or tokens[other.verb].tag == "NNS"
    if before.text == "," and other.shared and joined:
        return True  # "accuses him of fraud, demands that he go and …"
    if before.text == "as" and tokens[other.left - 2].text == "," and tokens[other.right : other.right + 1]:
        return tokens[other.right].text in (",", ".")  # "…, as the Herald had reported"
    if not (before.tag == "CC" or (before.tag == "RB" and tokens[other.left - 2].tag == "CC")):
        return False
    if not other.shared:
        return not any(tokens[i].relation == "ccomp" for i in _path(setting, other.verb, frame.verb))
    inside = first <= tokens[other.verb].head < other.left
    return not inside or resumes(setting, first, other.verb)


def _path(setting: Setting, low: int, high: int) -> list[int]:
    """The word `low` and those above it, up to `high`."""
    path = [low, *setting.sentence.ancestors(low)]
    return path[: path.index(high)] if high in path else path


def _before_aside(setting: Setting, first: int, end: int) -> int:
    """Where the report begins to explain at the end of indirect speech: ", which has begun …", ", a step that …".

    After "said" what was said stands in the past ("would", "had"); a clause added in another tense is the report's own.
    """
    tokens, shifted = setting.tokens, setting.cues.words["shifted"]
    verbs = [token for token in tokens[first:end] if token.tag in FINITE]
    is_shifted = bool(verbs) and (verbs[0].tag == "VBD" or verbs[0].text in shifted)
    commas = [i for i in range(first + 1, end - 1) if tokens[i].text == ","]
    for i in reversed(commas):
        following = next((token for token in tokens[i + 2 : end] if token.tag in FINITE), None)
        present = following is not None and following.tag in ("VBZ", "VBP")
        joins = tokens[i + 1].tag == "CC" or tokens[i + 1].text in ("though", "although", "while")
        if is_shifted and present and joins and starts_clause(setting.sentence, i + 2):
            return i  # "said he would talk, and the election has yet to produce a winner"
        if _is_later(setting, i, end):
            return i
        if i != commas[-1] or not any(token.tag in FINITE for token in tokens[first:i]):
            continue
        relative = tokens[i + 1].tag in ("WDT", "WP", "WP$")
        step = tokens[i + 1].text in ("a", "an") and any(
            token.tag == "WDT" or token.text == "that" for token in tokens[i + 3 : min(i + 6, end)]
        )
        if (relative or step) and not any(token.text in shifted for token in tokens[i:end]):
            return i
    return end


def _is_later(setting: Setting, comma: int, end: int) -> bool:
    """Does the report set the words in time or against others': ", minutes after …", ", contrary to …"?"""
    tokens = setting.tokens
    if tokens[comma + 1].text.lower() == "contrary":
        return True
    if tokens[comma + 1].text == "without" and is_quote_mark(tokens[comma - 1]):
        return tokens[comma + 2].tag == "VBG"  # "said that “they will pay”, without naming Greece"
    for i in range(comma + 2, min(comma + _LONGEST_DISTANCE, end - 1)):
        if tokens[i].text in ("after", "before"):
            return setting.is_a(i - 1, "distance")
    return False


def _resumes_plainly(tokens: Sequence[Token], first: int, cc: int, end: int) -> bool:
    """Does a finite verb follow on "and", and none stand before it: "rejected the charge and left"?"""
    verb = cc + 1 + (tokens[cc + 1].tag == "RB")
    if verb >= end or tokens[verb].tag not in ("VBD", "VBZ") or is_quote_mark(tokens[cc - 1]):
        return False
    return not any(token.tag in FINITE for token in tokens[first:cc])


def _is_another_clause(sentence: Sentence, first: int, cc: int) -> bool:
    """ "called for calm and Norway offered help": to a complement without a verb no clause is joined."""
    verbs = any(token.tag in FINITE or token.tag in ("VB", "VBG") for token in sentence.tokens[first:cc])
    return not verbs and starts_clause(sentence, cc + 1)


def _core(tokens: Sequence[Token], frame: Frame, first: int, end: int) -> int:
    """Where the phrase begins that a complement needs, behind an apposition: "accused X, their ally, of"."""
    commas = [i for i in range(first, end - 1) if tokens[i].text == ","]
    if len(commas) < 2 or any(_is_wanted(tokens, frame, i) for i in range(first, commas[0])):
        return first
    return commas[1] + 1 if _is_wanted(tokens, frame, commas[1]) else first


def _phrase_end(sentence: Sentence, frame: Frame, first: int, end: int) -> int:
    """Where a complement that is no clause ends: at a comma after which nothing hangs on it any more."""
    tokens = sentence.tokens
    for i in range(_core(tokens, frame, first, end), end - 1):
        if tokens[i].tag == "CC" and i > first and _resumes_plainly(tokens, first, i, end):
            return i
        if tokens[i].tag == "CC" and i > first and _is_another_clause(sentence, first, i):
            return i
        if tokens[i].text != ",":
            continue
        nearest = tokens[i + 1]
        if nearest.tag in ("VBG", "CC", "WDT", "WP") or not any(
            first <= token.head < i for token in tokens[i + 1 : end]
        ):
            return i
    return end
