"""A row of a file is answered as the same question put to the service."""

import json
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from starlette.testclient import TestClient

from tests.evaluation.views import SAMPLES, VIEWS, Question, available
from tests.property.strategies import any_text, periods, questions
from transcogage.bulk.answer_table import CompiledResults
from transcogage.bulk.join import BulkResolver
from transcogage.bulk.workers import InOtherProcesses, InThisProcess, Leftovers
from transcogage.parameters.fields import (
    COUNTRY,
    COUNTRY_CODE,
    CURRENT_CODE,
    DAY,
    DEPARTMENT,
    FIELDS,
    MONTH,
    NAME,
    POSTAL_CODE,
    YEAR,
)
from transcogage.resolution.index import Index
from transcogage.resolution.model import NAME_LENGTH, Period, Query
from transcogage.resolution.resolver import resolve
from transcogage.resolution.results import flat_result

REMARKS = {"CODE_COMMUNE_ILLISIBLE", "CODE_POSTAL_ILLISIBLE", "DATE_EXCEL"}
MEMBERS = tuple(field.member for field in FIELDS)
WORDS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()  # noqa: SIM905
WRITTEN = (
    *("{name} ({department})", "{department}000 {name}", "né à {name}", "Maternité de {name}", "{name}, France"),
    *("{name} (Portugal)", "St {name}", "{name} 14EME", "MARSEILLE (13)", "Grenade"),
)
"""Ways to write a place with more than its name."""

YEARS = ("1960", "1998", "2016")
BATCH = 1_000
"""How many questions the service takes at once."""

Row = tuple[dict[str, str | None], dict[str, str]]
"""The cells, by member of their field, and the parameters of the question they ask."""


class Bulk:
    """Resolves rows; each row's results by the members of `Result`."""

    def __init__(self, compiled: CompiledResults, leftovers: Leftovers, members: tuple[str, ...]) -> None:
        names = {member: f"colonne {member}" for member in members}
        self._members = members
        self._resolver = BulkResolver(compiled, leftovers, names, self._shape)

    def __call__(self, cells: list[dict[str, str | None]]) -> list[dict[str, Any]]:
        batch = pl.DataFrame(cells, schema=dict.fromkeys(self._members, pl.String))
        resolved = self._resolver.submit(batch)()
        rows = resolved.columns.rename(lambda name: name.removeprefix("result_")).rows(named=True)
        assert sum(resolved.statuses.values()) == len(rows) == len(cells)
        return rows

    @staticmethod
    def _shape(results: pl.DataFrame) -> pl.DataFrame:
        return results.select(pl.all().name.prefix("result_"))


@pytest.fixture(scope="session")
def bulk(compiled: CompiledResults, index: Index) -> Bulk:
    """With a column for every member."""
    return Bulk(compiled, InThisProcess(lambda: index), MEMBERS)


def answers(client: TestClient, parameters: list[dict[str, str]]) -> Iterator[dict[str, Any]]:
    """What the service answers to each question, as a result; for those it refuses, which parameters are at fault."""
    remaining = iter(parameters)
    while asked := list(islice(remaining, BATCH)):
        body = json.dumps({"demandes": asked})
        response = client.post("/v1/cog/lot", content=body, headers={"Content-Type": "application/json"})
        for answer in response.json()["reponses"]:
            yield _refused(answer) if "erreurs" in answer else _result(answer)


def _refused(answer: dict[str, Any]) -> dict[str, Any]:
    return {"status": "erreur", "at_fault": {error["parametre"] for error in answer["erreurs"]}}


def _result(answer: dict[str, Any]) -> dict[str, Any]:
    place = answer["commune"] or {"nom": None, "date_debut": None, "date_fin": None}
    return {
        "status": answer["statut"],
        "code": answer["code_cog_insee_commune_naissance"],
        "country_code": answer["code_cog_insee_pays_naissance"],
        "name": place["nom"],
        "score": answer["score"],
        "date_start": place["date_debut"] and date.fromisoformat(place["date_debut"]),
        "date_end": place["date_fin"] and date.fromisoformat(place["date_fin"]),
        "candidates": "|".join(candidate["code"] for candidate in answer["candidats"]) or None,
        "message": " ".join([answer["explication"], *_remarks(answer)]),
    }


def _remarks(answer: dict[str, Any]) -> list[str]:
    """What a file tells after the message: how the question was read."""
    return [warning["message"] for warning in answer["avertissements"] if warning["code"] in REMARKS]


def assert_same(expected: dict[str, Any], result: dict[str, Any], row: object) -> None:
    if expected["status"] != "erreur":
        assert result == expected, row
        return
    told, *others = result["status"], *(result[member] for member in result if member not in {"status", "message"})
    assert (told, set(others)) == ("erreur", {None}), row
    assert result["message"], row


@st.composite
def date_cells(draw: DrawFn, period: Period) -> tuple[dict[str, str], dict[str, str]]:
    """The cells of a period in one of the forms that files have, and its parameters."""
    assert period.start is not None
    assert period.end is not None
    day, length = period.start, (period.end - period.start).days
    parameters = {YEAR.name: str(day.year)}
    cells = {"year": draw(st.sampled_from([f"{day.year}", f" {day.year} ", f"{day.year}.0"]))}
    forms = ["{0:%Y}", "00/00/{0:%Y}", "{0:%Y}-00-00", "{0:%Y}0000", "{0:%Y}-00"]
    if length <= 31:
        parameters[MONTH.name] = str(day.month)
        cells["month"] = draw(st.sampled_from([f"{day.month}", f"{day.month:02}", f"{day.month}.0"]))
        forms = ["{0:%m}/{0:%Y}", "{0:%Y}-{0:%m}", "00/{0:%m}/{0:%Y}", "{0:%Y}{0:%m}00"]
    if length == 1:
        parameters[DAY.name] = str(day.day)
        cells["day"] = draw(st.sampled_from([f"{day.day}", f"{day.day:02}", f"{day.day},0"]))
        forms = ["{0:%d}/{0:%m}/{0:%Y}", "{0:%Y}-{0:%m}-{0:%d}", "{0:%d}.{0:%m}.{0:%Y}", "{0:%Y}{0:%m}{0:%d}"]
        month = WORDS[day.month - 1]
        forms += [f"{{0:%d}} {month} {{0:%Y}}", f"{day.day}-{month}-{day.year}"]
        forms += [
            "{0:%d}{0:%m}{0:%Y}",
            "{0:%Y}-{0:%m}-{0:%d}T00:00:00.000Z",
            "{0:%d}/{0:%m}/{0:%Y} 23:59",
            "{0:%d} {0:%m} {0:%Y}",
        ]
    if draw(st.booleans()):
        return cells, parameters
    return {"date": draw(st.sampled_from(forms)).format(day)}, parameters


@st.composite
def rows(draw: DrawFn) -> Row:
    """A question as the cells of a row: real or not, in any of the forms that files have."""
    question = draw(questions())
    name = draw(any_text) if draw(st.integers(0, 5)) == 0 else question.name
    given = question.department or ""
    if draw(st.integers(0, 3)) == 0:
        name = draw(st.sampled_from(WRITTEN)).format(name=name.strip(), department=given)
    departments = [given, given.lower().lstrip("0"), f" {given} "]
    others = ["20", "96", "97", "99", "", "", " ", "2c", "7", "042.0", "Paris", "75014", "Manche"]
    department = draw(st.sampled_from([*departments, *others]))
    cells, parameters = draw(date_cells(draw(st.sampled_from([question.period, draw(periods())]))))
    if draw(st.integers(0, 9)) == 0:
        cells = {"year": draw(st.sampled_from(["", "80", "1789", "mille"]))}
        parameters = {YEAR.name: cells["year"]}
    cells |= {"name": name, "department": department}
    parameters |= {NAME.name: name}
    if department.strip():
        parameters[DEPARTMENT.name] = department
    for member, hint, likely in (
        ("postal_code", POSTAL_CODE, ["75014", "50100", "69003", "97400", "7501", "1310.0", "75 014", "?"]),
        ("current_code", CURRENT_CODE, ["50129", "2a004", "75056", "14581", "1065", "Paris"]),
        ("country", COUNTRY, ["Portugal", "U.R.S.S.", "Congo", "FRANCE", "Nulle part"]),
        ("country_code", COUNTRY_CODE, ["99139", "99123", "99100", "99999", "139"]),
    ):
        if draw(st.integers(0, 5)) == 0:
            cells[member] = parameters[hint.name] = draw(st.sampled_from(likely))
    return dict.fromkeys(MEMBERS) | cells, parameters


@given(st.lists(rows(), min_size=1, max_size=20))
@settings(max_examples=30)
def test_a_row_is_answered_as_its_question_is(bulk: Bulk, client: TestClient, drawn: list[Row]) -> None:
    results = bulk([cells for cells, _ in drawn])
    for row, result, expected in zip(
        drawn, results, answers(client, [parameters for _, parameters in drawn]), strict=True
    ):
        assert_same(expected, result, row)
        for parameter in expected.get("at_fault", ()):
            members = [field.member for field in FIELDS if field.name == parameter]
            assert any(f"colonne {member} : " in result["message"] for member in [*members, "date"]), row


def real_rows(letter: str, every: int) -> list[Row]:
    """One question in so many of a view of real births."""
    (view,) = [view for view in VIEWS if view.letter == letter]
    return [_row(question) for question in islice(view.questions(), 0, None, every)]


def _row(question: Question) -> Row:
    query = question.query
    assert query.period.start is not None
    year, month = str(query.period.start.year), str(query.period.start.month)
    cells: dict[str, str | None] = {"name": query.name, "department": query.department, "year": year}
    if query.period != Period.of_year(int(year)):
        cells["month"] = month
    if query.current_code is not None:
        cells["current_code"] = query.current_code
    parameters = {field.name: text for field in FIELDS if (text := cells.get(field.member)) is not None}
    return cells, parameters


@pytest.fixture(scope="module")
def processes(database: Path) -> Iterator[InOtherProcesses]:
    processes = InOtherProcesses(database)
    yield processes
    processes.close()


@pytest.mark.skipif(not available(), reason=f"les échantillons ne sont pas dans {SAMPLES}")
@pytest.mark.parametrize(
    ("letter", "members"),
    [
        ("A", ("name", "department", "year", "month")),
        ("A", ("name", "year", "month")),
        ("B'", ("name", "department", "year", "current_code")),
        ("G", ("name", "department", "year", "month")),
    ],
)
def test_real_births_are_answered_as_one_by_one_here_and_in_other_processes(
    compiled: CompiledResults,
    index: Index,
    processes: InOtherProcesses,
    client: TestClient,
    letter: str,
    members: tuple[str, ...],
) -> None:
    asked_names = {field.name for field in FIELDS if field.member in members}
    drawn = [
        (
            {name: cells[name] for name in members},
            {name: parameters[name] for name in parameters if name in asked_names},
        )
        for cells, parameters in real_rows(letter, every=11)
        if parameters[YEAR.name] >= "1890"
    ]
    assert len(drawn) > 1_000
    asked = [cells for cells, _ in drawn]
    here = Bulk(compiled, InThisProcess(lambda: index), members)(asked)
    elsewhere = Bulk(compiled, processes, members)(asked)
    for row, result, other, expected in zip(
        drawn, here, elsewhere, answers(client, [parameters for _, parameters in drawn]), strict=True
    ):
        assert_same(expected, result, row)
        assert other == result, row


def test_every_name_without_a_department_is_answered_as_its_question_is(
    compiled: CompiledResults, index: Index
) -> None:
    """Every official name, in the years around which most changed."""
    rows: list[dict[str, str | None]] = [
        {"name": name, "year": year} for name in compiled.names["name"].unique(maintain_order=True) for year in YEARS
    ]
    results = Bulk(compiled, InThisProcess(lambda: index), ("name", "year"))(rows)
    for row, result in zip(rows, results, strict=True):
        answer = resolve(index, Query(str(row["name"]), Period.of_year(int(str(row["year"])))))
        assert tuple(result.values()) == tuple(flat_result(answer)), row


def test_an_empty_batch_has_no_results(bulk: Bulk) -> None:
    assert bulk([]) == []


def test_a_name_too_long_is_told(bulk: Bulk) -> None:
    cells: dict[str, str | None] = dict.fromkeys(MEMBERS) | {
        "name": "a" * (NAME_LENGTH + 1),
        "year": "1980",
        "department": "50",
    }
    assert bulk([cells])[0]["message"].startswith("colonne name : ")
