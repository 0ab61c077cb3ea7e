"""At most so many requests a minute from a client, when the service is set so."""

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.http.assertions import assert_problem
from transcogage.database.opening import Opened
from transcogage.http import rate_limit
from transcogage.http.app import create_app
from transcogage.http.rate_limit import client_of
from transcogage.settings import Settings


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1_000.0]
    monkeypatch.setattr(rate_limit, "monotonic", lambda: now[0])
    return now


@pytest.fixture
def limited(data: Opened) -> Callable[..., TestClient]:
    """Three requests a minute; a client for each address asked."""
    app = create_app(Settings(rate_limit=3), data)
    return lambda address="192.0.2.1": TestClient(app, client=(address, 50_000))


def standing(response: Any) -> tuple[str, str, str]:
    return tuple(response.headers[f"ratelimit-{name}"] for name in ("limit", "remaining", "reset"))


def test_every_answer_says_where_the_client_stands(limited: Callable[..., TestClient], clock: list[float]) -> None:
    client = limited()
    assert standing(client.get("/v1/donnees")) == ("3", "2", "60")
    clock[0] += 20.5
    assert standing(client.get("/v1/cog")) == ("3", "1", "40")
    assert standing(client.get("/v1/inconnu")) == ("3", "0", "40")


def test_beyond_it_is_429_with_the_time_to_wait(limited: Callable[..., TestClient], clock: list[float]) -> None:
    client = limited()
    for _ in range(3):
        assert client.get("/v1/donnees").status_code == 200
    clock[0] += 18.0
    refused = client.get("/v1/donnees")
    assert assert_problem(refused, 429) == [(None, "TROP_DE_DEMANDES")]
    assert refused.headers["retry-after"] == "42"
    assert standing(refused) == ("3", "0", "42")
    assert refused.headers["access-control-allow-origin"] == "*"
    clock[0] += 42.0
    assert standing(client.get("/v1/donnees")) == ("3", "2", "60")


@pytest.mark.usefixtures("clock")
def test_a_client_does_not_spend_what_another_may(limited: Callable[..., TestClient]) -> None:
    statuses = [limited("192.0.2.1").get("/v1/donnees").status_code for _ in range(5)]
    assert statuses == [200] * 3 + [429] * 2
    assert limited("192.0.2.2").get("/v1/donnees").status_code == 200


def test_what_supervises_the_service_is_always_answered(limited: Callable[..., TestClient]) -> None:
    for path in ("/healthz", "/readyz", "/metrics") * 4:
        response = limited().get(path)
        assert response.status_code == 200
        assert "ratelimit-limit" not in response.headers


def test_counts_take_a_bounded_memory(
    limited: Callable[..., TestClient], clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rate_limit, "MOST_CLIENTS", 2)
    for address in ("192.0.2.1", "192.0.2.2", "192.0.2.1", "192.0.2.3"):
        clock[0] += 1
        last = limited(address).get("/v1/donnees")
    assert standing(last) == ("3", "2", "60")
    assert standing(limited("192.0.2.2").get("/v1/donnees"))[1] == "1", (
        "of two clients, the one seen first was forgotten"
    )
    assert standing(limited("192.0.2.1").get("/v1/donnees"))[1] == "2"


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:0db8:0001:0002::9", "2001:db8:1:2::/64"),
        ("x" * 1_000, "unknown"),
    ],
)
def test_a_client_is_an_address_or_the_network_it_owns(address: str, client: str) -> None:
    assert client_of((address, 1)) == client
    assert client_of(None) == ""


def test_there_is_no_limit_unless_one_is_set(client: TestClient) -> None:
    assert not [name for name in client.get("/v1/donnees").headers if name.startswith("ratelimit")]
