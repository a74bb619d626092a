"""Where a report is written from, as a country: what is at home there needs no state beside its name."""

from __future__ import annotations

from dateline.reading.entities.draft import Draft


def home_of(draft: Draft) -> str | None:
    """The country that the report is written from, by its dateline; None without one."""
    for sentence in draft.scene.analysis.sentences:
        if sentence.section == "dateline":
            named = (one for i in range(len(sentence.tokens)) for one in draft.at(sentence.index, i))
            places = [draft.characters[e].country for one in named for e in one.entities]
            return next((country for country in places if country is not None), None)
    return None
