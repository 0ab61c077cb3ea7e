"""How far a long command is, for the person who waits at the terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import click

from transcogage.cli.french import spaced

if TYPE_CHECKING:
    from transcogage.bulk.convert import Progress

_STEPS = 1000


@contextmanager
def shown_progress(source: Path) -> "Iterator[Progress]":
    """A bar on the terminal, with the rows done and how many a second; nothing when there is none."""
    if not sys.stderr.isatty():
        yield lambda _rows, _share: None
        return
    began = monotonic()

    def rows_done(rows: int | None) -> str:
        rate = (rows or 0) / max(monotonic() - began, 0.001)
        return f"{spaced(rows or 0)} lignes, {spaced(round(rate))} par seconde"

    with click.progressbar(length=_STEPS, label=source.name, item_show_func=rows_done, file=sys.stderr) as bar:

        def advance(rows: int, share: float | None) -> None:
            bar.update(round(_STEPS * (share or 0)) - bar.pos, rows)
            bar.render_progress()

        yield advance
