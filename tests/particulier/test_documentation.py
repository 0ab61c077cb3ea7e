"""What is written about the proxy is true: its operations, their examples, and docs/qf.md."""

import json
import re
from typing import Any

import pytest
from fastapi.openapi.utils import get_openapi

from tests.conftest import ROOT
from tests.particulier.calls import FAMILY, FRANCE_CONNECT, IDENTITY
from tests.particulier.record_examples import record
from transcogage.database.opening import Opened
from transcogage.document.answer import answer_document
from transcogage.particulier.documentation import EXAMPLES
from transcogage.particulier.refusals import STATUSES_AND_TITLES, RefusalCode
from transcogage.particulier.routes import router
from transcogage.settings import Settings

GUIDE = (ROOT / "docs" / "qf.md").read_text(encoding="utf-8")
OF_THE_RELEASE = {"version", "millesime"}


def operations() -> dict[str, dict[str, Any]]:
    specification = get_openapi(title="", version="", routes=router(Settings(), answer_document).routes)
    return {path: methods["get"] for path, methods in specification["paths"].items()}


def without_release(body: Any) -> Any:
    if isinstance(body, dict):
        return {name: without_release(value) for name, value in body.items() if name not in OF_THE_RELEASE}
    return [without_release(item) for item in body] if isinstance(body, list) else body


def test_the_three_operations_have_stable_names() -> None:
    assert {path: operation["operationId"] for path, operation in operations().items()} == {
        IDENTITY: "lireQuotientFamilialIdentite",
        FRANCE_CONNECT: "lireQuotientFamilialFranceConnect",
        FAMILY: "lireCompositionFamilialeV2",
    }


@pytest.mark.parametrize("path", [IDENTITY, FRANCE_CONNECT, FAMILY])
def test_every_parameter_and_answer_is_described_with_an_example(path: str) -> None:
    operation = operations()[path]
    assert operation["summary"]
    assert operation["description"]
    assert operation["security"]
    for parameter in operation["parameters"]:
        assert parameter["description"]
        assert parameter["schema"]["examples"]
    shown = {str(example["status"]) for example in EXAMPLES if example["operation"] == operation["operationId"]}
    assert set(operation["responses"]) == shown | {"500"}


def test_every_documented_example_is_what_the_proxy_answers(data: Opened) -> None:
    advice = "if the change is meant: python -m tests.particulier.record_examples && make openapi"
    assert without_release(record(data)) == without_release(EXAMPLES), advice


def test_every_refusal_of_ours_has_an_example() -> None:
    shown = json.dumps(EXAMPLES)
    not_shown = {RefusalCode.INVALID, RefusalCode.NOT_READY, RefusalCode.ASKED_TO_WAIT}
    assert {code for code in RefusalCode if f'"{code}"' not in shown} == not_shown


@pytest.mark.parametrize("code", RefusalCode)
def test_the_guide_says_what_to_do_of_every_refusal(code: RefusalCode) -> None:
    status = STATUSES_AND_TITLES[code][0]
    assert re.search(rf"^\| {status} \| `{code}` \| .+ \| .+ \|$", GUIDE, re.MULTILINE)


def test_the_guide_speaks_of_no_refusal_that_does_not_exist() -> None:
    told = set(re.findall(r"`(TRANSCOGAGE_[A-Z_]+)`", GUIDE))
    settings = {name for name in told if name.startswith("TRANSCOGAGE_QF_")}
    assert told - settings == set(RefusalCode)
