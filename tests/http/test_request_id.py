"""Every answer names its request: by the identifier given when it is a UUID, else by a new one."""

import re
from uuid import UUID

import pytest
from starlette.testclient import TestClient

NEW = re.compile("[0-9a-f]{32}")


SOME = UUID("5c4db256-bdec-4249-8681-fb921a8d63ff")


@pytest.mark.parametrize("given", [str(SOME), SOME.hex, SOME.hex.upper(), str(SOME).upper()])
def test_a_uuid_is_sent_back_as_it_is(client: TestClient, given: str) -> None:
    assert client.get("/healthz", headers={"X-Request-ID": given}).headers["x-request-id"] == given


@pytest.mark.parametrize(
    "given",
    [
        "",
        "1",
        "1800650129123",
        "1800650129123456",
        "a" * 31,
        "a" * 33,
        "g" * 32,
        f"{SOME} x",
        f"{SOME},{SOME}",
    ],
)
def test_anything_else_is_replaced(client: TestClient, given: str) -> None:
    assert NEW.fullmatch(client.get("/healthz", headers={"X-Request-ID": given}).headers["x-request-id"])


def test_without_one_each_request_has_its_own(client: TestClient) -> None:
    given = {client.get("/healthz").headers["x-request-id"] for _ in range(50)}
    assert len(given) == 50
    assert all(NEW.fullmatch(identifier) for identifier in given)


@pytest.mark.parametrize("path", ["/v1/cog", "/inconnu", "/docs", "/metrics", "/openapi.yaml"])
def test_errors_and_pages_have_one_too(client: TestClient, path: str) -> None:
    assert NEW.fullmatch(client.get(path).headers["x-request-id"])
