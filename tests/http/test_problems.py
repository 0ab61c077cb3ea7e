"""Every error has the one shape, and tells nothing it should not."""

import json
import logging

import pytest
from fastapi import FastAPI, Request
from starlette.responses import Response
from starlette.testclient import TestClient

from tests.http.assertions import assert_problem
from transcogage.database.opening import Opened
from transcogage.http.app import create_app
from transcogage.http.logs import JsonFormatter
from transcogage.settings import Settings


@pytest.mark.parametrize("path", ["/v1", "/v1/cog/", "/v1/inconnu", "/docs/inconnu.js", "/openapi.json", "/redoc"])
def test_an_unknown_path_is_404(client: TestClient, path: str) -> None:
    assert assert_problem(client.get(path), 404) == [(None, "CHEMIN_INCONNU")]


@pytest.mark.parametrize("path", ["/v1/cog", "/v1/donnees", "/healthz", "/readyz", "/docs", "/openapi.yaml"])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_another_method_is_405_and_says_which_is_allowed(client: TestClient, path: str, method: str) -> None:
    response = client.request(method, path)
    assert assert_problem(response, 405) == [(None, "METHODE_NON_PERMISE")]
    assert set(response.headers["allow"].split(", ")) - {"HEAD"} == {"GET"}


@pytest.mark.parametrize("path", ["/readyz", "/v1/donnees", "/v1/cog?nomCommuneNaissance=Cherbourg"])
def test_without_data_what_needs_them_is_503(path: str) -> None:
    starting = TestClient(create_app(Settings()))
    assert assert_problem(starting.get(path), 503) == [(None, "SERVICE_NON_PRET")]
    assert starting.get("/healthz").json() == {"statut": "vivant"}


@pytest.fixture
def broken_app(data: Opened) -> FastAPI:
    """The application, with a route that fails quoting what it was given."""
    app = create_app(Settings(), data)

    @app.get("/broken")
    async def fail(request: Request) -> Response:
        raise KeyError(request.url.query)

    return app


def test_the_unforeseen_is_500_and_its_log_has_the_place_but_no_value(
    broken_app: FastAPI, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), TestClient(broken_app) as client:
        response = client.get("/broken?nomCommuneNaissance=Marquée")
    assert assert_problem(response, 500) == [(None, "ERREUR_INTERNE")]
    assert "Traceback" not in response.text
    record = next(record for record in caplog.records if record.levelno == logging.ERROR)
    written = JsonFormatter().format(record)
    assert json.loads(written)["message"] == "unexpected KeyError"
    assert json.loads(written)["error"] == "KeyError"
    assert "in fail" in json.loads(written)["trace"]
    assert "Marqu" not in written
    ours = "\n".join(
        f"{record.getMessage()} {record.exc_text}" for record in caplog.records if "httpx" not in record.name
    )
    assert "Marqu" not in ours


def test_an_error_answer_can_be_read_as_it_is_by_a_person(client: TestClient) -> None:
    problem = client.get("/v1/cog?anneeDateNaissance=1980").json()
    advice = problem["detail"]
    assert advice.startswith("Ajoutez ce paramètre, par exemple nomCommuneNaissance=")
    assert problem == {
        "type": "about:blank",
        "title": "Paramètres à corriger",
        "status": 422,
        "detail": advice,
        "erreurs": [
            {
                "parametre": "nomCommuneNaissance",
                "code": "PARAMETRE_MANQUANT",
                "message": advice,
            }
        ],
    }
