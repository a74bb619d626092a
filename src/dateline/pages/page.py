"""HTML to the pieces of a report."""

from __future__ import annotations

from dateline.errors import NoArticle
from dateline.pages.article import Pieces
from dateline.pages.bylines import persons
from dateline.pages.chrome import strip_chrome
from dateline.pages.dates import DateEvidence, read_date
from dateline.pages.metadata import collect, names
from dateline.pages.tree import load
from dateline.record import Issue


def read_page(text: str, *, url: str | None = None, headline: str | None = None) -> Pieces:
    """The pieces of a page."""
    from trafilatura import bare_extraction

    page = load(text)
    meta = collect(page.root)
    document = bare_extraction(page.root, include_comments=False, with_metadata=False)
    h1 = page.root.find(".//h1")
    title = (
        headline
        or (meta.articles[0].get("headline") if meta.articles else None)
        or (h1.text_content() if h1 is not None else None)
        or meta.title
    )
    lines = (document.text or "").split("\n") if document else []
    kept, removed = strip_chrome(
        [line for line in lines if line.strip() and line.strip() != " ".join((title or "").split())]
    )
    if not kept:
        raise NoArticle("there is no article on the page", hint="give the page of one report, not a front page")
    value = next((read_date(str(one["datePublished"])) for one in meta.articles if one.get("datePublished")), None)
    value = value or next(
        (found for raw in meta.meta.get("article:published_time", ()) if (found := read_date(raw))), None
    )
    return Pieces(
        headline=title,
        paragraphs=tuple(kept),
        authors=persons(name for one in meta.articles[:1] for name in names(one.get("author"), meta.named)),
        outlet=meta.first("og:site_name") or meta.publisher,
        dated=DateEvidence(value, "json-ld") if value else None,
        removed=tuple(removed),
        language_hint=meta.language,
        issues=(Issue("pages", "the page is nested too deep; it was read without its containers"),)
        if page.flattened
        else (),
    )
