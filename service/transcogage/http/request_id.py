"""The identifier of a request, `X-Request-ID`: given by the caller or a proxy, else made here, and always sent back.

It is the only value of a caller's that reaches the log, to follow a request from one system to the next. So that
nothing else slips in with it, only a UUID is taken, with or without hyphens: what nginx, Envoy, Traefik and API
gateways send. Anything else, even an identifier of another form, is replaced.
"""

import os
import re
from collections.abc import Iterable

HEADER = b"x-request-id"

_UUID = re.compile(rb"[0-9a-fA-F]{32}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def request_id(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """The identifier given in `headers` (names in lower case, as ASGI has them) when it is a UUID, else a new one."""
    for name, value in headers:
        if name == HEADER:
            if _UUID.fullmatch(value):
                return value.decode("ascii")
            break
    return os.urandom(16).hex()
