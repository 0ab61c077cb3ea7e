"""The load generator: keep-alive connections that each send their next request when the last is answered.

Written on bare protocols, so that it costs a fraction of the server it measures; it uses one core, the server another.
"""

import asyncio
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import cycle
from statistics import quantiles
from time import perf_counter, process_time

CONNECTIONS = 64

_CLOSING = re.compile(rb"\r\nconnection: close\r\n", re.IGNORECASE)
_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Load:
    """What a load met: the time of each answer and the whole time, in seconds; the generator's own share of it."""

    latencies: list[float]
    seconds: float
    generator_share: float
    bytes_received: int

    @property
    def requests_per_second(self) -> float:
        """Answers over the whole time."""
        return len(self.latencies) / self.seconds

    @property
    def p99_milliseconds(self) -> float:
        """The time within which 99 answers of 100 came."""
        return quantiles(self.latencies, n=100)[98] * 1000

    @property
    def mean_size(self) -> float:
        """Of the bodies, in bytes."""
        return self.bytes_received / len(self.latencies)


class UnexpectedAnswerError(Exception):
    """The server answered something else than a 200, or closed the connection."""


def send(port: int, paths: Iterable[str]) -> Load:
    """Send each request once, over all the connections."""
    return asyncio.run(_send(port, _requests(paths)))


def send_during(seconds: float, port: int, paths: Iterable[str]) -> Load:
    """Send the requests again and again, during `seconds`."""
    return asyncio.run(_send(port, _until(perf_counter() + seconds, cycle(list(_requests(paths))))))


def send_until_closed(port: int, paths: Iterable[str]) -> Load:
    """Send the requests again and again, on each connection until an answer says that the server closes it."""
    return asyncio.run(_send(port, cycle(list(_requests(paths))), until_closed=True))


def _requests(paths: Iterable[str]) -> Iterator[bytes]:
    for path in paths:
        yield f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n\r\n".encode("ascii")


def _until(deadline: float, requests: Iterable[bytes]) -> Iterator[bytes]:
    for request in requests:
        if perf_counter() > deadline:
            return
        yield request


async def _send(port: int, requests: Iterator[bytes], *, until_closed: bool = False) -> Load:
    loop = asyncio.get_running_loop()
    start, own_start = perf_counter(), process_time()
    clients = [_Client(requests, loop.create_future(), until_closed=until_closed) for _ in range(CONNECTIONS)]
    for client in clients:
        await loop.create_connection(lambda client=client: client, "127.0.0.1", port)  # type: ignore[misc]
    await asyncio.gather(*(client.finished for client in clients))
    seconds = perf_counter() - start
    return Load(
        latencies=[latency for client in clients for latency in client.latencies],
        seconds=seconds,
        generator_share=(process_time() - own_start) / seconds,
        bytes_received=sum(client.bytes_received for client in clients),
    )


class _Client(asyncio.Protocol):
    """One connection."""

    def __init__(
        self, requests: Iterator[bytes], finished: "asyncio.Future[None]", *, until_closed: bool = False
    ) -> None:
        self.finished = finished
        self.latencies: list[float] = []
        self.bytes_received = 0
        self._until_closed = until_closed
        self._requests = requests
        self._received = b""
        self._sent_at = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._send_next()

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, end, body = self._received.partition(b"\r\n\r\n")
        if not end:
            return
        length = _LENGTH.search(head + b"\r\n")
        if not head.startswith(b"HTTP/1.1 200 ") or length is None:
            self._fail(head.decode("latin-1"))
        elif len(body) == int(length[1]):
            self.latencies.append(perf_counter() - self._sent_at)
            self.bytes_received += len(body)
            self._received = b""
            if self._until_closed and _CLOSING.search(head + b"\r\n"):
                self._finish()
            else:
                self._send_next()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.finished.done():
            self._fail(f"connection closed: {error}")

    def _send_next(self) -> None:
        request = next(self._requests, None)
        if request is None:
            self._finish()
        else:
            self._sent_at = perf_counter()
            self._transport.write(request)

    def _finish(self) -> None:
        self.finished.set_result(None)
        self._transport.close()

    def _fail(self, reason: str) -> None:
        self.finished.set_exception(UnexpectedAnswerError(reason))
        self._transport.close()
