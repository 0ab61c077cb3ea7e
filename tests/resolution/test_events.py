"""Every kind of event of INSEE's movements, before and after it, at a real commune (domain.md, section 2.2)."""

import pytest

from tests.resolution.asking import Ask, codes, sure


def test_event_10_renaming_keeps_the_code_under_both_names(ask: Ask) -> None:
    """Châlons-sur-Marne becomes Châlons-en-Champagne on 1998-01-04."""
    for name in ("Châlons-sur-Marne", "Châlons-en-Champagne"):
        for date, named in (("1998-01-03", "Châlons-sur-Marne"), ("1998-01-04", "Châlons-en-Champagne")):
            answer = ask(name, date, "51")
            assert sure(answer) == "51108"
            assert answer.candidates[0].place.name == named


def test_event_20_creation_is_coded_as_the_communes_it_was_drawn_out_of_before(ask: Ask) -> None:
    """Les Ulis is drawn out of Bures-sur-Yvette and Orsay on 1977-02-19; both go on."""
    before = ask("Les Ulis", "1977-02-18", "91")
    assert (before.status, set(codes(before))) == ("ambigu", {"91122", "91471"})
    assert sure(ask("Les Ulis", "1977-02-19", "91")) == "91692"
    assert ask("Orsay", "1977-02-19", "91").code == "91471"


def test_event_21_a_reestablished_commune_takes_its_code_back(ask: Ask) -> None:
    """Bihorel is part of Bois-Guillaume-Bihorel from 2012-01-01 to 2013-12-31 only."""
    assert sure(ask("Bihorel", "2011-12-31", "76")) == "76095"
    assert codes(ask("Bihorel", "2012-01-01", "76")) == ["76108"]
    assert codes(ask("Bihorel", "2013-12-31", "76")) == ["76108"]
    assert sure(ask("Bihorel", "2014-01-01", "76")) == "76095"


def test_event_30_suppression_shares_the_ground_between_the_heirs(ask: Ask) -> None:
    """Hocmont is shared between Guignicourt-sur-Vence and Touligny on 1968-03-02."""
    assert sure(ask("Hocmont", "1968-03-01", "08")) == "08227"
    after = ask("Hocmont", "1968-03-02", "08")
    assert (after.status, after.code) == ("ambigu", None)
    assert set(codes(after)) == {"08203", "08454"}


def test_event_31_simple_merger(ask: Ask) -> None:
    """Caudéran is merged with Bordeaux on 1965-02-22."""
    assert sure(ask("Caudéran", "1965-02-21", "33")) == "33110"
    assert codes(ask("Caudéran", "1965-02-22", "33")) == ["33063"]
    assert set(codes(ask("Bordeaux", "1965-02-21", "33"))) == {"33063", "33110"}
    assert sure(ask("Bordeaux", "1965-02-22", "33")) == "33063"


def test_event_32_new_commune(ask: Ask) -> None:
    """Tourlaville becomes part of Cherbourg-en-Cotentin on 2016-01-01."""
    assert sure(ask("Tourlaville", "2015-12-31", "50")) == "50602"
    assert codes(ask("Tourlaville", "2016-01-01", "50")) == ["50129"]


def test_event_33_association(ask: Ask) -> None:
    """Lomme is associated to Lille on 2000-02-27."""
    assert sure(ask("Lomme", "2000-02-26", "59")) == "59355"
    after = ask("Lomme", "2000-02-27", "59")
    assert codes(after) == ["59350"]
    assert after.candidates[0].relation == "commune_associee"


def test_event_34_an_association_turned_simple_merger_keeps_the_code_of_the_whole(ask: Ask) -> None:
    """Arcine, associated to Clarafond since 1974-01-01, is merged with it on 2005-07-01."""
    assert ask("Arcine", "1973-12-31", "74").code == "74017"
    for date in ("1974-01-01", "2005-06-30", "2005-07-01"):
        assert codes(ask("Arcine", date, "74")) == ["74077"]


def test_event_35_the_end_of_a_delegated_commune_changes_no_code(ask: Ask) -> None:
    """Courcouronnes is a delegated commune of Évry-Courcouronnes from 2019-01-01 to 2020-02-29."""
    assert ask("Courcouronnes", "2018-12-31", "91").code == "91182"
    for date in ("2019-01-01", "2020-02-29", "2020-03-01"):
        assert codes(ask("Courcouronnes", date, "91")) == ["91228"]


def test_event_41_change_of_code_because_of_a_change_of_department(ask: Ask) -> None:
    """Châteaufort goes to Essonne on 1968-01-01 and comes back to Yvelines on 1969-11-29."""
    dates = {"1967-12-31": "78143", "1968-01-01": "91143", "1969-11-28": "91143", "1969-11-29": "78143"}
    for department in ("78", "91"):
        assert {date: sure(ask("Châteaufort", date, department)) for date in dates} == dates


def test_event_50_change_of_code_because_the_seat_moved(ask: Ask) -> None:
    """Les Trois Lacs moves its seat on 2021-01-01, and back on 2023-01-01."""
    dates = {"2020-12-31": "27676", "2021-01-01": "27058", "2022-12-31": "27058", "2023-01-01": "27676"}
    assert {date: sure(ask("Les Trois Lacs", date, "27")) for date in dates} == dates


def test_event_70_an_associated_commune_that_becomes_delegated_changes_no_code(ask: Ask) -> None:
    """Montigny (Deux-Sèvres), associated to La Forêt-sur-Sèvre, is delegated from 2013-01-01."""
    before, after = ask("Montigny", "2012-12-31", "79"), ask("Montigny", "2013-01-01", "79")
    assert codes(before) == codes(after) == ["79123"]
    assert (before.candidates[0].relation, after.candidates[0].relation) == ("commune_associee", "commune_deleguee")


def test_event_71_a_delegated_commune_reestablished_changes_no_code(ask: Ask) -> None:
    """Gonaincourt becomes a delegated commune again, inside Bourmont-entre-Meuse-et-Mouzon, on 2020-01-01."""
    before, after = ask("Gonaincourt", "2019-12-31", "52"), ask("Gonaincourt", "2020-01-01", "52")
    assert codes(before) == codes(after) == ["52064"]
    assert after.candidates[0].relation == "commune_deleguee"


def test_event_72_a_delegated_commune_created_late_changes_no_code(ask: Ask) -> None:
    """Morannes becomes a delegated commune of Morannes sur Sarthe-Daumeray on 2026-01-01."""
    for date in ("2017-01-01", "2025-12-31", "2026-01-01"):
        assert codes(ask("Morannes", date, "49")) == ["49220"]


def test_event_72_a_delegated_commune_created_late_covers_its_own_ground_only(ask: Ask) -> None:
    """Daumeray, the other delegated commune of Morannes sur Sarthe-Daumeray, is only reached by half of that name."""
    answer = ask("Morannes", "1980", "49")
    assert answer.code == "49220"
    assert all(candidate.relation == "nom_actuel" for candidate in answer.candidates if candidate.place.code == "49119")


@pytest.mark.parametrize(
    ("name", "date", "department", "events"),
    [
        ("Châlons-sur-Marne", "1980", "51", [("1998-01-04", "10", "51108", "Châlons-en-Champagne")]),
        ("Gennevilliers", "1960", "92", [("1968-01-01", "41", "92036", "Gennevilliers")]),
        ("Aurseulles", "2020", "14", [("2024-04-24", "50", "14581", "Aurseulles")]),
        (
            "Cherbourg",
            "1980",
            "50",
            [
                ("2000-02-28", "31", "50129", "Cherbourg-Octeville"),
                ("2016-01-01", "32", "50129", "Cherbourg-en-Cotentin"),
            ],
        ),
        (
            "Hocmont",
            "1950",
            "08",
            [("1968-03-02", "30", "08203", "Guignicourt-sur-Vence"), ("1968-03-02", "30", "08454", "Touligny")],
        ),
        (
            "Bihorel",
            "1980",
            "76",
            [("2012-01-01", "32", "76108", "Bois-Guillaume-Bihorel"), ("2014-01-01", "21", "76095", "Bihorel")],
        ),
        ("Gennevilliers", "1980", "92", []),
    ],
)
def test_the_lineage_leads_from_the_place_at_birth_to_today(
    ask: Ask, name: str, date: str, department: str, events: list[tuple[str, str, str, str]]
) -> None:
    lineage = ask(name, date, department).candidates[0].place.lineage
    assert [(str(event.date), event.kind, event.code, event.name) for event in lineage] == events
