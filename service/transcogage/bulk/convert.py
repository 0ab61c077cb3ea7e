"""Whole files, CSV or Parquet, larger than memory: what `transcogage csv` does."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from transcogage.bulk.answer_table import CompiledResults
from transcogage.bulk.csv_file import BLOCK_SIZE, LONGEST_START, CsvFile
from transcogage.bulk.join import BulkResolver
from transcogage.bulk.options import STREAM, CsvOptions, is_parquet
from transcogage.bulk.parquet_file import ParquetFile
from transcogage.bulk.workers import Leftovers
from transcogage.whole_files import written_whole

Progress = Callable[[int, float | None], None]
"""Called after each block: how many rows are done, and which share of the file, when it is known."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """`compiled` gives the answers to join, asked once the file is known to be readable, and `leftovers` answers what
    the join leaves; from `min_score` on, a code is given; `progress` is called with how far it is.
    """

    compiled: Callable[[], CompiledResults]
    leftovers: Leftovers
    options: CsvOptions
    min_score: float
    progress: Progress


def convert(source: Path, target: Path, how: Conversion) -> Counter[str]:
    """Write to `target` the file `source` with its results; `-` is a standard stream, in CSV. How many rows of each
    status.

    `target` appears whole or not at all. Raises `InvalidParametersError`, `DatabaseError`, and `OSError` when a file
    cannot be read or written.
    """
    if is_parquet(source):
        return _convert_parquet(source, target, how)
    with _opened(source) as stream, _written(target) as output:
        read = _Reading(stream, source)
        file = CsvFile(read, how.options, _again(source))
        resolver = _resolver(how, file)
        for _ in file.rewrite(resolver, output):
            how.progress(file.counts.total(), read.share)
    return file.counts


def _convert_parquet(source: Path, target: Path, how: Conversion) -> Counter[str]:
    file = ParquetFile(source, how.options.asked, how.options.columns)
    total = max(file.rows, 1)
    with written_whole(target) as path:
        file.write(_resolver(how, file), path, lambda rows: how.progress(rows, rows / total))
    return file.counts


def _resolver(how: Conversion, file: CsvFile | ParquetFile) -> BulkResolver:
    return BulkResolver(how.compiled(), how.leftovers, file.named, file.shape, how.min_score, how.options.pivot)


def _again(source: Path) -> Iterator[bytes]:
    """The blocks of a file that can be read twice; none of a stream."""
    if source.is_file():
        with source.open("rb") as stream:
            yield from iter(partial(stream.read, LONGEST_START), b"")


class _Reading:
    """The blocks of a stream, and which share of the file has been read. The first is short: answers begin sooner."""

    def __init__(self, stream: BinaryIO, source: Path) -> None:
        self._stream = stream
        self._size = source.stat().st_size if source != STREAM and source.is_file() else None
        self._read = 0

    def __iter__(self) -> Iterator[bytes]:
        size = LONGEST_START
        while block := self._stream.read(size):
            self._read += len(block)
            yield block
            size = BLOCK_SIZE

    @property
    def share(self) -> float | None:
        return min(1.0, self._read / self._size) if self._size else None


@contextmanager
def _opened(source: Path) -> Iterator[BinaryIO]:
    if source == STREAM:
        yield sys.stdin.buffer
        return
    with source.open("rb") as stream:
        yield stream


@contextmanager
def _written(target: Path) -> Iterator[BinaryIO]:
    if target == STREAM:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with written_whole(target) as path, path.open("wb") as stream:
        yield stream
