"""Answers made when a name is first asked: for a process that resolves some thousand names and should start at once."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Generic, TypeVar

from transcogage.database.loading import Connection
from transcogage.database.making import ANSWERS, PLACES, Fields, PlaceMaker, SpanMaker
from transcogage.resolution.index import departments_of_keys
from transcogage.resolution.similar import NameList

K = TypeVar("K")
V = TypeVar("V")
R = TypeVar("R")


class NamesOnDemand:
    """A `NameIndex` that reads the rows at once and makes objects of those that serve; candidates have no lineage."""

    def __init__(self, connection: Connection) -> None:
        rows: dict[str, dict[str, list[Fields]]] = defaultdict(dict)
        for row in connection.execute(ANSWERS).fetchall():
            rows[row[0]].setdefault(row[1], []).append(row)
        places = {row[0]: row for row in connection.execute(PLACES).fetchall()}
        maker = SpanMaker(_OnDemand(places, PlaceMaker().make), {})
        self.spans = {department: _OnDemand(by_key, maker.make) for department, by_key in rows.items()}
        self.names = {department: NameList(by_key) for department, by_key in rows.items()}
        self.extension_codes: dict[str, str] = dict(
            connection.execute("SELECT code, commune FROM extension_codes").fetchall()
        )

    @cached_property
    def departments_of_key(self) -> dict[str, tuple[str, ...]]:
        """As of `NameIndex`: few names are looked for in other departments, in few files."""
        return departments_of_keys(self.spans)


class _OnDemand(Mapping[K, V], Generic[K, V, R]):
    """Values made of rows, once, when they are asked."""

    def __init__(self, rows: Mapping[K, R], make: Callable[[R], V]) -> None:
        self._rows = rows
        self._make = make
        self._made: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self._make(self._rows[key])
        return made

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def __iter__(self) -> Iterator[K]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)
