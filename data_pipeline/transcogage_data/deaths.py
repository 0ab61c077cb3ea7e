"""INSEE's public files of deaths -> how many people were born under each code, by decade; nothing of a person is kept.

A line is a person, in columns of fixed width (domain.md section 7). Only the year and the code of the birth and the
year of the death are looked at, and counted at once; a message names a line, never what is written on it.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from transcogage.resolution.departments import ABROAD, COMMUNE_CODE
from transcogage.whole_files import written_whole
from transcogage_data.errors import PipelineError
from transcogage_data.read import SourceError
from transcogage_data.reference import AS_AT_BIRTH, HEADERS, RECODED

BIRTH_YEAR, BIRTH_CODE, DEATH_YEAR = slice(81, 85), slice(89, 94), slice(154, 158)
SHORTEST_LINE = 167
"""Up to the code of the place of death; what follows is the number of the act, sometimes blank and cut."""

RECODED_YEARS = range(1990, 2010)
"""Years of the files where a code may be a later one than that of the birth."""

FIRST_DECADE = 1850
"""A birth before is a mistake, or its year is not known (0000)."""

_CODE = re.compile(COMMUNE_CODE)

Key = tuple[str, int, str]
"""Code at birth, decade, regime."""


def count_births(folder: Path, counts_file: Path) -> int:
    """Count the births told by the death files (`.txt`) in `folder`, and write the counts to `counts_file`.

    The number of births counted. Raises `PipelineError` when there is no such file, when a line is not of this layout,
    or when the counts cannot be written.
    """
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        raise SourceError(f"{folder} : aucun fichier de personnes décédées (.txt). Donnez le dossier qui les contient.")
    counts: Counter[Key] = Counter()
    for path in paths:
        try:
            with path.open("rb") as file:
                counts.update(births_of(file, path.name))
        except OSError as error:
            raise SourceError(f"{path.name} : illisible ({error.strerror}).") from error
    try:
        counts_file.parent.mkdir(parents=True, exist_ok=True)
        with written_whole(counts_file) as unfinished, unfinished.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(HEADERS["naissances.csv"])
            writer.writerows((*key, people) for key, people in sorted(counts.items()))
    except OSError as error:
        raise PipelineError(f"{counts_file} : n'a pas pu être écrit ({error.strerror}).") from error
    return counts.total()


def births_of(lines: Iterable[bytes], name: str) -> Iterator[Key]:
    """What is counted of each line of the file `name`; nothing of those born abroad, or of whom it is not known where
    or when.
    """
    for number, line in enumerate(lines, start=1):
        text = _text(line)
        if not text.strip():
            continue
        born, code, died = text[BIRTH_YEAR], text[BIRTH_CODE], text[DEATH_YEAR]
        if len(text.rstrip("\r\n")) < SHORTEST_LINE or not (_is_year(born) and _is_year(died)):
            raise SourceError(
                f"{name}, ligne {number} : ce n'est pas une ligne d'un fichier de personnes décédées de l'INSEE "
                "(colonnes de largeur fixe)."
            )
        decade = int(born) // 10 * 10
        if decade >= FIRST_DECADE and _CODE.fullmatch(code) and not code.startswith(ABROAD):
            yield code, decade, RECODED if int(died) in RECODED_YEARS else AS_AT_BIRTH


def _text(line: bytes) -> str:
    """Columns are counted in characters: a few old files have accents in one byte."""
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("latin-1")


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdigit()
