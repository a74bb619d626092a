"""Strategies of hypothesis: articles and records as any reader might write them."""

from __future__ import annotations

from typing import get_args

from hypothesis import strategies as st

from dateline.record import (
    Article,
    Entity,
    EntityKind,
    Event,
    Evidence,
    Extractor,
    Factuality,
    Form,
    Issue,
    Kind,
    Mention,
    Participant,
    Place,
    Plover,
    Record,
    Stance,
    Statement,
    Status,
    Step,
    Time,
    Voice,
    VoiceRole,
    When,
    record_id,
    stable_id,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200)
NAMES = st.sampled_from(["kim-jong-un", "sergei-lavrov", "pyongyang", "cnn"])
DAYS = st.sampled_from(["2018-05-31", "2018-05", "2018-05-21/2018-05-27", "../2018-06-12"])


def articles() -> st.SearchStrategy[Article]:
    """Articles of any characters that UTF-8 can hold."""
    return st.builds(
        Article,
        text=TEXTS,
        language=st.just("en"),
        outlet=st.none() | TEXTS,
        byline=st.lists(TEXTS, max_size=2).map(tuple),
        published=st.none() | st.dates().map(str),
        removed=st.lists(TEXTS, max_size=2).map(tuple),
        words=st.integers(0, 10_000),
    )


def citations(article: Article) -> st.SearchStrategy[Evidence]:
    """Evidence of `article`: any piece of it that is not empty."""
    ends = st.integers(0, len(article.text) - 1).flatmap(
        lambda start: st.tuples(st.just(start), st.integers(start + 1, len(article.text)))
    )
    return ends.map(article.cite)


def _of(literal: object) -> st.SearchStrategy[str]:
    return st.sampled_from(get_args(literal))


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Records with one of everything."""
    article = draw(articles())
    proof = citations(article)
    mention = draw(proof)
    voices = (Voice(draw(_of(VoiceRole)), draw(st.none() | NAMES), draw(st.none() | proof)),)
    when = When(draw(DAYS), draw(proof), (draw(proof),))
    event = Event(
        id=stable_id(draw(TEXTS)),
        kind=draw(_of(Kind)),
        trigger=draw(proof),
        actors=(Participant(draw(NAMES), draw(proof)),),
        recipients=(Participant(None, None),),
        place=draw(st.none() | st.builds(Place, NAMES, proof)),
        when=draw(st.none() | st.just(when)),
        status=draw(_of(Status)),
        history=(Step(status=draw(_of(Status)), as_of=draw(st.none() | DAYS), by=(draw(NAMES),), voices=voices),),
        factuality=(Stance(draw(st.none() | NAMES), draw(_of(Factuality))),),
        voices=voices,
        evidence=(draw(proof),),
        plover=draw(st.none() | st.just(Plover("CONSULT", "visit", ("diplomatic",)))),
    )
    said = draw(proof)
    return Record(
        id=record_id(article),
        input=draw(TEXTS),
        origin=Extractor("0.1.0", "encoder"),
        article=article,
        entities=(
            Entity(
                id=draw(NAMES),
                kind=draw(_of(EntityKind)),
                name=draw(TEXTS),
                mentions=(Mention(mention.start, mention.end, mention.quote, draw(_of(Form))),),
            ),
        ),
        times=(Time(said.start, said.end, said.quote, draw(st.none() | DAYS)),),
        events=(event,),
        statements=(
            Statement(
                id=stable_id(said.quote),
                source=Participant(draw(st.none() | NAMES), draw(proof)),
                content=(said,),
                form="indirect",
                voices=voices,
                about=(event.id,),
            ),
        ),
        issues=(Issue("times", draw(TEXTS), draw(st.none() | proof)),),
    )
