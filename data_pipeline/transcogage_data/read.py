"""Reading the source files by their contracts: whole, or refused in French with the line, the column and the rule.

Every file is read as text (codes keep their leading zeros). INSEE's own downloads quote every field, the vendored
copies quote none: both are plain CSV.
"""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl

from transcogage_data.contracts import Contract
from transcogage_data.errors import PipelineError

MOST_SHOWN = 3
_FIRST_LINE = 2
"""The line of the first row, after the header."""
_LINE = "__ligne"
_LONGEST_LINE = 10_000
"""More than any line has, in bytes."""


class SourceError(PipelineError):
    """A source file breaks its contract; the message, in French, names the file and what to correct."""


def read_day(text: str, path: str) -> date:
    """A date AAAA-MM-JJ of the file `path`. Raises `SourceError` for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise SourceError(f"{path} : {text!r} n'est pas une date AAAA-MM-JJ.") from error


def read_count(text: str, path: str) -> int:
    """A number, in French or English writing, of the file `path`. Raises `SourceError` for anything else."""
    try:
        return round(float(text.replace("\u202f", "").replace(" ", "").replace(",", ".")))
    except ValueError as error:
        raise SourceError(f"{path} : {text!r} n'est pas un nombre.") from error


def read_table(path: Path, contract: Contract) -> pl.DataFrame:
    """Read `path` as text columns under the names of the contract, empty fields as empty strings.

    Raises `SourceError` when the file is missing, is not a table, lacks a column of the contract, or has a row that
    breaks one of its rules.
    """
    table = _named(_read(path, contract), contract)
    missing = [column for column in contract.columns if column not in table.columns]
    if missing:
        raise SourceError(f"{path.name} : colonnes absentes : {', '.join(missing)}.")
    table = table.with_columns(
        _with_its_zero(column, rule.width) for column, rule in contract.rules.items() if rule.width
    )
    faults = list(_faults(table, contract))
    if faults:
        raise SourceError("\n".join(f"{path.name}, {fault}" for fault in faults))
    return table


def _read(path: Path, contract: Contract) -> pl.DataFrame:
    try:
        with path.open("rb") as file:
            start = file.read(1_000).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        if start.startswith((b"<!doctype", b"<html", b"<?xml")):
            raise SourceError(
                f"{path.name} : ce n'est pas un tableau CSV mais une page web : le site était sans doute en panne. "
                "Téléchargez-le de nouveau, plus tard."
            )
        table = pl.read_csv(path, separator=contract.separator, infer_schema=False).fill_null("")
    except FileNotFoundError as error:
        raise SourceError(f"{path.name} : fichier absent. Placez-le dans {path.parent}.") from error
    except (pl.exceptions.PolarsError, OSError) as error:
        raise SourceError(f"{path.name} : ce n'est pas un tableau CSV lisible ({type(error).__name__}).") from error
    if _ends_in_the_middle(path, contract.separator, len(table.columns)):
        last = table.height + _FIRST_LINE - 1
        raise SourceError(f"{path.name}, ligne {last} : le fichier est coupé au milieu. Téléchargez-le de nouveau.")
    return table


def _ends_in_the_middle(path: Path, separator: str, width: int) -> bool:
    """Whether the last line has no end, and not all its fields."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _LONGEST_LINE))
        last = file.read().rpartition(b"\n")[2]
    fields = next(csv.reader([last.decode("utf-8", errors="replace")], delimiter=separator), [])
    return bool(last) and len(fields) < width


def _named(table: pl.DataFrame, contract: Contract) -> pl.DataFrame:
    """The table with its columns under the contract's names: written in small letters, or renamed since."""
    known = {column.lower(): column for column in contract.columns}
    known |= {other.lower(): column for column, others in contract.formerly.items() for other in others}
    names = {found: known.get(found.strip().lower(), found) for found in table.columns}
    return table if len(set(names.values())) < len(names) else table.rename(names)


def _with_its_zero(column: str, width: int) -> pl.Expr:
    """A column of codes, those that a spreadsheet took for numbers with their leading zero again."""
    code = pl.col(column)
    return pl.when(code.str.contains(f"^[0-9]{{{width - 1}}}$")).then("0" + code).otherwise(code).alias(column)


def _faults(table: pl.DataFrame, contract: Contract) -> Iterator[str]:
    """What breaks the contract: the first lines of each fault, with what their value is and should be."""
    numbered = table.with_row_index(_LINE, offset=_FIRST_LINE)
    for column, rule in contract.rules.items():
        wrong = numbered.filter(~pl.col(column).str.contains(f"^(?:{rule.pattern})$"))
        yield from _messages(wrong, column, f"« {{{column}}} » n'est pas {rule.words}")
    for longer, shorter in contract.begins_with:
        wrong = numbered.filter(~pl.col(longer).str.starts_with(pl.col(shorter)))
        yield from _messages(
            wrong, longer, f"« {{{longer}}} » ne commence pas par « {{{shorter}}} » (colonne {shorter})"
        )
    for columns in contract.given_together:
        given = [pl.col(column) != "" for column in columns]
        wrong = numbered.filter(pl.any_horizontal(given) & ~pl.all_horizontal(given))
        yield from _messages(wrong, columns[0], f"{', '.join(columns)} vont ensemble : l'une manque")
    if contract.unique:
        wrong = numbered.filter(~pl.struct(contract.unique).is_first_distinct())
        same = " ".join(f"{{{column}}}" for column in contract.unique)
        yield from _messages(wrong, contract.unique[-1], f"« {same} » est déjà sur une ligne précédente")


def _messages(wrong: pl.DataFrame, column: str, template: str) -> Iterator[str]:
    """`template` holds the names of columns, whose values each line puts in."""
    for row in wrong.head(MOST_SHOWN).iter_rows(named=True):
        yield f"ligne {row[_LINE]}, colonne {column} : {template.format_map(row)}."
    if wrong.height > MOST_SHOWN:
        yield f"colonne {column} : {wrong.height - MOST_SHOWN} autres lignes de même."
