"""The labelled cases: real situations, each with the answer it must get and why. See CASES.md."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from transcogage.resolution.answer import Answer
from transcogage.resolution.departments import read_department
from transcogage.resolution.index import Index
from transcogage.resolution.model import Period, Query
from transcogage.resolution.resolver import resolve

FILE = Path(__file__).with_name("cases.csv")


@dataclass(frozen=True, slots=True)
class Case:
    """One line of cases.csv; `listed` and `excluded` come from its `candidats`."""

    id: str
    tier: str
    topic: str
    query: Query
    statuses: frozenset[str]
    code: str
    listed: frozenset[str]
    excluded: frozenset[str]
    country: str
    why: str


def read_cases() -> list[Case]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return [_case(row) for row in csv.DictReader(file)]


def _case(row: dict[str, str]) -> Case:
    named = [code for code in row["candidats"].split("|") if code]
    return Case(
        id=row["id"],
        tier=row["tier"],
        topic=row["topic"],
        query=Query(
            row["nom"],
            period_of(row["date"]),
            read_department(row["departement"]),
            row["code_postal"] or None,
            row["code_commune"] or None,
        ),
        statuses=frozenset(row["statut"].split("|")),
        code=row["code"],
        listed=frozenset(code for code in named if not code.startswith("!")),
        excluded=frozenset(code[1:] for code in named if code.startswith("!")),
        country=row["pays"],
        why=row["pourquoi"],
    )


def period_of(text: str) -> Period:
    """The span of a date given as AAAA, AAAA-MM or AAAA-MM-JJ."""
    if len(text) == 4:
        return Period.of_year(int(text))
    if len(text) == 7:
        return Period.of_month(int(text[:4]), int(text[5:]))
    return Period.of_day(date.fromisoformat(text))


def faults(index: Index, case: Case) -> list[str]:
    """What the answer to a case gets wrong, in words; empty when nothing."""
    answer = resolve(index, case.query)
    codes = [candidate.place.code for candidate in answer.candidates]
    best = codes[0] if codes else None
    found = []
    if answer.status.value not in case.statuses:
        found.append(f"statut {answer.status.value} au lieu de {'|'.join(sorted(case.statuses))}")
    if case.code and best != case.code:
        found.append(f"meilleur candidat {best} au lieu de {case.code}")
    if _no_code_allowed(case) and answer.code is not None:
        found.append(f"code {answer.code} répondu, aucun ne le peut")
    if missing := case.listed - _all_codes(answer):
        found.append(f"non listés : {' '.join(sorted(missing))}")
    if wrong := case.excluded & {best, answer.code}:
        found.append(f"exclu mais répondu : {' '.join(sorted(code for code in wrong if code))}")
    if case.country and answer.country != case.country and answer.status != "introuvable":
        found.append(f"pays {answer.country} au lieu de {case.country}")
    return found


def _no_code_allowed(case: Case) -> bool:
    return not case.code and (case.topic == "algerie" or case.statuses <= {"ambigu", "introuvable"})


def _all_codes(answer: Answer) -> set[str]:
    return {candidate.place.code for candidate in answer.candidates} | {other.code for other in answer.alternatives}
