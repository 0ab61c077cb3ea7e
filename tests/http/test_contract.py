"""schemathesis: the running service keeps the promises of the committed `openapi.yaml`, all checks on."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import settings
from jsonschema_rs import validator_for
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from tests.conftest import ROOT
from tests.http.running import running_service
from transcogage.http.endpoints.cog_batch import batch_schema
from transcogage.particulier.documentation import TAG as PROXY

FEWEST_CASES = 2_000

READ_AS_TEXT = {"dateNaissance", "codeCogInseeDepartementNaissance", "departement"}
"""Parameters that are read in more forms than a specification can bound: a text may be refused."""

schema = schemathesis.openapi.from_path(ROOT / "openapi.yaml").exclude(tag=PROXY["name"])
"""The proxy's operations need an upstream: `tests/particulier/test_contract.py` asks them in front of the stand-in."""

item = validator_for(batch_schema()["properties"]["demandes"]["items"])


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with running_service() as service:
        yield service.url


@pytest.fixture(scope="module")
def session() -> Iterator[requests.Session]:
    with requests.Session() as session:
        yield session


@pytest.fixture(scope="module")
def tried() -> Iterator[Counter[str]]:
    """How many cases each operation was tried with; enough, when all operations were."""
    counter: Counter[str] = Counter()
    yield counter
    if len(counter) == len(list(schema.get_all_operations())):
        assert counter.total() >= FEWEST_CASES, counter


@schema.parametrize()
@settings(max_examples=300)
def test_the_service_keeps_its_specification(
    case: schemathesis.Case[Any], url: str, session: requests.Session, tried: Counter[str]
) -> None:
    tried[case.operation.label] += 1
    valid = case.meta is not None and case.meta.generation.mode.is_positive
    if valid and (takes_a_file(case) or READ_AS_TEXT & (case.query or {}).keys()):
        response = case.call_and_validate(url, session, excluded_checks=[positive_data_acceptance])
        assert response.status_code in {200, 422}
    elif valid and not has_possible_dates(case.query):
        response = case.call_and_validate(url, session, excluded_checks=[positive_data_acceptance])
        assert response.status_code == 422
    elif not valid and is_batch(case.body):
        response = case.call_and_validate(url, session, excluded_checks=[negative_data_rejection])
        if response.status_code == 200:
            assert_faulty_items_are_told(case.body, response.json())
    else:
        case.call_and_validate(url, session)


def has_possible_dates(query: Mapping[str, Any] | None) -> bool:
    """OpenAPI describes each parameter by itself: it cannot say that a question needs a year or a date, that a day
    needs its month, that February has no 30th, nor that births to come have no place; nor all that is read as a date.
    """
    query = query or {}
    if "nomCommuneNaissance" in query and "anneeDateNaissance" not in query:
        return False
    if "jourDateNaissance" in query and "moisDateNaissance" not in query:
        return False
    year, month, day = (int(query.get(f"{part}DateNaissance", 1)) for part in ("annee", "mois", "jour"))
    try:
        date.fromisoformat(f"{query.get('date', '1980')}-01-01"[:10])
        return date(year, month, day) <= date.today()
    except ValueError:
        return False


def takes_a_file(case: schemathesis.Case[Any]) -> bool:
    """OpenAPI describes a form, and not what its file holds: the example is a CSV file, what is drawn is none."""
    return (case.method, case.path) == ("POST", "/v1/cog/csv")


def is_batch(body: object) -> bool:
    """A body of the right shape: what is wrong inside is told item by item, with 200."""
    return isinstance(body, dict) and set(body) == {"demandes"} and isinstance(body["demandes"], list)


def assert_faulty_items_are_told(body: Any, answer_body: Any) -> None:
    for asked, answer in zip(body["demandes"], answer_body["reponses"], strict=True):
        if not item.is_valid(asked):
            assert answer["erreurs"], asked
