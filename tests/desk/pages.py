"""Pages taken apart: what a browser would see."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

DATA = ("application/ld+json", "application/json")  # blocks of data, no scripts to a browser


class Page(HTMLParser):
    """Elements with their attributes, ids, links, and the text; raises where a tag is closed that is not open."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.text = ""
        self.script = ""  # words of scripts within the page, JSON-LD left out
        self.labelled: set[str] = set()
        self.feed(html)
        self.close()
        assert not self.open, f"never closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.elements.append((tag, found | {"_in": " ".join(self.open)}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert tag == self.open.pop(), f"</{tag}> closes another"

    def handle_data(self, data: str) -> None:
        if not {"script", "title"} & set(self.open):
            self.text += data
        elif "script" in self.open and self.elements[-1][1].get("type") not in DATA:
            self.script += data.strip()

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def ids(self) -> Counter[str]:
        return Counter(attributes["id"] for _, attributes in self.elements if "id" in attributes)


def is_safe(page: Page) -> None:
    """Nothing that a strict policy would refuse: scripts, styles and handlers within the page, files from elsewhere."""
    assert "" == page.script
    for tag, attributes in page.elements:
        assert tag not in ("style", "iframe", "object", "embed", "img"), tag
        if "script" == tag and attributes.get("type") not in DATA:
            assert attributes["src"].startswith("/static/"), attributes
        assert not [name for name in attributes if name.startswith("on") or "style" == name], attributes
        for name in ("href", "src", "action"):
            assert not attributes.get(name, "").strip().lower().startswith(("javascript:", "data:", "//")), attributes


def is_accessible(page: Page) -> None:
    """What can be seen without a browser: one h1, landmarks, a skip link, labels, ids that are there once."""
    assert 1 == len(page.all("h1"))
    assert 1 == len(page.all("main"))
    assert "#main" == page.all("a")[0]["href"]
    assert page.all("html")[0]["lang"]
    assert [] == [id for id, count in page.ids.items() if count > 1]
    labelled = {label.get("for") for label in page.all("label")}
    for tag in ("input", "textarea", "select"):
        for field in page.all(tag):
            if "hidden" != field.get("type"):
                assert field.get("id") in labelled or "label" in field["_in"].split() or "aria-label" in field, field
    levels = [int(tag[1]) for tag, _ in page.elements if tag in ("h1", "h2", "h3", "h4", "h5")]
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    for link in page.all("a"):
        if link.get("href", "").startswith("#"):
            assert link["href"][1:] in page.ids, link
