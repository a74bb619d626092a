"""Where an event was: the place of its own clause, of a visit its destination."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.reading.events.fillers import is_city_state
from dateline.reading.events.reach import Reach, verb_of
from dateline.reading.events.sites import site_of
from dateline.reading.events.tags import FINITE, SUBJECT
from dateline.reading.events.triggers import Hit
from dateline.reading.events.words import Words
from dateline.reading.frame import Cast, Reference, Scene
from dateline.record import Kind, Place

# Kinds that take place somewhere; words alone ("urged", "welcomed") do not.
PLACED: frozenset[Kind] = frozenset({
    "meeting", "visit", "summit", "negotiation", "signing", "assault", "exercise", "protest", "ceremony", "test",
    "agreement", "coercion", "mobilisation", "release", "ceasefire", "withdrawal", "appointment",
})  # fmt: skip
_STRUCK: frozenset[Kind] = frozenset({"assault", "coercion", "protest"})
_PARTS = frozenset({"outskirt", "outskirts", "edge", "suburb", "street", "coast", "shore", "border", "front", "road"})
_WHERE = frozenset({"in", "at", "near", "outside", "off", "inside", "over", "under", "beside"})


def place_of(scene: Scene, cast: Cast, hit: Hit, here: str | None) -> Place | None:
    """Where it was: "in Ankara", "here", "at Camp David", "the Budapest meeting"; of a visit its destination."""
    words = hit.words
    if hit.trigger.kind not in PLACED:
        return _fronted(scene, cast, hit)
    reach = Reach.of(hit)
    if (found := _antecedent_place(scene, cast, words, sorted(reach.anchors))) is not None:
        return found
    visit = hit.trigger.kind == "visit"
    if hit.trigger.kind == "withdrawal" and (left := _left(scene, cast, words, sorted(reach.anchors))) is not None:
        return left
    if (there := _there(scene, cast, hit)) is not None:
        return there
    struck = hit.trigger.kind in _STRUCK
    for anchor in (*sorted(reach.anchors, key=lambda one: one != hit.head), *sorted(reach.own - reach.anchors)):
        obliques = list(words.obliques(anchor))
        against = words.lemma(anchor) == "protest"  # "protested the war in Iraq" was elsewhere
        if struck and hit.trigger.verb and not against:  # "captured the palace in Bangui"
            obliques += [one for obj in words.objects(anchor) for one in words.obliques(obj)]
        for preposition, noun in obliques:
            part = preposition == "on" and words.tokens[noun].lemma in _PARTS
            goal = visit or (words.preposition(hit.head) == "for" and anchor in reach.own)  # "go to Paris for talks"
            street = preposition in ("to", "onto", "into") and words.tokens[noun].lemma in _PARTS
            crossed = hit.trigger.kind == "protest" and (preposition in ("through", "across") or street)
            where = preposition in _WHERE or part or crossed or (goal and preposition in ("to", "into"))
            if where and (place := _place(scene, cast, words, noun, visit=visit or struck)) is not None:
                return place
            if struck and preposition == "of" and words.lemma(words.tokens[noun].head) in _PARTS:
                where = True  # "packed the streets of Beirut"
                if (place := _place(scene, cast, words, noun, visit=struck)) is not None:
                    return place
            elif struck and preposition == "between":  # "fighting between rival clans in Somalia"
                where = True
            elif struck and preposition == "of":  # "the throats of villagers in Algeria"
                where = any(case in _WHERE for case, _ in words.obliques(noun))
            inner = [
                deep
                for case, deep in words.obliques(noun)
                if deep > noun and (case in ("in", "near", "at") or (case == "of" and (part or struck)))
            ]
            for deep in (
                inner if where else ()
            ):  # "near a barracks in southern Mogadishu", "on the outskirts of Donetsk"
                if (place := _place(scene, cast, words, deep, visit=struck)) is not None:
                    return place
    if hit.trigger.kind == "visit" and hit.trigger.verb:
        for noun in words.objects(hit.head):
            if (place := _place(scene, cast, words, noun, visit=True)) is not None:
                return place
    for reference in cast.within(words.index, words.phrase_start(hit.head), hit.first):
        if hit.trigger.verb and not (reference.first and words.tokens[reference.first - 1].text.lower() in _WHERE):
            continue  # "Police in Paris banned a march", but "Tigray rebels signed"
        if _is_place(cast, reference) or (reference.last == hit.first and is_city_state(cast, reference)):
            return Place(reference.entities[0], scene.cite(reference.span))
    if (place := _on_the_surface(scene, cast, hit)) is not None:
        return place
    for anchor in sorted(reach.lending):  # "arrived in New York and met Pompeo"
        for preposition, noun in words.obliques(anchor):
            if preposition in _WHERE and (place := _place(scene, cast, words, noun, visit=visit)) is not None:
                return place
    moved = hit.trigger.kind == "mobilisation"
    if (struck or moved) and (site := site_of(cast, words, sorted(reach.anchors | reach.own))) is not None:
        return Place(site.entities[0], scene.cite(site.span))
    return _meeting_in(scene, cast, hit) or _during(scene, cast, hit)


def _left(scene: Scene, cast: Cast, words: Words, anchors: Sequence[int]) -> Place | None:
    """What is left: "pull its troops out of Mali", "leave the district"; of a base, where the base is."""
    for anchor in anchors:
        ways = [noun for case, noun in words.obliques(anchor) if case.split(" ")[-1] in ("from", "of", "out")]
        ways += [noun for obj in words.objects(anchor) for case, noun in words.obliques(obj) if case == "from"]
        # "withdrew his country from the accord": with a "from", the object is what is withdrawn
        for noun in ways or words.objects(anchor):
            for head in (noun, *(inner for case, inner in words.obliques(noun) if case in ("in", "of"))):
                if (place := _place(scene, cast, words, head, visit=True)) is not None:
                    return place
    return None


def _there(scene: Scene, cast: Cast, hit: Hit) -> Place | None:
    """ "flew to Beirut and met the president there": the place that was named last."""
    words, tokens = hit.words, hit.words.tokens
    for i in words.kids[hit.head]:
        if tokens[i].text.lower() != "there" or tokens[i].relation == "expl":
            continue
        for at in range(min(i, hit.head) - 1, -1, -1):
            reference = cast.at(words.index, at)
            if reference is not None and _is_place(cast, reference):
                return Place(reference.entities[0], scene.cite(tokens[i].span))
    return None


def _meeting_in(scene: Scene, cast: Cast, hit: Hit) -> Place | None:
    """ "EU ministers, meeting in Paris, agreed": where those who act had come together."""
    words, tokens = hit.words, hit.words.tokens
    verb = verb_of(words, hit.head)
    for subject in words.kids_as(verb, "nsubj") if verb >= 0 else ():
        for participle in words.kids_as(subject, "acl"):
            if tokens[participle].tag == "VBG" and tokens[participle].lemma in ("meet", "gather", "speak", "convene"):
                for case, noun in words.obliques(participle):
                    if case in _WHERE and (place := _place(scene, cast, words, noun, visit=False)) is not None:
                        return place
    return None


def _during(scene: Scene, cast: Cast, hit: Hit) -> Place | None:
    """ "During his visit to Pyongyang, Lavrov laid a wreath": where the visit goes."""
    words = hit.words
    verb = verb_of(words, hit.head)
    for preposition, noun in words.obliques(verb) if verb >= 0 else ():
        if preposition in ("during", "on") and words.tokens[noun].lemma in (
            "visit",
            "trip",
            "stay",
            "tour",
            "stopover",
        ):
            for inner, place in words.obliques(noun):
                if inner in ("to", "in") and (found := _place(scene, cast, words, place, visit=True)) is not None:
                    return found
    return None


def _antecedent_place(scene: Scene, cast: Cast, words: Words, anchors: Sequence[int]) -> Place | None:
    """ "in Munich, where Blinken held talks": the place that "where" means."""
    tokens = words.tokens
    for anchor in anchors:
        for i in range(anchor - 1, 0, -1):
            if tokens[i].tag == "WRB" and tokens[i].text.lower() == "where":
                for k in range(i - 1, max(-1, i - 5), -1):
                    reference = cast.at(words.index, k)
                    if reference is not None and _is_place(cast, reference):
                        return Place(reference.entities[0], scene.cite(reference.span))
                return None
            if (tokens[i].tag in FINITE and i not in words.group(anchor)) or tokens[i].text in (";", ","):
                break
    return None


def _on_the_surface(scene: Scene, cast: Cast, hit: Hit) -> Place | None:
    """A place after the trigger and before the next verb ("met Russian officials in Riyadh"), or "here"."""
    words, tokens = hit.words, hit.words.tokens
    for i in range(hit.end, len(tokens)):
        if (
            tokens[i].tag in FINITE
            or (tokens[i].tag in ("VBG", "WDT", "WP", "TO") and i > hit.end)
            or tokens[i].text in (";", ":", "“")
        ):
            break
        reference = cast.at(words.index, i)
        if reference is None or reference.first != i or not (_is_place(cast, reference) or _is_apart(cast, words, i)):
            continue
        if tokens[i].text.lower() == "here":
            return Place(reference.entities[0], scene.cite(reference.span))
        if _is_in_subject(words, i, hit.end):
            continue  # "…, the ministry in Beijing said"
        before = tokens[i - 1].text.lower()
        article = before in ("the", "a") and i > 1
        if (tokens[i - 2].text.lower() if article else before) in _WHERE:
            return Place(reference.entities[0], scene.cite(reference.span))
        if before == "of" and hit.trigger.kind in _STRUCK and _is_in(words, i - 1):
            return Place(reference.entities[0], scene.cite(reference.span))
    return _fronted(scene, cast, hit)


def _is_in_subject(words: Words, i: int, end: int) -> bool:
    """Does a word belong to the subject of a verb that comes after the event?"""
    at = i
    for above in words.sentence.ancestors(i):
        if words.tokens[at].relation in SUBJECT:
            return at > end
        at = above
    return False


def _is_in(words: Words, of: int) -> bool:
    """ "in the east German port of Rostock": does the noun before "of" say where?"""
    first = words.phrase_start(of - 1) if of else 0
    return first > 0 and words.tokens[first - 1].text.lower() in _WHERE


def _is_apart(cast: Cast, words: Words, i: int) -> bool:
    """ ", mostly in Norway": a state as the place of what is told, set off from the nouns before it."""
    reference = cast.at(words.index, i)
    if reference is None or reference.form != "name" or len(reference.entities) != 1 or i < 2:
        return False
    entity = cast.entities.get(reference.entities[0])
    apart = words.tokens[i - 2].tag in ("RB", ",") and words.tokens[i - 1].text.lower() == "in"
    return entity is not None and entity.kind == "state" and apart


def _fronted(scene: Scene, cast: Cast, hit: Hit) -> Place | None:
    """ "In Kyiv he met …", "It was in Kyiv that …": a place that opens the main clause of the event."""
    words, tokens = hit.words, hit.words.tokens
    cleft = len(tokens) > 5 and tokens[0].text == "It" and tokens[1].lemma == "be"
    first = 2 if cleft else 0
    if len(tokens) > first + 2 and tokens[first].text in ("In", "At", "in", "at") and (cleft or _is_main(words, hit)):
        head = words.head_after(first + 1)
        if head is not None and (reference := cast.at(words.index, head)) is not None and _is_place(cast, reference):
            return Place(reference.entities[0], scene.cite(reference.span))
    return None


def _is_main(words: Words, hit: Hit) -> bool:
    """Is the event told by the main verb of its sentence, or by one joined to it?"""
    verb = verb_of(words, hit.head)
    return verb >= 0 and words.tokens[verb].relation in ("root", "conj")


def _is_place(cast: Cast, reference: Reference) -> bool:
    return (
        len(reference.entities) == 1
        and reference.entities[0] in cast.entities
        and cast.entities[reference.entities[0]].kind == "place"
    )


def _place(scene: Scene, cast: Cast, words: Words, noun: int, *, visit: bool) -> Place | None:
    heads: Iterable[int] = (noun, *words.kids_as(noun, "appos", "conj"))
    for head in heads:
        reference = cast.at(words.index, head)
        if reference is None or len(reference.entities) != 1 or reference.entities[0] not in cast.entities:
            continue
        if cast.entities[reference.entities[0]].kind == "place" or (
            cast.entities[reference.entities[0]].kind == "state" and (visit or reference.form == "name")
        ):
            return Place(reference.entities[0], scene.cite(reference.span))
    return None
