"""At most so many requests a minute from one client, when the service is set so (`TRANSCOGAGE_RATE_LIMIT`; off by
default).

A client is an IP address, the one given by trusted proxies if any; of an IPv6 address, the first 64 bits, for one
client has all those that follow. Its minute begins with its first request. Every answer tells where it stands:
`RateLimit-Limit`, `RateLimit-Remaining`, and `RateLimit-Reset` in seconds (draft-ietf-httpapi-ratelimit-headers,
versions 03 to 07: these three fields are read by more clients than the two structured ones that later versions put in
their place). Beyond the limit, 429 with `Retry-After`. Only `/v1/` is limited: what supervises the service is always
answered. A batch counts as one request: asking much at once is what spares the service.

Counts are in the memory of each process, of `MOST_CLIENTS` clients at most: beyond, the oldest is forgotten.
"""

from collections import OrderedDict
from functools import lru_cache
from ipaddress import IPv6Address, IPv6Network, ip_address
from math import ceil
from time import monotonic

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from transcogage.http.problems import DETAILS, problem_response

WINDOW_SECONDS = 60
MOST_CLIENTS = 10_000


class RateLimit:
    """Refuses what a client asks beyond `limit` requests a minute."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self._app = app
        self._limit = limit
        self._windows: OrderedDict[str, tuple[float, int]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it (ASGI)."""
        if scope["type"] != "http" or not scope["path"].startswith("/v1/"):
            await self._app(scope, receive, send)
            return
        now = monotonic()
        end, count = self._count(client_of(scope["client"]), now)
        reset = max(1, ceil(end - now))
        standing = [
            (b"ratelimit-limit", b"%d" % self._limit),
            (b"ratelimit-remaining", b"%d" % max(0, self._limit - count)),
            (b"ratelimit-reset", b"%d" % reset),
        ]

        async def send_with_standing(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *standing]
            await send(message)

        if count > self._limit:
            refusal = problem_response(429, [DETAILS[429]], {"Retry-After": str(reset)})
            await refusal(scope, receive, send_with_standing)
        else:
            await self._app(scope, receive, send_with_standing)

    def _count(self, client: str, now: float) -> tuple[float, int]:
        """Count one more request; when the client's minute ends, and how many it has made in it."""
        end, count = self._windows.get(client, (now, 0))
        if end <= now:
            self._windows.pop(client, None)  # so that the oldest minutes stay first
            end, count = now + WINDOW_SECONDS, 0
            if len(self._windows) >= MOST_CLIENTS:
                self._windows.popitem(last=False)
        self._windows[client] = end, count + 1
        return end, count + 1


def client_of(address: tuple[str, int] | None) -> str:
    """What stands for the client at `address` (host, port); all clients without an address are one."""
    return _network(address[0]) if address else ""


@lru_cache(maxsize=MOST_CLIENTS)
def _network(host: str) -> str:
    try:
        parsed = ip_address(host)
    except ValueError:
        return "unknown"  # a trusted proxy that tells no address: its clients are one
    if isinstance(parsed, IPv6Address):
        return parsed.ipv4_mapped.compressed if parsed.ipv4_mapped else str(IPv6Network((parsed, 64), strict=False))
    return parsed.compressed
