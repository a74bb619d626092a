"""The tables as documents: each says where it comes from, none holds a thing twice or a code that nobody knows."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from dateline import lexicon
from dateline.lexicon.bodies import organisations
from dateline.lexicon.files import parts, table
from dateline.lexicon.slugs import plain, slug

FOLDER = files("dateline.lexicon")
NAMES = sorted(
    [entry.name for entry in FOLDER.iterdir() if entry.name.endswith((".tsv", ".tsv.gz"))]
    + [
        f"{of}/{entry.name}"
        for of in ("en", "de")
        for entry in FOLDER.joinpath(of).iterdir()
        if entry.name.endswith(".tsv")
    ]
)
KEYS = {
    "de/state_names.tsv": ("code",),
    "states.tsv": ("code",), "organisations.tsv": ("id",), "outlets.tsv": ("id",), "platforms.tsv": ("id",),
    "persons.tsv": ("id",), "offices_own.tsv": ("role", "of", "person", "start"), "venues.tsv": ("id",),
    "offices.tsv.gz": ("role", "of", "person", "start"), "places.tsv.gz": ("geonames",), "metonyms.tsv": ("surface",),
    "past_persons.tsv.gz": ("name",),
    "en/institutions.tsv": ("noun",), "en/groups.tsv": ("noun",), "en/modifiers.tsv": ("word",),
    "en/titles.tsv": ("form", "scope"), "en/peoples.tsv": ("word",), "en/state_traps.tsv": ("name",),
    "en/context_names.tsv": ("words",),
    "given_names.tsv": ("name",), "korean_families.tsv": ("family",), "korean_syllables.tsv": ("syllable",),
    "plover_types.tsv": ("event", "mode"), "cameo.tsv": ("code",), "en/agents.tsv": ("noun",),
}  # fmt: skip
BODIES = {"EU", "UNO", "INT"}


def bytes_of(name: str) -> bytes:
    return FOLDER.joinpath(name).read_bytes()


def twice(values: Iterable[object]) -> list[object]:
    return [value for value, count in Counter(values).items() if count > 1]


@pytest.mark.parametrize("name", NAMES)
def test_every_table_says_its_source_its_licence_and_when_it_was_checked(name: str) -> None:
    table(name)  # a broken line raises
    data = bytes_of(name)
    head = (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8").splitlines()[0]

    assert re.match(r"# .+ Source: .+ Licence: .+ Checked \d{4}-\d\d-\d\d\.$", head), head


@pytest.mark.parametrize("name", sorted(KEYS))
def test_no_table_holds_a_thing_twice(name: str) -> None:
    assert [] == twice(tuple(row[key] for key in KEYS[name]) for row in table(name))


def test_every_country_is_a_state_that_is_known() -> None:
    known = set(lexicon.states()) | {"", "ATA"}
    for name, column in (
        ("organisations.tsv", "country"), ("outlets.tsv", "country"), ("persons.tsv", "country"),
        ("venues.tsv", "country"), ("name_orders.tsv", "country"),
    ):  # fmt: skip
        assert set() == {row[column] for row in table(name)} - known, name


def test_the_state_of_a_place_of_geonames_is_known_or_a_small_territory() -> None:
    unknown = {row["country"] for row in table("places.tsv.gz")} - set(lexicon.states())

    assert len(unknown) <= 12, unknown


def test_every_office_is_of_a_state_or_of_a_body_that_is_known() -> None:
    bodies = {one.id for one in organisations().values()} | BODIES
    for name in ("offices_own.tsv", "offices.tsv.gz"):
        unknown = {row["of"] for row in table(name)} - set(lexicon.states()) - bodies
        # Territories that are in no list of states have heads of government in the Factbook.
        assert set() == {one for one in unknown if name == "offices_own.tsv" or len(one) != 3}, name


def test_every_role_is_one_that_a_title_names() -> None:
    roles = {row["role"] for row in table("en/titles.tsv")}
    assert set() == roles - {row["role"] for row in table("en/roles.tsv") if not row["of"]}
    for name in ("offices_own.tsv", "offices.tsv.gz", "en/roles.tsv"):
        assert set() == {row["role"] for row in table(name)} - roles, name


def test_every_sector_is_one_of_plovers() -> None:
    known = set(lexicon.sectors()) | {"IGO", "NGO", "IMG", ""}  # codes of bodies across borders stand in for sectors
    for name in ("organisations.tsv", "en/titles.tsv", "en/institutions.tsv", "en/agents.tsv"):
        assert set() == {row["sector"] for row in table(name)} - known, name


def test_every_day_is_one_and_no_office_ends_before_it_begins() -> None:
    pattern = re.compile(r"\d{4}(-\d\d){0,2}$")
    for name in ("offices_own.tsv", "offices.tsv.gz"):
        for row in table(name):
            for column in ("start", "end", "as_of"):
                cell = row[column]
                if cell:
                    assert pattern.match(cell), (name, row["person"], cell)
                    date.fromisoformat((cell + "-01-01")[:10] if len(cell) < 10 else cell)
            assert not row["end"] or row["start"] <= row["end"], (name, dict(row))
            assert row["as_of"], (name, row["person"])


def test_ids_are_slugs_of_their_names_so_that_every_record_has_the_same() -> None:
    for name in ("persons.tsv", "venues.tsv", "states.tsv", "organisations.tsv"):
        assert [] == [(row["id"], row["name"]) for row in table(name) if row["id"] != slug(row["name"])], name


def test_no_spelling_means_two_persons_two_bodies_or_two_outlets() -> None:
    for name in ("persons.tsv", "organisations.tsv", "outlets.tsv", "venues.tsv"):
        spellings = [
            plain(s) for row in table(name) for s in {plain(x): x for x in (row["name"], *parts(row["aliases"]))}
        ]
        assert [] == twice(spellings), name


def test_a_state_is_named_by_its_own_names_only() -> None:
    owners: dict[str, set[str]] = {}
    for row in table("states.tsv"):
        for column in ("names", "adjectives", "people", "capitals"):
            for name in (row["name"], *parts(row[column])):
                owners.setdefault(plain(name), set()).add(row["code"])

    assert {} == {name: codes for name, codes in owners.items() if len(codes) > 1}


def test_every_people_lives_in_a_state_or_a_region_that_is_known() -> None:
    regions = {row["id"] for row in table("venues.tsv")}
    for row in table("en/peoples.tsv"):
        assert row["of"] in (regions if row["kind"] == "region" else set(lexicon.states())) | {""}, row["word"]
        assert lexicon.find_state(row["word"]) is None or row["kind"] != "region", row["word"]


def test_every_trap_is_a_name_that_is_known() -> None:
    for row in table("en/state_traps.tsv"):
        assert (lexicon.find_state(row["name"]) is None) == (row["trap"] == "common"), row["name"]


def test_the_holder_of_an_own_office_is_a_person_kept_by_hand() -> None:
    assert set() == {row["person"] for row in table("offices_own.tsv")} - {row["name"] for row in table("persons.tsv")}


def test_names_shared_with_bodies_of_other_states_are_names_of_the_body() -> None:
    for row in table("organisations.tsv"):
        assert set(parts(row["shared"])) <= {row["name"], *parts(row["aliases"])}, row["id"]
        assert row["country"] or not row["shared"], row["id"]


def test_one_domain_belongs_to_one_outlet() -> None:
    assert [] == twice(domain for row in table("outlets.tsv") for domain in parts(row["domain"]))


def test_the_coding_of_kinds_uses_codes_that_exist() -> None:
    types, cameo = lexicon.plover_types(), lexicon.cameo_codes()
    for row in table("plover_coding.tsv"):
        for event in filter(None, (row["event"], row["ahead"])):
            assert (event, "") in types, row["kind"]
        assert not row["mode"] or (row["event"], row["mode"]) in types, row["kind"]
        for code in filter(None, (row["cameo"], row["ahead_cameo"])):
            assert code in cameo, row["kind"]
    assert set() == {row["context"] for row in table("en/contexts.tsv")} - lexicon.plover_contexts()


def test_the_size_of_what_is_shipped_stays_small() -> None:
    assert len(bytes_of("offices.tsv.gz")) < 1_500_000
    assert len(bytes_of("places.tsv.gz")) < 1_000_000


def test_the_page_on_the_lexicon_lists_every_table() -> None:
    page = (Path(__file__).parents[2] / "docs" / "lexicon.md").read_text(encoding="utf-8")

    assert [] == [name for name in NAMES if f"`{name}`" not in page]
