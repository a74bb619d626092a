"""What a page says about itself: JSON-LD, `<meta>`, microdata, `<title>`. Collected here, judged elsewhere."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

DEEPEST_JSON = 12
LEAST_WORDS = 3  # of a headline by which a report is told from others
LEAST_LETTERS = 4  # of a word that counts: shorter ones are in every headline
_ARTICLE = re.compile(
    r"(?:News|Scholarly|Satirical|Analysis|Opinion|Reportage|Background|Review|Tech)\w*Article|Article|\w*Posting|Report|Review|NewsItem|ReviewNewsArticle",
    re.I,
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page declares. `articles` are JSON-LD objects, the likeliest first; `pages` those of type WebPage.

    `meta` maps lower-case names and properties to their values in order; `items` the same for microdata.
    """

    articles: tuple[Mapping[str, Any], ...] = ()
    pages: tuple[Mapping[str, Any], ...] = ()
    named: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # by @id
    publisher: str | None = None
    meta: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    title: str | None = None
    language: str | None = None

    def first(self, *names: str) -> str | None:
        """The first value that is not empty, of the first name that has one."""
        return next((value for name in names for value in self.meta.get(name, ()) if value), None)


def collect(root: HtmlElement) -> Metadata:
    """The metadata of a page. Broken JSON is skipped."""
    meta: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = (element.get("content") or "").strip()
        for key in ("property", "name", "itemprop"):
            if (name := element.get(key)) and content:
                meta.setdefault(name.strip().lower(), []).append(content)
    objects = [
        one
        for script in root.iter("script")
        if "ld+json" in (script.get("type") or "").lower()
        for one in _objects(script.text_content())
    ]
    named = {one["@id"]: one for one in objects if isinstance(one.get("@id"), str) and len(one) > 2}
    articles = _own([one for one in objects if any(_ARTICLE.fullmatch(kind) for kind in types(one))], root, meta)
    articles.sort(
        key=lambda one: (not _says(one, "headline"), "mainEntityOfPage" not in one and "datePublished" not in one)
    )
    title = next((element.text_content() for element in root.iter("title") if element.getparent().tag != "svg"), None)
    return Metadata(
        articles=tuple(articles),
        pages=tuple(one for one in objects if any(kind.endswith("Page") for kind in types(one))),
        named=named,
        publisher=next((name for one in [*articles, *objects] if (name := _name(one.get("publisher"), named))), None),
        meta={name: tuple(values) for name, values in meta.items()},
        title=" ".join(title.split()) if title else None,
        language=root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"),
    )


def _own(articles: list[dict[str, Any]], root: HtmlElement, meta: Mapping[str, list[str]]) -> list[dict[str, Any]]:
    """The declared articles without those of other reports: none of whose words is in a title of the page.

    Sites declare their latest reports on every page. Of several with words of the title, those come first that are
    called as the page is.
    """
    printed = [element.text_content() for element in root.iter("title", "h1", "h2")]
    titles = [_words(title) for title in (*printed, *meta.get("og:title", ()), *meta.get("twitter:title", ()))]
    known = frozenset().union(*titles)
    kept = []
    for one in articles:
        name = _words(html.unescape(str(one.get("headline") or one.get("name") or "")))
        if len(name) < LEAST_WORDS or len(known) < LEAST_WORDS or name & known:
            kept.append((-max((len(name & title) / len(name | title) for title in titles if name), default=0), one))
    return [one for _, one in sorted(kept, key=lambda each: each[0])] if len(kept) > 1 else [one for _, one in kept]


def _words(title: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", title.casefold()) if len(word) >= LEAST_LETTERS)


def types(one: Mapping[str, Any]) -> list[str]:
    """The schema.org types of an object, without their address."""
    kinds = one.get("@type")
    return [str(kind).rsplit("/", 1)[-1] for kind in (kinds if isinstance(kinds, list) else [kinds]) if kind]


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """Every object of a JSON-LD block, outer before inner; blog comments and live updates are left out."""
    text = re.sub(r"^\s*(?://)?\s*<!(?:--|\[CDATA\[)|(?://)?\s*(?:-->|\]\]>)\s*;?\s*$", "", text).strip().rstrip(";")
    for candidate in (text, _CONTROL.sub(" ", text)):
        try:
            data = json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _walk(data, 0)
        return


def _walk(node: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST_JSON:
        return
    if isinstance(node, list):
        for item in node[:200]:
            yield from _walk(item, depth + 1)
    elif isinstance(node, dict):
        if "@type" in node or "@id" in node:
            yield node
        for key in (
            "@graph",
            "mainEntity",
            "mainEntityOfPage",
            "item",
            "itemListElement" if depth < 1 else "",
            "liveBlog",
            "publisher",
            "author",
            "isPartOf",
        ):
            if isinstance(node.get(key), (dict, list)):
                yield from _walk(node[key], depth + 1)


def _says(one: Mapping[str, Any], key: str) -> bool:
    return isinstance(one.get(key), str) and bool(one[key].strip())


def _name(node: Any, named: Mapping[str, Mapping[str, Any]]) -> str | None:
    """The name of a person or organisation given as a string, an object, a list or a reference."""
    return next(iter(names(node, named)), None)


def names(node: Any, named: Mapping[str, Mapping[str, Any]], depth: int = 0) -> list[str]:
    """Every name in a JSON-LD value: strings, objects with `name`, references by `@id`; addresses are left out."""
    if depth > 4:
        return []
    if isinstance(node, str):
        return [] if re.match(r"\s*https?://", node) or not node.strip() else [" ".join(node.split())]
    if isinstance(node, list):
        return [name for item in node for name in names(item, named, depth + 1)]
    if isinstance(node, dict):
        if "name" in node:
            return names(node["name"], named, depth + 1)
        target = named.get(str(node.get("@id")))
        return names(target, named, depth + 1) if target and target is not node and "name" in target else []
    return []
