"""schemathesis: the proxy, in front of the stand-in upstream, keeps the promises of its specification."""

from typing import Any

import schemathesis
from fastapi.openapi.utils import get_openapi
from hypothesis import settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from transcogage.http.app import create_app
from transcogage.particulier.documentation import TAG
from transcogage.settings import Settings

specification = get_openapi(title="", version="", routes=create_app(Settings()).routes)
schema = schemathesis.openapi.from_dict(specification).include(tag=TAG["name"])


@schema.parametrize()
@settings(max_examples=60)
def test_the_proxy_keeps_its_specification(case: schemathesis.Case[Any], proxy: str) -> None:
    """Well-formed data may still be nobody's, or no commune's: a refusal is then no failure."""
    case.call_and_validate(base_url=proxy, excluded_checks=[positive_data_acceptance])
