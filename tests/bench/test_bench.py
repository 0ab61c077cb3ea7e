"""The bench runs and prints its table: no figure is judged here."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.bench import servers
from tests.bench.__main__ import REFERENCE, show
from tests.bench.figures import COLUMNS, Budget
from tests.bench.load import UnexpectedAnswerError, send
from tests.bench.questions import Questions
from transcogage.resolution.index import Index
from transcogage.resolution.model import NoteCode, Status
from transcogage.resolution.resolver import resolve
from transcogage_data.reference import read_reference, write_reference

TINY = Budget(rounds=2, names=50, load_seconds=0.2, requests=200, starts=1, builds=1, rows=1_000, files=1)

ROW = re.compile(
    r"(?P<name>\S.{41}) +(?P<value>[\d.]+ \S+) +(?P<baseline>[\d.]+ \S+)   "
    r"(?P<ratio>[\d.]+(?: \([\d.]+ à [\d.]+\))?) +(?P<aim>\S.*)"
)
FIGURES = [
    ("Nom connu, dans le processus", "µs"),
    ("Nom mal écrit, dans le processus", "µs"),
    ("/v1/cog, débit", "req/s"),
    ("/v1/cog, temps de réponse p99", "ms"),
    ("/v1/cog, temps processeur par requête", "µs"),
    ("/v1/communes, débit", "req/s"),
    ("Démarrage, jusqu'à /readyz", "s"),
    ("Mémoire maximale d'un processus", "Mo"),
    ("Mémoire maximale, des fichiers ensuite", "Mo"),
    ("transcogage resolve", "s"),
    ("Appel du quotient familial par le proxy", "ms"),
    ("Fichier csv, 1000 lignes", "s"),
    ("Fichier parquet, 1000 lignes", "s"),
    ("Fichier csv, 10000 lignes", "s"),
    ("Mémoire du plus long", "Mo"),
    ("POST /v1/cog/csv, 200 lignes", "s"),
    ("Mémoire prise par ces fichiers", "Mo"),
    ("/v1/cog pendant des fichiers, p99", "ms"),
    ("Texte de référence → base", "s"),
]


@pytest.fixture
def small_reference(tmp_path: Path) -> Path:
    """The reference of the Manche alone: it builds in a second."""
    facts = read_reference(REFERENCE)
    small = replace(
        facts,
        periods=[row for row in facts.periods if row.entity.code.startswith("50")],
        successions=[
            row
            for row in facts.successions
            if all(entity is None or entity.code.startswith("50") for entity in (row.before, row.after))
        ],
    )
    write_reference(small, tmp_path)
    return tmp_path


def test_every_figure_is_printed_with_its_baseline_its_aim_and_how_it_was_measured(
    index: Index, small_reference: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    show(TINY, index, small_reference)
    _, table = capsys.readouterr().out.split(COLUMNS + "\n")
    printed = table.splitlines()
    rows = [ROW.fullmatch(line) for line in printed[::2]]
    assert [(row["name"].rstrip(), row["value"].split()[1]) for row in rows if row] == FIGURES, table
    assert all(row and row["value"].split()[1] == row["baseline"].split()[1] for row in rows)
    assert all(re.fullmatch(r"    \S.{30,}\.", how) for how in printed[1::2]), table


def test_the_load_stops_at_an_answer_that_is_not_a_success() -> None:
    with servers.constant_route("fastapi", size=100) as server:
        assert send(server.port, ["/readyz"] * 500).mean_size == 2
        with pytest.raises(UnexpectedAnswerError, match="404"):
            send(server.port, ["/readyz", "/nowhere"])


def test_known_names_are_known_and_misspelt_ones_are_not(index: Index) -> None:
    questions = Questions(index)
    known = [resolve(index, question.query()) for question in questions.known(500)]
    assert Status.NOT_FOUND not in {answer.status for answer in known}
    assert not {NoteCode.SIMILAR_NAME, NoteCode.SIMPLIFIED_NAME} & {
        note.code for answer in known for note in answer.notes
    }
    misspelt = [resolve(index, question.query()).status for question in questions.misspelt(500)]
    assert Status.CERTAIN not in misspelt


def test_varied_questions_are_of_every_kind(index: Index) -> None:
    asked = Questions(index).varied(1_000)
    assert len(asked) == 1_000
    assert {resolve(index, question.query()).status for question in asked} == set(Status) - {Status.NOT_FOUND}
