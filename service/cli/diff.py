"""`transcogage data diff`: what changes from one vintage, reference or release to another."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from service.cli.fetch import SOURCES
from service.cli.releases import Folder, releases_of


class Form(StrEnum):
    """What the report is written in."""

    TEXT = "texte"
    MARKDOWN = "markdown"
    HTML = "html"


def diff(
    old: Annotated[str, typer.Argument(metavar="A", help="Millésime, dossier d'une référence, ou version.")],
    new: Annotated[str, typer.Argument(metavar="B", help="De même, le plus récent.")],
    form: Annotated[Form, typer.Option("--format", help="Écriture du rapport.")] = Form.TEXT,
    output: Annotated[
        Path | None, typer.Option("--sortie", metavar="FICHIER", help="Fichier à écrire, au lieu du terminal.")
    ] = None,
    sources: Annotated[Path, typer.Option(metavar="DOSSIER", help="Fichiers sources des millésimes.")] = SOURCES,
    folder: Folder = None,
) -> None:
    """Dit ce qui change de A à B : communes, noms, et réponses pour des naissances passées.

    A et B sont des millésimes (2026), des dossiers de référence (data/reference) ou des versions (current, previous,
    2026-bfcda83313).
    """
    from data_pipeline.changes.compare import compare  # noqa: PLC0415
    from data_pipeline.changes.page import as_page  # noqa: PLC0415
    from data_pipeline.changes.report import report_of  # noqa: PLC0415
    from data_pipeline.changes.sides import Places, database_of  # noqa: PLC0415
    from data_pipeline.changes.text import as_markdown, as_text  # noqa: PLC0415

    places = Places(sources, releases_of(folder))
    with database_of(old, places) as before, database_of(new, places) as after:
        report = report_of(compare(before, after))
    written = {Form.TEXT: as_text, Form.MARKDOWN: as_markdown, Form.HTML: as_page}[form](report)
    if output is None:
        typer.echo(written, nl=False)
    else:
        output.write_text(written, encoding="utf-8")
        typer.echo(f"Rapport écrit dans {output}. {report.summary[-1]}")
