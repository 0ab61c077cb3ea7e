"""A connection's bounds: what is too long, what cannot be read, who does not send, who does not read, how many."""

import asyncio
import json
import logging
import re
import socket
import threading
import time
from collections.abc import AsyncIterator
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

import pytest
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tests.http.running import running_service
from tests.http.serving import HURRIED, LONG, PATIENT, Served, all_received, serving, wait_until
from transcogage.http.protocol import LARGEST_HEAD, MOST_HEADERS, MOST_WAITING

ANSWER = re.compile(rb"HTTP/1\.1 (\d{3}) ")


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """What was received, in JSON; nothing when the client leaves before the end."""
    try:
        body = await Request(scope, receive, send).body()
    except ClientDisconnect:
        return
    received = {
        "path": scope["path"],
        "query": scope["query_string"].decode(),
        "names": [name.decode() for name, _ in scope["headers"]],
        "body": body.decode(),
    }
    await JSONResponse(received)(scope, receive, send)


def asked(*lines: str, body: bytes = b"") -> bytes:
    return "\r\n".join([*lines, "", ""]).encode() + body


GOOD = asked("GET /good HTTP/1.1", "Host: x")


def statuses(received: bytes) -> list[int]:
    return [int(status) for status in ANSWER.findall(received)]


def answers_to(sent: bytes, served: Served) -> bytes:
    """All that comes back until the connection closes."""
    with served.connect() as connection:
        try:
            connection.sendall(sent)
        except (BrokenPipeError, ConnectionResetError):
            pass  # refused before all was sent
        return all_received(connection)


def assert_refused(received: bytes, status: int) -> None:
    """One answer, in the one error shape, that says that the connection closes."""
    head, _, body = received.partition(b"\r\n\r\n")
    assert statuses(received) == [status], received
    assert b"connection: close" in head.lower()
    problem = json.loads(body)
    assert (problem["status"], len(problem["erreurs"])) == (status, 1)


# Size


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET /" + b"a" * 1_000_000, 414),
        (b"GET /good HTTP/1.1\r\nHost: x\r\nA: " + b"a" * 1_000_000, 431),
        (b"GET /good HTTP/1.1\r\nHost: x\r\n" + b"a" * 1_000_000, 431),
        (b"GET /good HTTP/1.1\r\nHost: x\r\n" + b"A: b\r\n" * 100_000, 431),
        (b"\r\n" * 100_000, 431),
        (b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: " + b"a" * 1_000_000, 431),
        (b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1;" + b"a" * 1_000_000, 431),
    ],
    ids=["target", "header", "header name", "headers", "empty lines", "header after the body", "chunk extension"],
)
def test_what_has_no_end_is_refused(sent: bytes, status: int) -> None:
    with serving(echo) as served:
        assert_refused(answers_to(sent, served), status)


def with_head_of(size: int) -> bytes:
    """A request whose target, names and values have `size` bytes together."""
    rest = len("/") + len("HostxConnectionclose") + len("A")
    return asked("GET / HTTP/1.1", "Host: x", "Connection: close", "A: " + "a" * (size - rest))


def with_headers(count: int) -> bytes:
    return asked("GET / HTTP/1.1", "Host: x", "Connection: close", *["A: b"] * (count - 2))


@pytest.mark.parametrize("in_pieces", [False, True])
@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (with_head_of(LARGEST_HEAD), 200),
        (with_head_of(LARGEST_HEAD + 1), 431),
        (with_headers(MOST_HEADERS), 200),
        (with_headers(MOST_HEADERS + 1), 431),
    ],
    ids=["largest head", "larger", "most headers", "more"],
)
def test_a_head_is_read_up_to_the_bounds(sent: bytes, status: int, in_pieces: bool) -> None:
    half = len(sent) // 2
    with serving(echo) as served, served.connect() as connection:
        connection.sendall(sent[:half])
        if in_pieces:
            wait_until(lambda: served.protocols != [] and served.protocols[0]._head_size > 0)
        connection.sendall(sent[half:])
        assert statuses(all_received(connection)) == [status]


# What is not HTTP/1.1

HEAD_OF_BODY = ("POST / HTTP/1.1", "Host: x")
NOT_HTTP = {
    "another protocol": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "HTTP/0.9": b"GET /\r\n\r\n",
    "another version": asked("GET / HTTP/1.2", "Host: x"),
    "unknown method": asked("MARQUEE / HTTP/1.1", "Host: x"),
    "tunnel": asked("CONNECT x:443 HTTP/1.1", "Host: x"),
    "no path": asked("OPTIONS * HTTP/1.1", "Host: x"),
    "space in the target": asked("GET /a b HTTP/1.1", "Host: x"),
    "target not encoded": asked("GET /é HTTP/1.1", "Host: x"),
    "no host": asked("GET / HTTP/1.1"),
    "two hosts": asked("GET / HTTP/1.1", "Host: x", "Host: y"),
    "space in a name": asked("GET / HTTP/1.1", "Host : x"),
    "header over two lines": asked("GET / HTTP/1.1", "Host: x", "A: b", " c"),
    "zero byte": asked("GET / HTTP/1.1", "Host: x", "A: \0"),
    "line feeds alone": b"GET / HTTP/1.1\nHost: x\n\n",
    "length and chunks": asked(*HEAD_OF_BODY, "Content-Length: 5", "Transfer-Encoding: chunked", body=b"0\r\n\r\n"),
    "two lengths": asked(*HEAD_OF_BODY, "Content-Length: 5", "Content-Length: 5", body=b"hello"),
    "signed length": asked(*HEAD_OF_BODY, "Content-Length: +5", body=b"hello"),
    "unknown encoding": asked(*HEAD_OF_BODY, "Transfer-Encoding: xchunked", body=b"0\r\n\r\n"),
    "bad chunk": asked(*HEAD_OF_BODY, "Transfer-Encoding: chunked", body=b"zz\r\n"),
    "chunk too large": asked(*HEAD_OF_BODY, "Transfer-Encoding: chunked", body=b"fffffffffffffffff\r\n"),
}


@pytest.mark.parametrize("sent", NOT_HTTP.values(), ids=NOT_HTTP)
def test_what_is_not_http_is_refused_once_and_the_log_quotes_nothing(
    sent: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "transcogage"), serving(echo) as served:
        assert_refused(answers_to(sent + GOOD, served), 400)
    assert [record.getMessage() for record in caplog.records if record.name.startswith("transcogage")] == [
        "connection refused: 400"
    ]
    assert all(record.exc_info is None for record in caplog.records)


def test_an_old_client_names_no_host_and_its_connection_closes() -> None:
    with serving(echo) as served:
        received = answers_to(asked("GET / HTTP/1.0"), served)
    assert statuses(received) == [200]
    assert b"connection: close" in received.lower()


def test_a_whole_address_is_read_as_its_path() -> None:
    sent = asked("GET http://x/a%20b?c=d HTTP/1.1", "Host: x", "Connection: close")
    with serving(echo) as served:
        received = json.loads(answers_to(sent, served).partition(b"\r\n\r\n")[2])
    assert (received["path"], received["query"]) == ("/a b", "c=d")


def test_a_request_that_asks_for_http_2_is_answered_in_http_1_with_its_body() -> None:
    """As Java's client does by default: httptools alone would leave the body out."""
    java = asked(
        "POST /java HTTP/1.1",
        "Connection: Upgrade, HTTP2-Settings",
        "Content-Length: 5",
        "Host: x",
        "HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA",
        "Upgrade: h2c",
        body=b"hello",
    )
    with serving(echo) as served:
        received = answers_to(java + java + asked("GET /next HTTP/1.1", "Host: x", "Connection: close"), served)
    assert statuses(received) == [200, 200, 200]
    assert received.count(b'"path":"/java"') == received.count(b'"body":"hello"') == 2
    assert b'"upgrade"' not in received


def test_headers_after_the_body_are_left_out() -> None:
    """They come after the application has begun: a forwarded address, there, would be nobody's."""
    sent = asked(*HEAD_OF_BODY, "Transfer-Encoding: chunked", body=b"5\r\nhello\r\n0\r\nX-Forwarded-For: x\r\n\r\n")
    with serving(echo) as served:
        received = answers_to(sent + asked("GET / HTTP/1.1", "Host: x", "Connection: close"), served)
    assert statuses(received) == [200, 200]
    assert b'"body":"hello"' in received
    assert b"forwarded" not in received


# Several requests in a row


def test_what_was_asked_before_a_bad_request_is_answered_and_then_the_connection_closes() -> None:
    with serving(echo) as served:
        for bad in NOT_HTTP.values():
            received = answers_to(GOOD * 3 + bad, served)
            assert statuses(received)[:3] == [200] * 3, bad
            assert set(statuses(received)[3:]) <= {400}, bad


def test_requests_in_a_row_are_answered_in_order() -> None:
    requests = [asked(f"GET /{number} HTTP/1.1", "Host: x") for number in range(MOST_WAITING)]
    last = asked("GET /last HTTP/1.1", "Host: x", "Connection: close")
    with serving(echo) as served:
        received = answers_to(b"".join(requests) + last, served)
    paths = re.findall(rb'"path":"/(\w+)"', received)
    assert paths == [b"%d" % number for number in range(MOST_WAITING)] + [b"last"]


def test_too_many_requests_in_a_row_close_the_connection_once_the_first_are_answered() -> None:
    with serving(echo) as served:
        received = answers_to(GOOD * 10_000, served)
    assert statuses(received) == [200] * (MOST_WAITING + 1)


# What is answered


def sending(*messages: dict[str, Any]) -> ASGIApp:
    """An application that answers so, whatever is asked."""

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        for message in messages:
            await send(message)

    return app


def start(status: int = 200, *headers: tuple[bytes, bytes]) -> dict[str, Any]:
    return {"type": "http.response.start", "status": status, "headers": headers}


def part(body: bytes, more_body: bool = False) -> dict[str, Any]:
    return {"type": "http.response.body", "body": body, "more_body": more_body}


@pytest.mark.parametrize(
    ("method", "messages", "head", "body"),
    [
        ("GET", [start(200, (b"content-length", b"2")), part(b"ab")], b"content-length: 2", b"ab"),
        ("GET", [start(200, (b"content-length", b"2")), part(b"a", True), part(b"b")], b"content-length: 2", b"ab"),
        ("GET", [start(), part(b"ab", True), part(b"", True), part(b"c")], b"transfer-encoding: chunked", None),
        ("HEAD", [start(200, (b"content-length", b"2")), part(b"ab")], b"content-length: 2", b""),
        ("GET", [start(304), part(b"")], b"304 Not Modified", b""),
        ("GET", [start(204), part(b"")], b"204 No Content", b""),
    ],
    ids=["length", "in parts", "in chunks", "head only", "not modified", "no content"],
)
def test_an_answer_is_written_as_it_says(
    method: str, messages: list[dict[str, Any]], head: bytes, body: bytes | None
) -> None:
    with serving(sending(*messages)) as served:
        received = answers_to(asked(f"{method} / HTTP/1.1", "Host: x", "Connection: close"), served)
    written, _, rest = received.partition(b"\r\n\r\n")
    assert head in written
    assert written.count(b"connection: close") == written.count(b"date: ") == 1
    assert rest == (b"2\r\nab\r\n1\r\nc\r\n0\r\n\r\n" if body is None else body)


@pytest.mark.parametrize(
    ("messages", "status"),
    [
        ([start(200, (b"a", b"b\r\nset-cookie: c")), part(b"")], 500),
        ([start(200, (b"a", b"b\nset-cookie: c")), part(b"")], 500),
        ([start(200, (b"content-length", b"2")), part(b"abc")], None),
        ([start(200, (b"content-length", b"2")), part(b"a")], None),
        ([part(b"a")], 500),
        ([start(), start()], None),
    ],
    ids=["two lines", "line feed", "too long", "too short", "no head", "two heads"],
)
def test_a_bad_answer_is_not_written(messages: list[dict[str, Any]], status: int | None) -> None:
    with serving(sending(*messages)) as served:
        received = answers_to(GOOD, served)
    assert statuses(received) == ([status] if status else [])
    assert b"cookie" not in received


# Time


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"", None),
        (b"\r\n", None),
        (b"GET /good HTT", 408),
        (b"GET /good HTTP/1.1\r\nHost: x\r\nA: b", 408),
        (asked(*HEAD_OF_BODY, "Content-Length: 10", body=b"half"), 408),
        (asked(*HEAD_OF_BODY, "Transfer-Encoding: chunked", body=b"5\r\nhello\r\n"), 408),
        (asked(*HEAD_OF_BODY, "Expect: 100-continue", "Content-Length: 10"), 408),
    ],
    ids=["nothing", "an empty line", "half a line", "half a head", "half a body", "half the chunks", "no body"],
)
def test_a_client_that_does_not_send_is_given_up(sent: bytes, status: int | None) -> None:
    with serving(echo, HURRIED) as served:
        received = answers_to(sent, served).removeprefix(b"HTTP/1.1 100 Continue\r\n\r\n")
        if status is None:
            assert received == b""
        else:
            assert_refused(received, status)


@pytest.mark.parametrize(
    ("first", "then"),
    [(b"GET /good HTTP/1.1\r\nA: ", b"a"), (asked(*HEAD_OF_BODY, "Content-Length: 100000"), b"b")],
    ids=["head", "body"],
)
def test_a_client_that_sends_byte_after_byte_is_given_up(first: bytes, then: bytes) -> None:
    with serving(echo, HURRIED) as served, served.connect() as connection:
        connection.sendall(first)
        connection.settimeout(0.01)
        received = b""
        for _ in range(10_000):
            try:
                connection.sendall(then)
                received += connection.recv(1_000)
            except TimeoutError:
                continue
            except OSError:
                pass
            break
        assert statuses(received) in ([408], []), "refused, or cut while it was sending"
        wait_until(lambda: not served.protocols)


def test_a_body_that_comes_fast_enough_has_the_time_it_takes() -> None:
    bounds = replace(PATIENT, patience=60.0)
    with serving(echo, bounds) as served, served.connect() as connection:
        connection.sendall(asked(*HEAD_OF_BODY, "Content-Length: 400000", "Connection: close", body=b"b" * 300_000))
        wait_until(lambda: served.protocols != [] and len(served.protocols[0].cycle.body) == 0)
        served.look_as_if(59)
        connection.sendall(b"b" * 100_000)
        assert statuses(all_received(connection)) == [200]


def test_the_connection_is_kept_between_two_requests_and_no_longer() -> None:
    with serving(echo, replace(PATIENT, keep_alive=60.0)) as served, served.connect() as connection:
        for _ in range(2):
            connection.sendall(GOOD)
            assert statuses(connection.recv(65_536)) == [200]
            wait_until(lambda: served.protocols[0].cycle.response_complete)
            served.look_as_if(59)
        served.look_as_if(61)
        assert all_received(connection) == b""


def test_the_service_takes_its_time_to_answer() -> None:
    begun, go_on = threading.Event(), threading.Event()

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        begun.set()
        while not go_on.is_set():
            await wait_a_little()
        await Response(b"done")(scope, receive, send)

    with serving(slow) as served, served.connect() as connection:
        connection.sendall(GOOD)
        assert begun.wait(LONG)
        served.look_as_if(LONG * 10)
        go_on.set()
        assert connection.recv(65_536).endswith(b"done")


def test_an_answer_before_the_end_of_the_body_leaves_a_short_time_to_send_the_rest() -> None:
    async def hasty(scope: Scope, receive: Receive, send: Send) -> None:
        await Response(b"too large", 413)(scope, receive, send)

    with serving(hasty, replace(PATIENT, patience=60.0)) as served, served.connect() as connection:
        connection.sendall(asked(*HEAD_OF_BODY, "Content-Length: 20", body=b"half"))
        assert statuses(connection.recv(65_536)) == [413]
        served.look_as_if(59)
        connection.sendall(b"a" * 16 + GOOD)
        assert statuses(connection.recv(65_536)) == [413], "the rest was read, and the connection goes on"
        connection.sendall(asked(*HEAD_OF_BODY, "Content-Length: 20", body=b"half"))
        assert statuses(connection.recv(65_536)) == [413]
        served.look_as_if(61)
        assert all_received(connection) == b""


@pytest.mark.parametrize("size", [1_000, 20_000_000], ids=["small", "large"])
@pytest.mark.parametrize("closing", ["close", "keep-alive"])
def test_a_client_that_does_not_read_is_given_up(size: int, closing: str) -> None:
    """Its answer has left the application when it is small, and the application is interrupted when it is large."""
    ended = threading.Event()

    async def stream(scope: Scope, receive: Receive, send: Send) -> None:
        async def blocks() -> AsyncIterator[bytes]:
            for _ in range(size // 1_000):
                yield b"b" * 1_000

        try:
            await StreamingResponse(blocks())(scope, receive, send)
        finally:
            ended.set()

    with serving(stream, HURRIED) as served, served.connect() as connection:
        connection.sendall(asked("GET / HTTP/1.1", "Host: x", f"Connection: {closing}"))
        assert ended.wait(LONG)
        wait_until(lambda: not served.protocols)


def test_a_client_that_reads_slowly_has_its_answer() -> None:
    size = 20_000_000

    async def large(scope: Scope, receive: Receive, send: Send) -> None:
        await Response(b"b" * size)(scope, receive, send)

    with serving(large, replace(PATIENT, patience=60.0)) as served, served.connect() as connection:
        connection.sendall(asked("GET / HTTP/1.1", "Host: x", "Connection: close"))
        wait_until(lambda: served.protocols != [] and served.protocols[0].flow.write_paused)
        served.look_as_if(60)
        assert len(all_received(connection)) > size


def test_a_client_that_leaves_interrupts_all_it_asked() -> None:
    met: list[str] = []

    async def wait_for_the_end(scope: Scope, receive: Receive, _send: Send) -> None:
        message: Message = {"type": ""}
        while message["type"] != "http.disconnect":
            message = await receive()
        met.append(scope["path"])

    with serving(wait_for_the_end) as served:
        with served.connect() as connection:
            connection.sendall(GOOD * 3)
            wait_until(lambda: served.protocols != [] and len(served.protocols[0].pipeline) == 2)
        wait_until(lambda: met == ["/good"])
        wait_until(lambda: not served.state.tasks)


# How many


def test_the_connection_that_has_waited_the_longest_gives_its_place() -> None:
    with serving(echo, replace(PATIENT, most=3, undisturbed=0.0)) as served, ExitStack() as held:
        first, second, third = (held.enter_context(served.connect()) for _ in range(3))
        for connection in (second, third, first):
            assert statuses(answer_on(connection)) == [200]
            time.sleep(0.02)
        assert statuses(answer_on(held.enter_context(served.connect()))) == [200]
        assert all_received(second) == b""
        for connection in (third, first):
            assert statuses(answer_on(connection)) == [200]


def answer_on(connection: socket.socket) -> bytes:
    connection.sendall(GOOD)
    return connection.recv(65_536)


def test_a_connection_whose_request_may_be_on_its_way_keeps_its_place() -> None:
    with serving(echo, replace(PATIENT, most=1, undisturbed=LONG)) as served, served.connect() as connection:
        assert statuses(answer_on(connection)) == [200]
        assert_refused(answers_to(b"", served), 503)
        assert statuses(answer_on(connection)) == [200]


def test_when_all_are_busy_a_new_connection_is_refused_and_the_log_says_so_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    go_on = threading.Event()

    async def busy(scope: Scope, receive: Receive, send: Send) -> None:
        while not go_on.is_set():
            await wait_a_little()
        await Response(b"done")(scope, receive, send)

    with (
        caplog.at_level(logging.INFO, "transcogage"),
        serving(busy, replace(PATIENT, most=3, undisturbed=0.0)) as served,
    ):
        connections = [served.connect() for _ in range(3)]
        for connection in connections:
            connection.sendall(GOOD)
        wait_until(lambda: len(served.state.tasks) == 3)
        for _ in range(10):
            refused = answers_to(b"", served)
            assert_refused(refused, 503)
            assert b"retry-after: 5" in refused.lower()
        go_on.set()
        for connection in connections:
            assert connection.recv(65_536).endswith(b"done")
            connection.close()
        wait_until(lambda: not served.protocols)
        assert statuses(answers_to(asked("GET / HTTP/1.1", "Host: x", "Connection: close"), served)) == [200]
    assert [record.getMessage()[:14] for record in caplog.records if record.name.startswith("transcogage")] == [
        "Plus de place "
    ]


async def wait_a_little() -> None:
    await asyncio.sleep(0.01)


# The whole service


def test_at_the_limit_of_file_descriptors_the_service_recovers_by_itself_and_logs_one_line() -> None:
    with running_service(descriptors="64") as service:
        address = ("127.0.0.1", int(service.url.rsplit(":", 1)[1]))
        connections = [socket.create_connection(address, timeout=20) for _ in range(200)]
        answered = 0
        for connection in connections:
            try:
                connection.sendall(asked("GET /healthz HTTP/1.1", "Host: x"))
                answered += statuses(connection.recv(65_536)) == [200]
            except OSError:
                pass
        assert 0 < answered <= 32
        for connection in connections:
            connection.close()
        wait_until(lambda: statuses(whole_answer(address)) == [200])
        service.stop()
    lines = [json.loads(line) for line in service.log]
    assert [line["message"][:14] for line in lines if line["level"] != "INFO"] == ["Plus de place "]


def whole_answer(address: tuple[str, int]) -> bytes:
    with socket.create_connection(address, timeout=20) as connection:
        connection.sendall(asked("GET /healthz HTTP/1.1", "Host: x", "Connection: close"))
        return all_received(connection)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_the_settings_reach_every_process(workers: str) -> None:
    with running_service("--workers", workers, TRANSCOGAGE_CLIENT_TIMEOUT="1") as service:
        address = ("127.0.0.1", int(service.url.rsplit(":", 1)[1]))
        for _ in range(4):
            with socket.create_connection(address, timeout=20) as connection:
                connection.sendall(b"GET /half")
                assert_refused(all_received(connection), 408)
