"""Half-open periods, codes used again, several events on one day (domain.md, sections 2.1 and 2.3)."""

import pytest

from tests.resolution.asking import Ask, codes, notes, sure


def test_periods_are_half_open(ask: Ask) -> None:
    """Gennevilliers is 75036 up to 1967-12-31, 92036 from 1968-01-01."""
    last, first = ask("Gennevilliers", "1967-12-31", "92"), ask("Gennevilliers", "1968-01-01", "92")
    assert (last.code, first.code) == ("75036", "92036")
    assert last.candidates[0].place.period.end == first.candidates[0].place.period.start
    assert sure(ask("Gennevilliers", "1967", "92")) == "75036"
    assert sure(ask("Gennevilliers", "1968", "92")) == "92036"


@pytest.mark.parametrize(
    ("code", "first", "second"),
    [
        ("49126", ("Drain", "1980", "49"), ("Orée d'Anjou", "2025", "49")),
        ("14697", ("Tôtes", "1960", "14"), ("L'Oudon", "2000", "14")),
        ("68006", ("Ammerzwiller", "1990", "68"), ("Bernwiller", "2018", "68")),
        ("60054", ("Beaumont-les-Nonains", "1980", "60"), ("Les Hauts-Talican", "2021", "60")),
    ],
)
def test_a_code_is_reused_over_time_and_only_periods_tell_whose_it_is(
    ask: Ask, code: str, first: tuple[str, str, str], second: tuple[str, str, str]
) -> None:
    for name, date, department in (first, second):
        best = ask(name, date, department).candidates[0].place
        assert (best.code, best.name) == (code, name)


def test_one_code_can_be_a_commune_and_its_own_delegated_commune(ask: Ask) -> None:
    """Since 2016, 50129 is the commune Cherbourg-en-Cotentin and the delegated commune Cherbourg-Octeville."""
    whole, part = ask("Cherbourg-en-Cotentin", "2018", "50"), ask("Cherbourg-Octeville", "2018", "50")
    assert (sure(whole), sure(part)) == ("50129", "50129")
    assert (whole.candidates[0].relation, part.candidates[0].relation) == ("nom_a_la_naissance", "commune_deleguee")
    assert {answer.candidates[0].place.kind for answer in (whole, part)} == {"COM"}


@pytest.mark.parametrize(
    ("code", "eve", "day"),
    [
        ("39209", ("Val-d'Épy", "1977-12-31"), ("Val d'Épy", "1978-01-01")),
        ("78506", ("Prunay-sous-Ablis", "1979-02-28"), ("Prunay-en-Yvelines", "1979-03-01")),
        ("45065", ("Césarville", "1977-12-31"), ("Césarville-Dossainville", "1978-01-01")),
        ("63103", ("Châtelguyon", "2007-06-30"), ("Châtel-Guyon", "2007-07-01")),
        ("50415", ("Prétot", "1979-12-31"), ("Prétot-Sainte-Suzanne", "1980-01-01")),
        ("74077", ("Clarafond", "2005-06-30"), ("Clarafond-Arcine", "2005-07-01")),
    ],
)
def test_two_events_on_one_day_with_two_names_after_leave_the_renaming(
    ask: Ask, code: str, eve: tuple[str, str], day: tuple[str, str]
) -> None:
    """The six cases of INSEE's movements; the name and the code of the eve and of the day are known."""
    for name, date in (eve, day):
        best = ask(name, date, code[:2]).candidates[0]
        assert (best.place.code, best.place.name) == (code, name)
        assert best.relation == "nom_a_la_naissance"


@pytest.mark.parametrize(
    ("name", "department", "code_before", "zero_length", "code_after"),
    [("Freigné", "44", "49144", "44225", "44180"), ("Pont-Farcy", "50", "14513", "50649", "50592")],
)
def test_zero_length_rows_never_answer(
    ask: Ask, name: str, department: str, code_before: str, zero_length: str, code_after: str
) -> None:
    """Moved to another department and merged on 2018-01-01: the code in between lasted no day."""
    assert sure(ask(name, "2017-12-31", department)) == code_before
    assert sure(ask(name, "2018-01-01", department)) == code_after
    for date in ("2017", "2018", "2018-01"):
        assert zero_length not in codes(ask(name, date, department))


def test_a_year_of_change_keeps_both_codes_and_asks_for_the_month_and_day(ask: Ask) -> None:
    """Aurseulles moves its seat on 2024-04-24."""
    year = ask("Aurseulles", "2024", "14")
    assert (year.status, year.code) == ("ambigu", None)
    assert codes(year) == ["14581", "14011"]
    assert "CHANGEMENT_EN_COURS_DE_PERIODE" in notes(year)


@pytest.mark.parametrize(
    ("date", "code"),
    [("2024-03", "14011"), ("2024-04-23", "14011"), ("2024-04-24", "14581"), ("2024-05", "14581")],
)
def test_the_month_and_the_day_settle_a_year_of_change(ask: Ask, date: str, code: str) -> None:
    answer = ask("Aurseulles", date, "14")
    assert sure(answer) == code
    assert "CHANGEMENT_EN_COURS_DE_PERIODE" not in notes(answer)


def test_a_change_that_leaves_the_code_as_it_was_is_not_noted(ask: Ask) -> None:
    """Amareins, in Francheleins since 1983, is no longer an associated commune from 1998-12-09 on."""
    answer = ask("Amareins", "1998", "01")
    assert sure(answer) == "01165"
    assert answer.score == 1
    assert "CHANGEMENT_EN_COURS_DE_PERIODE" not in notes(answer)


def test_the_days_around_the_period_asked_count_for_nothing(ask: Ask) -> None:
    """Saint-Julien-près-Bort is merged on 2017-01-01, with an event more on 2017-01-18; Gernicourt changes department
    on 2016-12-31, and is merged with Cormicy the next day.
    """
    assert codes(ask("Saint-Julien-près-Bort", "2017", "19")) == ["19252"]
    assert codes(ask("Gernicourt", "2016", "02")) == ["02344", "51664"]
    assert codes(ask("Gernicourt", "2016-12-31", "02")) == ["51664"]


def test_a_year_that_starts_with_the_change_is_not_a_year_of_change(ask: Ask) -> None:
    answer = ask("Tourlaville", "2016", "50")
    assert sure(answer) == "50129"
    assert "CHANGEMENT_EN_COURS_DE_PERIODE" not in notes(answer)


def test_in_a_year_of_change_each_code_weighs_its_days(ask: Ask) -> None:
    """Lomme is associated to Lille on 2000-02-27: 57 days of 366 are before, 26 of 29 in February."""
    year, month = ask("Lomme", "2000", "59"), ask("Lomme", "2000-02", "59")
    scores = {candidate.place.code: candidate.score for candidate in year.candidates}
    assert scores == pytest.approx({"59355": 57 / 366, "59350": 309 / 366}, abs=0.001)
    assert month.candidates[0].place.code == "59355"
    assert month.score == pytest.approx(26 / 29, abs=0.001)
