# ruff: noqa: E501
"""Texts of other fields whose words are those of politics, and texts of politics with words of other fields."""

from __future__ import annotations

import pytest

import dateline

MATCH = """Norway threaten Chile but the visitors strike late

OSLO, 3 June - Chile beat Norway 2-1 in a friendly at the Ullevaal stadium on Tuesday, with their captain scoring twice in the second half.

Norway attacked from the whistle. Their coach accused the Brazilian referee of bias after a penalty was refused, and the federation rejected his criticism.

Chile will meet Peru in Lima on Saturday. The match had been called off twice. The winger withdrew from the squad for that game, and the club signed a new goalkeeper from Spain."""

FILM = """Review: a treaty to forget

In this new film, the president of an unnamed republic is invited to Geneva, where the Russian foreign minister threatens to invade if a treaty is not signed. The director calls it a comedy.

Bombs fall on Odessa and sanctions are lifted within one scene. Critics in Berlin attacked it; audiences in Paris praised the actors and the soundtrack."""

TAKEOVER = """Brewer agrees to buy rival after stormy talks

NAIROBI - The Kenyan brewer said on Wednesday it had agreed to buy its Ugandan rival, ending a battle in which the board had accused its suitor of aggression and recalled its chief negotiator.

Shareholders will vote in June. Analysts rejected the valuation and warned that the company may withdraw from Rwanda. Its shares fell 4 per cent after profit and revenue missed forecasts."""

DIPLOMACY = """President of Chile to watch match in Oslo

OSLO, 3 June - The president of Chile will visit Norway on Saturday to watch the World Cup qualifier, his foreign ministry said on Tuesday.

He will meet the Norwegian prime minister before the match. Norway recalled its ambassador to Chile in March after soldiers fired at a ship. The government in Santiago apologised and the sanctions were lifted."""


FEAST = """Guests take a lap before the first ball

DELHI, 9 March 2023 - Cricket waited for its guests. Anthony Albanese circled the ground on Thursday before his team won the toss.

The captain reached his hundred after tea, and two wickets fell late.

The Australian leader arrived in Ahmedabad on Wednesday and celebrated Holi with the governor. He is to meet Narendra Modi for talks in New Delhi on Friday."""


@pytest.mark.parametrize(("text", "field"), [(MATCH, "sport"), (FILM, "film"), (TAKEOVER, "business")])
def test_a_text_of_another_field_tells_of_no_events(text: str, field: str) -> None:
    record = dateline.read(text, published="2025-06-03", any_subject=True)
    assert not record.events
    assert any(f"a text of {field}" in issue.what for issue in record.issues)


def test_a_visit_to_a_match_is_told() -> None:
    record = dateline.read(DIPLOMACY, published="2025-06-03")
    assert {"visit", "meeting", "recall"} <= {event.kind for event in record.events}


def test_talks_told_in_a_report_of_a_match_are_read() -> None:
    record = dateline.read(FEAST, published="2023-03-09")
    meetings = [one for one in record.events if one.kind == "meeting" and one.status == "scheduled"]
    sides = {who.entity for one in meetings for who in (*one.actors, *one.recipients)}
    assert {"anthony-albanese", "narendra-modi"} == sides


@pytest.mark.parametrize(
    "sentence",
    [
        "Greece crushed Russia in the last group match on Saturday.",
        "Spain demolished Ireland on Thursday in Gdansk.",
        "England battle France on Monday in Donetsk.",
        "The French president hanged a portrait of Charles de Gaulle in his office.",
        "Boeing accused Airbus of taking illegal subsidies.",
        "Djokovic will meet Nadal on Sunday.",
    ],
)
def test_teams_firms_players_and_portraits_tell_of_no_act(sentence: str) -> None:
    assert () == dateline.read(sentence, published="2012-06-08", any_subject=True).events


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Turkey crushed Kurdish rebels near Hakkari.", "assault"),
        ("Israel demolished a Palestinian house in Hebron.", "assault"),
        ("Britain fought Argentina over the islands.", "assault"),
        ("Iran hanged two Saudi drug dealers on Monday.", "assault"),
        ("Boeing accused the European Union of bad faith.", "accusation"),
        ("Merkel will meet Sarkozy on Sunday.", "meeting"),
    ],
)
def test_states_and_those_who_deal_with_them_do_act(sentence: str, kind: str) -> None:
    events = dateline.read(sentence, published="2012-06-08", any_subject=True).events

    assert kind in [event.kind for event in events]
