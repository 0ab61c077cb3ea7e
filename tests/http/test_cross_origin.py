"""Pages of any site may read the public routes, and no other (CORS)."""

import pytest
from starlette.testclient import TestClient

from tests.http.assertions import assert_problem

PREFLIGHT = {"Origin": "https://www.example.fr", "Access-Control-Request-Method": "POST"}
OPEN = [
    "/v1/cog",
    "/v1/cog/lot",
    "/v1/communes?q=cher",
    "/v1/pays?q=URSS",
    "/v1/donnees",
    "/v1/inconnu",
    "/openapi.yaml",
]
CLOSED = ["/", "/healthz", "/readyz", "/metrics", "/docs", "/v3/dss/quotient_familial/identite", "/v1"]


@pytest.mark.parametrize("path", OPEN)
def test_answers_and_errors_of_the_public_routes_are_open_to_all(client: TestClient, path: str) -> None:
    for headers in ({}, {"Origin": "https://www.example.fr"}, {"Origin": "null"}):
        response = client.get(path, headers=headers)
        assert response.headers["access-control-allow-origin"] == "*"
        assert "X-Request-ID" in response.headers["access-control-expose-headers"]
        assert "access-control-allow-credentials" not in response.headers


@pytest.mark.parametrize("path", CLOSED)
def test_the_others_are_closed(client: TestClient, path: str) -> None:
    response = client.get(path, headers={"Origin": "https://www.example.fr"})
    assert not [name for name in response.headers if name.startswith("access-control")]
    assert client.options(path, headers=PREFLIGHT).status_code in (404, 405)


def test_a_browser_that_asks_first_may_send_a_batch(client: TestClient) -> None:
    response = client.options("/v1/cog/lot", headers=PREFLIGHT | {"Access-Control-Request-Headers": "content-type"})
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["access-control-allow-origin"] == "*"
    assert response.headers["access-control-allow-methods"] == "GET, POST"
    assert "Content-Type" in response.headers["access-control-allow-headers"]
    assert "access-control-allow-credentials" not in response.headers


def test_options_that_no_browser_sent_is_405(client: TestClient) -> None:
    for headers in ({}, {"Origin": "https://www.example.fr"}):
        response = client.options("/v1/cog/lot", headers=headers)
        assert assert_problem(response, 405) == [(None, "METHODE_NON_PERMISE")]
        assert response.headers["allow"] == "POST"
