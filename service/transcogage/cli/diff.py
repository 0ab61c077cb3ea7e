"""`transcogage data diff`: what changes from one vintage, reference or release to another."""

from pathlib import Path

import click

from transcogage.cli.environment import SOURCES
from transcogage.cli.french import PATH, Command
from transcogage.cli.releases import folder_option, releases_of
from transcogage.whole_files import written_whole
from transcogage_data.diff.compare import compare
from transcogage_data.diff.page import as_page
from transcogage_data.diff.report import report_of
from transcogage_data.diff.sides import Places, database_of
from transcogage_data.diff.text import as_markdown, as_text

TEXT, MARKDOWN, HTML = "texte", "markdown", "html"


@click.command(cls=Command)
@click.argument("old", metavar="A", help="Millésime, dossier d'une référence, ou version.")
@click.argument("new", metavar="B", help="De même, le plus récent.")
@click.option("--format", "form", type=click.Choice([TEXT, MARKDOWN, HTML]), default=TEXT, help="Écriture du rapport.")
@click.option("--sortie", "output", metavar="FICHIER", type=PATH, help="Fichier à écrire, au lieu du terminal.")
@click.option("--sources", metavar="DOSSIER", type=PATH, default=SOURCES, help="Fichiers sources des millésimes.")
@folder_option
def diff(*, old: str, new: str, form: str, output: Path | None, sources: Path, folder: Path | None) -> None:
    """Dit ce qui change de A à B : communes, noms, et réponses pour des naissances passées.

    A et B sont des millésimes (2026), des dossiers de référence (data/reference) ou des versions (current, previous,
    2026-bfcda83313).
    """
    places = Places(sources, releases_of(folder))
    with database_of(old, places) as before, database_of(new, places) as after:
        report = report_of(compare(before, after))
    written = {TEXT: as_text, MARKDOWN: as_markdown, HTML: as_page}[form](report)
    if output is None:
        click.echo(written, nl=False)
    else:
        with written_whole(output) as path:
            path.write_text(written, encoding="utf-8")
        click.echo(f"Rapport écrit dans {output}. {report.summary[-1]}")
