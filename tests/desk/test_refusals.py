"""What the ledger and the network refuse is told in the reader's language, and nothing of it is forgotten."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("allauth", reason="the desk's extra is not installed: pip install 'dateline[desk]'")

from django.conf import settings
from django.test import Client
from django.utils import translation

import dateline
from dateline.desk.held import the_ledger
from dateline.desk.refusals import meant, refusal_words
from dateline.desk.words import FIELD_WORDS
from desk.pages import Page
from desk.test_people import HOST, person, summit

ROOMS = Path(dateline.__file__).parent
SAID_TO_READERS = {"NotInLedger", "Ambiguous", "BadCorrection", "LedgerBusy", "LedgerFull"}
ELSEWHERE = {"there is no subscription to X"}  # of feeds of reports, which the desk has no page for


def _form(node: ast.expr) -> str:
    """A sentence with an X for each of its values; "kind" where it names a field that a correction always has."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    assert isinstance(node, ast.JoinedStr), ast.dump(node)
    return "".join(str(one.value) if isinstance(one, ast.Constant) else "X" for one in node.values)


def _said(room: str) -> Iterator[str]:
    """Every sentence that an error of this room says to readers, and the hint of a correction."""
    for path in sorted((ROOMS / room).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in SAID_TO_READERS and node.args:
                yield _form(node.args[0]).replace("is no X", "is no kind")
                if "BadCorrection" == node.func.id:  # type: ignore[attr-defined]
                    hints = [one.value for one in node.keywords if "hint" == one.arg]
                    yield from (_form(one) for one in hints if not isinstance(one, ast.Call))  # a list of codes


def test_every_refusal_of_the_ledger_is_known() -> None:
    said = set(_said("ledger")) - ELSEWHERE
    assert len(said) > 15
    assert [] == sorted(one for one in said if meant(one) is None), "add it to desk/refusals.py, and translate it"


def test_every_refusal_is_there_in_german_with_its_values() -> None:
    with translation.override("de"):
        for sentence in sorted(set(_said("ledger")) - ELSEWHERE):
            assert refusal_words(sentence) != sentence, sentence
            assert refusal_words(sentence).count("X") == sentence.count("X"), sentence
        told = refusal_words("“kind” always has a value")
        assert translation.gettext(FIELD_WORDS["kind"]) in told
        assert "hook.example" in refusal_words("three days without success: hook.example takes too long")
        assert "takes too long" not in refusal_words("three days without success: hook.example takes too long")
    assert "no event ffff\n%(id)s" == refusal_words("no event ffff\n%(id)s")
    assert "something new" == refusal_words("something new")


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/records/ffffffff/", 404, "kein Eintrag ffffffff"),
        ("/articles/ffffffff/", 404, "keine Meldung ffffffff"),
        ("/actors/nobody-at-all/", 404, "niemand namens „nobody-at-all“"),
        ("/records/{summit}/?as_of=1999-01-01", 404, "bis 1999-01-01"),
        ("/search/?who=nobody-at-all", 200, "niemand namens „nobody-at-all“"),
        ("/statements/?who=nobody-at-all", 200, "niemand namens „nobody-at-all“"),
        ("/network/?who=nobody-at-all", 200, "niemand namens „nobody-at-all“"),
        ("/search/?who=kim", 200, "„kim“ kann"),
        ("/actors/kim/", 300, "kann"),
    ],
)
def test_what_is_not_there_is_told_in_the_language_of_the_page(
    client: Client, path: str, status: int, words: str
) -> None:
    path = path.format(summit=summit())
    answer = client.get(path, HTTP_ACCEPT_LANGUAGE="de")
    found = Page(answer.content.decode())

    assert status == answer.status_code
    assert words.casefold() in found.text.casefold()
    assert [] == [one for one in found.all("p") if "en" == one.get("lang")]
    assert status == client.get(path, HTTP_ACCEPT_LANGUAGE="en").status_code


def test_a_correction_that_is_refused_is_told_in_german(own: Path) -> None:
    mina = Client(HTTP_HOST=HOST, HTTP_ACCEPT_LANGUAGE="de")
    mina.force_login(person("mina"))
    event = the_ledger().event(summit())
    told = {"a": event.id, "field": "place", "value": "Pyongyang", "reason": "x"}

    def refused(**more: str) -> str:
        answer = mina.post("/proposals/new/field/", told | more)
        assert 400 == answer.status_code
        return Page(answer.content.decode()).text

    assert "keine Meldung dieses Eintrags sagt das" in refused()
    assert "diese Worte stehen nicht in jener Meldung" in refused(article=event.tellings[0].article, quote="nowhere")
    assert "„gestern“ ist kein Tag" in refused(field="when", value="gestern")
    assert settings.LANGUAGE_CODE == "en"
