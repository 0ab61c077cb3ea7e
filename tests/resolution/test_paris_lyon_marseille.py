"""Paris, Lyon and Marseille: the arrondissement, or not, by year (domain.md, sections 3.3 to 3.5)."""

import pytest

from tests.property.known import compiled_answers
from tests.resolution.asking import Ask, codes, notes, sure
from transcogage.resolution.index import Index

PARIS = {f"751{number:02d}" for number in range(1, 21)}
MARSEILLE = {f"132{number:02d}" for number in range(1, 17)}


@pytest.mark.parametrize("date", ["1900", "1943", "1960", "1980", "2010", "1980-06-15"])
def test_paris_alone_is_never_certain_and_lists_all_arrondissements(ask: Ask, date: str) -> None:
    answer = ask("Paris", date, "75")
    assert (answer.status, answer.code) == ("ambigu", None)
    assert set(codes(answer)) == PARIS
    assert "ARRONDISSEMENT_A_PRECISER" in notes(answer)


def test_75056_is_never_answered(index: Index) -> None:
    answered = {candidate.place.code for _, _, span in compiled_answers(index, "75") for candidate in span.candidates}
    assert answered >= PARIS
    assert "75056" not in answered


@pytest.mark.parametrize("number", range(1, 21))
def test_a_named_arrondissement_of_paris_is_certain(ask: Ask, number: int) -> None:
    for date in ("1900", "1960", "2015"):
        assert sure(ask(f"Paris {number}", date, "75")) == f"751{number:02d}"


@pytest.mark.parametrize(
    ("date", "numbers"),
    [
        ("1959-02-07", range(1, 8)),
        ("1959-02-08", range(1, 9)),
        ("1964-08-11", range(1, 9)),
        ("1964-08-12", range(1, 10)),
    ],
)
def test_lyon_alone_is_never_certain_and_lists_the_arrondissements_of_the_day(
    ask: Ask, date: str, numbers: range
) -> None:
    answer = ask("Lyon", date, "69")
    assert (answer.status, answer.code) == ("ambigu", None)
    assert {code for code in codes(answer) if code.startswith("6938")} == {f"6938{number}" for number in numbers}
    assert "69123" not in codes(answer)
    assert "ARRONDISSEMENT_A_PRECISER" in notes(answer)


@pytest.mark.parametrize("number", range(1, 10))
def test_a_named_arrondissement_of_lyon_is_certain(ask: Ask, number: int) -> None:
    assert sure(ask(f"Lyon {number}", "1980", "69")) == f"6938{number}"


@pytest.mark.parametrize(
    ("name", "eve", "day", "origin", "code"),
    [
        ("Lyon 8e", "1959-02-07", "1959-02-08", "69387", "69388"),
        ("Lyon 9e", "1964-08-11", "1964-08-12", "69385", "69389"),
    ],
)
def test_an_arrondissement_of_lyon_is_its_origin_until_it_is_created(
    ask: Ask, name: str, eve: str, day: str, origin: str, code: str
) -> None:
    before = ask(name, eve, "69")
    assert codes(before)[0] == origin
    assert before.status != "certain"
    assert sure(ask(name, day, "69")) == code


@pytest.mark.parametrize("date", ["1930", "1943-01-01", "1980", "1997", "1997-12-31"])
def test_marseille_births_are_13055_up_to_the_late_1990s(ask: Ask, date: str) -> None:
    assert sure(ask("Marseille", date, "13")) == "13055"


@pytest.mark.parametrize("date", ["1998", "1999", "2000", "1998-01-01", "2000-12-31"])
def test_marseille_births_of_1998_to_2000_are_declared_not_established(ask: Ask, date: str) -> None:
    answer = ask("Marseille", date, "13")
    assert (answer.status, answer.code) == ("ambigu", None)
    assert set(codes(answer)) == {"13055"} | MARSEILLE
    assert "MARSEILLE_1998_2000" in notes(answer)
    named = ask("Marseille 5e", date, "13")
    assert (named.status, set(codes(named))) == ("ambigu", {"13055", "13205"})
    assert "MARSEILLE_1998_2000" in notes(named)


@pytest.mark.parametrize("date", ["2001-01-01", "2001", "2010", "2026"])
def test_marseille_births_from_2001_are_coded_by_arrondissement(ask: Ask, date: str) -> None:
    answer = ask("Marseille", date, "13")
    assert (answer.status, answer.code) == ("ambigu", None)
    assert set(codes(answer)) == MARSEILLE
    assert "ARRONDISSEMENT_A_PRECISER" in notes(answer)
    for number in range(1, 17):
        assert sure(ask(f"Marseille {number}", date, "13")) == f"132{number:02d}"


@pytest.mark.parametrize("date", ["1930", "1970", "1997"])
def test_an_arrondissement_of_marseille_named_before_1998_never_hides_13055(ask: Ask, date: str) -> None:
    """The rule says 13055, the records that name an arrondissement hold its code: both are listed, none is given."""
    answer = ask("Marseille 5e arrondissement", date, "13")
    assert (answer.status, answer.code) == ("ambigu", None)
    assert set(codes(answer)) == {"13055", "13205"}


def test_only_births_of_1998_to_2000_are_said_to_be_of_1998_to_2000(ask: Ask) -> None:
    for date in ("1950", "1997", "2001"):
        for name in ("Marseille", "Marseille 5e"):
            assert "MARSEILLE_1998_2000" not in notes(ask(name, date, "13"))


@pytest.mark.parametrize(
    ("name", "date", "department", "postal_code", "code"),
    [
        ("Paris", "1980", "75", "75014", "75114"),
        ("Paris", "1950", "75", "75116", "75116"),
        ("Lyon", "1980", "69", "69003", "69383"),
        ("Marseille", "1980", "13", "13005", "13055"),
        ("Marseille", "2010", "13", "13005", "13205"),
    ],
)
def test_the_postal_code_of_an_arrondissement_settles_it(
    ask: Ask, name: str, date: str, department: str, postal_code: str, code: str
) -> None:
    assert sure(ask(name, date, department, postal_code=postal_code)) == code


def test_the_current_code_of_an_arrondissement_settles_it_and_that_of_the_city_does_not(ask: Ask) -> None:
    assert sure(ask("Paris", "1980", "75", current_code="75114")) == "75114"
    whole = ask("Paris", "1980", "75", current_code="75056")
    assert (whole.status, set(codes(whole))) == ("ambigu", PARIS)
    assert sure(ask("Marseille", "1980", "13", current_code="13205")) == "13055"
    assert sure(ask("Marseille", "2010", "13", current_code="13205")) == "13205"


def test_a_suburb_merged_with_lyon_keeps_its_code_until_then(ask: Ask) -> None:
    """Saint-Rambert-l'Île-Barbe is merged with Lyon on 1963-08-07."""
    assert sure(ask("Saint-Rambert-l'Île-Barbe", "1963-08-06", "69")) == "69232"
    after = ask("Saint-Rambert-l'Île-Barbe", "1963-08-07", "69")
    assert all(code.startswith("6938") for code in codes(after))
    assert after.code is None


@pytest.mark.parametrize("date", ["1900", "1930", "1931", "1980", "2020"])
def test_69123_alone_is_never_given(ask: Ask, date: str) -> None:
    """A few records of before 1931 hold it: it may be listed then, among the arrondissements."""
    answer = ask("Lyon", date, "69")
    assert (answer.status, answer.code) == ("ambigu", None)
    assert ("69123" in codes(answer)) == (date < "1931")
