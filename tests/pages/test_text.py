from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import EmptyInput
from dateline.pages import Parsed, parse_text
from dateline.pages.words import chrome_kind
from page_make import HEADLINE, TEXT
from shared import shared

PROSE = "\n\n".join(TEXT)


def section(parsed: Parsed, kind: str) -> list[str]:
    return [parsed.article.text[one.start : one.end] for one in parsed.article.sections if one.kind == kind]


def test_headline_byline_dateline_and_body_of_a_wire_report() -> None:
    parsed = parse_text(f"{HEADLINE}\n\nBy Rhona Castle\n\nLINDGRAD, June 12 (Agency) — {PROSE}")

    assert [HEADLINE] == section(parsed, "headline")
    assert ["By Rhona Castle"] == section(parsed, "byline")
    assert ["LINDGRAD, June 12 (Agency)"] == section(parsed, "dateline")
    assert [PROSE] == section(parsed, "body")
    assert ("Rhona Castle",) == parsed.article.byline
    assert parsed.dateline is not None
    assert ("LINDGRAD", "June 12", "Agency") == tuple(
        one.quote for one in (parsed.dateline.place, parsed.dateline.day, parsed.dateline.agency) if one
    )


def test_a_town_in_capitals_on_a_line_of_its_own_is_the_dateline() -> None:
    parsed = parse_text(f"{HEADLINE}\n\nANKARA\n\n{PROSE}")

    assert ["ANKARA"] == section(parsed, "dateline")
    assert [PROSE] == section(parsed, "body")
    assert parsed.dateline is not None
    assert parsed.dateline.place is not None


def test_the_boilerplate_of_a_page_saved_as_text_is_removed_and_kept_apart() -> None:
    akismet = "This site uses Akismet to reduce spam. Learn how your comment data is processed."
    chrome = ["Reading Time: 2 minutes", "Leave a Reply", "Please Login to comment", akismet, "Notify of"]
    parsed = parse_text("\n\n".join([chrome[0], HEADLINE, PROSE, *chrome[1:]]))

    assert f"{HEADLINE}\n\n{PROSE}" == parsed.article.text
    assert set(chrome) == set(parsed.article.removed)


def test_readers_comments_under_a_text_are_no_part_of_it() -> None:
    comments = "3 thoughts on “the talks”\n\nsceptic says:\n\nVeldt met Kim Jong-un in Lindgrad, everybody knows it."

    assert PROSE == parse_text(f"{PROSE}\n\n{comments}").article.text


def test_a_report_may_speak_of_what_boilerplate_says() -> None:
    sentence = (
        "“Leave a comment and share this,” the minister told reporters, who had to notify the office of the visit."
    )

    assert sentence in parse_text(f"{HEADLINE}\n\n{sentence}\n\n{PROSE}").article.text


@pytest.mark.parametrize(
    "passage",
    [
        "Lavrov met Kim in Pyongyang on Thursday.",
        "Talks between the two sides",
        PROSE,
        "LINDGRAD, June 12 (Agency) — The talks have begun.",
        "By Rhona Castle",
        "They met. Then they left.\n\nNobody said why.",
        "Talks begin; talks end\n\nTalks fail",
    ],
)
def test_a_passage_gets_no_headline(passage: str) -> None:
    assert parse_text(passage).article.headline in (None, "By Rhona Castle")


@pytest.mark.parametrize(
    "headline",
    [
        HEADLINE,
        "Trump to visit U.S.",
        "Kremlin: no date, no delay",
        "Will they meet?",
        "‘No date’",
        "Talks in Lindgrad at 9.30",
    ],
)
def test_a_short_line_without_a_stop_over_prose_is_the_headline(headline: str) -> None:
    assert headline == parse_text(f"{headline}\n\n{PROSE}").article.headline


def test_a_headline_from_outside_wins_and_the_first_line_stays() -> None:
    parsed = parse_text(f"A first line of its own\n\n{PROSE}", headline=HEADLINE)

    assert HEADLINE == parsed.article.headline
    assert parsed.article.text.startswith(f"{HEADLINE}\n\nA first line of its own\n\n")


def test_the_label_of_a_section_above_the_headline_is_not_the_headline() -> None:
    parsed = parse_text(f"Europe\n\n{HEADLINE}\n\n{PROSE}")

    assert HEADLINE == parsed.article.headline
    assert "Europe" in parsed.article.removed


def test_marks_of_markdown_are_no_part_of_the_words() -> None:
    text = "\n\n".join(
        [f"# {HEADLINE}", "*By Rhona Castle*", f"**{TEXT[0]}**", f"[{TEXT[1]}](https://paper.example/a_(b))",
         f"> {TEXT[2]}", "---", TEXT[3]]
    )  # fmt: skip

    assert f"{HEADLINE}\n\nBy Rhona Castle\n\n{PROSE}" == parse_text(text).article.text


def test_hard_line_breaks_are_undone_and_lists_are_not() -> None:
    wrapped = "\n\n".join("\n".join(textwrap.wrap(line, 70)) for line in TEXT)

    assert PROSE == parse_text(wrapped).article.text
    assert "One\n\nTwo\n\nThree" in parse_text(f"{PROSE}\n\nOne\nTwo\nThree").article.text


def test_a_date_line_under_the_headline_dates_the_text_unless_it_tells_of_a_change() -> None:
    assert "2018-06-01" == parse_text(f"{HEADLINE}\n\nPublished June 1, 2018\n\n{PROSE}").article.published
    assert parse_text(f"{HEADLINE}\n\nUpdated June 1, 2018\n\n{PROSE}").article.published is None
    assert parse_text(f"{HEADLINE}\n\n{PROSE}").article.published is None


def test_a_whole_day_in_the_dateline_dates_the_text_and_says_so() -> None:
    parsed = parse_text(f"{HEADLINE}\n\nLINDGRAD (Agency), 12 June 2018 – {PROSE}")

    assert ("2018-06-12", "dateline") == (parsed.article.published, parsed.dated and parsed.dated.source)
    assert "only the dateline bears a date (2018-06-12)" in parsed.issues[0].what
    assert parse_text(f"{HEADLINE}\n\nLINDGRAD, 12 June (Agency) – {PROSE}").article.published is None
    assert "2018-06-13" == parse_text(f"LINDGRAD, 12 June 2018 – {PROSE}", published="2018-06-13").article.published


@pytest.mark.parametrize(
    ("published", "dateline", "told"),
    [
        ("2019-06-12", "12 June 2018", True),
        ("2018-06-16T08:00:00Z", "12 June 2018", True),
        ("2018-06-08", "12 June 2018", True),
        ("2018-06-15", "12 June 2018", False),
        ("2018-06-12", "12 June 2018", False),
        ("2019-06-12", "12 June", False),
    ],
)
def test_a_day_that_is_given_against_the_dateline_is_taken_and_told(published: str, dateline: str, told: bool) -> None:
    parsed = parse_text(f"{HEADLINE}\n\nLINDGRAD, {dateline} (Agency) – {PROSE}", published=published)

    assert published == parsed.article.published
    words = f"the publication date given ({published}) is not that of the dateline (2018-06-12)"
    assert told == any(words in issue.what for issue in parsed.issues)


def test_what_stands_in_front_matter_is_told_of_the_text_and_no_part_of_it() -> None:
    told = ("date: 2018-06-01 09:30", "author: Rhona Castle", "outlet: Harbour Wire", "tags:", "  - a")
    lines = "\n".join(("---", f"title: '{HEADLINE}'", *told, "---", ""))
    article = parse_text(f"{lines}\n{PROSE}").article

    assert (HEADLINE, "2018-06-01", "Harbour Wire") == (article.headline, article.published, article.outlet)
    assert ("Rhona Castle",) == article.byline
    assert f"{HEADLINE}\n\n{PROSE}" == article.text
    assert article.text == parse_text(f"{lines}\n# {HEADLINE}\n\n{PROSE}").article.text


def test_a_long_row_of_lines_that_end_in_no_front_matter_is_read_at_once() -> None:
    assert PROSE in parse_text("---\n" + "  \n" * 50 + "a: b\n" * 70 + f"\n\n{PROSE}").article.text


@pytest.mark.parametrize("text", ["Leave a Reply\n\nNotify of", "Share this:\n\nReading Time: 2 minutes"])
def test_nothing_but_boilerplate_is_refused_by_name(text: str) -> None:
    with pytest.raises(EmptyInput, match="boilerplate"):
        parse_text(text)


def test_right_to_left_text_is_kept_in_its_order() -> None:
    arabic = "التقى وزير الخارجية نظيره في العاصمة يوم الثلاثاء. وقال إن المحادثات ستستمر."

    assert arabic == parse_text(arabic).article.text


def test_the_seed_page_as_text() -> None:
    parsed = parse_text(shared("seed.txt").read_bytes())

    assert "Russian Foreign Minister Meets Kim in Pyongyang" == parsed.article.headline
    assert 2 == parsed.article.reading_minutes
    assert parsed.article.published is None
    assert 5 == len(parsed.article.removed)
    assert not any(line in parsed.article.text for line in parsed.article.removed)


LINES = st.sampled_from(
    [*TEXT, HEADLINE, "Share this:", "Leave a Reply", "By Rhona Castle", "June 1, 2018", "Related", "3 Comments"]
)


@given(st.lists(LINES | st.text(max_size=80), min_size=1, max_size=12))
def test_sections_are_in_order_and_no_line_of_the_body_is_boilerplate(lines: list[str]) -> None:
    try:
        article = parse_text("\n\n".join(lines)).article
    except EmptyInput:
        return
    ends = [end for one in article.sections for end in (one.start, one.end)]

    assert sorted(ends) == ends
    assert not ends or ends[-1] <= len(article.text)
    assert article.text == article.text.strip()
    for one in article.sections:
        if one.kind == "body":
            assert not any(chrome_kind(line) for line in article.text[one.start : one.end].split("\n\n"))
