"""Pieces that agree settle a question; one that disagrees forbids assurance (domain.md, sections 7.1 and 7.2)."""

import pytest

from tests.resolution.asking import Ask, codes, notes, sure


@pytest.mark.parametrize(
    ("hint", "note"),
    [
        ({"postal_code": "13005"}, "CODE_POSTAL_CONTRADICTOIRE"),
        ({"current_code": "13055"}, "CODE_COMMUNE_CONTRADICTOIRE"),
    ],
)
def test_a_code_of_elsewhere_forbids_assurance_and_its_places_share_5_for_100(
    ask: Ask, hint: dict[str, str], note: str
) -> None:
    answer = ask("Gennevilliers", "1980", "92", **hint)
    assert (answer.status, answer.code) == ("ambigu", None)
    assert (codes(answer)[0], answer.score) == ("92036", 0.95)
    assert sum(each.score for each in answer.candidates[1:]) == pytest.approx(0.05)
    assert "13055" in codes(answer)
    assert note in notes(answer)


def test_two_codes_that_agree_weigh_as_much_as_the_name_and_the_department(ask: Ask) -> None:
    answer = ask("Gennevilliers", "1950", "92", postal_code="13005", current_code="13055")
    assert (answer.status, codes(answer)[0], answer.score) == ("ambigu", "75036", 0.5)
    assert "13055" in codes(answer)
    assert {"CODE_COMMUNE_CONTRADICTOIRE", "CODE_POSTAL_CONTRADICTOIRE"} <= notes(answer)


@pytest.mark.parametrize("hint", [{"postal_code": "97400"}, {"current_code": "97411"}])
def test_a_code_of_a_homonym_elsewhere_weighs_as_much_as_the_department(ask: Ask, hint: dict[str, str]) -> None:
    answer = ask("Saint-Denis", "1980", "93", **hint)
    assert (answer.status, answer.code) == ("ambigu", None)
    assert codes(answer)[:2] == ["97411", "93066"]
    assert answer.score == 0.5


def test_a_contradiction_holds_when_one_candidate_remains(ask: Ask) -> None:
    """No place of then has this postal code: nothing is listed for it, and Besançon is not certain."""
    answer = ask("Besançon", "1980", "25", postal_code="00000")
    assert (answer.status, codes(answer), answer.score) == ("ambigu", ["25056"], 0.9999)
    assert "CODE_POSTAL_CONTRADICTOIRE" in notes(answer)


def test_a_code_excludes_nothing_that_a_contradicted_department_points_to(ask: Ask) -> None:
    answer = ask("Valence (26)", "1980", "82", postal_code="26000")
    assert (answer.status, codes(answer)) == ("ambigu", ["26362", "82186"])


@pytest.mark.parametrize("given", ["33", None])
def test_pieces_that_agree_are_as_the_plain_name(ask: Ask, given: str | None) -> None:
    for written in ("Bordeaux (33)", "BORDEAUX (Gironde)", "33000 Bordeaux", "Bordeaux, Gironde", "33 - Bordeaux"):
        assert sure(ask(written, "1980", given)) == "33063"


@pytest.mark.parametrize(
    ("written", "department", "listed"),
    [
        ("Valence (Drôme)", "82", {"26362", "82186"}),
        ("97400 SAINT-DENIS", "93", {"97411", "93066", "93059"}),
        ("Bordeaux (75)", "33", {"33063"}),
        ("Bordeaux (Gironde)", "75", {"33063"}),
    ],
)
def test_what_is_written_with_the_name_may_contradict_what_is_given(
    ask: Ask, written: str, department: str, listed: set[str]
) -> None:
    answer = ask(written, "1980", department)
    assert answer.status == "ambigu"
    assert listed <= set(codes(answer))
    assert notes(answer) & {"DEPARTEMENT_CONTREDIT", "CODE_POSTAL_CONTRADICTOIRE"}
    assert "DEPARTEMENT_ACTUEL" not in notes(answer)


def test_the_code_of_the_part_named_agrees(ask: Ask) -> None:
    """Lomme is associated with Lille since 2000."""
    answer = ask("Lomme", "2010", "59", current_code="59355")
    assert "CODE_COMMUNE_CONTRADICTOIRE" not in notes(answer)
    assert "59350" in codes(answer)


def test_a_code_written_alone_is_of_insee_or_of_the_post(ask: Ask) -> None:
    """13008 is Aurons's code, and a postal code of Marseille; 75020 was Châtillon's until 1967."""
    assert codes(ask("13008", "2005", "13")) == ["13008", "13208"]
    assert ask("13008", "2005", "13").status == "ambigu"
    assert codes(ask("75020", "1960")) == ["75020", "75120"]
    assert (ask("75020", "1985").status, codes(ask("75020", "1985"))) == ("probable", ["75120", "92020"])
    assert ask("75020", "1985", "92").code == "92020"


@pytest.mark.parametrize(("code", "department"), [("33063", "75"), ("97400", "93"), ("2A004", "13"), ("69388", "42")])
def test_a_code_written_alone_of_another_department_is_never_given(ask: Ask, code: str, department: str) -> None:
    answer = ask(code, "1985", department)
    assert (answer.status, answer.code) == ("ambigu", None)
    assert notes(answer) == {"DEPARTEMENT_CONTREDIT"}


@pytest.mark.parametrize(("code", "department"), [("20004", "2A"), ("2A004", "20"), ("98511", "976"), ("92036", "75")])
def test_a_department_of_another_time_is_no_contradiction(ask: Ask, code: str, department: str) -> None:
    assert "DEPARTEMENT_CONTREDIT" not in notes(ask(code, "1965", department))


def test_a_code_written_alone_is_weighed_with_those_given_beside(ask: Ask) -> None:
    answer = ask("33063", "1985", "33", current_code="13001")
    assert (answer.status, codes(answer)) == ("ambigu", ["33063", "13001"])
    assert notes(answer) == {"CODE_COMMUNE_CONTRADICTOIRE"}
    assert ask("33063", "1985", "33", postal_code="33000").code == "33063"


def test_codes_of_where_one_lives_do_not_make_a_likeness_there_outweigh_a_name_elsewhere(ask: Ask) -> None:
    """Le Moule is in Guadeloupe; Saint-Denis has a label that is a letter away."""
    answer = ask("Le Moule", "1920", "974", postal_code="97400", current_code="97411")
    assert (answer.status, answer.code) == ("ambigu", None)
    assert set(codes(answer)) == {"97411", "97117"}
    assert "DEPARTEMENT_CONTREDIT" in notes(answer)


def test_a_postal_code_of_marseille_says_no_whole_city_since_2001(ask: Ask) -> None:
    assert codes(ask("Aubagne", "2005", "13", postal_code="13008")) == ["13005", "13208"]
    assert codes(ask("Aubagne", "1980", "13", postal_code="13008")) == ["13005", "13055", "13208"]


@pytest.mark.parametrize(
    ("written", "listed"),
    [
        ("Bordeaux (33) (34)", {"33063"}),
        ("Bordeaux (33) (Hérault)", {"33063"}),
        ("Toulouse (31), 34", {"31555"}),
        ("Bordeaux (33/34)", {"33063"}),
        ("Bordeaux (33 ou 34)", {"33063"}),
        ("Valence (26) (82)", {"26362", "82186"}),
    ],
)
@pytest.mark.parametrize("given", [None, "33", "75"])
def test_two_departments_written_with_the_name_forbid_assurance(
    ask: Ask, written: str, listed: set[str], given: str | None
) -> None:
    answer = ask(written, "1980", given)
    assert (answer.status, answer.code) == ("ambigu", None)
    assert listed <= set(codes(answer))
    assert "DEPARTEMENT_CONTREDIT" in notes(answer)


def test_two_departments_of_one_ground_agree(ask: Ask) -> None:
    assert sure(ask("Ajaccio (Corse) (2A)", "1980")) == "2A004"
    assert sure(ask("Gennevilliers (Seine) (92)", "1980")) == "92036"


def test_two_postal_codes_written_with_the_name_forbid_assurance(ask: Ask) -> None:
    answer = ask("33000 Bordeaux (34000)", "1980")
    assert (answer.status, codes(answer)[0]) == ("ambigu", "33063")
    assert "CODE_POSTAL_CONTRADICTOIRE" in notes(answer)
