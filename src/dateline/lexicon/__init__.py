"""World knowledge and word lists as documented data, loaded once and read-only."""

from dateline.lexicon.bodies import (
    Organisation,
    Outlet,
    Platform,
    find_organisation,
    find_outlet,
    find_platform,
    institution_of,
    outlet_of_domain,
)
from dateline.lexicon.codes import CameoCode, PloverType, cameo_codes, plover_contexts, plover_types, sector_of, sectors
from dateline.lexicon.names import PersonName, family_of, gender_of, gender_of_name, parse_name, same_name
from dateline.lexicon.offices import Holder, holders, offices_of
from dateline.lexicon.past import past_country
from dateline.lexicon.persons import Person, bearers, called, find_person, known_persons
from dateline.lexicon.places import GazetteerPlace, find_place
from dateline.lexicon.slugs import plain, slug
from dateline.lexicon.states import (
    ContextName,
    People,
    State,
    StateName,
    context_names,
    find_people,
    find_state,
    states,
)
from dateline.lexicon.titles import (
    GroupNoun,
    Institution,
    Title,
    find_title,
    group_nouns,
    institutions,
    modifiers,
    title_of,
    titles,
)

__all__ = [
    "CameoCode",
    "ContextName",
    "GazetteerPlace",
    "GroupNoun",
    "Holder",
    "Institution",
    "Organisation",
    "Outlet",
    "People",
    "Person",
    "PersonName",
    "Platform",
    "PloverType",
    "State",
    "StateName",
    "Title",
    "bearers",
    "called",
    "cameo_codes",
    "context_names",
    "family_of",
    "find_organisation",
    "find_outlet",
    "find_people",
    "find_person",
    "find_place",
    "find_platform",
    "find_state",
    "find_title",
    "gender_of",
    "gender_of_name",
    "group_nouns",
    "holders",
    "institution_of",
    "institutions",
    "known_persons",
    "modifiers",
    "offices_of",
    "outlet_of_domain",
    "parse_name",
    "past_country",
    "plain",
    "plover_contexts",
    "plover_types",
    "same_name",
    "sector_of",
    "sectors",
    "slug",
    "states",
    "title_of",
    "titles",
]
