"""The documents: their examples run, their made parts are up to date, and everything public is documented."""

from __future__ import annotations

import ast
import doctest
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import dateline
from dateline.evaluation import documents

ROOT = Path(__file__).parents[1]
SOURCE = Path(dateline.__file__).parent
PAGES = [path.relative_to(ROOT) for path in documents.documents(ROOT)]
MODULES = sorted(path.relative_to(SOURCE) for path in SOURCE.rglob("*.py"))


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_examples_run(page: Path) -> None:
    failed, _ = doctest.testfile(str(ROOT / page), module_relative=False, optionflags=doctest.ELLIPSIS)

    assert 0 == failed


def test_the_example_of_the_package_runs() -> None:
    assert (0, 3) == tuple(doctest.testmod(dateline))


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_made_parts_are_up_to_date(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Scores and the view of the example move with every change of a rule: `make docs` renews them at a release.
    written = (ROOT / page).read_text("utf-8")
    for name in ("figures", "example", "explained", "ledger"):
        kept = re.search(rf"<!-- made: {name} -->\n(.*?)<!-- end -->", written, re.DOTALL)
        monkeypatch.setitem(documents.PARTS, name, lambda _, kept=kept: kept[1] if kept else "")

    assert written == documents.renew(written, ROOT), "run `make docs`"


def test_what_the_readme_shows_is_what_comes_out() -> None:
    shown, now = (ROOT / "README.md").read_text("utf-8"), documents.PARTS["example"](ROOT)

    for line in (
        "31 May 2018     meeting · Sergei Lavrov → Kim Jong-un · Pyongyang",
        "Sergei Lavrov → Sputnik (relay)",
    ):
        assert line in shown
        assert line in now
    assert "Akismet" not in now


def test_links_between_documents_lead_somewhere() -> None:
    for page in PAGES:
        for link in re.findall(r"\]\((?!https?:)([^)#]+)", (ROOT / page).read_text("utf-8")):
            assert (ROOT / page).parent.joinpath(link).exists(), f"{page}: {link}"


def test_pictures_of_the_desk_are_shown_and_light() -> None:
    shown = {name for page in PAGES for name in re.findall(r"\]\(img/([^)]+)", (ROOT / page).read_text("utf-8"))}
    weights = {path.name: path.stat().st_size for path in (ROOT / "docs" / "img").iterdir()}

    assert shown == weights.keys()
    assert [] == [name for name, count in weights.items() if count > 150_000]


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_everything_public_is_documented(module: Path) -> None:
    tree = ast.parse((SOURCE / module).read_text("utf-8"))

    assert ast.get_docstring(tree)
    assert [] == [node.name for node in _public(tree) if not ast.get_docstring(node)]


def _public(inside: ast.Module | ast.ClassDef) -> Iterator[ast.ClassDef | ast.FunctionDef]:
    """Classes, functions and methods that can be seen from outside."""
    for node in inside.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _public(node)


def test_no_document_and_no_code_names_this_machine() -> None:
    for path in [*SOURCE.rglob("*.py"), *SOURCE.rglob("*.tsv"), *(ROOT / page for page in PAGES)]:
        text = path.read_text("utf-8")
        assert not re.search(r"/(home|root|Users|tmp|work)/|\.\./shared", text), path


def test_each_change_says_its_kind() -> None:
    for path in (ROOT / "changelog.d").glob("*.md"):
        if path.name != "README.md":
            assert re.fullmatch(r"[a-z0-9-]+\.(added|changed|fixed|removed)\.md", path.name), path.name


def test_every_table_says_what_it_is_where_it_comes_from_and_under_which_licence() -> None:
    for path in SOURCE.rglob("*.tsv"):
        head = path.read_text("utf-8").splitlines()[0]
        assert re.search(r"^# .+ Source: .+ Licence: .+ Checked \d{4}-\d\d-\d\d", head), path.name


def test_the_version_is_that_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    assert dateline.__version__ == project["version"]


def test_only_what_is_declared_is_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    known = set(sys.stdlib_module_names) | {"dateline"}
    desk = {path for path in SOURCE.rglob("*.py") if "desk" in path.relative_to(SOURCE).parts[:1]}
    base, extra = _named(project["dependencies"]), _named(project["optional-dependencies"]["desk"])

    assert base == _imported(set(SOURCE.rglob("*.py")) - desk - {SOURCE / "cli/desk.py"}) - known
    assert extra | {"django", "allauth"} >= _imported(desk) - known - base


def _named(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=!\[; ]", one)[0].replace("-", "_").lower() for one in requirements}


def _imported(paths: set[Path]) -> set[str]:
    imported = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.split(".")[0])
    return imported
