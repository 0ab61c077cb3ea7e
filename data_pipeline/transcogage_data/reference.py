"""The reference: the facts Transcogage knows, as sorted text in `data/reference/`, one table a file.

It is written from the sources once a vintage (`derive`) and read by every build. Sorted rows, one fact a line: a new
vintage is a readable `git diff`.
"""

import csv
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from transcogage.resolution.model import Period
from transcogage.whole_files import unfinished_folder
from transcogage_data.errors import PipelineError
from transcogage_data.history import Entity, NamedPeriod, Succession


@dataclass(frozen=True, slots=True)
class PostalName:
    """Today's commune `code` receives its mail under `postal_code`, also addressed to `label` ("" when its own
    name).
    """

    code: str
    postal_code: str
    label: str


@dataclass(frozen=True, slots=True)
class CountryRow:
    """During `period` (INSEE's history opens in 1943: no start then), `code` designated what is called `name`.

    `long_name` (LIBENR): official name, or what a territory is made of. `iso`: its ISO 3166 codes of two and three
    letters.
    """

    code: str
    name: str
    long_name: str
    period: Period
    iso: tuple[str, str]


class BirthCount(NamedTuple):
    """People born under `code` in the ten years from `decade`, as the death files that were read tell.

    `recoded`: the files are those of 1990 to 2009, where a code may be a later one (domain.md section 7).
    """

    code: str
    decade: int
    recoded: bool
    people: int


@dataclass(frozen=True, slots=True)
class Reference:
    """All the facts of a vintage.

    `sources`: file name -> SHA-256. `populations`: commune code -> census year -> inhabitants. `maternities`: commune
    code -> number of maternity hospitals at its best year. `extension_codes`: extension code -> code of its commune.
    """

    vintage: int
    sources: dict[str, str]
    periods: list[NamedPeriod]
    successions: list[Succession]
    departments: dict[str, str]
    postal_names: list[PostalName]
    populations: dict[str, dict[int, int]]
    maternities: dict[str, int]
    births: list[BirthCount]
    extension_codes: dict[str, str]
    countries: list[CountryRow]


class ReferenceTextError(PipelineError):
    """The text of the reference is missing or damaged; the message names the file and the line."""


HEADERS = {
    "periodes.csv": ("type", "code", "nom", "date_debut", "date_fin"),
    "successions.csv": ("date", "evenement", "type_avant", "code_avant", "type_apres", "code_apres"),
    "departements.csv": ("code", "nom"),
    "noms_postaux.csv": ("code", "code_postal", "libelle"),
    "populations.csv": ("code", "annee", "population"),
    "maternites.csv": ("code", "maternites"),
    "naissances.csv": ("code", "decennie", "regime", "personnes"),
    "codes_extension.csv": ("code", "code_commune"),
    "pays.csv": ("code", "nom", "nom_long", "date_debut", "date_fin", "iso2", "iso3"),
}
MANIFEST = "sources.json"
AS_AT_BIRTH, RECODED = "A", "B"
"""The regimes of `naissances.csv`: files where the code is the one at birth, and those of 1990 to 2009."""


def write_reference(reference: Reference, folder: Path) -> None:
    """Write every table in `folder`, replacing what was there. The same facts give the same bytes.

    All is written aside first; the manifest goes first and comes back last, so that an interrupted replacement is a
    reference that cannot be read, never a mixture of two. Raises `PipelineError` when the disk is full.
    """
    try:
        with unfinished_folder(folder) as unfinished:
            _write(reference, unfinished)
            (folder / MANIFEST).unlink(missing_ok=True)
            for name in (*HEADERS, MANIFEST):
                (unfinished / name).replace(folder / name)
    except OSError as error:
        raise PipelineError(
            f"La référence n'a pas pu être écrite dans {folder} ({error.strerror}). Faites de la place ou corrigez les "
            "droits, puis relancez la commande."
        ) from error


def _write(reference: Reference, folder: Path) -> None:
    for name, rows in _tables(reference):
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(HEADERS[name])
            writer.writerows(sorted(set(rows)))
    manifest = {"millesime": reference.vintage, "sources": dict(sorted(reference.sources.items()))}
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def read_reference(folder: Path) -> Reference:
    """Read back what `write_reference` wrote.

    Raises `ReferenceTextError` when a table is missing, has other columns, or holds a value that cannot be read.
    """
    vintage, sources = read_manifest(folder)
    populations: dict[str, dict[int, int]] = defaultdict(dict)
    for code, year, count in _read(folder, "populations.csv", (str, int, int)):
        populations[code][year] = count
    return Reference(
        vintage=vintage,
        sources=sources,
        periods=[
            NamedPeriod(Entity(kind, code), name, Period(start, end))
            for kind, code, name, start, end in _read(folder, "periodes.csv", (str, str, str, _day, _day))
        ],
        successions=[
            Succession(day, event, _entity(kind_1, code_1), _entity(kind_2, code_2))
            for day, event, kind_1, code_1, kind_2, code_2 in _read(
                folder, "successions.csv", (date.fromisoformat, str, str, str, str, str)
            )
        ],
        departments={row[0]: row[1] for row in _read(folder, "departements.csv", (str, str))},
        postal_names=[PostalName(*row) for row in _read(folder, "noms_postaux.csv", (str, str, str))],
        populations=dict(populations),
        maternities={row[0]: row[1] for row in _read(folder, "maternites.csv", (str, int))},
        births=[
            BirthCount(code, decade, regime == RECODED, people)
            for code, decade, regime, people in _read(folder, "naissances.csv", (str, int, str, int))
        ],
        extension_codes={row[0]: row[1] for row in _read(folder, "codes_extension.csv", (str, str))},
        countries=[
            CountryRow(code, name, long_name, Period(start, end), (iso2, iso3))
            for code, name, long_name, start, end, iso2, iso3 in _read(
                folder, "pays.csv", (str, str, str, _day, _day, str, str)
            )
        ],
    )


def _tables(reference: Reference) -> Iterator[tuple[str, Iterable[tuple[str, ...]]]]:
    yield (
        "periodes.csv",
        (
            (row.entity.kind, row.entity.code, row.name, str(row.period.start or ""), str(row.period.end or ""))
            for row in reference.periods
        ),
    )
    yield (
        "successions.csv",
        (
            (str(row.date), row.event, *_entity_text(row.before), *_entity_text(row.after))
            for row in reference.successions
        ),
    )
    yield "departements.csv", reference.departments.items()
    yield "noms_postaux.csv", ((row.code, row.postal_code, row.label) for row in reference.postal_names)
    yield (
        "populations.csv",
        (
            (code, str(year), str(count))
            for code, counts in reference.populations.items()
            for year, count in counts.items()
        ),
    )
    yield "maternites.csv", ((code, str(count)) for code, count in reference.maternities.items())
    yield (
        "naissances.csv",
        (
            (count.code, str(count.decade), RECODED if count.recoded else AS_AT_BIRTH, str(count.people))
            for count in reference.births
        ),
    )
    yield "codes_extension.csv", reference.extension_codes.items()
    yield (
        "pays.csv",
        (
            (row.code, row.name, row.long_name, str(row.period.start or ""), str(row.period.end or ""), *row.iso)
            for row in reference.countries
        ),
    )


def read_manifest(folder: Path) -> tuple[int, dict[str, str]]:
    """The vintage of a reference, and its sources: file -> SHA-256. Raises `ReferenceTextError` when it has none."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return int(manifest["millesime"]), dict(manifest["sources"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReferenceTextError(f"{folder / MANIFEST} : absent ou illisible. Lancez `make data`.") from error


def _read(folder: Path, name: str, types: Sequence[Callable[[str], Any]]) -> Iterator[list[Any]]:
    """The rows of a table, each value read by its type.

    Raises `ReferenceTextError` with the line of what cannot be read; a table that does not end with a line end was cut.
    """
    path = folder / name
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise ReferenceTextError(f"{path} : absent ou illisible. Lancez `make data`.") from error
    if not text.endswith("\n"):
        raise ReferenceTextError(f"{path} : le fichier est coupé. Lancez `make data`.")
    header, *rows = csv.reader(text.splitlines())
    if tuple(header) != HEADERS[name]:
        raise ReferenceTextError(f"{path} : colonnes attendues : {', '.join(HEADERS[name])}.")
    for number, row in enumerate(rows, start=2):
        if len(row) != len(types):
            raise ReferenceTextError(f"{path}, ligne {number} : {len(types)} valeurs attendues, {len(row)} lues.")
        try:
            yield [read(value) for read, value in zip(types, row, strict=True)]
        except ValueError as error:
            raise ReferenceTextError(f"{path}, ligne {number} : une valeur ne peut pas être lue.") from error


def _entity(kind: str, code: str) -> Entity | None:
    return Entity(kind, code) if code else None


def _entity_text(entity: Entity | None) -> tuple[str, str]:
    return ("", "") if entity is None else (entity.kind, entity.code)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
