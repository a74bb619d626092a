"""Holdings made by hand: a summit that is announced, called off and on again, and a meeting that was held."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from dateline.exports import Holdings, Naming, from_records
from dateline.exports.format import Writer
from dateline.ledger.types import (
    Article,
    Carrier,
    Choice,
    Conflict,
    Day,
    Entity,
    Event,
    Name,
    Office,
    Proof,
    Side,
    Statement,
    Telling,
    Turn,
    Where,
)
from dateline.record import Plover, Stance, Status
from strategies import records

ANNOUNCED = "Trump will meet Kim in Singapore on June 12, the White House said."
OFF = "Trump called off the summit; “it is inappropriate”, he told Kim."
MET = "In Sochi, Lavrov and Wang\tmet on May 30."
TEXTS = {"a1": ANNOUNCED, "a2": OFF, "a3": MET}


def proof(article: str, words: str) -> Proof:
    start = TEXTS[article].index(words)
    return Proof(article, start, start + len(words), words)


def turn(status: Status, day: str, article: str, when: str | None = None) -> Turn:
    cited = proof(article, TEXTS[article][:5])
    return Turn(
        status=status, as_of=day, known=day, by=("donald-trump",), when=when, evidence=(cited,), claims=(article,)
    )


def telling(article: str, claim: str, status: Status, outlet: str, published: str, trigger: str) -> Telling:
    return Telling(
        claim=claim, article=article, input=f"{article}.txt", event=f"e-{article}", outlet=outlet, published=published,
        kind="summit", status=status, when=None, place=None, actors=("donald-trump",), recipients=("kim-jong-un",),
        trigger=proof(article, trigger), sentence=proof(article, TEXTS[article]), salience="main",
        voices=(Carrier("outlet", "cnn"),),
    )  # fmt: skip


def entity(id: str, kind: Any, name: str, country: str | None, sector: str | None = None, **more: Any) -> Entity:
    return Entity(
        id=id, kind=kind, name=name, country=country, sector=sector, wikidata=more.get("wikidata"),
        names=(Name(name, 1),), offices=more.get("offices", ()), known_as=(id,), articles=1,
        first_reported="2018-05-10", last_reported="2018-05-25",
    )  # fmt: skip


SUMMIT = Event(
    id="00d1e2f3a4b5c6d7", kind="summit",
    actors=(Side("donald-trump", proof("a1", "Trump"), ("c1",)),),
    recipients=(Side("kim-jong-un", proof("a1", "Kim"), ("c1",)),),
    place=Where("singapore", proof("a1", "Singapore"), ("c1",)),
    when=Day("2018-06-12", proof("a1", "June 12"), ("c1",)),
    status="cancelled",
    history=(turn("scheduled", "2018-05-10", "a1", "2018-06-12"), turn("cancelled", "2018-05-24", "a2")),
    factuality=(Stance(None, "Uu"),), salience="main", plover=Plover("REJECT", "meet", ("diplomatic",)), cameo="125",
    quad=3,
    tellings=(
        telling("a1", "a1", "scheduled", "CNN", "2018-05-10", "meet"),
        telling("a2", "a2", "cancelled", "Daily, Northern; weekly", "2018-05-24T15:30:00+02:00", "called off"),
    ),
    outlets=("CNN", "Daily, Northern; weekly"), first_reported="2018-05-10", last_reported="2018-05-24",
    conflicts=(Conflict("when", "2018-06-12", (Choice("2018-06-13", ("a2",)),)),), day="2018-06-12",
)  # fmt: skip

MEETING = replace(
    SUMMIT, id="11d1e2f3a4b5c6d7", kind="meeting",
    actors=(Side("sergei-lavrov", proof("a3", "Lavrov"), ("c3",)), Side("wang-yi", proof("a3", "Wang"), ("c3",))),
    recipients=(), place=Where("sochi", proof("a3", "Sochi"), ("c3",)),
    when=Day("2018-05-30", proof("a3", "May 30"), ("c3",)),
    status="occurred", history=(turn("occurred", "2018-05-30", "a3"),), factuality=(Stance(None, "CT+"),),
    plover=Plover("CONSULT", None, ()), cameo="040", quad=1,
    tellings=(telling("a3", "a3", "occurred", "TASS", "2018-05-31", "met"),), outlets=("TASS",),
    first_reported="2018-05-31", last_reported="2018-05-31", conflicts=(), day="2018-05-30",
)  # fmt: skip

SAID = Statement(
    id="22d1e2f3a4b5c6d7", source="donald-trump", source_words="he", addressees=("kim-jong-un",),
    content=(proof("a2", "it is inappropriate"),), quoted=(proof("a2", "it is inappropriate"),), form="direct",
    act="assertion", when="2018-05-24", voices=(Carrier("outlet", "cnn"),), about=(SUMMIT.id,), claims=("s2",),
    articles=("a2",), outlets=("CNN",), first_reported="2018-05-24", last_reported="2018-05-24",
)  # fmt: skip

ENTITIES = (
    entity("donald-trump", "person", "Donald Trump", "USA", "GOV", wikidata="Q22686",
           offices=(Office(title="US President", of="USA", origin="text", first="2018-05-10", last="2018-05-24"),)),
    entity("kim-jong-un", "person", "Kim Jong-un", "PRK", "GOV"),
    entity("singapore", "state", "Singapore", "SGP"),
    entity("sergei-lavrov", "person", "Sergei Lavrov", "RUS", "GOV"),
    entity("wang-yi", "person", "Wang Yi", "CHN", "GOV"),
    entity("sochi", "place", "Sochi", "RUS"),
    entity("united-nations", "organisation", "United Nations", None, "IGO"),
)  # fmt: skip

ARTICLES = (
    Article(id="a1", input="a1.txt", url="https://example.org/a1?x=1&y=2", outlet="CNN", headline="A date & a place",
            published="2018-05-10", language="en", words=13),
    Article(id="a2", input="a2.txt", url=None, outlet="Daily, Northern; weekly", headline=None,
            published="2018-05-24T15:30:00+02:00", language="en", words=11),
    Article(id="a3", input="a3.txt", url="https://example.org/a3", outlet="TASS", headline="Sochi",
            published="2018-05-31", language="en", words=8),
)  # fmt: skip

HOLDINGS = Holdings(
    articles=ARTICLES, entities=ENTITIES, events=(SUMMIT, MEETING), statements=(SAID,),
    namings=(Naming("donald-trump", proof("a1", "Trump"), "name"), Naming("sochi", proof("a3", "Sochi"), "name")),
    texts=TEXTS, confidence={"a1": 0.83, "a3": 0.02}, origin="dateline 0.1.0",
)  # fmt: skip


def with_events(*events: Event) -> Holdings:
    return replace(HOLDINGS, events=events)


def written(write: Writer, holdings: Holdings = HOLDINGS) -> bytes:
    out = io.BytesIO()
    write(holdings, out)
    return out.getvalue()


def any_holdings() -> st.SearchStrategy[Holdings]:
    """Holdings of any records: any letters, any statuses, days known and unknown."""
    return st.lists(records(), max_size=3).map(from_records)
