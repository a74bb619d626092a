"""Who is who: names, offices, bare names, pronouns, groups, capitals."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dateline
from dateline.reading.entities import read_entities
from dateline.reading.frame import Cast
from dateline.reading.places import read_places
from make import read_scene

DAY = date(2018, 6, 1)


def cast_of(text: str, day: date | None = DAY) -> Cast:
    return read_entities(read_scene(text, day=day))[0]


def meant(cast: Cast, text: str, words: str, nth: int = 1) -> set[str]:
    """The entities that the nth place of `words` means."""
    at = -1
    for _ in range(nth):
        at = text.index(words, at + 1)
    return {e for one in cast.references if one.span == (at, at + len(words)) for e in one.entities}


def test_a_title_gives_its_bearer_a_country_and_an_office() -> None:
    text = "Russian Foreign Minister Sergei Lavrov met with North Korean leader Kim Jong-un here on Thursday."
    cast = cast_of(text)
    lavrov = cast.entities["sergei-lavrov"]

    assert ("person", "Sergei Lavrov", "RUS") == (lavrov.kind, lavrov.name, lavrov.country)
    assert "Russian Foreign Minister" in [role.title for role in lavrov.roles]
    assert {"sergei-lavrov"} == meant(cast, text, "Russian Foreign Minister")
    assert {"kim-jong-un"} == meant(cast, text, "North Korean leader")


def test_spellings_of_one_name_are_one_person_and_namesakes_are_two() -> None:
    text = "Kim Young Chol met Pompeo in New York. North Korea sent Kim Yong Chol. Kim Jong Un stayed in Pyongyang."
    cast = cast_of(text)

    assert {"kim-yong-chol"} == meant(cast, text, "Kim Young Chol") == meant(cast, text, "Kim Yong Chol")
    assert {"kim-jong-un"} == meant(cast, text, "Kim Jong Un")


@pytest.mark.parametrize(
    ("text", "outlets"),
    [
        ("Putin told Radio Tebbutt that Russia would withdraw.", {"Radio Tebbutt"}),
        ("Putin told Canal Plus that Russia would withdraw.", {"Canal Plus"}),
        ("Britain and France met in the Channel Islands on Monday.", set()),
        ("The United States handed the Canal Zone over to Panama on Friday.", set()),
        ("Putin told Hamas, the movement, to stop.", set()),
    ],
)
def test_an_outlet_that_no_list_knows_is_told_by_its_name(text: str, outlets: set[str]) -> None:
    assert outlets == {one.name for one in cast_of(text).entities.values() if one.kind == "outlet"}


def test_the_noun_after_an_outlet_is_part_of_its_name_but_no_news_conference() -> None:
    text = "The Kabarlar news agency asked. Lavrov spoke at the Kabarlar news conference, quoted by Kabarlar."
    cast = cast_of(text)

    assert {"kabarlar"} == meant(cast, text, "Kabarlar news agency") == meant(cast, text, "Kabarlar", 2)


def test_a_bare_kim_is_the_leader_even_right_after_a_namesake() -> None:
    text = "Kim Yong Chol of North Korea arrived in New York. Trump hopes to meet Kim in Singapore."

    assert {"kim-jong-un"} == meant(cast_of(text), text, "Kim", 2)


def test_a_footballer_called_kim_is_not_the_leader_of_north_korea() -> None:
    assert "kim-jong-un" not in cast_of("Kim passed to Osimhen, who scored twice in the second half.").entities


def test_a_counterpart_holds_the_same_office() -> None:
    text = "Russian Foreign Minister Sergei Lavrov met his North Korean counterpart Ri Yong-ho."

    assert {"ri-yong-ho"} == meant(cast_of(text), text, "his North Korean counterpart")


def test_lists_of_kin_pair_in_order() -> None:
    text = "He bowed to Kim’s father and grandfather, Kim Jong-il and Kim Il-sung."
    cast = cast_of(text)

    assert {"kim-jong-il"} == meant(cast, text, "Kim’s father")
    assert {"kim-il-sung"} == meant(cast, text, "grandfather")


def test_the_two_leaders_are_those_of_the_sentence_before() -> None:
    text = (
        "Kim Yong Chol met US Secretary of State Mike Pompeo to discuss the summit between Trump and Kim. "
        "The two leaders talked for two hours."
    )

    assert {"kim-yong-chol", "mike-pompeo"} == meant(cast_of(text), text, "The two leaders")


def test_who_writes_to_both_men_is_none_of_them() -> None:
    text = (
        "Mr. Obama and President Raúl Castro spoke by telephone on Tuesday. "
        "Mr. Castro thanked Pope Francis, who wrote to both men last summer."
    )

    assert {"barack-obama", "raul-castro"} == meant(cast_of(text, date(2014, 12, 17)), text, "both men")


def test_the_two_men_are_those_who_met_though_he_stands_for_one() -> None:
    text = (
        "Kim Yong Chol arrived in New York on Wednesday. He met US Secretary of State Mike Pompeo there to talk about "
        "the summit between Trump and Kim. Over a dinner the two men discussed whether North Korea would disarm."
    )

    assert {"kim-yong-chol", "mike-pompeo"} == meant(cast_of(text), text, "the two men")


@pytest.mark.parametrize(
    ("text", "words", "entity"),
    [
        ("Washington said it would respond.", "Washington", "united-states"),
        ("The ministers met in Washington on Monday.", "Washington", "washington"),
        ("Erdogan accused Brussels of failing to keep its promises.", "Brussels", "european-union"),
        ("Lavrov flew to Pyongyang on Thursday.", "Pyongyang", "pyongyang"),
        ("Relations with Moscow are at a low.", "Moscow", "russia"),
        ("The Kremlin denied the report.", "Kremlin", "russia"),
        ("France and Britain signed a treaty in Paris.", "Paris", "paris"),
    ],
)
def test_a_capital_is_a_place_or_a_government_by_its_position(text: str, words: str, entity: str) -> None:
    cast = cast_of(text)
    at = text.index(words)

    assert {entity} == {e for one in cast.references if one.span.start <= at < one.span.end for e in one.entities}


def test_he_is_who_was_spoken_of() -> None:
    text = "Pompeo met Kim Yong Chol in New York. He said the talks had been good."

    assert {"mike-pompeo"} == meant(cast_of(text), text, "He")


def test_his_before_its_name_is_the_subject_that_follows() -> None:
    text = "During his visit to Pyongyang, Lavrov of Russia laid a wreath."

    assert {"sergei-lavrov"} == meant(cast_of(text), text, "his")


def test_unnamed_officials_are_entities_of_their_state() -> None:
    entities = cast_of("Russian officials met reporters. South Korea’s foreign ministry said nothing.").entities
    found = {(one.name, one.kind, one.country) for one in entities.values()}

    assert ("Russian officials", "group", "RUS") in found
    assert ("South Korea’s foreign ministry", "organisation", "KOR") in found


def test_here_is_the_place_of_the_headline_where_there_is_no_dateline() -> None:
    read = read_scene("Lavrov Meets Kim in Pyongyang\n\nLavrov met with Kim Jong-un here on Thursday.", day=DAY)
    cast, place = read_places(read, read_entities(read)[0])

    assert place == "pyongyang"
    assert {"pyongyang"} == meant(cast, read.article.text, "here")


def test_undecided_pronouns_keep_their_candidates_and_become_issues() -> None:
    read = read_scene("He did it.", day=DAY)
    cast, issues = read_entities(read)

    assert [] == [one.entities for one in cast.references if one.form == "pronoun" and one.entities]
    assert all(issue.stage == "entities" for issue in issues)


WORDS = st.sampled_from([
    "Kim", "Lavrov", "the", "two", "leaders", "Russian", "foreign", "minister", ",", "and", "his", "counterpart",
    "U.S.", "Washington", "'s", "met", "both", "sides", "of", "President", "Xi", "Jinping", "it", "they", "officials",
    "(", "”",
])  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, max_size=30))
def test_any_words_give_references_that_are_slices_and_entities_that_exist(words: list[str]) -> None:
    text = " ".join(words) or "."
    cast = cast_of(text)

    for one in cast.references:
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert set(one.entities) <= cast.entities.keys()
    for entity in cast.entities.values():
        assert all(text[m.start : m.end] == m.quote for m in entity.mentions)


def test_the_pope_needs_no_state_and_the_queen_one_in_sight() -> None:
    text = "Theresa May met the Queen in London on Monday. The pope had received Macron in Rome."
    cast = cast_of(text)

    assert {"queen-elizabeth-ii"} == meant(cast, text, "the Queen")
    assert {"pope-francis"} == meant(cast, text, "The pope")
    assert "queen-elizabeth-ii" not in cast_of("Margrethe II met Macron in Oslo. The Queen then left.").entities


def test_who_bears_a_rank_is_a_person_after_a_comma_too() -> None:
    cast = cast_of("The spokesman, Major General Asif Ghafoor, hit back. The General Assembly met.")

    assert "person" == cast.entities["asif-ghafoor"].kind
    assert not [one for one in cast.entities.values() if one.kind == "person" and "Assembly" in one.name]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("Secretary-General Ban Ki-moon flew to Oslo. Norway thanked the secretary-general.", "the secretary-general",
         {"ban-ki-moon"}),
        ("Foreign Minister Sergei Lavrov is in Tokyo. The minister leaves on Friday.", "The minister",
         {"sergei-lavrov"}),
        ("King Mswati of Swaziland stayed at home. Taiwan thanked the king.", "the king", {"king-mswati"}),
        ("Speaker Nancy Pelosi landed in Kuala Lumpur. Malaysia greeted the speaker.", "the speaker", {"nancy-pelosi"}),
        ("Fiji wants Colonel Tevita Marama. It accused the colonel of mutiny.", "the colonel", {"tevita-marama"}),
        ("Fiji wants Colonel Tevita Marama. It thanked the captain of the ship.", "the captain", set()),
        ("Fiji wants Colonel Tevita Marama. It thanked the governor.", "the governor", set()),
        ("Minister Ivan Petrov met Minister Pavel Orlov. The minister thanked Norway.", "The minister",
         {"ivan-petrov"}),
        ("King Abdullah of Jordan is in Rome. The foreign minister flew to Cairo.", "The foreign minister", set()),
        ("Fiji's president met the minister of justice. Fiji thanked the minister.", "the minister", set()),
    ],
)  # fmt: skip
def test_a_title_alone_means_whom_the_report_gave_it(text: str, words: str, who: set[str]) -> None:
    assert who == meant(cast_of(text), text, words)


def test_who_does_it_is_not_whom_it_is_done_to() -> None:
    text = "Ban Ki-moon met President Mahinda Rajapaksa in Kandy. He thanked Ban. He received Rajapaksa on Monday."
    cast = cast_of(text)

    assert {"mahinda-rajapaksa"} == meant(cast, text, "He", 1)
    assert {"ban-ki-moon"} == meant(cast, text, "He", 2)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The trip was called off, Kyodo reported, citing officials in Tokyo.", {"kyodo": "outlet"}),
        ("Tass said that the envoy had left.", {"tass": "outlet"}),
        ("Ms Antara Roy met the envoy.", {"antara-roy": "person"}),
        ("Mr Kyodo met the envoy.", {"kyodo": "person"}),
        ("The premier celebrated Holi with the governor.", {"holi": None}),
        ("He will mark Nowruz in Tehran.", {"nowruz": None}),
        ("Mohammed Eid met the envoy. Eid thanked him.", {"mohammed-eid": "person"}),
        ("She held talks with H.E. Ms. Oksana MELNYK on Monday.", {"h-e": None, "oksana-melnyk": "person"}),
        ("His Excellency Oleg Bartov met the envoy.", {"excellency": None, "oleg-bartov": "person"}),
    ],
)
def test_agencies_feasts_and_honorifics_are_nobody(text: str, kinds: dict[str, str | None]) -> None:
    cast = cast_of(text)

    assert kinds == {one: cast.entities[one].kind if one in cast.entities else None for one in kinds}


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Olaf Bern and Petra Wien, the foreign ministers of Peru and Chile, met in Rome.", ("PER", "CHL")),
        ("The foreign ministers of Peru and Chile, Olaf Bern and Petra Wien, met in Rome.", ("PER", "CHL")),
        ("Olaf Bern, Karl Rom and Petra Wien, the foreign ministers of Peru and Chile, met in Rome.", (None, None)),
        ("Olaf Bern and Petra Wien met the foreign ministers of Peru and Chile in Rome.", (None, None)),
    ],
)
def test_offices_of_several_are_shared_out_in_their_order(text: str, countries: tuple[str | None, str | None]) -> None:
    cast = cast_of(text)

    assert countries == (cast.entities["olaf-bern"].country, cast.entities["petra-wien"].country)


def test_known_premiers_keep_their_own_offices() -> None:
    text = "The prime ministers of India and Australia, Narendra Modi and Anthony Albanese, met in Delhi."
    cast = cast_of(text, date(2023, 3, 10))

    held = {one: {(role.title, role.of) for role in cast.entities[one].roles} for one in cast.entities}
    assert {("prime minister", "IND")} == held["narendra-modi"]
    assert {("prime minister", "AUS")} == held["anthony-albanese"]


def test_how_somebody_compares_is_no_office_of_his() -> None:
    measured = dateline.read("Ri Su-gil, the most senior North Korean official to visit Norway in 12 years, met Abe.")
    held = dateline.read("Ri Su-gil, the senior North Korean official, met Abe.")

    assert [] == [role.title for one in measured.entities if one.name == "Ri Su-gil" for role in one.roles]
    assert any(role.title.endswith("official") for one in held.entities for role in one.roles)
