"""Who held which ground, from INSEE's real movements."""

from datetime import date

from tests.pipeline.written import current, movements
from transcogage_data.history import named_periods
from transcogage_data.territories import Territories, follow_territories


def territories(text: str, today: str) -> Territories:
    rows = movements(text)
    return follow_territories(rows, named_periods(rows, current(today)))


def holders(found: Territories, territory: str, *days: str) -> list[set[str]]:
    return [set(found.holders(territory, date.fromisoformat(day))) for day in days]


def test_a_merged_commune_hands_its_ground_to_its_successor_from_the_very_day() -> None:
    found = territories(
        """
        1965-02-22 31 | COM 33110 Caudéran | COM 33063 Bordeaux
        1965-02-22 31 | COM 33063 Bordeaux | COM 33063 Bordeaux
        """,
        "COM 33063 Bordeaux",
    )
    assert holders(found, "33110", "1965-02-21", "1965-02-22") == [{"33110"}, {"33063"}]
    assert found.ground("33063", date(2000, 1, 1)) == {"33063", "33110"}
    assert found.holders_ever("33110") == {"33110", "33063"}


def test_a_change_of_code_keeps_the_ground() -> None:
    found = territories("1968-01-01 41 | COM 75036 Gennevilliers | COM 92036 Gennevilliers", "COM 92036 Gennevilliers")
    assert holders(found, "75036", "1967-12-31", "1968-01-01") == [{"75036"}, {"92036"}]


def test_a_suppressed_commune_is_shared_between_its_heirs() -> None:
    found = territories(
        """
        1968-03-02 30 | COM 08227 Hocmont | COM 08203 Guignicourt-sur-Vence
        1968-03-02 30 | COM 08227 Hocmont | COM 08454 Touligny
        1968-03-02 30 | COM 08203 Guignicourt-sur-Vence | COM 08203 Guignicourt-sur-Vence
        1968-03-02 30 | COM 08454 Touligny | COM 08454 Touligny
        """,
        "COM 08203 Guignicourt-sur-Vence\nCOM 08454 Touligny",
    )
    assert holders(found, "08227", "1968-03-01", "1968-03-02") == [{"08227"}, {"08203", "08454"}]


def test_a_commune_drawn_out_of_others_was_theirs_until_then() -> None:
    found = territories(
        """
        1977-02-19 20 | COM 91122 Bures-sur-Yvette | COM 91692 Les Ulis
        1977-02-19 20 | COM 91471 Orsay | COM 91692 Les Ulis
        1977-02-19 20 | COM 91122 Bures-sur-Yvette | COM 91122 Bures-sur-Yvette
        1977-02-19 20 | COM 91471 Orsay | COM 91471 Orsay
        """,
        "COM 91122 Bures-sur-Yvette\nCOM 91471 Orsay\nCOM 91692 Les Ulis",
    )
    assert holders(found, "91692", "1977-02-18", "1977-02-19") == [{"91122", "91471"}, {"91692"}]
    assert holders(found, "91471", "1977-02-19") == [{"91471"}]


def test_a_reestablished_commune_takes_its_own_ground_back() -> None:
    found = territories(
        """
        2012-01-01 32 | COM 76095 Bihorel | COM 76108 Bois-Guillaume-Bihorel
        2012-01-01 32 | COM 76095 Bihorel | COMD 76095 Bihorel
        2012-01-01 32 | COM 76108 Bois-Guillaume | COM 76108 Bois-Guillaume-Bihorel
        2014-01-01 21 | COM 76108 Bois-Guillaume-Bihorel | COM 76108 Bois-Guillaume
        2014-01-01 21 | COM 76108 Bois-Guillaume-Bihorel | COM 76095 Bihorel
        2014-01-01 21 | COMD 76095 Bihorel | COM 76095 Bihorel
        """,
        "COM 76095 Bihorel\nCOM 76108 Bois-Guillaume",
    )
    days = ("2011-12-31", "2012-01-01", "2013-12-31", "2014-01-01")
    assert holders(found, "76095", *days) == [{"76095"}, {"76108"}, {"76108"}, {"76095"}]
    assert holders(found, "76108", *days) == [{"76108"}] * 4


def test_ground_passes_through_a_commune_that_lasts_no_day() -> None:
    found = territories(
        """
        2018-01-01 41 | COM 49144 Freigné | COM 44225 Freigné
        2018-01-01 32 | COM 44225 Freigné | COM 44180 Vallons-de-l'Erdre
        2018-01-01 32 | COM 44180 Saint-Mars-la-Jaille | COM 44180 Vallons-de-l'Erdre
        """,
        "COM 44180 Vallons-de-l'Erdre",
    )
    assert holders(found, "49144", "2017-12-31", "2018-01-01") == [{"49144"}, {"44180"}]
    assert found.holders_ever("49144") == {"49144", "44180"}


def test_two_mergers_in_a_row_hand_the_ground_on() -> None:
    found = territories(
        """
        2000-02-28 31 | COM 50383 Octeville | COM 50129 Cherbourg-Octeville
        2000-02-28 31 | COM 50129 Cherbourg | COM 50129 Cherbourg-Octeville
        2016-01-01 32 | COM 50129 Cherbourg-Octeville | COM 50129 Cherbourg-en-Cotentin
        2016-01-01 32 | COM 50602 Tourlaville | COM 50129 Cherbourg-en-Cotentin
        """,
        "COM 50129 Cherbourg-en-Cotentin",
    )
    assert [sorted(found.ground("50129", date(year, 1, 1))) for year in (1999, 2010, 2020)] == [
        ["50129"],
        ["50129", "50383"],
        ["50129", "50383", "50602"],
    ]
    assert found.ground_during("50129", date(1990, 1, 1), date(2015, 12, 31)) == {"50129", "50383"}
    assert found.was_shared("50602")
