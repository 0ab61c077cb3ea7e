"""INSEE's event codes: their labels and what they do; a new one is accepted (domain.md section 2.2)."""

import pytest

from transcogage.resolution.events import KINDS, Family, event_label, family_of, is_known_event
from transcogage_data.diff.sentences import THEMES


@pytest.mark.parametrize(
    ("family", "codes"),
    [
        (Family.RENAMING, {"10"}),
        (Family.DIVISION, {"20", "21"}),
        (Family.SUPPRESSION, {"30"}),
        (Family.MERGER, {"31", "32", "33"}),
        (Family.PART_ENDS, {"34", "35"}),
        (Family.CODE_CHANGE, {"41", "50"}),
        (Family.PART_CHANGES, {"70", "71", "72"}),
    ],
)
def test_every_event_code_is_of_one_family(family: Family, codes: set[str]) -> None:
    assert {kind.code for kind in KINDS if kind.family is family} == codes
    assert all(family_of(code) is family and is_known_event(code) for code in codes)


def test_no_event_code_is_given_twice() -> None:
    assert len({kind.code for kind in KINDS}) == len({kind.label for kind in KINDS}) == len(KINDS) == 14


def test_a_new_event_code_is_of_no_family_and_named_by_its_number() -> None:
    assert (is_known_event("99"), family_of("99"), event_label("99")) == (False, None, "Événement de type 99")


def test_every_family_is_reported_under_one_theme_and_new_codes_too() -> None:
    reported = [family for theme in THEMES for family in theme.families]
    assert sorted(map(str, reported)) == sorted(map(str, [*Family, None]))
