"""The published tables hold what the service answers, and their dictionary describes them."""

import re
from pathlib import Path

import duckdb
import pytest

from tests.bench.questions import Questions
from tests.conftest import DATABASE
from transcogage.resolution.index import Index
from transcogage.resolution.model import Period, Query
from transcogage.resolution.names import key
from transcogage.resolution.resolver import resolve
from transcogage_data.errors import PipelineError
from transcogage_data.open_data import TABLES, publish_table
from transcogage_data.written_names import written_names

FILES = {"dictionnaire.md", "noms.csv", "noms.parquet", "reponses.csv", "reponses.parquet"}


@pytest.fixture(scope="module")
def tables(published: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for table in TABLES:
        connection.execute(f"CREATE VIEW {table.name} AS FROM '{published}/{table.name}.parquet'")
    return connection


def test_a_join_finds_what_the_service_answers(tables: duckdb.DuckDBPyConnection, index: Index) -> None:
    questions = Questions(index).known(2_000)
    tables.execute("CREATE TABLE births (row INTEGER, name VARCHAR, birth DATE, department VARCHAR)")
    rows = [(row, each.name, each.birth, each.department) for row, each in enumerate(questions)]
    tables.executemany("INSERT INTO births VALUES (?, ?, ?, ?)", rows)
    found = tables.sql("""
        SELECT row, status, code, country_code, score, candidates, message
        FROM births JOIN noms ON written = name
        JOIN reponses ON reponses.key = noms.key AND reponses.department = births.department
            AND born_from <= birth AND birth < born_before
        ORDER BY row
    """).fetchall()
    answers = [resolve(index, Query(name, Period.of_day(birth), department)) for _, name, birth, department in rows]
    assert found == [
        (
            row,
            str(answer.status),
            answer.code,
            answer.country,
            answer.score,
            "|".join(candidate.place.code for candidate in answer.candidates),
            answer.explanation,
        )
        for row, answer in enumerate(answers)
    ]


def test_every_answer_is_published(tables: duckdb.DuckDBPyConnection) -> None:
    with duckdb.connect(str(DATABASE), read_only=True) as database:
        expected = database.sql("SELECT department, key, status, code, message FROM results ORDER BY ALL").fetchall()
    assert tables.sql("SELECT department, key, status, code, message FROM reponses ORDER BY ALL").fetchall() == expected


def test_a_birth_has_one_answer_at_most(tables: duckdb.DuckDBPyConnection) -> None:
    earlier = "lag(born_before) OVER (PARTITION BY department, key ORDER BY born_from)"
    assert tables.sql(f"SELECT key FROM reponses QUALIFY born_from < {earlier}").fetchall() == []
    assert tables.sql("SELECT key FROM reponses WHERE born_from IS NULL OR born_before IS NULL").fetchall() == []


def test_every_key_has_a_written_name_and_every_written_name_its_key(tables: duckdb.DuckDBPyConnection) -> None:
    names = tables.sql("SELECT written, key FROM noms").fetchall()
    assert len({written for written, _ in names}) == len(names)
    assert all(key(written) == found for written, found in names)
    assert {found for _, found in names} == {found for (found,) in tables.sql("SELECT key FROM reponses").fetchall()}


def test_a_name_is_published_as_people_write_it() -> None:
    assert (
        written_names(["L'Île-d'Yeu", "Bors (Canton de Baignes)"], ["l ile d yeu", "bors", "saint-lo"]).items()
        >= {
            "L'Île-d'Yeu": "l ile d yeu",
            "L'Ile-d'Yeu": "l ile d yeu",
            "L'ÎLE-D'YEU": "l ile d yeu",
            "L ILE D YEU": "l ile d yeu",
            "ILE D YEU (L)": "l ile d yeu",
            "l ile d yeu": "l ile d yeu",
            "Bors": "bors",
            "BORS": "bors",
        }.items()
    )
    assert set(written_names([], ["lyon 2", "sainte marie"])) == {
        "LYON 02",
        "LYON 2",
        "SAINTE MARIE",
        "STE MARIE",
        "lyon 2",
        "sainte marie",
    }


def test_both_forms_of_a_table_hold_the_same(published: Path, tables: duckdb.DuckDBPyConnection) -> None:
    for table in TABLES:
        path = published / f"{table.name}.csv"
        assert path.read_text(encoding="utf-8").partition("\n")[0] == ",".join(each.name for each in table.columns)
        as_text, read = f"SELECT COLUMNS(*)::VARCHAR FROM {table.name}", f"FROM read_csv('{path}', all_varchar = true)"
        for rows, others in ((as_text, read), (read, as_text)):
            assert tables.sql(f"({rows}) EXCEPT ALL ({others})").fetchall() == []


def test_the_dictionary_describes_every_column_and_the_release(
    published: Path, tables: duckdb.DuckDBPyConnection, index: Index
) -> None:
    text = (published / "dictionnaire.md").read_text(encoding="utf-8")
    for table in TABLES:
        part = text.split(f"## `{table.name}`")[1].split("\n## ")[0]
        assert re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE) == [column.name for column in table.columns]
    assert f"`{index.release.version}`" in text
    assert "$" not in text
    metadata = dict(
        tables.sql(f"SELECT key, value FROM parquet_kv_metadata('{published}/reponses.parquet')").fetchall()
    )
    assert metadata[b"version"] == index.release.version.encode()


def test_nothing_is_left_beside_and_what_was_there_is_replaced(published: Path) -> None:
    assert {path.name for path in published.iterdir()} == FILES
    assert (published / "noms.csv").read_text(encoding="utf-8").startswith("written,key\n")


def test_a_failure_leaves_what_was_published(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "noms.csv").write_text("une version d'avant")
    (tmp_path / "cog.duckdb").write_text("abîmée")
    for database in ("absente.duckdb", "cog.duckdb"):
        with pytest.raises(PipelineError, match="transcogage data build"):
            publish_table(tmp_path / database, tmp_path / "open")
    assert [path.name for path in (tmp_path / "open").iterdir()] == ["noms.csv"]
    assert (tmp_path / "open" / "noms.csv").read_text() == "une version d'avant"


def test_a_database_of_other_rules_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.duckdb"
    other.write_bytes(DATABASE.read_bytes())
    with duckdb.connect(str(other)) as connection:
        connection.execute("UPDATE release SET rules = 'schema 1'")
    with pytest.raises(PipelineError, match="autres règles"):
        publish_table(other, tmp_path / "open")
