"""The files being worked on: a few at once, from the data served."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from transcogage.bulk.options import CsvOptions
from transcogage.database.opening import Opened
from transcogage.http.forms import Form
from transcogage.http.problems import BusyError, NotReadyError

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

    def open(self, form: Form, options: CsvOptions, data: Opened) -> OpenedFile:
        """Read the header of the form's file.

        Raises `InvalidParametersError` when the file or its columns cannot be used.
        """
        from transcogage.bulk.csv_file import CsvFile  # noqa: PLC0415
        from transcogage.bulk.join import BulkResolver  # noqa: PLC0415
        from transcogage.bulk.workers import InThisProcess  # noqa: PLC0415

        file = CsvFile(form.blocks(), options, again=form.blocks())
        leftovers = InThisProcess(lambda: data.index)
        return OpenedFile(file, BulkResolver(self._table(data), leftovers, file.named, file.shape, pivot=options.pivot))

    def _table(self, data: Opened) -> "CompiledResults":
        """The table of the very release that `data` holds."""
        from transcogage.bulk.answer_table import load_compiled_results  # noqa: PLC0415

        with self._loading:
            version = data.index.release.version
            if self._compiled is None or self._compiled.release.version != version:
                self._compiled = load_compiled_results(data.database)
            if self._compiled.release.version != version:
                raise NotReadyError  # the file was replaced, and the service does not yet answer from the new one
            return self._compiled
