"""The log: JSON lines, one a request, and nothing in it that a caller sent but a UUID."""

import json
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode

import httpx2
import pytest
import yaml

from tests.conftest import ROOT
from tests.http.running import RunningService, running_service
from tests.waiting import PATIENCE

MARK = "Marquée-1800650129"
SEEN_AS = ("marqu", "1800650129", quote("é").lower(), "203.0.113.77")
"""What would show of the mark, however it was written, and of the address of the caller."""

HEADERS = {
    name: quote(MARK)
    for name in (
        "X-Request-ID",
        "User-Agent",
        "Authorization",
        "Cookie",
        "Referer",
        "Origin",
        "If-None-Match",
        "Accept-Encoding",
        "X-Api-Key",
        "X-Marquee",
    )
} | {"X-Forwarded-For": "203.0.113.77", "X-Forwarded-Proto": quote(MARK)}
REQUEST_MEMBERS = {"time", "level", "logger", "request_id", "method", "route", "status", "duration_ms", "size"}

SPECIFICATION = yaml.safe_load((ROOT / "openapi.yaml").read_text(encoding="utf-8"))


def marked_requests() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """For every operation, every method and parameter: method, address, options; the mark is all over them."""
    for path, operations in SPECIFICATION["paths"].items():
        marked_path = path.replace("{code}", quote(MARK))
        plain_path = path.replace("{code}", "50129")
        for operation in operations.values():
            given = {
                parameter["name"]: parameter["schema"]["examples"][0]
                for parameter in operation.get("parameters", [])
                if parameter["in"] == "query"
            }
            for name in given:
                yield "GET", f"{plain_path}?{urlencode(given | {name: MARK})}", {}
        for method in ("GET", "POST", "DELETE", "OPTIONS", "PROPFIND"):
            yield method, f"{marked_path}?{urlencode({MARK: MARK})}", {}
            yield method, f"{path}/{quote(MARK)}", {}
    good = {"nomCommuneNaissance": MARK, "anneeDateNaissance": 1980, "codeCogInseeDepartementNaissance": "50"}
    for body in ({"demandes": [good | {"id": MARK}, {MARK: MARK}, MARK]}, {MARK: MARK}, MARK):
        yield "POST", "/v1/cog/lot", {"json": body}
    yield "POST", "/v1/cog/lot", {"content": f'{{"{MARK}'.encode(), "headers": {"Content-Type": "application/json"}}
    yield "POST", "/v1/cog/lot", {"content": MARK.encode(), "headers": {"Content-Type": quote(MARK)}}
    for path in (f"/{MARK}", f"/docs/{MARK}", f"/docs?{MARK}", f"/openapi.yaml?{MARK}"):
        yield "GET", path, {}


def send_no_http(service: RunningService) -> None:
    """Request lines the server cannot read, marked."""
    for line in (b"GET /Marquee Marquee Marquee", b"MARQUEE /Marquee HTTP/1.1"):
        address = "127.0.0.1", int(service.url.rsplit(":", 1)[1])
        with socket.create_connection(address, timeout=PATIENCE) as connection:
            connection.sendall(line + b"\r\nHost: x\r\n\r\n")
            assert connection.recv(1_000).startswith(b"HTTP/1.1 400")


@pytest.fixture(scope="module")
def lines() -> list[dict[str, Any]]:
    """The log of a service that was sent all of `marked_requests`, then stopped."""
    with running_service(TRANSCOGAGE_TRUSTED_PROXIES="127.0.0.1") as service:
        with httpx2.Client(base_url=service.url, timeout=PATIENCE) as client:
            for method, path, options in marked_requests():
                headers = HEADERS | options.pop("headers", {})
                client.request(method, path, headers=headers, **options)
        send_no_http(service)
        service.stop()
    return [json.loads(line) for line in service.log]


@pytest.fixture(scope="module")
def of_requests(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [line for line in lines if line["logger"] == "transcogage.http.requests"]


def test_no_value_of_a_caller_is_ever_logged(lines: list[dict[str, Any]]) -> None:
    log = json.dumps(lines, ensure_ascii=False).lower()
    for trace in SEEN_AS:
        assert trace not in log


def test_each_request_has_one_line_and_no_more_is_said_of_it(of_requests: list[dict[str, Any]]) -> None:
    assert len(of_requests) == len(list(marked_requests())) + 1, "and one for the readiness of the service"
    for line in of_requests:
        assert set(line) == REQUEST_MEMBERS
        assert line["level"] == "INFO"
        assert line["method"] in {"GET", "POST", "DELETE", "OPTIONS", "OTHER"}
        assert len(line["request_id"]) == 32
        assert line["duration_ms"] >= 0
        assert datetime.now(UTC) - datetime.fromisoformat(line["time"]) < timedelta(minutes=5)
    assert {line["status"] for line in of_requests} >= {200, 404, 405, 415, 422}


def test_a_route_is_told_by_its_template(of_requests: list[dict[str, Any]]) -> None:
    templates = {line["route"] for line in of_requests}
    assert templates == {*SPECIFICATION["paths"], "/docs", "/openapi.yaml", None}
    assert {line["status"] for line in of_requests if line["route"] is None} == {404}


def test_the_server_logs_in_the_same_form(lines: list[dict[str, Any]]) -> None:
    messages = [line["message"] for line in lines if line["logger"] == "uvicorn.error"]
    assert any("running on" in message for message in messages)
    assert "Application shutdown complete." in messages


def test_a_connection_that_is_refused_has_its_line(lines: list[dict[str, Any]]) -> None:
    refused = [line["message"] for line in lines if line["logger"] == "transcogage.http.protocol"]
    assert refused == ["connection refused: 400"] * 2


def test_the_size_is_that_of_the_body_sent() -> None:
    identifier = "0f0e0d0c0b0a09080706050403020100"
    with running_service() as service:
        response = httpx2.get(f"{service.url}/v1/donnees", headers={"X-Request-ID": identifier}, timeout=PATIENCE)
        service.stop()
    (line,) = [json.loads(line) for line in service.log if identifier in line]
    assert (line["status"], line["size"]) == (200, len(response.content))
