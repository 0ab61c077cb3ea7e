"""The files being worked on: a few at once, each a block at a time beside the event loop, from the data served."""

import io
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from transcogage.bulk.dialect import guess_encoding_of
from transcogage.bulk.options import CsvOptions
from transcogage.http.metrics import Metrics
from transcogage.http.problems import NOT_KEPT, BusyError, NotReadyError
from transcogage.http.uploads import Form
from transcogage.resolution.index import Index

if TYPE_CHECKING:  # the table engine takes memory that a service asked for no file need not spend
    from transcogage.bulk.answer_table import CompiledResults
    from transcogage.bulk.csv_file import CsvFile
    from transcogage.bulk.join import BulkResolver


@dataclass(slots=True)
class OpenedFile:
    """A file whose header was read, and what resolves its rows."""

    file: "CsvFile"
    resolver: "BulkResolver"


class FileWork:
    """Counts the files in progress, `most` at once, and keeps the table they are joined with."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._in_progress = 0
        self._compiled: CompiledResults | None = None
        self._loading = Lock()

    @contextmanager
    def place(self) -> Iterator[None]:
        """Take a place, given back at the end. Raises `BusyError` when there is none left."""
        if self._in_progress >= self._most:
            raise BusyError
        self._in_progress += 1
        try:
            yield
        finally:
            self._in_progress -= 1

    def open(self, form: Form, options: CsvOptions, index: Index, database: Path) -> OpenedFile:
        """Read the header of the form's file.

        `database`: what `index` was loaded from. Raises `InvalidParametersError` when the file or its columns cannot be
        used.
        """
        from transcogage.bulk.csv_file import CsvFile  # noqa: PLC0415
        from transcogage.bulk.join import BulkResolver  # noqa: PLC0415
        from transcogage.bulk.workers import InThisProcess  # noqa: PLC0415

        if options.encoding is None:
            options = replace(options, encoding=guess_encoding_of(form.blocks()))
        file = CsvFile(form.blocks(), options)
        leftovers = InThisProcess(lambda: index)
        return OpenedFile(file, BulkResolver(self._table(index, database), leftovers, file.named, file.shape))

    def _table(self, index: Index, database: Path) -> "CompiledResults":
        """The table of the very release that `index` holds."""
        from transcogage.bulk.answer_table import load_compiled_results  # noqa: PLC0415

        with self._loading:
            if self._compiled is None or self._compiled.release.version != index.release.version:
                self._compiled = load_compiled_results(database)
            if self._compiled.release.version != index.release.version:
                raise NotReadyError  # the file was replaced, and the service does not yet answer from the new one
            return self._compiled


class FileAnswer(StreamingResponse):
    """The file with its results, sent as it is made; what it holds (`held`) is let go at the end, however it ends."""

    def __init__(self, opened: OpenedFile, held: ExitStack, metrics: Metrics) -> None:
        super().__init__(
            _blocks(opened, metrics),
            headers=NOT_KEPT | {"Content-Disposition": 'attachment; filename="resultats.csv"'},
            media_type=f"text/csv; charset={opened.file.charset}",
        )
        self._held = held

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send (ASGI)."""
        with self._held:
            await super().__call__(scope, receive, send)


async def _blocks(opened: OpenedFile, metrics: Metrics) -> AsyncIterator[bytes]:
    output = io.BytesIO()
    steps = opened.file.rewrite(opened.resolver, output)
    going_on = True
    while going_on:
        going_on = await run_in_threadpool(lambda: next(steps, _END) is not _END)
        block = output.getvalue()
        output.seek(0)
        output.truncate()
        if block:
            yield block
    metrics.count_answers(opened.file.counts)


_END = object()
