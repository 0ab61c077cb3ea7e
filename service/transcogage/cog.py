"""The library: what a Python program asks of a built database, in one process and without a service."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from transcogage.bulk.columns import AskedColumns, asked_by_keyword
from transcogage.database.opening import checked_database
from transcogage.database.store import open_index, read_release
from transcogage.first_use import ready_database
from transcogage.parameters.dates import split_date
from transcogage.parameters.errors import ErrorCode, ErrorDetail, InvalidParametersError, message_of
from transcogage.parameters.fields import (
    COUNTRY,
    COUNTRY_CODE,
    CURRENT_CODE,
    DATE,
    DAY,
    DEPARTMENT,
    FIELDS,
    MONTH,
    NAME,
    PARAMETERS,
    PERIOD,
    POSTAL_CODE,
    YEAR,
)
from transcogage.parameters.query import read_period, read_query
from transcogage.parameters.reading import InvalidValueError, Reading
from transcogage.parameters.values import read_commune_code, read_department, read_name
from transcogage.resolution.answer import Answer
from transcogage.resolution.codes import CodeCheck, check_code
from transcogage.resolution.countries import Country
from transcogage.resolution.index import Index
from transcogage.resolution.model import Birthplace, Period
from transcogage.resolution.places import Places, search_places
from transcogage.resolution.policy import PROBABLE_FROM
from transcogage.resolution.release import Release
from transcogage.resolution.resolver import resolve
from transcogage.resolution.results import RESULT_COLUMNS

if TYPE_CHECKING:
    import pyarrow as pa

    from transcogage.bulk.answer_table import CompiledResults
    from transcogage.bulk.convert import Progress

Born = int | str | date
"""When the birth was: a year, a day, or a text that says either ("1980", "06/1980", "15/06/1980", "15 juin 1980")."""

_ARGUMENTS = {field.name: field.member for field in PARAMETERS} | {field.name: "born" for field in PERIOD}
_FILE_ARGUMENTS = {field.name: field.keyword for field in FIELDS} | {"data": "source"}
"""What the parameters of the HTTP interface are called here."""


class QuestionError(ValueError):
    """What is asked cannot be read. The message, in French, has a line for each argument at fault.

    `details`: the same for programs, each with the name of the parameter in the HTTP interface.
    """

    def __init__(self, details: Iterable[ErrorDetail], arguments: Mapping[str, str] = _ARGUMENTS) -> None:
        self.details = tuple(details)
        super().__init__(message_of(self.details, arguments))


class Cog:
    """The codes of birth places, as a built database knows them. Several threads may share one.

    `database`: the file it reads, the whole time.
    """

    def __init__(self, database: Path) -> None:
        """`database`: a built file, or a folder of releases. Raises `DatabaseError` when none is there; who asks sees
        whether it can be read.
        """
        self.database = checked_database(database)

    @cached_property
    def release(self) -> Release:
        """What the database is."""
        return read_release(self.database)

    @cached_property
    def index(self) -> Index:
        """What answers are computed from, read when it is first needed (a tenth of a second, 30 MB)."""
        return open_index(self.database)

    def resolve(  # noqa: PLR0913 - what can be said of a birth
        self,
        name: str,
        born: Born,
        department: str | int | None = None,
        *,
        postal_code: str | None = None,
        current_code: str | None = None,
        country: str | None = None,
        country_code: str | None = None,
    ) -> Answer:
        """The code that a birth place had at birth: how sure, why, and who else it could be.

        `name`: of the commune, at birth or today. `department`: its code or its name, at birth or today; without it,
        the whole of France is asked. `postal_code` and `current_code`: what API Adresse says of the commune today
        (`postcode`, `citycode`), to tell homonyms apart. `country` or `country_code`: of a birth abroad.
        Raises `QuestionError` when an argument cannot be read. As `GET /v1/cog`.

        >>> answer = cog.resolve("Tourlaville", 1980, "50")
        >>> print(answer.status, answer.code, answer.score)
        certain 50602 1.0
        >>> print(answer.explanation)
        Tourlaville (50602) : c'était déjà le nom de la commune à la naissance. Aucun autre lieu n'est possible.

        >>> answer = cog.resolve("Valserhône", "15/06/1980", "01")
        >>> print(answer.status, answer.code, [candidate.place.name for candidate in answer.candidates])
        ambigu None ['Bellegarde-sur-Valserine', 'Châtillon-en-Michaille', 'Lancrans']
        """
        given = [
            (NAME.name, name),
            *_parts(born),
            (DEPARTMENT.name, None if department is None else str(department)),
            (POSTAL_CODE.name, postal_code),
            (CURRENT_CODE.name, current_code),
            (COUNTRY.name, country),
            (COUNTRY_CODE.name, country_code),
        ]
        try:
            query = read_query((parameter, text) for parameter, text in given if text is not None)
        except InvalidParametersError as error:
            raise QuestionError(error.details) from None
        return resolve(self.index, query)

    def check(self, code: str, on: Born) -> CodeCheck:
        """What `code` was on a day (1 January, of a bare year), whether a birth then can bear it, what to use instead.

        Raises `QuestionError` when an argument cannot be read, `UnknownCodeError` (a `ValueError`) when the code never
        designated a commune. As `GET /v1/communes/{code}`.

        >>> checked = cog.check("50602", 2020)
        >>> print(checked.valid, checked.instead)
        False 50129
        """
        commune = _read("code", read_commune_code, code)
        start = _period(on, "on").start
        assert start is not None
        return check_code(self.index, commune, start)

    def communes(
        self, q: str, born: Born | None = None, department: str | None = None, *, limit: int = 10
    ) -> list[Birthplace]:
        """The communes and arrondissements that `q` may mean, best first, at most `limit`: those that existed when
        `born` says, and those so called today; those of `department` come first. As `GET /v1/communes`.

        >>> [f"{place.code} {place.name}" for place in cog.communes("tourla", 1980, "50")]
        ['50602 Tourlaville', '49351 La Tourlandry']
        """
        found = self.index.communes.search(_read("q", read_name, q), *_when_and_where(born, department), limit)
        return [row.place for row in found.rows]

    def places(self, q: str, born: Born | None = None, department: str | None = None, *, limit: int = 10) -> Places:
        """The communes, their parts, the arrondissements and the countries that `q` may mean, best first, at most
        `limit`, and how many there are: names that are `q` come first, all of them. A postal code, INSEE's code, a
        department beside the name ("Saint-Denis 93"), a spelling mistake are understood too. A commune is `later` when
        it is only called so since. As `GET /v1/lieux`.

        >>> found = cog.places("Cherbourg", 1980)
        >>> [f"{row.place.code} {row.place.name} {row.match} {row.later}" for row in found.rows[:2]]
        ['50129 Cherbourg nom False', '50129 Cherbourg-en-Cotentin debut True']
        >>> [f"{row.place.code} {row.place.name}" for row in cog.places("Ukraine", 1980).rows]
        ['99123 U.R.S.S.']
        """
        return search_places(self.index, _read("q", read_name, q), *_when_and_where(born, department), limit)

    def countries(self, q: str, born: Born | None = None, *, limit: int = 10) -> list[Country]:
        """The countries and territories called `q`, or so beginning, under the codes they had when `born` says, best
        first; `found` says how each was. A name of every day, a code 99xxx, an ISO 3166 code are understood too. As
        `GET /v1/pays`.

        >>> [f"{country.code} {country.name}" for country in cog.countries("Ukraine", 1980)]
        ['99123 U.R.S.S.']
        >>> [(country.name, str(country.found)) for country in cog.countries("Potrugal", 1980)]
        [('Portugal', 'approchante')]
        """
        period = None if born is None else _period(born)
        return self.index.countries.search(_read("q", read_name, q), period, limit)

    def resolve_file(  # noqa: PLR0913 - what the command line can say of a file
        self,
        source: str | Path,
        target: str | Path,
        *,
        min_score: float = PROBABLE_FROM,
        delimiter: str | None = None,
        encoding: str | None = None,
        added: Sequence[str] = RESULT_COLUMNS,
        century_pivot: int | None = None,
        progress: "Progress | None" = None,
        **columns: str,
    ) -> Counter[str]:
        """Write to `target` the file `source` with the columns `result_*` after its own; how many rows of each status.

        CSV or Parquet by their extension, the same for both; `-` is a standard stream, in CSV. `target` appears whole
        or not at all. `columns`, `min_score`, `century_pivot`: as of `resolve_batches`. `delimiter` and `encoding`: of
        a CSV, guessed when not given. `added`: which result columns. `progress` is called after each block, with how
        many rows are done and which share of the file, if known. Raises `QuestionError` when a file, its columns or an
        argument cannot be used, `OSError` when a file cannot be read or written. As `transcogage csv`. A file of more
        than 2 MB is answered by processes of its own: a script calls this under `if __name__ == "__main__":`.

        >>> births = tmp / "births.csv"
        >>> _ = births.write_text("commune;annee;dep\\nGennevilliers;1960;92\\nBors;1985;16\\n")
        >>> counts = cog.resolve_file(births, tmp / "codes.csv", nom="commune", annee="annee", departement="dep")
        >>> print(counts["certain"], counts["ambigu"])
        1 1
        """
        from transcogage.bulk.options import CsvOptions, read_delimiter, read_encoding, wrong_target  # noqa: PLC0415
        from transcogage.bulk.workers import suited_to  # noqa: PLC0415

        source, target = Path(source), Path(target)
        details = []
        if why := wrong_target(source, target):
            details.append(ErrorDetail("target", ErrorCode.MALFORMED, why))
        if not set(added) <= set(RESULT_COLUMNS) or len(set(added)) < len(added):
            message = f"Choisissez parmi {', '.join(RESULT_COLUMNS)}, chacune une fois."
            details.append(ErrorDetail("added", ErrorCode.MALFORMED, message))
        if details:
            raise QuestionError(details)
        options = CsvOptions(
            _asked(columns),
            delimiter and _read("delimiter", read_delimiter, delimiter),
            encoding and _read("encoding", read_encoding, encoding),
            tuple(added),
            _read_century(century_pivot),
        )
        try:
            with suited_to(source, self.database, lambda: self.index) as leftovers:
                from transcogage.bulk.convert import Conversion, convert  # noqa: PLC0415 - slow: meanwhile, others get ready

                how = Conversion(lambda: self._compiled, leftovers, options, min_score, progress or _ignore_progress)
                return convert(source, target, how)
        except InvalidParametersError as error:
            raise QuestionError(error.details, _FILE_ARGUMENTS) from None

    def resolve_batches(
        self,
        batches: "Iterable[pa.RecordBatch]",
        *,
        min_score: float = PROBABLE_FROM,
        century_pivot: int | None = None,
        **columns: str,
    ) -> "Iterator[pa.RecordBatch]":
        """The batches, in order, each with its rows and columns untouched and the columns `result_*` after them.

        `columns` are the table's names for the columns that hold the question: `nom`, `departement`, `annee` or `date`,
        `mois`, `jour`, `code_postal`, `code_commune`, as the options of `transcogage csv`; none of them: the columns
        bear the names of the service's parameters. From `min_score` (0.9 to 1) on, a code is given. A row that cannot
        be read has the status `erreur`: so have years in two digits, unless `century_pivot` (0 to 99) says that those
        above it are of the 1900s and the others of the 2000s. Needs the extra `spark` (pyarrow). Raises `ColumnsError`
        (a `ValueError`).

        >>> import pyarrow as pa
        >>> births = pa.table({"commune": ["Gennevilliers", "Bors"], "annee": [1960, 1985], "dep": ["92", "16"]})
        >>> batches = cog.resolve_batches(births.to_batches(), nom="commune", annee="annee", departement="dep")
        >>> pa.Table.from_batches(batches).select(["commune", "result_status", "result_code"]).to_pydict()
        {'commune': ['Gennevilliers', 'Bors'], 'result_status': ['certain', 'ambigu'], 'result_code': ['75036', None]}
        """
        from transcogage.bulk.arrow import resolve_batches  # noqa: PLC0415 - needs the extra

        return resolve_batches(
            batches, self._compiled, lambda: self.index, min_score, columns, _read_century(century_pivot)
        )

    @cached_property
    def _compiled(self) -> "CompiledResults":
        """The answers as a table, to be joined."""
        from transcogage.bulk.answer_table import load_compiled_results  # noqa: PLC0415 - the table engine is slow to start

        return load_compiled_results(self.database)


def open_cog(path: str | Path | None = None) -> Cog:
    """The library, on the database at `path`: a built file, or a folder of releases.

    Without `path`: the one that `TRANSCOGAGE_DATABASE` names, else `data/cog.duckdb` of the current folder or of the
    clone, else the one of the user's data folder, which is made when it is first needed (some ten seconds, with a word
    on the standard error). Raises `DatabaseError` or `FirstUseError` (both a `ValueError`) when there is none to use.

    >>> cog = transcogage.open()
    >>> cog.release.vintage
    2026
    """
    cog = Cog(ready_database() if path is None else Path(path))
    _ = cog.release  # read now, so that a database that cannot be used is said at once
    return cog


def _asked(columns: Mapping[str, str]) -> AskedColumns:
    try:
        return asked_by_keyword(columns)
    except InvalidParametersError as error:
        raise QuestionError(error.details) from None


def _ignore_progress(_rows: int, _share: float | None) -> None:
    """Nobody waits to see it."""


def _read(argument: str, read: Callable[[str], str], text: str) -> str:
    try:
        return read(text.strip())
    except InvalidValueError as error:
        raise QuestionError([ErrorDetail(argument, error.code, error.message)]) from None


def _when_and_where(born: Born | None, department: str | None) -> tuple[Period | None, str | None]:
    """The period and the department of a search."""
    there = None if department is None else _read("department", read_department, department)
    return (None if born is None else _period(born)), there


def _read_century(pivot: int | None) -> int | None:
    from transcogage.bulk.options import read_pivot  # noqa: PLC0415

    if pivot is None:
        return None
    try:
        return read_pivot(str(pivot))
    except InvalidValueError as error:
        raise QuestionError([ErrorDetail("century_pivot", error.code, error.message)]) from None


def _parts(born: Born) -> list[tuple[str, str]]:
    """The parameters that say when the birth was; a text that is no date is read as a year, which reports it."""
    if isinstance(born, date):
        return [(YEAR.name, str(born.year)), (MONTH.name, str(born.month)), (DAY.name, str(born.day))]
    text = str(born).strip()
    try:
        year, month, _ = split_date(text)
    except InvalidValueError:
        return [(YEAR.name, text)]
    return [(YEAR.name, year)] if month is None else [(DATE.name, text)]


def _period(born: Born, argument: str = "born") -> Period:
    reading = Reading(_parts(born))
    period = read_period(reading)
    if period is None:
        raise QuestionError([ErrorDetail(argument, detail.code, detail.message) for detail in reading.details])
    return period
