"""`GET /metrics`: what the service counts, in Prometheus's format, with no label from a caller's value."""

import os
from collections import Counter
from urllib.parse import quote

import httpx2
import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from tests.http.running import running_service
from tests.waiting import PATIENCE
from transcogage.database.opening import Opened
from transcogage.http.app import create_app
from transcogage.resolution.index import Index
from transcogage.settings import Settings

QUESTION = "/v1/cog?nomCommuneNaissance={}&anneeDateNaissance=1980&codeCogInseeDepartementNaissance=50"
Labels = frozenset[tuple[str, str]]


def samples(text: str) -> dict[tuple[str, Labels], float]:
    """Every sample of an exposition, by name and labels."""
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def value(text: str, name: str, **labels: str) -> float:
    return samples(text).get((name, frozenset(labels.items())), 0.0)


@pytest.fixture
def own_client(data: Opened) -> TestClient:
    """An application whose counts start at zero."""
    return TestClient(create_app(Settings(), data))


def test_requests_are_counted_by_route_method_and_status(own_client: TestClient) -> None:
    for name in ("Cherbourg", "Cherbourg", ""):
        own_client.get(QUESTION.format(name))
    own_client.post("/v1/cog")
    own_client.request("MARQUEE", "/v1/cog")
    own_client.get("/inconnu")
    text = own_client.get("/metrics").text
    for route, method, status, count in [
        ("/v1/cog", "GET", "200", 2),
        ("/v1/cog", "GET", "422", 1),
        ("/v1/cog", "POST", "405", 1),
        ("/v1/cog", "OTHER", "405", 1),
        ("unknown", "GET", "404", 1),
    ]:
        assert value(text, "http_requests_total", route=route, method=method, status=status) == count
    assert value(text, "http_request_duration_seconds_count", route="/v1/cog") == 5
    assert value(text, "http_request_duration_seconds_bucket", route="/v1/cog", le="+Inf") == 5


def test_answers_are_counted_by_status_alone_or_in_a_batch(own_client: TestClient) -> None:
    places = [("Gennevilliers", 1960, "92"), ("Bors", 1980, "16"), ("Qwertyuiop", 1980, "45"), ("Bors", 1970, "16")]
    items: list[dict[str, str | int]] = [
        {"nomCommuneNaissance": name, "anneeDateNaissance": year, "codeCogInseeDepartementNaissance": department}
        for name, year, department in places
    ]
    own_client.post("/v1/cog/lot", json={"demandes": [*items, {}]})
    own_client.get("/v1/cog", params=items[0])
    text = own_client.get("/metrics").text
    counted = {status: value(text, "transcogage_answers_total", status=status) for status in ("certain", "ambigu")}
    assert counted == {"certain": 2, "ambigu": 2}
    assert value(text, "transcogage_answers_total", status="introuvable") == 1
    assert value(text, "transcogage_answers_total", status="probable") == 0


def test_the_data_served_and_the_process_are_told(own_client: TestClient, index: Index) -> None:
    response = own_client.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain; version=")
    release = {"vintage": str(index.release.vintage), "version": index.release.version}
    assert value(response.text, "transcogage_release_info", **release) == 1
    assert value(response.text, "process_resident_memory_bytes", pid=str(os.getpid())) > 10_000_000


def test_without_data_there_are_metrics_all_the_same() -> None:
    starting = TestClient(create_app(Settings()))
    assert starting.get("/readyz").status_code == 503
    text = starting.get("/metrics").text
    assert value(text, "http_requests_total", route="/readyz", method="GET", status="503") == 1
    assert "transcogage_release_info{" not in text


def test_no_label_is_a_value_of_a_caller(own_client: TestClient) -> None:
    mark = quote("Marquée")
    for path in (QUESTION.format(mark), f"/{mark}", f"/v1/communes/{mark}", f"/v1/cog?{mark}={mark}", f"/docs/{mark}"):
        own_client.get(path, headers={"X-Request-ID": mark, "User-Agent": mark})
        own_client.request(mark, path)
    assert "marqu" not in own_client.get("/metrics").text.lower()


def test_workers_share_the_port_and_whichever_answers_tells_the_counts_of_all() -> None:
    with running_service("--workers", "2") as service:
        statuses = Counter(httpx2.get(f"{service.url}/healthz", timeout=PATIENCE).status_code for _ in range(30))
        expositions = [httpx2.get(f"{service.url}/metrics", timeout=PATIENCE).text for _ in range(10)]
        assert service.stop() == 0
    assert statuses == {200: 30}
    healths = [value(text, "http_requests_total", route="/healthz", method="GET", status="200") for text in expositions]
    assert healths == [31.0] * 10, "and one for the readiness of the service"
    processes = [labels for name, labels in samples(expositions[-1]) if name == "process_resident_memory_bytes"]
    assert len(processes) == 2
    assert any(name == "transcogage_release_info" for name, _ in samples(expositions[-1]))
