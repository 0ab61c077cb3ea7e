"""Clients may keep answers until the data change: `ETag`, `If-None-Match`, `Cache-Control`."""

from copy import copy
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from transcogage.database.opening import Opened
from transcogage.http.app import create_app
from transcogage.resolution.index import Index
from transcogage.settings import Settings

QUESTION = "/v1/cog?nomCommuneNaissance=Cherbourg&anneeDateNaissance=1980&codeCogInseeDepartementNaissance=50"
OTHER = QUESTION.replace("1980", "2020")
KEPT = [
    QUESTION,
    "/v1/communes?q=cher",
    "/v1/communes/50129",
    "/v1/communes/50129/filiation",
    "/v1/lieux?q=cher",
    "/v1/pays?q=URSS",
]
KEPT_WITHOUT_A_QUERY = ["/v1/donnees", "/v1/communes/50129", "/v1/communes/50129/filiation"]


@pytest.mark.parametrize("path", [*KEPT, "/v1/donnees"])
def test_an_answer_already_held_is_not_sent_again(client: TestClient, path: str) -> None:
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    for name in ("etag", "cache-control", "access-control-allow-origin", "x-request-id"):
        assert name in again.headers
    assert again.headers["etag"] == first.headers["etag"]
    assert "content-type" not in again.headers


def test_a_tag_names_the_release_and_one_answer(client: TestClient, index: Index) -> None:
    tag = client.get(QUESTION).headers["etag"]
    assert tag.startswith(f'W/"{index.release.version}-')
    assert client.get(OTHER).headers["etag"] != tag
    assert client.get(OTHER, headers={"If-None-Match": tag}).status_code == 200


def test_another_release_has_another_tag(client: TestClient, data: Opened) -> None:
    held = client.get("/v1/pays?q=URSS").headers["etag"]
    newer = copy(data.index)
    vars(newer)["release"] = replace(data.index.release, version="2027-0123456789")
    with TestClient(create_app(Settings(), replace(data, index=newer))) as updated:
        assert updated.get("/v1/pays?q=URSS", headers={"If-None-Match": held}).status_code == 200


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("{tag}", 304),
        ("{strong}", 304),
        ('"other", {tag}', 304),
        ('{strong} , W/"other"', 304),
        ("*", 304),
        ('"other"', 200),
        ("{unquoted}", 200),
        ("", 200),
    ],
)
def test_tags_are_compared_as_the_standard_says(client: TestClient, written: str, status: int) -> None:
    """RFC 9110, section 13.1.2: a list, weak comparison."""
    tag = client.get(QUESTION).headers["etag"]
    strong = tag.removeprefix("W/")
    header = written.format(tag=tag, strong=strong, unquoted=strong.strip('"'))
    assert client.get(QUESTION, headers={"If-None-Match": header}).status_code == status


@pytest.mark.parametrize("path", [*KEPT[:2], "/v1/communes/50129?date=1980-06-15", "/v1/pays?q=URSS&annee=1980"])
def test_what_a_caller_asks_is_kept_by_its_own_cache_alone(client: TestClient, path: str) -> None:
    assert client.get(path).headers["cache-control"] == "private, max-age=600"


@pytest.mark.parametrize("path", KEPT_WITHOUT_A_QUERY)
def test_what_anyone_may_read_may_be_kept_by_any_cache(client: TestClient, path: str) -> None:
    assert client.get(path).headers["cache-control"] == "public, max-age=600"


@pytest.mark.parametrize("path", ["/v1/cog", "/v1/inconnu", "/healthz", "/readyz", "/metrics"])
def test_errors_and_the_state_of_the_service_are_never_kept(client: TestClient, path: str) -> None:
    response = client.get(path, headers={"If-None-Match": "*"})
    assert response.headers["cache-control"] == "no-store"
    assert "etag" not in response.headers
