from __future__ import annotations

import pytest

from dateline.pages.bylines import is_credit, names_in, persons, trim_credit


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Rhona Castle", ("Rhona Castle",)),
        ("By Rhona Castle and Tae-il Shin", ("Rhona Castle", "Tae-il Shin")),
        ("By RHONA CASTLE, Asia Editor | Seoul", ("Rhona Castle",)),
        ("Written by Rhona Castle | Beijing | Updated: April 23, 2018", ("Rhona Castle",)),
        ("By Jean-Luc de la Croix with Ana García", ("Jean-Luc de la Croix", "Ana García")),
        ("Opinion | By Rhona Castle · 5 min read", ("Rhona Castle",)),
        ("By Rhona Castle (rhona@paper.example)", ("Rhona Castle",)),
        ("By Rhona Castle on January 22, 2025", ("Rhona Castle",)),
        ("Posted on May 3, 2018 by Rhona Castle", ("Rhona Castle",)),
        ("By Rhona Castle in Seoul and Tae-il Shin in Tokyo", ("Rhona Castle", "Tae-il Shin")),
        ("By Rhona Castle in New Delhi and New York", ("Rhona Castle",)),
        ("BY RHONA CASTLE AND BEA LUND", ("Rhona Castle", "Bea Lund")),
        ("By RHONA CASTLE Associated Press", ("Rhona Castle",)),
        ("By Rhona Castle AP Diplomatic Writer", ("Rhona Castle",)),
        ("By Rhona Castle Senior Reporter", ("Rhona Castle",)),
        ("By Rhona Castle Digital Editor and Master Gardener", ("Rhona Castle",)),
        ("By Rhona Castle for The Paper", ("Rhona Castle",)),
        ("Reporting by Rhona Castle; editing by Bea Lund", ("Rhona Castle",)),
        ("BY PATRICK O'BRIEN AND JOHN MCCABE", ("Patrick O'Brien", "John McCabe")),
        ("By Gabby Castle", ("Gabby Castle",)),
        ("By Rhona Castle and Bea Lund of Reuters", ("Rhona Castle", "Bea Lund")),
        ("By Rhona Castle of The Lindgrad Herald", ("Rhona Castle",)),
        ("By RHONA CASTLE Special to the Herald", ("Rhona Castle",)),
        ("By Rhona Castle Herald Reporter", ("Rhona Castle",)),
        ("Text: Rhona Castle, Photos: Bea Lund", ("Rhona Castle",)),
        ("Reporting by Rhona Castle; Writing by Bea Lund; Editing by Tae-il Shin", ("Rhona Castle", "Bea Lund")),
        ("By Press Association", ()),
        ("By The Associated Press", ()),
        ("By Our Special Correspondent", ()),
    ],
)
def test_the_persons_of_a_printed_byline(line: str, names: tuple[str, ...]) -> None:
    assert names == names_in(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Rhona Castle",
        "Text: Rhona Castle",
        "By our economics staff",
        "By the Washington Bureau",
        "By STAFF REPORTER",
    ],
)
def test_bylines_are_known_by_their_form(line: str) -> None:
    assert is_credit(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Thursday the talks had ended.",
        "By 2019 they had met twice",
        "By the numbers",
        "By:",
        "Bystanders saw Kim",
        "Words Without Borders",
        "Text Rhona Castle",
        "",
    ],
)
def test_a_sentence_or_a_label_is_no_byline(line: str) -> None:
    assert not is_credit(line)


def test_desks_agencies_and_accounts_are_no_persons() -> None:
    assert () == persons(["Staff Report", "News Desk", "Reuters", "admin", "https://paper.example/rhona"])


def test_an_account_is_a_name_with_points() -> None:
    assert ("Rhona J Castle",) == persons(["rhona.j.castle"])


def test_one_string_of_several_people_is_several_people() -> None:
    assert ("Rhona Castle", "Tae-il Shin") == persons(["Rhona Castle, Tae-il Shin", "rhona castle"])


def test_what_follows_the_last_name_is_no_part_of_the_byline() -> None:
    assert "By Bea Lund" == trim_credit("By Bea Lund Wednesday, 3:10 PM Share on X")
    assert "By the Washington Bureau" == trim_credit("By the Washington Bureau | June 1, 2018")


def test_a_catalogue_has_the_family_name_first_and_a_list_of_family_names_is_none() -> None:
    assert ("Anna Castle",) == persons(["Castle, Anna"])
    assert ("Anna Castle", "Bea Lund") == persons(["Anna Castle, Bea Lund"])
    assert ("Anna", "Castle") == persons(["Anna, Castle"])
