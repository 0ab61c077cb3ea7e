"""Every section of domain.md that is cited exists, and every rule of it is cited by a module that applies it."""

import re
from collections.abc import Iterator

from tests.conftest import ROOT

DOMAIN = ROOT / "docs" / "design" / "domain.md"
HEADING = re.compile(r"^#{2,3} (\d+(?:\.\d+)?)\.? ", re.MULTILINE)
NUMBER = r"\d+(?:\.\d+)?"
CITED = re.compile(rf"domain\.md,?\s+sections?\s+({NUMBER}(?:(?:,\s+|\s+and\s+|\s+to\s+){NUMBER})*)")
SUFFIXES = {".py", ".csv", ".md"}


def sections() -> list[str]:
    """The numbers of the sections, as "3" or "3.5"."""
    return HEADING.findall(DOMAIN.read_text(encoding="utf-8"))


def citations(*folders: str) -> Iterator[tuple[str, str]]:
    """(file, section) for every citation below these folders."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in SUFFIXES:
                for cited in CITED.findall(path.read_text(encoding="utf-8")):
                    yield from ((str(path.relative_to(ROOT)), number) for number in re.findall(NUMBER, cited))


def test_sections_are_numbered_once_and_in_order() -> None:
    numbers = [tuple(map(int, number.split("."))) for number in sections()]
    assert numbers == sorted(set(numbers))
    assert len(numbers) > 40


def test_every_section_cited_exists() -> None:
    known = set(sections())
    cited = set(citations("service", "data_pipeline", "tests", "docs"))
    assert [(file, number) for file, number in sorted(cited) if number not in known] == []
    assert len(cited) > 60


def test_every_rule_is_cited_by_a_module_that_applies_it() -> None:
    rules = {number for number in sections() if "." in number}
    applied = {number for _, number in citations("service", "data_pipeline")}
    assert sorted(rules - applied) == []
