"""World knowledge and word lists as documented data, loaded once and read-only."""

from dateline.lexicon.bodies import (
    Organisation,
    Outlet,
    Platform,
    find_organisation,
    find_outlet,
    find_platform,
    outlet_of_domain,
)
from dateline.lexicon.names import family_of, gender_of, same_name
from dateline.lexicon.persons import Holder, Person, find_person, holders, offices_of
from dateline.lexicon.places import GazetteerPlace, find_place
from dateline.lexicon.slugs import plain, slug
from dateline.lexicon.states import State, StateName, find_state, states
from dateline.lexicon.titles import GroupNoun, Institution, Title, group_nouns, institutions, modifiers, titles

__all__ = [
    "GazetteerPlace",
    "GroupNoun",
    "Holder",
    "Institution",
    "Organisation",
    "Outlet",
    "Person",
    "Platform",
    "State",
    "StateName",
    "Title",
    "family_of",
    "find_organisation",
    "find_outlet",
    "find_person",
    "find_place",
    "find_platform",
    "find_state",
    "gender_of",
    "group_nouns",
    "holders",
    "institutions",
    "modifiers",
    "offices_of",
    "outlet_of_domain",
    "plain",
    "same_name",
    "slug",
    "states",
    "titles",
]
