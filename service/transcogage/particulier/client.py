"""Calling the upstream: one pooled client, that gives what the upstream answered or a `RefusalError`, always in time.

The query string travels as the request's raw target, so that it is sent byte for byte; it is in no URL object, and
neither the library's messages nor its logs can hold it. Requests go straight to the transport: no redirect is followed,
no cookie kept, no header added but Host, User-Agent, Accept and Accept-Encoding.
"""

import asyncio
import logging
from dataclasses import dataclass
from importlib.metadata import version

import httpx2
import orjson

from transcogage.particulier.contract import TOKEN_HEADERS
from transcogage.particulier.refusals import RefusalCode, RefusalError
from transcogage.settings import Settings

logger = logging.getLogger(__name__)

Headers = list[tuple[bytes, bytes]]

OWN_HEADERS: Headers = [
    (b"User-Agent", f"transcogage/{version('transcogage')}".encode()),
    (b"Accept", b"application/json"),
    (b"Accept-Encoding", b"identity"),  # the answer's size is then known as it comes, and its bytes are passed on
]
KEPT_ALIVE = 20
KEPT_ALIVE_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Call:
    """What the upstream is asked: a path, a raw query string, the headers it knows with their names in lower case."""

    path: str
    query_string: bytes
    headers: Headers

    @property
    def token(self) -> bytes:
        """What says who calls."""
        return b"\n".join(value for name, value in self.headers if name in TOKEN_HEADERS)


@dataclass(frozen=True, slots=True)
class UpstreamAnswer:
    """What the upstream answered, whole. `readable`: it is JSON, as the upstream's contract says of every answer; when
    it is not, it comes from something in front of it."""

    status: int
    headers: httpx2.Headers
    body: bytes
    readable: bool


class Client:
    """A pool of connections to the upstream at `url`. Of its settings, `qf_connect_timeout` is the time to reach it,
    `qf_read_timeout` that for its whole answer after that.
    """

    def __init__(self, url: str, settings: Settings) -> None:
        self._url = httpx2.URL(url)
        self._base_path = self._url.raw_path.rstrip(b"/")
        self._settings = settings
        self._transport = httpx2.AsyncHTTPTransport(
            limits=httpx2.Limits(
                max_connections=settings.qf_calls_per_minute,
                max_keepalive_connections=KEPT_ALIVE,
                keepalive_expiry=KEPT_ALIVE_SECONDS,
            )
        )
        self._timeouts = httpx2.Timeout(settings.qf_read_timeout, connect=settings.qf_connect_timeout).as_dict()
        self._deadline = settings.qf_connect_timeout + settings.qf_read_timeout
        logging.getLogger("httpcore2").setLevel(logging.INFO)  # below, it writes the headers of the answers

    async def get(self, call: Call) -> UpstreamAnswer:
        """Ask the upstream.

        Raises `RefusalError` when it cannot be reached, is too slow, or when its answer is cut or too large.
        """
        target = self._base_path + call.path.encode("ascii")
        if call.query_string:
            target += b"?" + call.query_string
        request = httpx2.Request(
            "GET",
            self._url,
            headers=OWN_HEADERS + call.headers,
            extensions={"target": target, "timeout": self._timeouts},
        )
        try:
            async with asyncio.timeout(self._deadline):
                response = await self._transport.handle_async_request(request)
                try:
                    return await self._whole_answer(response)
                finally:
                    await response.aclose()
        except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
            refusal = reported(_unreachable(), error)
        except (TimeoutError, httpx2.TimeoutException) as error:
            refusal = reported(self._slow(), error)
        except httpx2.TransportError as error:
            refusal = reported(invalid_answer("s'est interrompue"), error)
        raise refusal  # from here, so that it does not hold the library's exception, whose frames hold the call

    async def aclose(self) -> None:
        """Close every connection."""
        await self._transport.aclose()

    async def _whole_answer(self, response: httpx2.Response) -> UpstreamAnswer:
        body = bytearray()
        async for part in response.aiter_raw():
            body += part
            if len(body) > self._settings.qf_largest_answer:
                raise reported(invalid_answer(f"dépasse {self._settings.qf_largest_answer} octets"))
        return UpstreamAnswer(
            response.status_code,
            response.headers,
            bytes(body),
            _is_readable(response.status_code, response.headers, body),
        )

    def _slow(self) -> RefusalError:
        detail = f"API Particulier n'a pas répondu en {self._settings.qf_read_timeout:g} s : réessayez plus tard."
        return RefusalError(RefusalCode.UPSTREAM_SLOW, detail)


def _is_readable(status: int, headers: httpx2.Headers, body: bytearray) -> bool:
    if status // 100 == 3 or "content-encoding" in headers:
        return False
    try:
        orjson.loads(body)
    except orjson.JSONDecodeError:
        return False
    return True


def invalid_answer(what: str) -> RefusalError:
    """The upstream's answer cannot be passed on; `what` ends the sentence "La réponse d'API Particulier…"."""
    detail = f"La réponse d'API Particulier {what} : réessayez, puis prévenez son support."
    return RefusalError(RefusalCode.UPSTREAM_INVALID, detail)


def _unreachable() -> RefusalError:
    detail = "La connexion à API Particulier n'a pas pu être établie : réessayez dans quelques minutes."
    return RefusalError(RefusalCode.UPSTREAM_UNREACHABLE, detail)


def reported(refusal: RefusalError, error: Exception | None = None) -> RefusalError:
    """`refusal`, reported to the log by its code and the kind of error only: a message may quote the call."""
    logger.warning("%s (%s)", refusal.code, type(error).__name__ if error else refusal.title)
    _let_frames_go(error)
    return refusal


def _let_frames_go(error: BaseException | None) -> None:
    """Drop the tracebacks of an error and of those behind it.

    Their frames hold the call, and since Python 3.12 those of context managers hold the error: neither would go.
    """
    while error is not None:
        error.__traceback__ = None
        error = error.__cause__ or error.__context__
