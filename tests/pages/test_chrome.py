from __future__ import annotations

import re

import pytest

from dateline.lexicon.files import table
from dateline.pages.chrome import strip_chrome
from dateline.pages.words import chrome_kind
from page_make import TEXT


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Leave a Reply", "comments"),
        ("3 thoughts on “Talks in Lindgrad”", "comments"),
        ("Please Login to comment", "comment"),
        ("This site uses Akismet to reduce spam. Learn how your comment data is processed.", "comment"),
        ("Notify of", "comment"),
        ("Reading Time: 2 minutes", "reading"),
        ("5 min read", "reading"),
        ("Share this:", "share"),
        ("Facebook Twitter WhatsApp", "share"),
        ("Print | E-mail this", "share"),
        ("👍 41 Sign in to react", "comment"),
        ("Sign up for our newsletter", "newsletter"),
        ("We use cookies to improve your experience.", "cookie"),
        ("Advertisement · Scroll to continue", "ad"),
        ("ALSO READ | Ostmark names a new envoy", "aside"),
        ("Recommended Stories", "related"),
        ("(With inputs from agencies)", "note"),
        ("Reporting by Rhona Castle; Editing by Tae-il Shin", "note"),
        ("© 2018 The Lindgrad Herald. All rights reserved.", "note"),
        ("End of Article", "end"),
        ("14.32 BST", "live"),
    ],
)
def test_what_pages_print_around_a_report(line: str, kind: str) -> None:
    assert kind == chrome_kind(line)


@pytest.mark.parametrize(
    "line",
    [
        *TEXT,
        "“Leave a comment,” he told them, and nobody did.",
        "He shared this with reporters.",
        "Comments by the minister drew fire.",
        "Ministers share the blame",
        "Analysis: back at the table in Doha",
        "Live: Putin recognises breakaway regions",
        "No comment, the ministry said.",
        "Kremlin: no date, no delay",
        "Talks end",
        "Reuters said the talks had ended.",
        "The end of the affair",
        "Related talks were held in Portmore.",
        "They met at 14.32.",
        "Updated figures show 12 dead",
    ],
)
def test_words_of_a_report_are_no_boilerplate(line: str) -> None:
    assert chrome_kind(line) is None


def test_titles_under_a_list_of_other_reports_go_and_sentences_stay() -> None:
    kept, removed = strip_chrome([*TEXT, "Most read", "Goat stops train", "Rain on Sunday", "He said so himself."])

    assert [*TEXT, "He said so himself."] == kept
    assert ["Most read", "Goat stops train", "Rain on Sunday"] == removed


def test_what_follows_the_head_of_the_comments_goes_but_only_below_a_report() -> None:
    assert list(TEXT) == strip_chrome([*TEXT, "2 comments", "Veldt met Putin in secret."])[0]
    assert list(TEXT) == strip_chrome(["2 comments", *TEXT])[0]


def test_the_kind_is_that_of_the_first_pattern_that_takes_the_line() -> None:
    patterns = [(row["kind"], re.compile(row["pattern"])) for row in table("en/chrome.tsv")]
    lines = ("2 comments", "leave a reply", "reply", "share this article", "advertisement", "5 min read", "home")

    assert not any(pattern.fullmatch("") for _, pattern in patterns)
    for line in lines:
        assert next((kind for kind, pattern in patterns if pattern.fullmatch(line)), None) == chrome_kind(line), line
    assert chrome_kind("") is None
