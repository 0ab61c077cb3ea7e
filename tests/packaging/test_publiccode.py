"""publiccode.yml says what the standard asks for (https://yml.publiccode.tools, version 0.4), in the form it asks."""

import datetime
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

DOCUMENT: dict[str, Any] = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
MANDATORY = [
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "categories",
    "developmentStatus",
    "softwareType",
    "description",
    "legal/license",
    "maintenance/type",
    "maintenance/contacts",
    "localisation/localisationReady",
    "localisation/availableLanguages",
]


@pytest.mark.parametrize("key", MANDATORY)
def test_what_the_standard_asks_for_is_there(key: str) -> None:
    value: Any = DOCUMENT
    for part in key.split("/"):
        value = value[part]
    assert value is not None


def test_values_have_the_form_that_the_standard_asks_for() -> None:
    assert DOCUMENT["publiccodeYmlVersion"] == "0.4"
    assert DOCUMENT["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert DOCUMENT["softwareType"].startswith("standalone/")
    assert DOCUMENT["maintenance"]["type"] in {"internal", "contract", "community", "none"}
    datetime.date.fromisoformat(DOCUMENT["releaseDate"])
    for described in DOCUMENT["description"].values():
        assert len(described["shortDescription"]) <= 150
        assert 150 <= len(described["longDescription"]) <= 10_000
        assert described["features"]


def test_the_licence_is_that_of_the_project() -> None:
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith(f"{DOCUMENT['legal']['license']} License")
