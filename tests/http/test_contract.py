"""schemathesis: the running service keeps the promises of the committed `openapi.yaml`, all checks on."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
import schemathesis
from hypothesis import settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.conftest import ROOT
from tests.http.running import running_service

schema = schemathesis.openapi.from_path(ROOT / "openapi.yaml")


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with running_service() as service:
        yield service.url


@schema.parametrize()
@settings(max_examples=300, deadline=None)
def test_the_service_keeps_its_specification(case: schemathesis.Case[Any], url: str) -> None:
    if case.meta and case.meta.generation.mode.is_positive and not is_past_date(case.query):
        response = case.call_and_validate(base_url=url, excluded_checks=[positive_data_acceptance])
        assert response.status_code == 422
    else:
        case.call_and_validate(base_url=url)


def is_past_date(query: Mapping[str, Any] | None) -> bool:
    """The parts of a date agree. OpenAPI describes each parameter by itself: it cannot say that a day needs its month,
    nor that February has no 30th."""
    if not query:
        return True
    if "jourDateNaissance" in query and "moisDateNaissance" not in query:
        return False
    year, month, day = (int(query.get(f"{part}DateNaissance", 1)) for part in ("annee", "mois", "jour"))
    try:
        return date(year, month, day) <= date.today()
    except ValueError:
        return False
