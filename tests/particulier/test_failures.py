"""The upstream slow, down, cutting, wrong or endless: a documented error in its own shape, in time, and no one else
notices.
"""

import logging
import socket
import ssl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest

from tests.particulier.calls import (
    BY_CODE,
    FAMILY,
    FRANCE_CONNECT,
    IDENTITY,
    PERSON,
    Reply,
    api_key,
    bearer,
    encoded,
    get,
)
from tests.upstream.faults import Fault, FaultKind
from tests.upstream.running import RunningStandIn, listening
from tests.waiting import PATIENCE, wait_until
from transcogage.database.opening import Opened
from transcogage.http.app import create_app
from transcogage.settings import Settings

GOOD_CALL = encoded([*PERSON, *BY_CODE])
GOOD_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
FOR_EVER = 600.0
"""Seconds: longer than a test waits for anything."""

LATE = {FaultKind.SLOW, FaultKind.DRIP}

OURS = {
    FaultKind.SLOW: (504, "TRANSCOGAGE_AMONT_LENT"),
    FaultKind.DRIP: (504, "TRANSCOGAGE_AMONT_LENT"),
    FaultKind.CUT: (502, "TRANSCOGAGE_AMONT_INVALIDE"),
    FaultKind.HTML: (502, "TRANSCOGAGE_AMONT_INVALIDE"),
    FaultKind.HTML_UNAVAILABLE: (502, "TRANSCOGAGE_AMONT_INVALIDE"),
    FaultKind.GARBAGE: (502, "TRANSCOGAGE_AMONT_INVALIDE"),
    FaultKind.EMPTY: (502, "TRANSCOGAGE_AMONT_INVALIDE"),
    FaultKind.HUGE: (502, "TRANSCOGAGE_AMONT_INVALIDE"),
    FaultKind.HUGE_UNANNOUNCED: (502, "TRANSCOGAGE_AMONT_INVALIDE"),
    FaultKind.REDIRECT: (502, "TRANSCOGAGE_AMONT_INVALIDE"),
    FaultKind.COMPRESSED: (502, "TRANSCOGAGE_AMONT_INVALIDE"),
}
PASSED_ON = {
    FaultKind.LIMITED: 429,
    FaultKind.INTERNAL: 500,
    FaultKind.PROVIDER_FAILED: 502,
    FaultKind.UNAVAILABLE: 503,
}


def ask(url: str, token: str, path: str = IDENTITY, *more: tuple[str, str]) -> Reply:
    return get(url, path, GOOD_CALL, [api_key(token) if path == FAMILY else bearer(token), *more])


def assert_ours(reply: Reply, path: str, status: int, code: str) -> None:
    """A refusal of the proxy, in the shape of the path's version."""
    assert (reply.status, reply.code) == (status, code), reply.body
    assert reply.headers["content-type"] == "application/json"
    assert reply.headers["cache-control"] == "no-store"
    if path == FAMILY:
        document = reply.json()
        assert document["reason"] == document["message"]
    else:
        (document,) = reply.json()["errors"]
        assert set(document) == {"code", "title", "detail", "source", "meta"}
    assert document["meta"]["provider"] == "Transcogage"


@pytest.mark.parametrize("path", [IDENTITY, FRANCE_CONNECT, FAMILY])
@pytest.mark.parametrize("kind", OURS)
def test_what_is_no_answer_is_an_error_in_the_upstreams_shape_in_time(
    upstream: RunningStandIn, proxy: str, impatient_proxy: str, kind: FaultKind, path: str
) -> None:
    upstream.stand_in.faults = [Fault(kind, "panne", seconds=FOR_EVER)]
    reply = ask(impatient_proxy if kind in LATE else proxy, "panne", path)
    assert_ours(reply, path, *OURS[kind])


@pytest.mark.parametrize("path", [IDENTITY, FAMILY])
@pytest.mark.parametrize("kind", PASSED_ON)
def test_an_error_of_upstream_is_passed_on_as_it_is(
    upstream: RunningStandIn, proxy: str, kind: FaultKind, path: str
) -> None:
    upstream.stand_in.faults = [Fault(kind, "erreur")]
    proxied, direct = ask(proxy, "erreur", path), ask(upstream.url, "erreur", path)
    assert proxied.status == PASSED_ON[kind]
    assert proxied.body == direct.body


def test_a_conflict_is_passed_on(upstream: RunningStandIn, proxy: str) -> None:
    """The same call of the same token is already running."""
    upstream.stand_in.faults = [Fault(FaultKind.SLOW, "conflit", seconds=FOR_EVER, times=1)]
    with ThreadPoolExecutor() as callers:
        first = callers.submit(ask, proxy, "conflit")
        wait_until(lambda: not upstream.stand_in.faults[0].times)
        second = ask(proxy, "conflit")
        assert (second.status, second.code) == (409, "00015")
        upstream.stand_in.faults.clear()
        assert first.result().status == 200


@contextmanager
def raw_server(answer: bytes, context: ssl.SSLContext | None = None) -> Iterator[str]:
    """A server that answers whatever it is asked with `answer`, and closes."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                try:
                    with context.wrap_socket(connection, server_side=True) if context else connection as served:
                        served.recv(65_536)
                        served.sendall(answer)
                except OSError:
                    continue  # the caller did not like the certificate

        thread = Thread(target=serve, daemon=True)
        thread.start()
        yield f"http{'s' if context else ''}://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(timeout=PATIENCE)


@pytest.mark.parametrize(
    "answer", [b"", b"\x00\x16\x03 no HTTP at all\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"X-A: " + b"a" * 200_000]
)
def test_what_is_no_http_is_an_error(data: Opened, answer: bytes) -> None:
    with raw_server(answer) as url, listening(create_app(Settings(qf_url=url), data)) as proxy:
        assert_ours(ask(proxy, "brut"), IDENTITY, 502, "TRANSCOGAGE_AMONT_INVALIDE")


def test_a_certificate_no_one_signed_is_refused(data: Opened) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(__file__).with_name("self_signed.pem"))
    with raw_server(GOOD_ANSWER, context) as url, listening(create_app(Settings(qf_url=url), data)) as proxy:
        assert_ours(ask(proxy, "faux"), IDENTITY, 503, "TRANSCOGAGE_AMONT_INJOIGNABLE")


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "http://absent.invalid"])
def test_an_upstream_that_is_down_is_an_error(data: Opened, url: str) -> None:
    with listening(create_app(Settings(qf_url=url, qf_connect_timeout=2), data)) as proxy:
        assert_ours(ask(proxy, "absente"), IDENTITY, 503, "TRANSCOGAGE_AMONT_INJOIGNABLE")


def test_without_upstream_the_proxy_says_how_to_turn_it_on(data: Opened) -> None:
    with listening(create_app(Settings(), data)) as proxy:
        for path in (IDENTITY, FRANCE_CONNECT, FAMILY):
            reply = ask(proxy, "inactif", path)
            assert_ours(reply, path, 503, "TRANSCOGAGE_PROXY_INACTIF")
            assert "TRANSCOGAGE_QF_URL" in reply.body.decode()


def test_the_triplet_waits_for_the_data_and_a_code_does_not(upstream: RunningStandIn) -> None:
    app = create_app(Settings(qf_url=upstream.url))
    with listening(app) as proxy:
        app.state.data = None
        assert ask(proxy, "sans-donnees").status == 200
        triplet = encoded([*PERSON, ("nomCommuneNaissance", "Cherbourg"), ("codeCogInseeDepartementNaissance", "50")])
        reply = get(proxy, IDENTITY, triplet, [bearer("sans-donnees")])
    assert_ours(reply, IDENTITY, 503, "TRANSCOGAGE_NON_PRET")
    assert reply.headers["retry-after"] == "5"


@pytest.mark.parametrize("header", ["X-Transcogage-Si-Ambigu", "X-Transcogage-Reessayer"])
@pytest.mark.parametrize("value", ["peut-etre", "", "omettre, meilleur"])
def test_a_header_of_ours_with_another_value_is_named(
    upstream: RunningStandIn, proxy: str, header: str, value: str
) -> None:
    upstream.stand_in.calls.clear()
    reply = ask(proxy, "entete", IDENTITY, (header, value))
    assert_ours(reply, IDENTITY, 422, "TRANSCOGAGE_PARAMETRE_INVALIDE")
    assert reply.json()["errors"][0]["source"] == {"parameter": header}
    assert not upstream.stand_in.calls


@pytest.mark.parametrize("kind", [FaultKind.PROVIDER_FAILED, FaultKind.UNAVAILABLE, FaultKind.HTML_UNAVAILABLE])
def test_a_second_try_is_made_when_the_caller_asks_for_it(
    upstream: RunningStandIn, proxy: str, kind: FaultKind
) -> None:
    upstream.stand_in.faults = [Fault(kind, "essais", times=1)]
    assert ask(proxy, "essais").status >= 500
    upstream.stand_in.faults = [Fault(kind, "essais", times=1)]
    assert ask(proxy, "essais", IDENTITY, ("X-Transcogage-Reessayer", "oui")).status == 200
    upstream.stand_in.faults = [Fault(kind, "essais", times=2)]
    assert ask(proxy, "essais", IDENTITY, ("X-Transcogage-Reessayer", "oui")).status >= 500


@pytest.mark.parametrize("kind", [FaultKind.INTERNAL, FaultKind.LIMITED, FaultKind.CUT, FaultKind.GARBAGE])
def test_nothing_else_is_ever_tried_again(upstream: RunningStandIn, proxy: str, kind: FaultKind) -> None:
    upstream.stand_in.faults = [Fault(kind, "une-fois", times=1)]
    upstream.stand_in.calls.clear()
    assert ask(proxy, "une-fois", IDENTITY, ("X-Transcogage-Reessayer", "oui")).status != 200
    assert len(upstream.stand_in.calls) == 1


class Listening(logging.Handler):
    """Has a socket listen at the first line that is logged: when a connection to it has failed."""

    def __init__(self, reserved: socket.socket) -> None:
        super().__init__()
        self._reserved = reserved

    def emit(self, record: logging.LogRecord) -> None:
        assert "ConnectError" in record.getMessage()
        self._reserved.listen()


@pytest.mark.parametrize(("more", "status"), [([("X-Transcogage-Reessayer", "oui")], 200), ([], 503)])
def test_a_failed_connection_is_tried_again_when_the_caller_asks_for_it(
    data: Opened, more: list[tuple[str, str]], status: int
) -> None:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{reserved.getsockname()[1]}"
        handler = Listening(reserved)
        logger = logging.getLogger("transcogage.particulier")
        logger.addHandler(handler)
        try:
            with listening(create_app(Settings(qf_url=url), data)) as proxy, ThreadPoolExecutor() as callers:
                waiting = callers.submit(ask, proxy, "essais", IDENTITY, *more)
                if status == 200:
                    answer_one(reserved)
                assert waiting.result().status == status
        finally:
            logger.removeHandler(handler)


def answer_one(reserved: socket.socket) -> None:
    """Give a good answer to the first call, once the socket listens."""

    def accepted() -> bool:
        try:
            connection, _ = reserved.accept()
        except OSError:  # it does not listen yet
            return False
        with connection:
            connection.recv(65_536)
            connection.sendall(GOOD_ANSWER)
        return True

    wait_until(accepted)


def test_the_callers_of_a_slow_answer_do_not_slow_the_others(upstream: RunningStandIn, proxy: str) -> None:
    upstream.stand_in.faults = [Fault(FaultKind.SLOW, "lente", seconds=FOR_EVER)]
    with ThreadPoolExecutor(max_workers=40) as callers:
        slow = [callers.submit(get, proxy, IDENTITY, f"{GOOD_CALL}&n={n}", [bearer("lente")]) for n in range(40)]
        wait_until(lambda: calls_of(upstream, "lente") == 40)
        assert ask(proxy, "rapide").status == 200
        assert not any(call.done() for call in slow)
        upstream.stand_in.faults.clear()
        assert {call.result().status for call in slow} == {200}


def test_after_200_failures_the_service_is_normal_and_no_connection_is_left(
    upstream: RunningStandIn, impatient_proxy: str
) -> None:
    unread = [FaultKind.HUGE] * 12  # half of them: the answers that are left before their end
    kinds = [*OURS, FaultKind.INTERNAL, *unread]
    upstream.stand_in.faults = [Fault(kind, f"{kind}-200", seconds=FOR_EVER) for kind in kinds]
    wait_until(lambda: ask(impatient_proxy, "avant").status == 200)
    before = open_files()
    with ThreadPoolExecutor(max_workers=20) as callers:
        asked = [callers.submit(fail, impatient_proxy, f"{kinds[n % len(kinds)]}-200", n) for n in range(200)]
        assert all(call.result().status >= 500 for call in asked)
    wait_until(lambda: open_files() <= before + 2 * 20)  # both ends of what the pool may keep open for later
    wait_until(lambda: all(ask(impatient_proxy, f"apres-{n}").status == 200 for n in range(20)))


def fail(url: str, token: str, number: int) -> Reply:
    return get(url, IDENTITY, f"{GOOD_CALL}&n={number}", [bearer(token)])


def test_a_caller_who_leaves_ends_the_call_to_upstream(upstream: RunningStandIn, proxy: str) -> None:
    upstream.stand_in.faults = [Fault(FaultKind.SLOW, "parti", seconds=FOR_EVER)]
    left_before = upstream.stand_in.left
    address = urlsplit(proxy)
    with socket.create_connection((address.hostname or "", address.port or 0)) as caller:
        request = f"GET {IDENTITY}?{GOOD_CALL} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer parti\r\n\r\n"
        caller.sendall(request.encode())
        wait_until(lambda: calls_of(upstream, "parti") == 1)
    wait_until(lambda: upstream.stand_in.left == left_before + 1)


def calls_of(upstream: RunningStandIn, token: str) -> int:
    """How many calls of a token the upstream has received."""
    return sum(f"Bearer {token}" in dict(call.headers).values() for call in upstream.stand_in.calls)


def open_files() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())
