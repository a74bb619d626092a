"""Pages for tests: one report of our own, and the furniture that sites put around it."""

from __future__ import annotations

import json

TEXT = (
    "The foreign ministers of Valdera and Ostmark met in Lindgrad on Tuesday for the first time in two years.",
    "They agreed to open the two border posts that have been closed since the spring, the Valderan ministry said.",
    "“We have begun to talk again,” the minister of Ostmark, Jan Veldt, told reporters after the meeting.",
    "A second round of talks is to be held in Portmore in June, but no day has been named.",
)
HEADLINE = "Valdera and Ostmark reopen border posts"


def page(*, head: str = "", above: str = "", within: str = "", below: str = "", headline: str = HEADLINE) -> str:
    """A page with the report, and with what is given in its head, above and within the text, and below."""
    first, *rest = (f"<p>{line}</p>" for line in TEXT)
    return (
        f"<!doctype html><html lang='en'><head><title>{headline} | The Lindgrad Herald</title>{head}</head><body>"
        f"<header><a href='/'>The Lindgrad Herald</a></header><main><article><h1>{headline}</h1>{above}"
        f"<div class='story-body'>{first}{within}{''.join(rest)}</div></article>{below}</main></body></html>"
    )


def json_ld(**fields: str) -> str:
    """A JSON-LD block of a NewsArticle."""
    article = {"@type": "NewsArticle", "headline": HEADLINE} | fields
    return f"<script type='application/ld+json'>{json.dumps(article)}</script>"
