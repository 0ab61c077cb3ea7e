"""Real births: the project's bars, and the committed baseline, hold on the development sample."""

import os

import pytest

from tests.evaluation import gate, periods
from tests.evaluation.measures import ASKED, measure_all
from tests.evaluation.scores import Outcome, Score
from tests.evaluation.views import SAMPLES, available
from tests.property.known import reference
from transcogage.resolution.index import Index
from transcogage.resolution.model import Status
from transcogage.resolution.names import key

pytestmark = pytest.mark.skipif(
    not available() and not os.environ.get("NO_TEST_SKIPPED"), reason=f"les échantillons ne sont pas dans {SAMPLES}"
)


@pytest.fixture(scope="module")
def scores(index: Index) -> dict[str, Score]:
    return measure_all(index)


def test_every_view_is_measured_on_many_people(scores: dict[str, Score]) -> None:
    least = {"A": 17_000, "B": 17_000, "B'": 17_000, "C": 6_000, "D": 4_000, "D'": 150, "G": 16_000}
    least |= {view.letter: 500 for view in ASKED} | {"W": 6_000, "Nb": 6_000, "Na": 6_000, "I": 6_000}
    least |= {"S ss": 40, "X": 150, "L": 4_000}
    assert scores.keys() == least.keys()
    assert [letter for letter, people in least.items() if scores[letter].people < people] == []


def test_every_bar_and_the_baseline_hold(scores: dict[str, Score]) -> None:
    assert gate.faults(scores) == []


def test_with_the_current_code_the_answers_are_nowhere_worse(scores: dict[str, Score]) -> None:
    """Of the codes given, not of the probable ones alone: the surest of these become certain."""
    without, with_code = gate.figures(scores["B"]), gate.figures(scores["B'"])
    for name in ("best_right", "truth_listed", "given"):
        assert with_code[name] >= without[name], name
    for name in ("certain_wrong", "wrong", "not_found"):
        assert with_code[name] <= without[name], name


def test_a_misspelt_name_is_certain_only_when_it_spells_another_real_name(scores: dict[str, Score]) -> None:
    certain = {name for name, _, _, _, status, _ in scores["G"].errors if status == "certain"}
    assert scores["G"].status(Status.CERTAIN) == scores["G"].outcome(Outcome.WRONG, Status.CERTAIN)
    real = {key(row.name) for row in reference().periods} | {key(row.label) for row in reference().postal_names}
    assert {key(name) for name in certain} <= real


def test_every_period_of_the_lutece_table_is_confirmed_but_paris_and_lyon(index: Index) -> None:
    """The registry writes neither 75056 nor, since 1931, 69123, but their arrondissements (domain.md, section 3)."""
    asked, differences = periods.compare(index)
    assert asked > 42_000
    assert {(difference.code, difference.name) for difference in differences} == {("75056", "Paris"), ("69123", "Lyon")}
    assert all(difference.answered.startswith("ambigu") for difference in differences)
