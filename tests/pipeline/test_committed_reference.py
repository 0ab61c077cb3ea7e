"""What the committed reference says of the rules of domain.md that no answer shows."""

import pytest

from tests.conftest import ROOT
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
    assert (countries["99155"].year, countries["99155"].code_before) == ("1991", "99123")
    assert {code: countries[code].status for code in ("99115", "99141", "99142")} == dict.fromkeys(
        ("99115", "99141", "99142"), "2"
    )
    assert countries["99123"].former_name == "U.R.S.S."
    assert [countries[code].year for code in ("99350", "99351", "99352")] == ["1956", "1956", "1962"]
