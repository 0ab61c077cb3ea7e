"""INSEE's event codes (MOD, column of `v_mvt_commune`): what each is called, and what it does to communes.

The one home of these codes. New ones can appear: they are accepted, do nothing more than their row says, and are
reported (`transcogage data verify`, `transcogage data diff`).

Source: INSEE, Code officiel géographique, dictionary of the file of events on communes; domain.md section 2.2.
"""

from enum import Enum
from typing import NamedTuple


class Family(Enum):
    """What an event does."""

    RENAMING = "the same commune under another name"
    DIVISION = "a commune is drawn out of others, which may go on"
    SUPPRESSION = "a commune ends, and its ground is shared out"
    MERGER = "communes become one, or part of one"
    PART_ENDS = "an associated or delegated commune ends; the commune it was part of goes on"
    CODE_CHANGE = "the same commune under another code"
    PART_CHANGES = "an associated or delegated commune is created or changes type"


class EventKind(NamedTuple):
    """An event code, its label in INSEE's words, and what it does."""

    code: str
    label: str
    family: Family


CHANGE_OF_DEPARTMENT = "41"

DELEGATED_COMMUNE_CREATED = "72"
"""Created after the merger: it covers its own ground, not all that its commune held."""

KINDS = (
    EventKind("10", "Changement de nom", Family.RENAMING),
    EventKind("20", "Création", Family.DIVISION),
    EventKind("21", "Rétablissement", Family.DIVISION),
    EventKind("30", "Suppression", Family.SUPPRESSION),
    EventKind("31", "Fusion simple", Family.MERGER),
    EventKind("32", "Création de commune nouvelle", Family.MERGER),
    EventKind("33", "Fusion-association", Family.MERGER),
    EventKind("34", "Transformation de fusion-association en fusion simple", Family.PART_ENDS),
    EventKind("35", "Suppression de commune déléguée", Family.PART_ENDS),
    EventKind(CHANGE_OF_DEPARTMENT, "Changement de code dû à un changement de département", Family.CODE_CHANGE),
    EventKind("50", "Changement de code dû à un transfert de chef-lieu", Family.CODE_CHANGE),
    EventKind("70", "Transformation de commune associée en commune déléguée", Family.PART_CHANGES),
    EventKind("71", "Rétablissement de commune déléguée", Family.PART_CHANGES),
    EventKind(DELEGATED_COMMUNE_CREATED, "Création de commune déléguée", Family.PART_CHANGES),
)
_KIND_OF_CODE = {kind.code: kind for kind in KINDS}


def is_known_event(code: str) -> bool:
    """Whether an event code is one of those above."""
    return code in _KIND_OF_CODE


def family_of(code: str) -> Family | None:
    """What an event does; None for a new code."""
    kind = _KIND_OF_CODE.get(code)
    return kind.family if kind is not None else None


def event_label(code: str) -> str:
    """The label of an event code; a new one is only named by its number."""
    kind = _KIND_OF_CODE.get(code)
    return kind.label if kind is not None else f"Événement de type {code}"
