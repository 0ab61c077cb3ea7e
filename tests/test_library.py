"""The library, as a Python program uses it: `import transcogage`."""

import doctest
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Thread

import pytest

import transcogage
from tests.bench.questions import Questions
from transcogage import cog as cog_module
from transcogage.resolution.resolver import resolve


@pytest.fixture(scope="module")
def cog(database: Path) -> transcogage.Cog:
    return transcogage.open(database)


@pytest.mark.parametrize("module", [transcogage, cog_module], ids=["transcogage", "transcogage.cog"])
def test_the_examples_of_the_docstrings_are_true(
    cog: transcogage.Cog, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: object
) -> None:
    monkeypatch.setenv("TRANSCOGAGE_DATABASE", str(database))
    finder = doctest.DocTestFinder()
    examples = [
        example
        for example in finder.find(module, extraglobs={"cog": cog, "transcogage": transcogage, "tmp": tmp_path})
        if example.examples
    ]
    assert examples
    runner = doctest.DocTestRunner()
    for example in examples:
        runner.run(example)
    assert runner.failures == 0


def test_a_birth_may_be_a_year_a_day_or_a_text(cog: transcogage.Cog) -> None:
    """Gennevilliers was in the Seine, 75036, until 1 January 1968."""
    for born in (1967, "1967", date(1967, 12, 31), "31/12/1967", "1967-12-31", "12/1967"):
        assert cog.resolve("Gennevilliers", born, "92").code == "75036"
    assert cog.resolve("Gennevilliers", date(1968, 1, 1), "92").code == "92036"


def test_what_api_adresse_says_tells_homonyms_apart(cog: transcogage.Cog) -> None:
    assert cog.resolve("Bors", 1985, "16").code is None
    assert cog.resolve("Bors", 1985, "16", current_code="16052").code == "16052"
    assert cog.resolve("Bors", 1985, "16", postal_code="16190").candidates[0].place.code == "16052"


def test_it_answers_as_the_service_does(cog: transcogage.Cog) -> None:
    for question in Questions(cog.index).varied(300):
        born = question.birth.year if question.year_only else question.birth
        assert cog.resolve(question.name, born, question.department) == resolve(cog.index, question.query())


def test_a_code_is_checked_on_a_day(cog: transcogage.Cog) -> None:
    assert cog.check("75036", date(1967, 12, 31)).valid
    assert cog.check("75036", "01/01/1968").instead == "92036"
    assert cog.check("2a004", 1980).valid


def test_what_is_typed_is_completed(cog: transcogage.Cog) -> None:
    assert "Paris 14e Arrondissement" in [place.name for place in cog.communes("75014")]
    assert [place.code for place in cog.communes("gennev", 1960, "92")][:1] == ["75036"]
    assert [row.place.code for row in cog.places("Saint-Denis", 2010, "974").rows][:2] == ["97411", "93066"]
    assert cog.countries("URSS", 1950)[0].code == "99123"


UNREADABLE: dict[str, tuple[Callable[[transcogage.Cog], object], str]] = {
    "a blank name": (lambda cog: cog.resolve(" ", 1980, "50"), "name"),
    "two digits of a year": (lambda cog: cog.resolve("Bors", 80, "16"), "born"),
    "a day that is not": (lambda cog: cog.resolve("Bors", "31/02/1980", "16"), "born"),
    "no department of that code": (lambda cog: cog.resolve("Bors", 1980, "96"), "department"),
    "a short code": (lambda cog: cog.check("501", 1980), "code"),
    "a word for a day": (lambda cog: cog.check("50129", "hier"), "on"),
    "a long text": (lambda cog: cog.communes("a" * 101), "q"),
    "another department": (lambda cog: cog.communes("a", department="x"), "department"),
    "a letter for a year": (lambda cog: cog.countries("a", "x"), "born"),
}


@pytest.mark.parametrize(("ask", "argument"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_a_value_error_in_french_that_names_the_argument(
    cog: transcogage.Cog, ask: Callable[[transcogage.Cog], object], argument: str
) -> None:
    with pytest.raises(ValueError, match=f"^{argument} : ") as error:
        ask(cog)
    assert isinstance(error.value, transcogage.QuestionError)
    assert any(advice in str(error.value) for advice in ("Donnez", "donnez", "doit être", "corrigez"))


def test_a_code_that_never_was_and_a_missing_database_are_value_errors(cog: transcogage.Cog, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="n'a jamais désigné de commune"):
        cog.check("50999", 1980)
    with pytest.raises(ValueError, match="est absente"):
        transcogage.open(tmp_path / "cog.duckdb")


def test_threads_share_one(database: Path) -> None:
    cog = transcogage.open(database)
    codes: list[str | None] = []
    threads = [Thread(target=lambda: codes.append(cog.resolve("Tourlaville", 1980, "50").code)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes == ["50602"] * 8
