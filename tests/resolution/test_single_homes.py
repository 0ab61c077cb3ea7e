"""The registry's codes and dates are written in `registry` only, and INSEE's event codes in `events` only."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tests.conftest import ROOT
from transcogage.resolution import events, registry

CORE = ROOT / "service" / "transcogage" / "resolution"
REGISTRY, EVENTS = CORE / "registry.py", CORE / "events.py"

PLACES = {
    *(city.code for city in registry.DIVIDED_CITIES),
    *registry.ANTILLES_CODES,
    *registry.ANTILLES_CODES.values(),
    registry.ALGERIA,
    registry.MOROCCO,
}
BEGINNINGS = {
    *(city.arrondissement_prefix for city in registry.DIVIDED_CITIES),
    *registry.CORSICAN_DEPARTMENTS,
    registry.CORSICA,
    registry.MAYOTTE,
    registry.MAYOTTE_BEFORE_2011,
    *registry.ALGERIAN_DEPARTMENTS,
    registry.MOROCCAN_NUMBER,
    registry.UNKNOWN_COMMUNE,
}
DATES = {value for value in vars(registry).values() if isinstance(value, date)}
EVENT_CODES = {kind.code for kind in events.KINDS}


def sources() -> list[Path]:
    return [path for folder in ("service", "data_pipeline") for path in sorted((ROOT / folder).rglob("*.py"))]


def knows_rules(path: Path) -> bool:
    """The core and the pipeline, where a text of two characters is a code of the domain."""
    return path.is_relative_to(CORE) or path.is_relative_to(ROOT / "data_pipeline")


def texts(path: Path) -> Iterator[str]:
    """The texts of a module, without its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.value


def dates(path: Path) -> Iterator[date]:
    """The dates a module writes, as `date(1998, 1, 1)` or in a text."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "date":
            numbers = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
            if len(numbers) == 3:
                yield date(*numbers)  # type: ignore[arg-type]
    for text in texts(path):
        yield from map(date.fromisoformat, re.findall(r"\b\d{4}-\d\d-\d\d\b", text))


def places(path: Path) -> set[str]:
    """The codes of places, among those of the registry's own rules, that a module writes in any text."""
    return {code for text in texts(path) for code in re.findall(r"\b\d{5}\b", text)} & PLACES


def test_the_registry_is_the_only_home_of_its_codes() -> None:
    others = [path for path in sources() if path != REGISTRY]
    assert {path: places(path) for path in others if places(path)} == {}
    short = {path: set(texts(path)) & BEGINNINGS for path in others if knows_rules(path)}
    short[EVENTS].discard(registry.CORSICA)  # 20 is also an event
    assert {path: codes for path, codes in short.items() if codes} == {}


def test_the_registry_is_the_only_home_of_its_dates() -> None:
    found = {path: set(dates(path)) & DATES for path in sources() if path != REGISTRY}
    assert {path: days for path, days in found.items() if days} == {}


def test_events_is_the_only_home_of_the_event_codes() -> None:
    found = {path: set(texts(path)) & EVENT_CODES for path in sources() if path != EVENTS and knows_rules(path)}
    found[REGISTRY].discard(registry.CORSICA)
    assert {path: codes for path, codes in found.items() if codes} == {}


def test_what_is_looked_for_is_found_at_home() -> None:
    assert places(REGISTRY) == PLACES
    assert set(texts(REGISTRY)) >= BEGINNINGS
    assert set(dates(REGISTRY)) == DATES
    assert set(texts(EVENTS)) >= EVENT_CODES
