"""What `transcogage data` says when the data, the sources or the releases are at fault."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from service.cli.french import EXIT_FAILURE, say
from service.releases.manifest import ReleaseError


@contextmanager
def data_errors() -> Iterator[None]:
    """Tell an error in the data, and end."""
    from data_pipeline.errors import PipelineError  # noqa: PLC0415 - the service's own commands need no pipeline

    try:
        yield
    except (PipelineError, ReleaseError) as error:
        say(str(error))
        raise typer.Exit(EXIT_FAILURE) from None
