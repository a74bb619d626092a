"""Whatever is asked, no page breaks: every address with any words in any place."""

from __future__ import annotations

import pytest

pytest.importorskip("allauth", reason="the desk's extra is not installed: pip install 'dateline[desk]'")

from urllib.parse import quote

from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.test_people import as_, person, summit

WORDS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["2018-06-12", "2018-06", "9999", "0", "-1", "1e9", "trump", "donald-trump", "Kim", "../..", "%00", "'"]
    ),
)
NAMES = st.sampled_from(
    ["q", "who", "with", "place", "kind", "status", "since", "until", "as_of", "month", "page", "limit", "after"]
)  # fmt: skip
PATHS = [
    "/", "/articles/{}/", "/records/{}/", "/actors/{}/", "/places/{}/", "/pairs/{}/{}/", "/statements/", "/search/",
    "/calendar/", "/records/{}/feed.{}", "/actors/{}/feed.ics", "/downloads/{}/{}", "/api/events", "/api/events/{}",
    "/api/entities/{}", "/api/articles/{}", "/api/statements", "/api/search", "/api/changes", "/first/{}/",
    "/subscriptions/{}/", "/proposals/new/", "/moderation/",
]  # fmt: skip
FORMS = ["/comments/", "/subscriptions/", "/proposals/new/", "/accounts/login/", "/accounts/signup/", "/me/delete/"]
FIELDS = st.sampled_from(
    ["view", "target", "text", "website", "opened", "address", "a", "b", "verdict", "reason", "login", "password",
     "email", "username", "password1", "next"]
)  # fmt: skip
ANY = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@ANY
@given(st.sampled_from(PATHS), st.tuples(WORDS, WORDS), st.dictionaries(NAMES, WORDS, max_size=4))
def test_no_address_breaks_a_page(client: Client, path: str, words: tuple[str, str], query: dict[str, str]) -> None:
    ids = [quote(word.encode("utf-8", "replace"), safe="") for word in words]
    answer = client.get(path.format(*ids), {name: value.encode("utf-8", "replace") for name, value in query.items()})

    assert answer.status_code < 500, answer.request
    assert "Content-Security-Policy" in answer.headers


@ANY
@given(st.sampled_from(FORMS), st.dictionaries(FIELDS, WORDS, max_size=6))
def test_no_form_breaks_a_page(client: Client, path: str, fields: dict[str, str]) -> None:
    from dateline.desk.models import Person

    mina = Person.objects.filter(username="mina").first() or person("mina")
    given_ = {"view": "event", "target": summit()} | fields
    answer = as_(mina).post(path, {name: value.encode("utf-8", "replace") for name, value in given_.items()})

    assert answer.status_code < 500
