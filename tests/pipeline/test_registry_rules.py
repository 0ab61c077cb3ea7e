"""Which code the registry gives, and how likely each is where sources disagree (domain.md section 3): the days and the
shares, on a database built by the test.
"""

from datetime import date as day_of

import pytest

from tests.resolution.asking import Ask, codes, sure
from transcogage.resolution.policy import births_weight
from transcogage_data.reference import Reference


def share_of_old_lyon(facts: Reference) -> float:
    """What is left of today's Lyon, its arrondissements together, without Saint-Rambert-l'Île-Barbe, merged in 1963
    (test_weights.py).
    """
    arrondissements = [f"6938{number}" for number in range(1, 10)]
    lyon = sum(
        births_weight(facts.populations[code][2013], code in facts.maternities, day_of(1930, 12, 31))
        for code in arrondissements
    )
    return lyon / (lyon + births_weight(0.25 * facts.populations["69123"][2013], False, day_of(1930, 12, 31)))


def shares(ask: Ask, name: str, date: str, department: str) -> dict[str, float]:
    """The codes a name may stand for, and how likely each is."""
    return {candidate.place.code: candidate.score for candidate in ask(name, date, department).candidates}


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2007-12-31", {"98511": 1.0}),
        ("2008-01-01", {"98511": 0.7, "97611": 0.3}),
        ("2011-03-30", {"98511": 0.7, "97611": 0.3}),
        ("2011-03-31", {"97611": 1.0}),
    ],
)
@pytest.mark.parametrize("department", ["976", "985"])
def test_mayotte_from_2008_to_2011_03_30_is_985_seven_times_in_ten(
    ask: Ask, date: str, department: str, expected: dict[str, float]
) -> None:
    assert shares(ask, "Mamoudzou", date, department) == expected


@pytest.mark.parametrize(
    ("name", "department", "after", "before"),
    [("Saint-Barthélemy", "977", "97701", "97123"), ("Saint-Martin", "978", "97801", "97127")],
)
def test_saint_barthelemy_and_saint_martin_from_2007_02_23_to_2007_12_31_have_their_new_code_six_times_in_ten(
    ask: Ask, name: str, department: str, after: str, before: str
) -> None:
    days = ("2007-02-22", "2007-02-23", "2007-12-31", "2008-01-01")
    both = {after: 0.6, before: 0.4}
    for given in ("971", department):
        assert [shares(ask, name, day, given) for day in days] == [{before: 1.0}, both, both, {after: 1.0}]


def test_marseille_is_13055_until_1997_then_half_of_the_births_until_2000_then_none(ask: Ask) -> None:
    days = ("1997-12-31", "1998-01-01", "2000-12-31", "2001-01-01")
    assert [shares(ask, "Marseille", day, "13").get("13055") for day in days] == [1.0, 0.5, 0.5, None]
    assert [len(shares(ask, "Marseille", day, "13")) for day in days] == [1, 17, 17, 16]


def test_a_named_arrondissement_of_marseille_is_its_own_code_or_13055_until_2000(ask: Ask) -> None:
    """A little more its own code: only records that name none are known to hold the city's."""
    either = {"13205": 0.51, "13055": 0.49}
    days = ("1930", "1997-12-31", "1998-01-01", "2000-12-31", "2001-01-01")
    assert [shares(ask, "Marseille 5e", day, "13") for day in days] == [either] * 4 + [{"13205": 1.0}]


def test_lyon_has_its_own_code_until_1930_for_the_births_said_to_be_in_lyon(ask: Ask, facts: Reference) -> None:
    """Nine in ten of those whose papers say so (47 %), one in twenty of the others (53 %)."""
    days = ("1930-12-31", "1931-01-01")
    assert [shares(ask, "Lyon", day, "69").get("69123") for day in days] == [
        pytest.approx(0.47 * 0.9 + 0.53 * 0.05 * share_of_old_lyon(facts), abs=0.0001),
        None,
    ]


@pytest.mark.parametrize(
    ("name", "eve", "day", "origin", "code"),
    [
        ("Lyon 8e", "1959-02-07", "1959-02-08", "69387", "69388"),
        ("Lyon 9e", "1964-08-11", "1964-08-12", "69385", "69389"),
    ],
)
def test_a_birth_in_an_arrondissement_of_lyon_to_come_is_of_its_origin_seven_times_in_ten(
    ask: Ask, name: str, eve: str, day: str, origin: str, code: str
) -> None:
    for date in ("1920", eve):
        assert shares(ask, name, date, "69") == {origin: 0.7, code: 0.3}
    assert shares(ask, name, day, "69") == {code: 1.0}


def test_paris_is_never_75056_and_each_arrondissement_has_its_share(ask: Ask) -> None:
    for date in ("1930", "1954-12-31", "1955-01-01", "2020"):
        found = shares(ask, "Paris", date, "75")
        assert set(found) == {f"751{number:02d}" for number in range(1, 21)}
        assert sum(found.values()) == pytest.approx(1, abs=0.001)
        assert sure(ask("Paris 14", date, "75")) == "75114"


@pytest.mark.parametrize(
    ("name", "department"), [("Alger", "91"), ("Oran", "92"), ("Constantine", "93"), ("Territoires du Sud", "94")]
)
def test_a_birth_in_french_algeria_has_the_country_until_the_eve_of_independence(
    ask: Ask, name: str, department: str
) -> None:
    for spelling in (name, "Algérie"):
        assert shares(ask, spelling, "1962-07-04", department) == {"99352": 1.0}
    assert codes(ask(name, "1962-07-05", department)) == []
    after = ask("Algérie", "1962-07-05", department)
    assert (after.status, codes(after)) == ("ambigu", ["99352"])


@pytest.mark.parametrize(
    ("name", "date", "department", "relation", "part"),
    [
        ("Tourlaville", "2018", "50", "commune_deleguee", "50602"),
        ("Le Puy-Saint-Bonnet", "1980", "79", "commune_associee", "79224"),
    ],
)
def test_a_part_is_named_as_what_it_is_with_its_own_code_beside(
    ask: Ask, name: str, date: str, department: str, relation: str, part: str
) -> None:
    best = ask(name, date, department).candidates[0]
    assert (best.relation, best.part_code) == (relation, part)
