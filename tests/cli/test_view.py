"""The view: words for people, whole sentences, nothing that could steer a terminal."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dateline
from dateline.cli.layout import Sheet, sheet_for
from dateline.cli.view import View, excerpt, render
from dateline.record import Article, Record
from dateline.wording import day_words, once, without_comma
from strategies import records


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2018-05-31", "31 May 2018"),
        ("2018-05", "May 2018"),
        ("2018", "2018"),
        ("2018-05-21/2018-05-27", "21–27 May 2018"),
        ("2018-05-28/2018-06-03", "28 May–3 Jun 2018"),
        ("2017-12-30/2018-01-02", "30 Dec 2017–2 Jan 2018"),
        ("2018-05/2018-06", "May–Jun 2018"),
        ("2018/2019", "2018–2019"),
        ("../2018-06-12", "by 12 Jun 2018"),
        ("2018-06-12/..", "since 12 Jun 2018"),
        ("P3D", "P3D"),
    ],
)
def test_days_in_words(value: str, words: str) -> None:
    assert words == day_words(value)


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("the talks were over,", "the talks were over"),
        ("“We are glad,”", "“We are glad”"),
        ("the talks, they said, were over", "the talks, they said, were over"),
        ("the talks were over.", "the talks were over."),
        ("“We are glad”", "“We are glad”"),
        (",", ""),
        ("", ""),
    ],
)
def test_a_quote_is_shown_without_the_comma_at_its_end(quote: str, shown: str) -> None:
    assert shown == without_comma(quote)


def test_a_step_told_twice_in_a_row_in_the_same_words_is_shown_once() -> None:
    assert ["proposed", "scheduled", "proposed"] == once(["proposed", "proposed", "scheduled", "proposed"])
    assert ["proposed (by A)", "proposed (by B)"] == once(["proposed (by A)", "proposed (by B)"])


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@given(records(), st.sampled_from([40, 80, 100]))
def test_any_record_can_be_shown_and_steers_no_terminal(record: Record, width: int) -> None:
    lines = list(View(record, Sheet(width)).lines())

    assert not any(letter in line for line in lines for letter in "\x1b\r\n\x07\u202e")


@given(st.text(max_size=200), st.integers(0, 30))
def test_wrapping_loses_no_word(words: str, indent: int) -> None:
    lines = Sheet(60).lines([(words, "plain")], indent=indent)
    shown = re.sub(r"\s", "", "".join(lines))
    kept = [letter for letter in words if not letter.isspace()]

    assert all(letter in kept for letter in shown)
    assert "".join(kept) == shown or any(not letter.isprintable() for letter in kept)


def test_a_report_cannot_move_the_cursor() -> None:
    lines = list(Sheet(80).lines([("Kim\x1b[2J\x1b]0;title\x07 said\r\nso\u202e", "bold")]))

    assert ["Kim[2J]0;title said so"] == lines


def test_colour_only_on_a_terminal_and_not_where_it_is_unwanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")

    assert sheet_for(Terminal()).colour
    assert not sheet_for(io.StringIO()).colour
    monkeypatch.setenv("NO_COLOR", "1")
    assert not sheet_for(Terminal()).colour
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not sheet_for(Terminal()).colour


@given(records())
def test_colours_change_no_word(record: Record) -> None:
    plain = list(View(record, Sheet(80)).lines())
    painted = [re.sub(r"\x1b\[[\d;]*m", "", line) for line in View(record, Sheet(80, colour=True)).lines()]

    assert plain == painted


@given(st.integers(0, 900), st.integers(1, 40))
def test_an_excerpt_keeps_its_trigger_and_stays_short(start: int, length: int) -> None:
    article = Article(text="word " * 200, language="en")
    proof, trigger = article.cite((0, 999)), article.cite((start, start + length))
    before, inside, after = excerpt(proof, trigger)

    assert inside == trigger.quote
    assert len(before + inside + after) <= 300


def test_a_sentence_is_printed_once_and_referred_to_after_that() -> None:
    text = "Lavrov met Kim Jong-un in Pyongyang on Thursday and invited him to visit Russia."
    out = io.StringIO()
    render(dateline.read(text, published="2018-06-01"), out)
    shown = " ".join(out.getvalue().split())

    assert 1 == shown.count("“Lavrov met Kim")
    assert "“invited”, same sentence [0–80]" in shown


def test_a_sentence_that_begins_with_a_quotation_gets_no_second_marks() -> None:
    text = "“We are glad,” said Russian President Vladimir Putin, who met Angela Merkel in Sochi on Thursday."
    out = io.StringIO()
    render(dateline.read(text, published="2018-06-01"), out)
    shown = " ".join(out.getvalue().split())

    assert "met Angela Merkel" in shown
    assert "““" not in shown


def test_of_a_text_that_was_not_read_nothing_is_said_to_have_been_looked_for() -> None:
    def shown(text: str) -> str:
        out = io.StringIO()
        render(dateline.read(text, published="2018-06-01"), out)
        return " ".join(out.getvalue().split())

    french = shown("Le ministre a rencontré jeudi à Paris la chancelière pour parler de la paix et des ponts.")
    english = shown("The old lighthouse keeper painted his boat and went to bed before the rain began to fall.")

    assert "The text is not in English and was not read" in french
    assert "the text is in another language than English (fr)" in french
    assert "Nothing was found" not in french
    assert "Nothing was found that somebody did or said" in english
    assert "not in English" not in english
