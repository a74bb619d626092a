"""The API does what its description says, whatever it is asked: schemathesis makes requests from the description."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("allauth", reason="the desk's extra is not installed: pip install 'dateline[desk]'")
pytest.importorskip("schemathesis", reason="schemathesis is not installed: pip install 'dateline[dev]'")

import schemathesis
from django.test import Client, override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from dateline.desk.wsgi import application

# Whether a name means one, several or nobody no description can tell; and a parameter that nobody knows is no error.
UNDECIDED = [negative_data_rejection, positive_data_acceptance]


@pytest.fixture
def described(client: Client) -> Iterator[object]:
    """The description as it is served, without limits of how often one may ask."""
    with override_settings(API_A_MINUTE={"anybody": 10**6, "key": 10**6}):
        yield schemathesis.openapi.from_wsgi("/api/openapi.json", application, headers={"Host": "127.0.0.1"})


@pytest.mark.slow
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_each_answer_is_one_that_is_described(described: schemathesis.BaseSchema, mode: GenerationMode) -> None:
    """What the description allows, and what it does not: no answer is another than it says, and none a 500."""
    asked: set[str] = set()
    for found in described.get_all_operations():
        operation = found.ok()

        @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        @given(case=operation.as_strategy(generation_mode=mode))
        def holds(case: schemathesis.Case) -> None:
            case.call_and_validate(headers={"Host": "127.0.0.1"}, excluded_checks=UNDECIDED)

        try:
            holds()
        except Unsatisfiable:  # nothing that one can ask there is against the description
            continue
        asked.add(operation.path)

    assert {"/api/events", "/api/search", "/api/changes"} <= asked
