"""What files of each format are for and what they lose, in the reader's language.

The English words are those of `dateline.exports`; they stand here once more where translators' tools find them, and a
test holds that none is missing and none is left over.
"""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop

WORDS = frozenset({
    gettext_noop("the whole as one JSON document, in the shapes of a record"),
    gettext_noop("which claims support a value, but for conflicts"),
    gettext_noop("of a statement the words for its source's entity, its addressees and its day"),
    gettext_noop("the texts of the articles"),
    gettext_noop("one view a line: all there is"),
    gettext_noop("tables for spreadsheets and statistics"),
    gettext_noop("of the proofs of a step, a statement and a party all but the first"),
    gettext_noop("factuality, voices of a telling, and what each claim supports"),
    gettext_noop("lists are joined by |, and a | within a name becomes /"),
    gettext_noop("text that a spreadsheet would take for a formula begins with an apostrophe"),
    gettext_noop("the same tables with types, for DuckDB, polars and Spark"),
    gettext_noop("what CSV loses, but for null and empty, which differ"),
    gettext_noop("PLOVER 2.0, one event a line"),
    gettext_noop("events without a PLOVER type (plain denials, postponements) or without any day"),
    gettext_noop("statements that are about no event of the file"),
    gettext_noop("all tellings but the first, but for their ids (x_tellings); which claim supports what"),
    gettext_noop("intervals keep their ends; months and years become intervals, and x_when has the value itself"),
    gettext_noop("the same in the field names before 2021 (source, target)"),
    gettext_noop("POLECAT's 40 columns"),
    gettext_noop("events without a PLOVER type or without any day; statements"),
    gettext_noop("status, history, factuality, quotes with their places, all tellings but the first"),
    gettext_noop("intervals: their first day stands; a day that is not told is that of the report"),
    gettext_noop("Correlates of War numbers, districts: not known here"),
    gettext_noop("CAMEO codes in ICEWS' 20 columns"),
    gettext_noop("events without a CAMEO code, without any day, or with one party; statements"),
    gettext_noop("status, history, factuality, quotes, all tellings but the first; the kind, but for its code"),
    gettext_noop("GDELT 2.0 events and mentions"),
    gettext_noop("events without a CAMEO code or without any day; statements"),
    gettext_noop("all parties but two; status, history and the quotes themselves"),
    gettext_noop("our ids become numbers; FIPS codes of countries, tone and places of the parties stay empty"),
    gettext_noop("offsets of a party in other reports than the one whose words prove it are -1"),
    gettext_noop("FollowTheMoney entities"),
    gettext_noop("statements"),
    gettext_noop("who is actor and who recipient (both are involved; a host is the organizer), factuality, codes"),
    gettext_noop("history: the kind and the last status stand in keywords"),
    gettext_noop("positions of quotes; of each report that names an entity one Mention"),
    gettext_noop("places and groups that are no body are names in text"),
    gettext_noop("JSON-LD for web pages and search engines"),
    gettext_noop("history but for previousStartDate; nine statuses become EventScheduled"),
    gettext_noop("factuality, codes, voices, positions of quotes"),
    gettext_noop("of the day of a postponed event only previousStartDate is told"),
    gettext_noop("W3C Web Annotation: the characters behind each value"),
    gettext_noop("values without characters of their own: factuality, codes, outlets"),
    gettext_noop("the articles themselves"),
    gettext_noop("a calendar of what is, was or is no longer planned"),
    gettext_noop("events without a day, with one of a month or more, or put off without a new one"),
    gettext_noop("events that were never planned and are of no kind that is held (an accusation, a sanction)"),
    gettext_noop("who is actor and who recipient, but for the title; codes; statements; positions of quotes"),
    gettext_noop("steps but for their days in the description"),
    gettext_noop("a feed of steps: announced, put off, called off, held"),
    gettext_noop("steps of which neither the day nor that of their report is known"),
    gettext_noop("parties but for the title, places and days but for the words of the proof, codes, statements"),
    gettext_noop("all but the first report and the first quote of a step"),
    gettext_noop("events on a map"),
    gettext_noop("events without a place; statements; history, factuality, codes, positions of quotes"),
    gettext_noop("a place whose degrees are not known, and every country, has a null geometry"),
    gettext_noop("parties are names in one line"),
    gettext_noop("a network of who did what to whom"),
    gettext_noop("events with one party and statements to nobody in particular: they are no edge"),
    gettext_noop("an event of many parties is an edge for each pair"),
    gettext_noop("places, history, factuality, codes, quotes, tellings"),
})  # fmt: skip


def format_words(words: str) -> str:
    """What a format says of itself; what has no words here as it is."""
    return gettext(words) if words in WORDS else words
