"""Movements -> periods (domain.md, sections 2.1 and 2.3), on INSEE's real movements."""

import pytest

from tests.pipeline.written import history
from transcogage_data.history import HistoryError


def test_periods_are_half_open_and_a_code_before_insee_opens_has_no_start() -> None:
    assert history("1968-01-01 41 | COM 75036 Gennevilliers | COM 92036 Gennevilliers", "COM 92036 Gennevilliers") == [
        "COM 75036 Gennevilliers …/1968-01-01",
        "COM 92036 Gennevilliers 1968-01-01/…",
    ]


def test_a_commune_without_movement_has_always_been_there() -> None:
    assert history("", "COM 75056 Paris") == ["COM 75056 Paris …/…"]


def test_a_renaming_starts_another_period_of_the_same_code() -> None:
    text = "1998-01-04 10 | COM 51108 Châlons-sur-Marne | COM 51108 Châlons-en-Champagne"
    assert history(text, "COM 51108 Châlons-en-Champagne") == [
        "COM 51108 Châlons-sur-Marne …/1998-01-04",
        "COM 51108 Châlons-en-Champagne 1998-01-04/…",
    ]


def test_one_code_in_two_types_is_two_entities() -> None:
    text = """
        2016-01-01 32 | COM 50129 Cherbourg-Octeville | COM 50129 Cherbourg-en-Cotentin
        2016-01-01 32 | COM 50129 Cherbourg-Octeville | COMD 50129 Cherbourg-Octeville
    """
    assert history(text, "COM 50129 Cherbourg-en-Cotentin\nCOMD 50129 Cherbourg-Octeville") == [
        "COM 50129 Cherbourg-Octeville …/2016-01-01",
        "COM 50129 Cherbourg-en-Cotentin 2016-01-01/…",
        "COMD 50129 Cherbourg-Octeville 2016-01-01/…",
    ]


def test_two_events_on_one_day_leave_the_renaming() -> None:
    """Châtelguyon takes its new name the day Saint-Hippolyte, associated, is merged with it."""
    text = """
        2007-07-01 34 | COM 63103 Châtelguyon | COM 63103 Châtelguyon
        2007-07-01 34 | COMA 63361 Saint-Hippolyte | COM 63103 Châtelguyon
        2007-07-01 10 | COM 63103 Châtelguyon | COM 63103 Châtel-Guyon
    """
    assert history(text, "COM 63103 Châtel-Guyon") == [
        "COM 63103 Châtelguyon …/2007-07-01",
        "COM 63103 Châtel-Guyon 2007-07-01/…",
        "COMA 63361 Saint-Hippolyte …/2007-07-01",
    ]


def test_the_order_of_one_days_movements_does_not_count() -> None:
    lines = [
        "2007-07-01 34 | COM 63103 Châtelguyon | COM 63103 Châtelguyon",
        "2007-07-01 34 | COMA 63361 Saint-Hippolyte | COM 63103 Châtelguyon",
        "2007-07-01 10 | COM 63103 Châtelguyon | COM 63103 Châtel-Guyon",
    ]
    assert history("\n".join(lines), "COM 63103 Châtel-Guyon") == history(
        "\n".join(reversed(lines)), "COM 63103 Châtel-Guyon"
    )


def test_a_code_created_and_ended_on_one_day_has_no_period() -> None:
    text = """
        2018-01-01 41 | COM 49144 Freigné | COM 44225 Freigné
        2018-01-01 32 | COM 44225 Freigné | COM 44180 Vallons-de-l'Erdre
        2018-01-01 32 | COM 44225 Freigné | COMD 44225 Freigné
        2018-01-01 32 | COM 44180 Saint-Mars-la-Jaille | COM 44180 Vallons-de-l'Erdre
    """
    assert history(text, "COM 44180 Vallons-de-l'Erdre\nCOMD 44225 Freigné") == [
        "COM 44180 Saint-Mars-la-Jaille …/2018-01-01",
        "COM 44180 Vallons-de-l'Erdre 2018-01-01/…",
        "COM 49144 Freigné …/2018-01-01",
        "COMD 44225 Freigné 2018-01-01/…",
    ]


def test_a_reestablished_commune_has_two_periods_and_a_part_in_between() -> None:
    text = """
        1974-01-01 33 | COM 74013 Anthy-sur-Léman | COMA 74013 Anthy-sur-Léman
        1974-01-01 33 | COM 74013 Anthy-sur-Léman | COM 74281 Thonon-les-Bains
        1974-01-01 33 | COM 74281 Thonon-les-Bains | COM 74281 Thonon-les-Bains
        1983-01-01 21 | COMA 74013 Anthy-sur-Léman | COM 74013 Anthy-sur-Léman
    """
    assert history(text, "COM 74013 Anthy-sur-Léman\nCOM 74281 Thonon-les-Bains") == [
        "COM 74013 Anthy-sur-Léman …/1974-01-01",
        "COM 74013 Anthy-sur-Léman 1983-01-01/…",
        "COM 74281 Thonon-les-Bains …/…",
        "COMA 74013 Anthy-sur-Léman 1974-01-01/1983-01-01",
    ]


def test_the_end_of_a_part_says_nothing_of_the_commune_it_was_part_of() -> None:
    """Courcouronnes ceases to be a delegated commune of Évry-Courcouronnes, which goes on."""
    text = """
        2019-01-01 32 | COM 91182 Courcouronnes | COM 91228 Évry-Courcouronnes
        2019-01-01 32 | COM 91182 Courcouronnes | COMD 91182 Courcouronnes
        2019-01-01 32 | COM 91228 Évry | COM 91228 Évry-Courcouronnes
        2020-03-01 35 | COMD 91182 Courcouronnes | COM 91228 Évry-Courcouronnes
    """
    assert "COM 91228 Évry-Courcouronnes 2019-01-01/…" in history(text, "COM 91228 Évry-Courcouronnes")


def test_the_communes_of_the_dom_were_there_before_the_departments_of_1946() -> None:
    assert history("1946-03-21 20 | | COM 97209 Fort-de-France", "COM 97209 Fort-de-France") == [
        "COM 97209 Fort-de-France …/…"
    ]


def test_a_commune_created_out_of_nothing_later_starts_then() -> None:
    assert history("2011-03-31 20 | | COM 97611 Mamoudzou", "COM 97611 Mamoudzou") == [
        "COM 97611 Mamoudzou 2011-03-31/…"
    ]


def test_event_codes_not_yet_known_are_accepted() -> None:
    text = "2027-01-01 99 | COM 50602 Tourlaville | COM 50602 Tourlaville-sur-Mer"
    assert history(text, "COM 50602 Tourlaville-sur-Mer") == [
        "COM 50602 Tourlaville …/2027-01-01",
        "COM 50602 Tourlaville-sur-Mer 2027-01-01/…",
    ]


@pytest.mark.parametrize(
    "today",
    ["COM 51108 Châlons", "COM 51108 Châlons-en-Champagne\nCOM 75036 Gennevilliers", ""],
    ids=["another-name", "not-ended", "not-there"],
)
def test_movements_that_do_not_lead_to_the_state_of_the_vintage_are_refused_with_the_code(today: str) -> None:
    text = """
        1998-01-04 10 | COM 51108 Châlons-sur-Marne | COM 51108 Châlons-en-Champagne
        1968-01-01 41 | COM 75036 Gennevilliers | COM 92036 Gennevilliers
    """
    with pytest.raises(HistoryError, match=r"Les mouvements ne mènent pas à l'état du millésime : .*COM \d{5}"):
        history(text, f"{today}\nCOM 92036 Gennevilliers")


def test_two_renamings_to_different_names_on_one_day_are_refused_with_the_code_and_the_day() -> None:
    text = """
        2000-01-01 10 | COM 50602 Tourlaville | COM 50602 Tourlaville-sur-Mer
        2000-01-01 10 | COM 50602 Tourlaville | COM 50602 Tourlaville-la-Neuve
    """
    with pytest.raises(HistoryError, match="COM 50602 le 2000-01-01 : plusieurs noms"):
        history(text, "COM 50602 Tourlaville-sur-Mer")
