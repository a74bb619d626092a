"""The cast of a report, from names over titles and institutions to pronouns."""

from __future__ import annotations

from dateline.reading.entities.bodies import read_bodies, read_directions, read_posts
from dateline.reading.entities.descriptions import read_descriptions
from dateline.reading.entities.draft import Draft
from dateline.reading.entities.groups import read_groups
from dateline.reading.entities.institutions import read_institutions
from dateline.reading.entities.kin import read_kin
from dateline.reading.entities.outlets import as_outlets
from dateline.reading.entities.persons import as_people, read_persons
from dateline.reading.entities.pronouns import read_pronouns
from dateline.reading.entities.raiders import read_raiders
from dateline.reading.entities.servants import settle_servants
from dateline.reading.entities.surface import find_names
from dateline.reading.entities.titles import read_titles
from dateline.reading.frame import Cast, Scene
from dateline.record import Issue


def read_entities(scene: Scene) -> tuple[Cast, tuple[Issue, ...]]:
    """Everyone and everything that the report names, and every place where it does so.

    What could not be decided has no entities but candidates in the cast, and an issue each.
    """
    draft = Draft(scene)
    found = [
        one for sentence in scene.analysis.sentences if sentence.section != "byline" for one in find_names(sentence)
    ]
    found = as_outlets(scene, as_people(scene, found))
    read_bodies(draft, found)
    read_directions(draft)
    read_posts(draft)
    read_persons(draft, found)
    read_titles(draft)
    read_groups(draft)
    read_descriptions(draft)
    read_institutions(draft)
    read_raiders(draft)
    read_kin(draft)
    read_pronouns(draft)
    settle_servants(draft)
    issues = tuple(
        Issue(
            "entities",
            "who is meant: " + " or ".join(draft.characters[who].name for who in one.candidates) + "?",
            scene.cite(one.span),
        )
        for one in draft.references
        if one.candidates and not one.entities
    )
    return draft.cast(), issues
