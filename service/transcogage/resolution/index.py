"""What an answer is computed from: what a name given with a department meant, span by span. Immutable.

`database.index` makes one from a built database; nothing here knows how.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple, Protocol

from transcogage.resolution.autocomplete import Autocomplete
from transcogage.resolution.countries import Countries
from transcogage.resolution.model import Birthplace, Candidate, PlaceEvent
from transcogage.resolution.release import Release
from transcogage.resolution.similar import NameList


class Span(NamedTuple):
    """From day `start` to before day `end` (proleptic ordinals), the name means one of `candidates`, best first."""

    start: int
    end: int
    candidates: tuple[Candidate, ...]


class Names(Protocol):
    """The names that can be given with one department, by their keys."""

    @property
    def keys(self) -> NameList:
        """The keys, to be searched."""

    def spans(self, key: str) -> tuple[Span, ...]:
        """What a name means, in order of time; nothing for a name that the department does not know."""

    def __contains__(self, key: object) -> bool: ...
    def __iter__(self) -> Iterator[str]: ...


class NameIndex(Protocol):
    """What answering a question needs.

    `names`: department -> its names; `NATIONWIDE` -> those of the whole of France. `extension_codes`: extension code ->
    the code of its commune. `countries`: by name and by code.
    """

    @property
    def names(self) -> Mapping[str, Names]: ...  # noqa: D102
    @property
    def extension_codes(self) -> Mapping[str, str]: ...  # noqa: D102
    @property
    def countries(self) -> Countries: ...  # noqa: D102

    def is_country(self, name: str) -> bool:
        """Whether a country bears this name."""

    def places_of(self, code: str) -> tuple[Birthplace, ...]:
        """Every period of a code; nothing for a code that never designated anything."""

    def places_of_postal_code(self, postal_code: str) -> Iterator[Birthplace]:
        """The places of today that a postal code serves, the best known first."""

    def spans_of(self, code: str) -> tuple[Span, ...] | None:
        """What a code stands for, in order of time; None when it always was simply itself."""


class Index(NameIndex, Protocol):
    """Everything the service answers from.

    `departments`: code -> name. `communes`: what a person may be typing.
    """

    @property
    def release(self) -> Release: ...  # noqa: D102
    @property
    def departments(self) -> Mapping[str, str]: ...  # noqa: D102
    @property
    def communes(self) -> Autocomplete: ...  # noqa: D102

    def codes(self) -> Iterator[str]:
        """Every code that ever designated a place."""

    def events_of(self, code: str) -> tuple[PlaceEvent, ...]:
        """The events a code takes part in, oldest first."""
