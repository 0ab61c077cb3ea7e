"""The pages and programs about tables are true: each program runs as it is, and each page quotes the programs."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import DATABASE, ROOT
from tests.waiting import PATIENCE
from transcogage.resolution.model import NoteCode
from transcogage.resolution.results import RESULT_COLUMNS

DOCS = ROOT / "docs"
PROGRAMS = DOCS / "exemples"
JOINED = [
    "Ajacio, 1970-06-15, 2A → sans réponse : à demander au service",
    "Bors, 1980-06-15, 16 → ambigu : 16052|16053",
    "Gennevilliers, 1960-05-03, 92 → certain : 75036",
    "MANS (LE), 1950-01-01, 72 → certain : 72181",
    "SAINT ETIENNE, 1971-12-31, 42 → probable : 42218",
]
RESOLVED = [
    "Gennevilliers, 1960, 92 → certain : 75036",
    "Bors, 1980, 16 → ambigu : 16052|16053",
    "Ajacio, 1970, 2A → probable : 20004",
    "Cherbourg, 80, 50 → erreur : annee : Donnez l'année en quatre chiffres, par exemple 1980.",
]


def said_by(program: str, argument: Path) -> list[str]:
    command = [sys.executable, "-X", "utf8", "-W", "error", str(PROGRAMS / program), str(argument)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


@pytest.mark.parametrize("program", ["joindre_duckdb.py", "joindre_pandas.py"])
def test_a_join_finds_the_codes_without_the_service(program: str, published: Path) -> None:
    assert said_by(program, published) == JOINED


def test_dask_resolves_a_table_in_several_processes() -> None:
    assert said_by("resoudre_dask.py", DATABASE) == RESOLVED


@pytest.mark.parametrize("page", ["spark.md", "donnees-ouvertes.md"])
def test_a_page_quotes_programs_that_are_run(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    programs = [(DOCS / name).read_text(encoding="utf-8") for name in re.findall(r"\((exemples/\w+\.py)\)", text)]
    blocks = re.findall(r"```(?:python|sql)\n(.*?)```", text, re.DOTALL)
    assert len(blocks) == len(programs) == 2
    assert all(any(block in program for program in programs) for block in blocks)


def test_the_page_about_spark_names_every_column() -> None:
    text = (DOCS / "spark.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(result_\w+)` \|", text, re.MULTILINE) == list(RESULT_COLUMNS)


def test_the_guide_of_editors_says_what_to_do_of_every_warning() -> None:
    text = (DOCS / "editeurs.md").read_text(encoding="utf-8")
    table = text[text.index("### Les avertissements") :]
    codes = re.findall(r"`([A-Z][A-Z0-9_]+)`", "".join(re.findall(r"^\|([^|]+)\|", table, re.MULTILINE)))
    assert sorted(codes) == sorted(NoteCode)
