"""What the committed reference says of the rules of domain.md that no answer shows."""

import pytest

from tests.conftest import ROOT
from transcogage.resolution.countries import NameKind, country_key
from transcogage_data.country_tables import declared_history, declared_names
from transcogage_data.reference import Reference, read_reference


@pytest.fixture(scope="module")
def facts() -> Reference:
    return read_reference(ROOT / "data" / "reference")


def test_every_event_code_of_the_rule_occurs_and_no_other(facts: Reference) -> None:
    assert {row.event for row in facts.successions} == {
        "10", "20", "21", "30", "31", "32", "33", "34", "35", "41", "50", "70", "71", "72",
    }  # fmt: skip


def test_periods_of_one_entity_never_overlap_and_last_a_day_at_least(facts: Reference) -> None:
    ends: dict[object, str] = {}
    for row in sorted(facts.periods, key=lambda row: str(row.period.start or "")):
        start = str(row.period.start or "0001-01-01")
        assert start >= ends.get(row.entity, ""), row
        ends[row.entity] = str(row.period.end or "9999-12-31")
        assert start < ends[row.entity], row


def test_every_successor_exists(facts: Reference) -> None:
    """Freigné's and Pont-Farcy's codes of one day excepted: they lasted none."""
    known = {row.entity for row in facts.periods}
    successors = {row.after for row in facts.successions if row.after is not None and row.after.kind == "COM"}
    unknown = {entity.code for entity in successors - known}
    assert unknown == {"44225", "50649"}


def test_mayotte_has_its_seventeen_communes_before_and_after_2011(facts: Reference) -> None:
    for prefix in ("985", "976"):
        found = {row.entity.code for row in facts.periods if row.entity.code.startswith(prefix)}
        assert found == {f"{prefix}{number:02d}" for number in range(1, 18)}


def test_lyon_has_its_eighth_and_ninth_arrondissements_from_1959_and_1964(facts: Reference) -> None:
    starts = {row.entity.code: str(row.period.start) for row in facts.periods if row.entity.kind == "ARM"}
    assert (starts["69388"], starts["69389"]) == ("1959-02-08", "1964-08-12")
    assert len([code for code in starts if code.startswith("751")]) == 20
    assert len([code for code in starts if code.startswith("132")]) == 16


def test_no_placeholder_is_a_place(facts: Reference) -> None:
    assert not [row for row in facts.periods if row.entity.code.endswith("990") or row.entity.code == "00000"]


def test_the_country_codes_of_former_states_are_known(facts: Reference) -> None:
    countries = {country.code: country for country in facts.countries}
    assert {code: (countries[code].name, str(countries[code].period.end)) for code in ("99115", "99141", "99142")} == {
        "99115": ("Tchécoslovaquie", "1993-01-01"),
        "99141": ("Allemagne de l'Est", "1990-10-03"),
        "99142": ("Allemagne de l'Ouest", "1990-10-03"),
    }
    assert "99100" not in countries


def test_what_is_declared_of_countries_is_about_known_codes_and_no_name_is_declared_twice(facts: Reference) -> None:
    known = {country.code for country in facts.countries}
    history, names = declared_history(), declared_names()
    assert {code for before in history for code in (before.code, before.code_then)} <= known
    assert {name.code for name in names} <= known
    keys = [(country_key(name.name), name.code, name.kind is NameKind.ISO) for name in names]
    assert len(set(keys)) == len(keys)


def test_a_code_begins_to_stand_alone_the_day_insee_says(facts: Reference) -> None:
    """Where INSEE's first row is a later renaming, its day is not that of the code: the year of ANI, and a source."""
    starts = {country.code: country.period.start for country in facts.countries}
    ends = {before.code: before.period.end for before in declared_history() if before.period.start is None}
    later = {code for code, end in ends.items() if end and (start := starts[code]) and end != start}
    assert later <= RENAMED_SINCE


RENAMED_SINCE = {
    "99116", "99118", "99121", "99144", "99156", "99235", "99236", "99242", "99249", "99255", "99261", "99262",
    "99303", "99305", "99307", "99312", "99318", "99321", "99323", "99395", "99399", "99429", "99506", "99508",
    "99510",
}  # fmt: skip
