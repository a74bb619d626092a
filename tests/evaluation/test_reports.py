"""Marked reports: what marks say, what is refused, the form of the gold, and the files themselves."""

import json
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.evaluation.marked import Report
from dateline.evaluation.marks import BadMarks, day_of, reports_in
from dateline.evaluation.reports import gold_of, main, read_folder, write_gold
from dateline.evaluation.shared import shared

HOME = Path(__file__).resolve().parents[2] / "training" / "data" / "reports"
MARKED = """== two-rivers 2003-05-12 wire
[ZMB Zambia] and [BWA Botswana] [1 agree]

[mul/p/ZMB Chanda Mulenga] [2 met] [sele/p/BWA his [BWA Botswanan] counterpart] [@-Thu on Thursday].
“[k1 Our engineers],” [mul he] [q1 told] [reps/g/- reporters], “[k1 start soon]”. [sele Seletso]
[3 may visit] [@? later]; [ZMB+BWA both] [1 agreed].
--
1 agreement ZMB+BWA d
2 meeting mul>sele d -Thu
*3 visit sele>&ZMB t ? h=scheduled:2003-04,postponed v=s:mul # a remark
k1 mul d promise/assertion >reps
n sele Tebogo Seletso
"""


def one(marked: str = MARKED) -> Report:
    (report,) = reports_in(marked)
    return report


def test_marks_become_offsets_in_plain_text() -> None:
    report = one()

    assert "[" not in report.text
    assert "Zambia and Botswana agree\n\nChanda Mulenga met" in report.text
    assert ["agree", "agreed"] == [report.text[slice(*span)] for span in report.events[0].triggers]
    assert [("on Thursday", "2003-05-08"), ("later", None)] == [
        (report.text[slice(*time.span)], time.value) for time in report.times
    ]
    assert [("scheduled", "2003-04"), ("postponed", None)] == list(report.events[2].steps)


def test_the_form_of_the_gold_has_names_hard_mentions_and_rules() -> None:
    gold = gold_of(one())

    names = {entity["id"]: entity["names"] for entity in gold["entities"]}
    assert ["Chanda Mulenga"] == names["mul"]
    assert {"Tebogo Seletso"} == {entity["name"] for entity in gold["entities"] if entity["id"] == "sele"}
    assert [{"quote": "he", "entity": "mul"}, {"quote": "both", "entity": ["ZMB", "BWA"]}] == gold["mentions"]
    assert ["Our engineers", "start soon"] == gold["statements"][0]["content"]
    assert ["scheduled", "postponed"] == gold["events"][2]["history"]
    assert None is gold["events"][2]["when"]
    assert [["sele"]] == [rule["between"] for rule in gold["never"]]


def test_who_has_no_name_may_be_cut_out_in_several_ways() -> None:
    said = "[off/p/- An official] in the [zam/l/ZMB Zambian capital] spoke. [gov/o/- The cabinet] met."
    marked = f"== a 2003-05-12 wire\nTruce\n\n{said}\n--\n"

    names = {entity["id"]: entity["names"] for entity in gold_of(one(marked))["entities"]}

    assert ["An official", "official", "An official in the Zambian capital"] == names["off"]
    assert ["The cabinet", "cabinet"] == names["gov"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("1 agreement ZMB+BWA d", "", "marks without a line"),
        ("2 meeting mul>sele d -Thu", "2 meeting mul>sele d -Thux", "no day"),
        ("1 agreement", "1 accord", "no word for this"),
        ("mul>sele d", "mul>who d", "nowhere marked"),
        ("[1 agree]", "[1 agree", "not closed"),
        ("[mul/p/ZMB", "[mul/p/ZMX", "no country"),
        ("[1 agreed]", "[1 agree]d", "whole words"),
    ],
)
def test_what_contradicts_itself_is_refused(old: str, new: str, said: str) -> None:
    assert old in MARKED
    with pytest.raises(BadMarks, match=said):
        gold_of(one(MARKED.replace(old, new)))


def test_days_that_need_a_published_day_are_refused_without_one() -> None:
    with pytest.raises(BadMarks):
        day_of("-Thu", None)


def test_the_errors_of_dev_are_not_shown() -> None:
    with pytest.raises(SystemExit):
        main([str(HOME / "dev"), "--errors"])


@pytest.mark.skipif(not HOME.exists(), reason="the data is not in the package")
@pytest.mark.parametrize("split", ["train", "dev"])
def test_every_report_lies_where_its_hash_says_and_is_sound(split: str, tmp_path: Path) -> None:
    split_of = runpy.run_path(str(HOME / "markup.py"))["split_of"]
    reports = list(read_folder(HOME / split))

    assert {split} == {split_of(report.id) for report in reports}
    assert len(reports) == write_gold(iter(reports), tmp_path)
    scorer = shared("gold", "score.py")
    if scorer is None:
        pytest.skip("no scorer beside the repository: its check of gold was not run")
    command = [sys.executable, str(scorer), str(tmp_path), "--check-gold"]
    checked = subprocess.run(command, capture_output=True, text=True)
    assert (0, "") == (checked.returncode, checked.stdout)


@pytest.mark.skipif(shared("gold", "score.py") is None, reason="no scorer beside the repository")
def test_a_folder_is_read_and_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "one.txt").write_text(MARKED, "utf-8")

    assert 0 == main([str(tmp_path), "--json"])
    figures = json.loads(capsys.readouterr().out)["all"]
    assert 2 == figures["events"]["hit"] + figures["events"]["missed"]
    assert 0 == figures["unread reports"]["count"]
