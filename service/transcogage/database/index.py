"""THE index of a built database: its rows are read at once, and become objects when they are asked.

What is asked again soon costs nothing, for the names and places met last are remembered; the others cost some
microseconds and no memory. It never changes, and any thread may ask it.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache, partial
from itertools import groupby
from typing import Any, NamedTuple, Self

import duckdb

from transcogage.database.packed import packed_code, unpack_events, unpack_place, unpack_spans
from transcogage.resolution.autocomplete import Autocomplete, LaterNames, Presences, TypedNames
from transcogage.resolution.countries import Countries, CountryName, GroundSpan, NameKind
from transcogage.resolution.index import Span
from transcogage.resolution.model import NATIONWIDE, Birthplace, Period, PlaceEvent
from transcogage.resolution.release import Release
from transcogage.resolution.similar import NameList
from transcogage.resolution.typed_names import RowLists

BATCH = 2_000
"""How many rows are taken from DuckDB at a time."""

MOST_REMEMBERED = 4_096
"""Names whose spans are kept as objects, half a kilobyte each, and places, a kilobyte each: births are in few communes.
"""


class DepartmentNames:
    """The names that can be given with one department: see `resolution.index.Names`."""

    def __init__(self, packed: dict[str, str], unpacked: Callable[[str], tuple[Span, ...]]) -> None:
        self._packed = packed
        self._unpacked = unpacked

    @cached_property
    def keys(self) -> NameList:
        """The keys, to be searched."""
        return NameList(self._packed)

    def spans(self, key: str) -> tuple[Span, ...]:
        """What a name means, in order of time; nothing for a name that the department does not know."""
        packed = self._packed.get(key)
        return self._unpacked(packed) if packed is not None else ()

    def __contains__(self, key: object) -> bool:
        return key in self._packed

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)


class NationwideNames:
    """The names of the whole of France: `several`, of names that departments share; the others mean what they mean in
    the one department that knows them. Forty thousand names are put in order here, for no question must wait for it.
    """

    def __init__(self, several: DepartmentNames, departments: list[DepartmentNames]) -> None:
        self.several = several
        self._first_knowing = {key: names for names in reversed(departments) for key in names}
        self.keys = NameList(self._first_knowing)

    def spans(self, key: str) -> tuple[Span, ...]:
        """What a name means in the whole of France, in order of time; nothing for a name that is not known."""
        if key in self.several:
            return self.several.spans(key)
        names = self._first_knowing.get(key)
        return names.spans(key) if names is not None else ()

    def __contains__(self, key: object) -> bool:
        return key in self._first_knowing

    def __iter__(self) -> Iterator[str]:
        return iter(self._first_knowing)


class Places:
    """The places, by their numbers: those that can be typed come first, the best known before the others."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, remembered: int) -> None:
        self.keys: list[str] = []
        self._packed: list[str] = []
        for key, packed in _rows(connection, "SELECT key, place FROM packed_places"):
            self.keys.append(key)
            self._packed.append(packed)
        ((numbers,),) = _rows(connection, "SELECT numbers FROM places_by_code")
        self._by_code = array("I", numbers)
        self._remembered = lru_cache(remembered)(self._unpacked)

    def __call__(self, number: int) -> Birthplace:
        """The place of this number."""
        return self._remembered(number)

    def numbers_of(self, code: str) -> Sequence[int]:
        """The numbers of the places of a code."""
        first = bisect_left(self._by_code, code, key=self._code)
        return self._by_code[first : bisect_right(self._by_code, code, lo=first, key=self._code)]

    def codes(self) -> Iterator[str]:
        """Every code, in order."""
        return (code for code, _ in groupby(self._by_code, key=self._code))

    def _code(self, number: int) -> str:
        return packed_code(self._packed[number])

    def _unpacked(self, number: int) -> Birthplace:
        return unpack_place(self._packed[number])


class DatabaseIndex:
    """Everything the service answers from: see `resolution.index.Index`. `remembered`: how many names, and places."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, release: Release, remembered: int = MOST_REMEMBERED
    ) -> None:
        self.release = release
        self.departments = dict(_rows(connection, "SELECT code, name FROM departments"))
        self.extension_codes = dict(_rows(connection, "SELECT code, commune FROM extension_codes"))
        self._place = Places(connection, remembered)
        packed_names: dict[str, dict[str, str]] = defaultdict(dict)
        for department, key, packed in _rows(connection, "SELECT department, key, spans FROM packed_names"):
            packed_names[department][key] = packed
        unpacked = lru_cache(remembered)(partial(unpack_spans, place=self._place))
        several = packed_names.pop(NATIONWIDE)
        there = {department: DepartmentNames(names, unpacked) for department, names in packed_names.items()}
        nationwide = NationwideNames(DepartmentNames(several, unpacked), list(there.values()))
        self.names: dict[str, DepartmentNames | NationwideNames] = {**there, NATIONWIDE: nationwide}
        self._spans_of_code = dict(_rows(connection, "SELECT code, spans FROM packed_codes WHERE spans IS NOT NULL"))
        self._events_of_code = dict(_rows(connection, "SELECT code, events FROM packed_codes WHERE events IS NOT NULL"))
        self._countries = _CountryRows.read(connection)
        typed = _typed_names(connection, self._place.keys)
        self._of_postal_code = typed.lists.postal_code
        self.communes = Autocomplete(typed, nationwide.keys, self.departments, self._place, self._place.numbers_of)

    @cached_property
    def countries(self) -> Countries:
        """The countries, to be searched."""
        return self._countries.searchable()

    def is_country(self, name: str) -> bool:
        """Whether a country bears this name."""
        return self.countries.is_name(name)

    def codes(self) -> Iterator[str]:
        """Every code that ever designated a place."""
        return self._place.codes()

    def places_of(self, code: str) -> tuple[Birthplace, ...]:
        """Every period of a code; nothing for a code that never designated anything."""
        return tuple(map(self._place, self._place.numbers_of(code)))

    def places_of_postal_code(self, postal_code: str) -> Iterator[Birthplace]:
        """The places of today that a postal code serves, the best known first."""
        return map(self._place, self._of_postal_code.get(postal_code, ()))

    def spans_of(self, code: str) -> tuple[Span, ...] | None:
        """What a code stands for, in order of time; None when it always was simply itself."""
        packed = self._spans_of_code.get(code)
        return unpack_spans(packed, self._place) if packed is not None else None

    def events_of(self, code: str) -> tuple[PlaceEvent, ...]:
        """The events a code takes part in, oldest first."""
        packed = self._events_of_code.get(code)
        return unpack_events(packed) if packed is not None else ()


def read_countries(connection: duckdb.DuckDBPyConnection) -> Countries:
    """The countries alone, to be searched: a fiftieth of the index."""
    return _CountryRows.read(connection).searchable()


class _CountryRows(NamedTuple):
    names: list[tuple[Any, ...]]
    grounds: list[tuple[Any, ...]]

    @classmethod
    def read(cls, connection: duckdb.DuckDBPyConnection) -> Self:
        return cls(
            list(_rows(connection, "SELECT key, name, kind, ground, start_date, end_date FROM country_names")),
            list(_rows(connection, "SELECT ground, code, name, start_date, end_date FROM countries")),
        )

    def searchable(self) -> Countries:
        kinds = {str(kind): kind for kind in NameKind}
        return Countries(
            [
                CountryName(key, name, kinds[kind], ground, Period(start, end))
                for key, name, kind, ground, start, end in self.names
            ],
            [GroundSpan(ground, code, name, Period(start, end)) for ground, code, name, start, end in self.grounds],
        )


def _typed_names(connection: duckdb.DuckDBPyConnection, keys: Sequence[str]) -> TypedNames:
    """What is searched as one types. A name in full that is the key of its place is the same text in memory."""
    ((names, numbers),) = _rows(connection, "SELECT keys, proposals FROM typed_names")
    whole_rows = array("I", numbers)
    whole = [
        known if (known := keys[row]) == key else key for key, row in zip(names.splitlines(), whole_rows, strict=True)
    ]
    lists: dict[str, dict[str, array[int]]] = {}
    for kind, value, rows in _rows(connection, "SELECT kind, value, rows FROM typed"):
        lists.setdefault(kind, {})[value] = array("I", rows)
    return TypedNames(
        keys,
        whole,
        whole_rows,
        RowLists(**lists),
        Presences(*_columns(connection, "SELECT proposals, places, start_days, end_days FROM typed_presences")),
        LaterNames(*_columns(connection, "SELECT proposals, start_days, namesakes FROM typed_later")),
    )


def _columns(connection: duckdb.DuckDBPyConnection, query: str) -> list[array[int]]:
    """Columns of whole numbers, which a single row holds."""
    (columns,) = _rows(connection, query)
    return [array("I", numbers) for numbers in columns]


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a table in the order they were built (DuckDB keeps it), a batch in memory at a time."""
    result = connection.cursor().execute(query)
    while batch := result.fetchmany(BATCH):
        yield from batch
