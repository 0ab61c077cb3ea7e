"""Arrow batches in, the same with their results out: word for word what the single route says."""

from datetime import date, datetime
from functools import cache
from pathlib import Path
from threading import Thread
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest

from tests.bench.questions import Question, Questions
from transcogage.bulk.arrow import GATHERED_ROWS, RESULT_FIELDS, ColumnsError
from transcogage.cog import Cog
from transcogage.database.manifest import DATABASE, Manifest, digest_of
from transcogage.database.releases import CURRENT
from transcogage.database.rules import own_rules
from transcogage.database.store import DatabaseError, read_release
from transcogage.resolution.index import Index
from transcogage.resolution.model import INSEE_ORIGIN
from transcogage.resolution.resolver import resolve
from transcogage.resolution.results import RESULT_COLUMNS


@pytest.fixture(scope="module")
def questions(index: Index) -> list[Question]:
    return Questions(index).varied(3_000)


opened = cache(Cog)


def asked_of(questions: list[Question]) -> dict[str, Any]:
    return {
        "nom": [question.name for question in questions],
        "jour": [str(q.birth.year) if q.year_only else q.birth.isoformat() for q in questions],
        "dep": [question.department for question in questions],
    }


def answered(database: Path, columns: dict[str, Any], **named: Any) -> list[dict[str, Any]]:
    batch = pa.RecordBatch.from_pydict(columns)
    [resolved] = opened(database).resolve_batches([batch], **named)
    return list(resolved.to_pylist())


def codes_of_days(database: Path, days: pa.Array) -> list[str]:
    columns = {"nom": ["Ajaccio"] * len(days), "jour": days, "dep": ["2A"] * len(days)}
    return [row["result_code"] for row in answered(database, columns, nom="nom", date="jour", departement="dep")]


def test_every_row_has_the_answer_of_the_single_route(database: Path, index: Index, questions: list[Question]) -> None:
    rows = answered(database, asked_of(questions), nom="nom", date="jour", departement="dep")
    for question, row in zip(questions, rows, strict=True):
        answer = resolve(index, question.query())
        place = answer.candidates[0].place if answer.code else None
        assert tuple(row[name] for name in RESULT_COLUMNS) == (
            answer.status,
            answer.code,
            answer.country,
            place and place.name,
            answer.score,
            place and (place.period.start or INSEE_ORIGIN),
            place and place.period.end,
            "|".join(candidate.place.code for candidate in answer.candidates) or None,
            answer.explanation,
        )


def test_batches_keep_their_sizes_columns_order_and_metadata(database: Path) -> None:
    schema = pa.schema(
        [("nom", pa.string()), ("an", pa.int16()), ("dep", pa.string()), ("autre", pa.map_(pa.string(), pa.int8()))],
        metadata={"source": "mairie"},
    )
    batch = pa.RecordBatch.from_pylist(
        [
            {"nom": "Gennevilliers", "an": 1960, "dep": "92", "autre": {"a": 1}},
            {"nom": None, "an": 1980, "dep": "75", "autre": None},
        ],
        schema=schema,
    )
    sent = [batch, batch.slice(0, 0), batch.slice(1)]
    found = list(opened(database).resolve_batches(sent, nom="nom", annee="an", departement="dep"))
    assert [each.num_rows for each in found] == [2, 0, 1]
    assert all(each.select(schema.names).equals(given) for each, given in zip(found, sent, strict=True))
    assert found[0].schema == pa.schema([*schema, *RESULT_FIELDS])
    assert found[0].schema.metadata == {b"source": b"mairie"}
    assert found[0]["result_status"].to_pylist() == ["certain", "erreur"]
    assert found[2]["result_message"].to_pylist() == ["nom : La case est vide."]


def test_batches_come_out_before_the_last_has_gone_in(database: Path) -> None:
    batch = pa.RecordBatch.from_pydict(
        {"n": ["Annecy"] * GATHERED_ROWS, "a": [1980] * GATHERED_ROWS, "d": ["74"] * GATHERED_ROWS}
    )
    taken = iter([batch, batch])
    next(opened(database).resolve_batches(taken, nom="n", annee="a", departement="d"))
    assert next(taken, None) is batch


@pytest.mark.parametrize(
    "days",
    [
        pa.array([date(1975, 12, 31), date(1976, 1, 1)]),
        pa.array([datetime(1975, 12, 31), datetime(1976, 1, 1)]),
        pa.array(
            [
                datetime(1975, 12, 31, tzinfo=ZoneInfo("Europe/Paris")),
                datetime(1976, 1, 1, tzinfo=ZoneInfo("Europe/Paris")),
            ]
        ),
        pa.array(["31/12/1975", "1976-01-01"]),
        pa.array(["1975", "1976"]).dictionary_encode(),
        pa.array([1975.0, 1976.0]),
    ],
    ids=lambda days: str(days.type),
)
def test_a_day_is_read_from_every_type_that_holds_one(database: Path, days: pa.Array) -> None:
    assert codes_of_days(database, days) == ["20004", "2A004"]


def test_columns_may_bear_the_names_of_the_parameters(database: Path) -> None:
    columns = {
        "nomCommuneNaissance": ["Bors"],
        "anneeDateNaissance": [1980],
        "codeCogInseeDepartementNaissance": ["16"],
        "codeCommune": ["16052"],
    }
    assert answered(database, columns)[0]["result_code"] == "16052"


@pytest.mark.parametrize(
    ("named", "told"),
    [
        (
            {"nom": "n", "annee": "an", "departement": "d"},
            "annee : La colonne « an » n'est pas dans le fichier. Ses colonnes",
        ),
        ({"nom": "n", "departement": "d"}, "annee : Dites quelle colonne contient l'année ou la date de naissance."),
        ({"nom": "n", "anne": "a"}, "anne : Cet argument n'existe pas."),
        ({}, "nom : Dites quelle colonne contient le nom de la commune."),
    ],
)
def test_columns_that_cannot_be_used_are_told(database: Path, named: dict[str, str], told: str) -> None:
    with pytest.raises(ColumnsError) as error:
        answered(database, {"n": ["Annecy"], "a": [1980], "d": ["74"]}, **named)
    assert str(error.value).startswith(told)


def test_a_table_without_a_department_is_asked_in_the_whole_of_france(database: Path) -> None:
    columns = {
        "nom": ["Gennevilliers", "Saint-Denis", "Lisbonne"],
        "an": ["3/5/60"] * 3,
        "pays": [None, None, "Portugal"],
    }
    rows = answered(database, columns, nom="nom", date="an", pays="pays", century_pivot=26)
    assert [row["result_code"] for row in rows] == ["75036", None, None]
    assert [row["result_country_code"] for row in rows] == ["99100", "99100", "99139"]


def test_a_missing_database_is_told(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="absente"):
        answered(
            tmp_path / "cog.duckdb", {"n": ["Annecy"], "a": [1980], "d": ["74"]}, nom="n", annee="a", departement="d"
        )


def test_the_database_may_be_the_release_that_a_folder_serves(database: Path, tmp_path: Path) -> None:
    release = read_release(database)
    folder = tmp_path / release.version
    folder.mkdir()
    (folder / DATABASE).symlink_to(database)
    Manifest(release, own_rules(), digest_of(database)).write(folder)
    (tmp_path / CURRENT).symlink_to(release.version)
    columns = {"n": ["Annecy"], "a": [1980], "d": ["74"]}
    assert answered(tmp_path, columns, nom="n", annee="a", departement="d")[0]["result_code"] == "74010"


def test_threads_of_one_process_do_not_mix_their_answers(database: Path, questions: list[Question]) -> None:
    parts = [questions[start::8][:50] for start in range(8)]
    found: dict[int, list[dict[str, Any]]] = {}

    def ask(part: int) -> None:
        found[part] = answered(database, asked_of(parts[part]), nom="nom", date="jour", departement="dep")

    threads = [Thread(target=ask, args=(part,)) for part in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for part in range(8):
        together = found[part]
        ask(part)
        assert found[part] == together
