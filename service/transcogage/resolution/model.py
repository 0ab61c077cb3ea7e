"""Value types of the resolution: what a birth place is, what is asked about it, what is answered.

All are immutable. Dates are half-open: a period holds its `start` and not its `end`; `None` is unbounded.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

INSEE_ORIGIN = date(1943, 1, 1)
"""First day INSEE describes (domain.md section 2.4). Periods that were already running then have no known start."""

FIRST_YEAR = 1890
"""First year of birth that can be asked (`http.md`)."""

NAME_LENGTH = 100
"""Longest name that can be asked, in characters (`http.md`)."""

FRANCE = "99100"
"""Country code of every French birth place (COG, pays et territoires étrangers)."""


NATIONWIDE = "FR"
"""The department under which a name is known in the whole of France."""


class Status(StrEnum):
    """How sure an answer is; the heart of the public contract (`http.md`)."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    AMBIGUOUS = "ambigu"
    NOT_FOUND = "introuvable"


class Relation(StrEnum):
    """How the name asked leads to a birth place."""

    NAME_AT_BIRTH = "nom_a_la_naissance"
    CURRENT_NAME = "nom_actuel"
    LATER_NAME = "nom_posterieur"
    EARLIER_NAME = "nom_anterieur"
    DELEGATED = "commune_deleguee"
    ASSOCIATED = "commune_associee"
    ARRONDISSEMENT = "arrondissement"
    POSTAL_LABEL = "libelle_postal"
    EVERYDAY_NAME = "nom_usuel"
    SHORT_NAME = "nom_abrege"
    SIMILAR = "orthographe_proche"
    OTHER_DEPARTMENT = "autre_departement"
    REGISTRY_RULE = "regle_du_registre"
    CURRENT_CODE = "code_commune"
    POSTAL_CODE = "code_postal"
    COUNTRY = "pays"


@dataclass(frozen=True, slots=True)
class Period:
    """A half-open span of days, `start` included, `end` excluded; `None` means unbounded."""

    start: date | None
    end: date | None

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def overlaps(self, other: "Period") -> bool:
        """Whether some day is in both."""
        return (self.start is None or other.end is None or self.start < other.end) and (
            other.start is None or self.end is None or other.start < self.end
        )

    @classmethod
    def of_year(cls, year: int) -> "Period":
        """The span of a bare year."""
        return cls(date(year, 1, 1), date(year + 1, 1, 1))

    @classmethod
    def of_month(cls, year: int, month: int) -> "Period":
        """The span of a month."""
        return cls(date(year, month, 1), date(year + month // 12, month % 12 + 1, 1))

    @classmethod
    def of_day(cls, day: date) -> "Period":
        """The span of one day."""
        return cls(day, date.fromordinal(day.toordinal() + 1))


class Event(NamedTuple):
    """One step of a place's lineage: on `date`, by INSEE event `kind` (MOD), it became `code` `name`."""

    date: date
    kind: str
    code: str
    name: str


class PlaceName(NamedTuple):
    """One side of an event: a type (COM, COMA, COMD, ARM), a code, and its name then."""

    kind: str
    code: str
    name: str


class PlaceEvent(NamedTuple):
    """By INSEE event `kind` (MOD) of `date`, `before` became `after`, or gave ground to it; None: nothing."""

    date: date
    kind: str
    before: PlaceName | None
    after: PlaceName | None


class Birthplace(NamedTuple):
    """One row of history: what `code` meant, under `name`, during `period`.

    `kind` is INSEE's TYPECOM (COM, COMA, COMD, ARM) or PAYS for a country or former territory. `country` is 99100, or
    the country code a birth there is known by. `later_codes`: every code its ground was known by since, its own
    included. `postal_codes`: those of its ground today. `population`: how well known it is, in
    inhabitants: today's, of its city for an arrondissement, an estimate for a former commune. `lineage`: the events
    that lead from it to today, oldest first.
    """

    code: str
    kind: str
    name: str
    department: str
    period: Period
    country: str = FRANCE
    later_codes: frozenset[str] = frozenset()
    postal_codes: frozenset[str] = frozenset()
    population: int = 0
    lineage: tuple[Event, ...] = ()


class Query(NamedTuple):
    """What is asked: a name and the span the birth falls in; the department, if known; what API Adresse said, if known;
    for a birth abroad, the country's name or code. `remarks`: what there is to say of the way the question was read.
    """

    name: str
    period: Period
    department: str | None = None
    postal_code: str | None = None
    current_code: str | None = None
    country: str | None = None
    country_code: str | None = None
    remarks: "frozenset[NoteCode]" = frozenset()


class Reading(NamedTuple):
    """What was read of a question: the name, and what is given or written with it; None when absent.

    `arrondissement`: its number, in Paris, Lyon or Marseille.
    """

    name: str
    department: str | None = None
    postal_code: str | None = None
    current_code: str | None = None
    country: str | None = None
    arrondissement: int | None = None


class Candidate(NamedTuple):
    """A birth place the name may stand for, with its probability and the way the name leads to it.

    `part_code`: the delegated or associated commune that bears the name, when the birth is written under the commune it
    is part of.
    """

    place: Birthplace
    score: float
    relation: Relation
    part_code: str | None = None


class NoteCode(StrEnum):
    """Why an answer deserves a second look; each becomes a warning with a French message."""

    CURRENT_DEPARTMENT = "DEPARTEMENT_ACTUEL"
    BEFORE_1943 = "AVANT_1943"
    CHANGE_DURING_PERIOD = "CHANGEMENT_EN_COURS_DE_PERIODE"
    SIMILAR_NAME = "ORTHOGRAPHE_PROCHE"
    SIMPLIFIED_NAME = "NOM_SIMPLIFIE"
    NO_DEPARTMENT = "DEPARTEMENT_ABSENT"
    WRONG_DEPARTMENT = "DEPARTEMENT_CONTREDIT"
    WRONG_POSTAL_CODE = "CODE_POSTAL_CONTRADICTOIRE"
    WRONG_CURRENT_CODE = "CODE_COMMUNE_CONTRADICTOIRE"
    ABROAD = "NAISSANCE_A_L_ETRANGER"
    OTHER_DEPARTMENT = "AUTRE_DEPARTEMENT"  # of 0.1, which the contract keeps: now WRONG_DEPARTMENT
    POSTAL_CODE_IGNORED = "CODE_POSTAL_SANS_EFFET"
    CURRENT_CODE_IGNORED = "CODE_COMMUNE_SANS_EFFET"
    ARRONDISSEMENT_NEEDED = "ARRONDISSEMENT_A_PRECISER"
    MARSEILLE_BEFORE_1998 = "MARSEILLE_AVANT_1998"
    MARSEILLE_1998_2000 = "MARSEILLE_1998_2000"
    MAYOTTE_2008_2011 = "MAYOTTE_2008_2011"
    ANTILLES_2007_2008 = "ANTILLES_2007_2008"
    FRENCH_ALGERIA = "ALGERIE_AVANT_1962"
    FORMER_TERRITORY = "ANCIEN_TERRITOIRE"
    DELEGATED_COMMUNE = "COMMUNE_DELEGUEE"
    POSTAL_CODE_UNREAD = "CODE_POSTAL_ILLISIBLE"
    CURRENT_CODE_UNREAD = "CODE_COMMUNE_ILLISIBLE"
    EXCEL_DATE = "DATE_EXCEL"
    COMMUNE_NEEDED = "COMMUNE_A_PRECISER"


class Note(NamedTuple):
    """A warning: its code and its French message, without any value of the caller's."""

    code: NoteCode
    message: str


class AlternativeCode(NamedTuple):
    """Another code under which the same birth may be known, for which use, and why."""

    code: str
    usage: str
    reason: str
