"""Following the data: a running service goes on to the release that is published, without losing a request.

Every few seconds (`release_check`), and on SIGHUP, it looks at which database its settings lead to. Another one is
loaded in a thread, while requests are answered from the old; then one assignment replaces it. A request takes its data
once (`route.data_of`), so that no answer mixes two releases. A database that cannot be served is refused, with one
line in the journal, and the old one stays. Each worker process follows by itself.
"""

import asyncio
import logging
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

from transcogage.database.opening import Mark, mark_of, open_database
from transcogage.database.store import DatabaseError

logger = logging.getLogger(__name__)

LOADING_TURN = 0.0005
"""For how long, in seconds, the thread that loads keeps the interpreter when a request waits. A request gives it up at
each of its system calls: with the usual 5 ms, those that wait on 32 connections waited more than half a second."""


class Following:
    """An application, and the database its settings lead to."""

    def __init__(self, app: FastAPI, path: Path) -> None:
        self._app = app
        self._path = path
        self._asked = asyncio.Event()
        self._refused: Mark | None = None

    async def run(self, every: float) -> None:
        """Look every so many seconds (0: never), and on SIGHUP, until cancelled."""
        if threading.current_thread() is threading.main_thread():
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self._asked.set)
        while True:
            try:
                await asyncio.wait_for(self._asked.wait(), every or None)
            except TimeoutError:
                await self.look()
            else:
                self._asked.clear()
                self._refused = None
                await self.look()

    async def look(self) -> None:
        """Go on to the database the settings lead to, if it is another and can be served."""
        mark = mark_of(self._path)
        if mark in (self._app.state.data.mark, self._refused):
            return
        try:
            with _requests_first():
                opened = await run_in_threadpool(open_database, self._path)
        except (DatabaseError, OSError, MemoryError) as error:
            self._refused = mark
            logger.error("Nouvelles données refusées, les anciennes restent en service. %s", error)
            return
        self._app.state.data = opened
        logger.info("Nouvelles données en service : %s.", opened.index.release.version)


@contextmanager
def _requests_first() -> Iterator[None]:
    """Have requests wait little for the thread that loads."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(LOADING_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)
