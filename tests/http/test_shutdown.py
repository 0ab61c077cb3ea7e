"""A SIGTERM loses no request: what is in flight finishes, connections are closed by saying so."""

import json
import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPResponse

import httpx2
import pytest

from tests.http.running import RunningService, listens, running_service
from tests.waiting import PATIENCE, wait_until

QUESTION = "/v1/cog?nomCommuneNaissance=Cherbourg&anneeDateNaissance=1980&codeCogInseeDepartementNaissance=50"
GOOD = {"nomCommuneNaissance": "Cherbourg", "anneeDateNaissance": 1980, "codeCogInseeDepartementNaissance": "50"}

FOR_EVER = "600"
"""Seconds: longer than a test waits for anything."""


def readiness(service: RunningService) -> httpx2.Response:
    return httpx2.get(f"{service.url}/readyz", timeout=PATIENCE)


def tell_to_stop(service: RunningService) -> None:
    """Send a SIGTERM, and wait until the service has seen it."""
    service.process.send_signal(signal.SIGTERM)
    wait_until(lambda: readiness(service).status_code == 503)


def address(service: RunningService) -> tuple[str, int]:
    return "127.0.0.1", int(service.url.rsplit(":", 1)[1])


def begun_batch(service: RunningService, body: bytes) -> socket.socket:
    """A connection on which a batch is being sent: its head, and half its body."""
    connection = socket.create_connection(address(service), timeout=PATIENCE)
    head = (
        f"POST /v1/cog/lot HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    connection.sendall(head.encode() + body[: len(body) // 2])
    return connection


def asked_on(connection: HTTPConnection) -> tuple[int, str | None]:
    """The status of an answer, and whether it says that the connection closes."""
    connection.request("GET", QUESTION)
    response = connection.getresponse()
    assert json.loads(response.read())["statut"] == "certain"
    return response.status, response.getheader("connection")


def answer_to(connection: socket.socket) -> tuple[int, bytes]:
    with HTTPResponse(connection) as response:
        response.begin()
        return response.status, response.read()


def test_it_goes_on_answering_says_that_it_leaves_and_finishes_what_it_began() -> None:
    body = json.dumps({"demandes": [GOOD] * 1_000}).encode()
    with running_service(TRANSCOGAGE_STOP_DELAY=FOR_EVER) as service, begun_batch(service, body) as begun:
        kept = HTTPConnection(*address(service), timeout=PATIENCE)
        assert asked_on(kept) == (200, None)
        tell_to_stop(service)
        assert asked_on(kept) == (200, "close")
        ready = readiness(service)
        assert (ready.status_code, ready.json()["erreurs"][0]["code"]) == (503, "SERVICE_EN_ARRET")
        assert ready.headers["retry-after"] == "5"
        service.process.send_signal(signal.SIGTERM)
        wait_until(lambda: not listens(service.url))
        begun.sendall(body[len(body) // 2 :])
        status, answer = answer_to(begun)
        assert begun.recv(1) == b"", "the connection is closed after the answer"
        assert status == 200
        assert len(json.loads(answer)["reponses"]) == 1_000
        assert service.process.wait(timeout=PATIENCE) == -signal.SIGTERM


def ask_until_refused(service: RunningService, answered: list[int]) -> None:
    """Ask without a pause, on a new connection each time the last one is closed, until none is accepted any more; the
    statuses go to `answered`. Any other failure is a request lost.
    """
    while True:
        connection = HTTPConnection(*address(service), timeout=PATIENCE)
        try:
            connection.connect()
        except ConnectionRefusedError:
            return
        closing = None
        while closing != "close":
            status, closing = asked_on(connection)
            answered.append(status)
        connection.close()


@pytest.mark.parametrize(("workers", "code"), [("1", -signal.SIGTERM), ("2", 0)])
def test_clients_that_ask_without_a_pause_lose_nothing(workers: str, code: int) -> None:
    with (
        running_service("--workers", workers, TRANSCOGAGE_STOP_DELAY="0.5") as service,
        ThreadPoolExecutor(16) as clients,
    ):
        answered: list[int] = []
        asking = [clients.submit(ask_until_refused, service, answered) for _ in range(16)]
        wait_until(lambda: len(answered) > 100)
        service.process.send_signal(signal.SIGTERM)
        assert [client.result() for client in asking] == [None] * 16
        assert set(answered) == {200}
        assert service.process.wait(timeout=PATIENCE) == code


def test_an_interrupt_does_not_wait_and_what_does_not_finish_in_time_is_cut() -> None:
    with (
        running_service(TRANSCOGAGE_STOP_DELAY=FOR_EVER, TRANSCOGAGE_STOP_GRACE="1") as service,
        begun_batch(service, b"{" + b" " * 1_000),
    ):
        service.process.send_signal(signal.SIGINT)
        assert service.process.wait(timeout=PATIENCE) == 0


def test_a_second_sigterm_does_not_wait() -> None:
    with running_service(TRANSCOGAGE_STOP_DELAY=FOR_EVER) as service:
        tell_to_stop(service)
        service.process.send_signal(signal.SIGTERM)
        assert service.process.wait(timeout=PATIENCE) == -signal.SIGTERM
