"""The connections of one process: how many there may be, and for how long each may wait for its client.

A client that sends nothing, half a request, or does not read its answer would otherwise keep its connection, and a file
descriptor, for ever; without descriptors, nobody is answered any more.

Beyond `Bounds.most`, the connection that has waited for its client the longest is closed, to make room for the new one.
When none waits, the new one is refused (503). One look a second at all of them costs less than a timer each request.
"""

import asyncio
import logging
import resource
from dataclasses import dataclass
from math import inf
from typing import Protocol

logger = logging.getLogger(__name__)

QUIET = 60.0
"""In seconds: at most so often, the log says that there is no room."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What clients are allowed, times in seconds.

    `most`: connections at once. `patience`: for a client to send its request, or to read its answer. `keep_alive`:
    between two requests. `undisturbed`: while a connection has waited less, it is not closed to make room, for its
    request may be on its way. `look_every`: between two looks at the connections.
    """

    most: int
    patience: float
    keep_alive: float
    undisturbed: float = 1.0
    look_every: float = 1.0


class Connection(Protocol):
    """What is to know of a connection; times are those of the event loop."""

    @property
    def waiting_since(self) -> float:
        """Since when it has only been waiting for its client; infinity when it has something to do."""

    def check(self, now: float) -> None:
        """Close it if its client has let the time pass."""

    def abort(self) -> None:
        """Close it now, whatever is left to send."""


class Connections:
    """The open connections of one process."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self._opened: set[Connection] = set()
        self._looking = False
        self._quiet_until = -inf

    def add(self, connection: Connection) -> bool:
        """Count one more, in the event loop; False when there is no room for it, and it is to be refused."""
        loop = asyncio.get_running_loop()
        room = len(self._opened) < self.bounds.most or self._make_room(loop.time())
        self._opened.add(connection)
        if not self._looking:
            self._looking = True
            loop.call_later(self.bounds.look_every, self._look, loop)
        return room

    def remove(self, connection: Connection) -> None:
        """It is closed."""
        self._opened.discard(connection)

    def _make_room(self, now: float) -> bool:
        if now >= self._quiet_until:
            self._quiet_until = now + QUIET
            logger.warning(
                "Plus de place : %d connexions, le plus que permettent TRANSCOGAGE_MAX_CONNECTIONS et les descripteurs "
                "de fichiers. Une nouvelle prend la place de celle qui attend son client depuis le plus longtemps.",
                self.bounds.most,
            )
        longest = min(self._opened, key=lambda connection: connection.waiting_since)
        if longest.waiting_since > now - self.bounds.undisturbed:
            return False
        longest.abort()
        return True

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        now = loop.time()
        for connection in list(self._opened):
            connection.check(now)
        self._looking = bool(self._opened)
        if self._looking:
            loop.call_later(self.bounds.look_every, self._look, loop)


def most_connections(wanted: int) -> int:
    """`wanted`, or half the file descriptors that the process may open if that is less: the other half is for the calls
    that the proxy passes on, for files and for libraries.
    """
    descriptors, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return wanted if descriptors == resource.RLIM_INFINITY else max(1, min(wanted, descriptors // 2))
