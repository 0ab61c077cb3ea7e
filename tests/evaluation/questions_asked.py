"""Questions that are wrong, or short of a part: a wrong department, none, the code of another commune.

From `questions.md`: what was measured on births kept aside, asked again here on those of the development sample.
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from tests.evaluation.drawn import Birth, communes_today, drawn_births, postal_codes
from tests.evaluation.views import Question, View
from tests.property.known import reference
from transcogage.resolution.departments import DOM, METROPOLE, department_of
from transcogage.resolution.model import Query
from transcogage.resolution.names import key
from transcogage.resolution.registry import CORSICA

DEPARTMENTS_TODAY = tuple(sorted((METROPOLE | DOM) - {CORSICA}))


@cache
def departments_of_names() -> dict[str, set[str]]:
    """Key of each name -> the departments where a commune, or a part of one, bears it or ever bore it."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in reference().periods:
        found[key(row.name)].add(department_of(row.entity.code))
    return dict(found)


def _wrong_department() -> Iterator[Question]:
    """Another department, drawn among those where nothing bears this name: nobody can mean a place of it."""
    draw = random.Random(1504)
    for birth in drawn_births():
        own = departments_of_names().get(key(birth.name), set()) | {birth.department, birth.department_today}
        elsewhere = [department for department in DEPARTMENTS_TODAY if department not in own]
        yield Question(Query(birth.name, birth.period, draw.choice(elsewhere)), birth.code, birth.people)


def _no_department() -> Iterator[Question]:
    for birth in drawn_births():
        yield Question(Query(birth.name, birth.period, None), birth.code, birth.people)


def _no_department_name_today() -> Iterator[Question]:
    for birth in drawn_births():
        if birth.name_today:
            yield Question(Query(birth.name_today, birth.period, None), birth.code, birth.people)


def _current_code_of_elsewhere() -> Iterator[Question]:
    draw = random.Random(1065)
    communes = sorted(communes_today())
    for birth in drawn_births():
        code = draw.choice(communes)
        if not _same_place(birth, code):
            query = Query(birth.name, birth.period, birth.department, current_code=code)
            yield Question(query, birth.code, birth.people)


def _postal_code_of_elsewhere() -> Iterator[Question]:
    draw = random.Random(1310)
    communes = sorted(communes_today().keys() & postal_codes().keys())
    for birth in drawn_births():
        other = draw.choice(communes)
        own = {code for code, _ in postal_codes().get(birth.code_today, [])}
        code, _ = draw.choice(postal_codes()[other])
        if code not in own and not _same_place(birth, other):
            query = Query(birth.name, birth.period, birth.department, postal_code=code)
            yield Question(query, birth.code, birth.people)


def _same_place(birth: Birth, code: str) -> bool:
    """Whether a commune drawn at random happens to be the one of the birth, or to be called alike."""
    name, other = key(birth.name), key(communes_today()[code])
    return code in (birth.code, birth.code_today) or name in other or other in name


WRONG_DEPARTMENT = View("W", "bon nom, mauvais département", _wrong_department)
NO_DEPARTMENT = View("Nb", "nom à la naissance, sans département", _no_department)
NO_DEPARTMENT_NAME_TODAY = View("Na", "nom d'aujourd'hui, sans département", _no_department_name_today)
CURRENT_CODE_OF_ELSEWHERE = View(
    "H code", "bon nom, bon département, codeCommune d'ailleurs", _current_code_of_elsewhere
)
POSTAL_CODE_OF_ELSEWHERE = View(
    "H postal", "bon nom, bon département, codePostal d'ailleurs", _postal_code_of_elsewhere
)

HINTS = (CURRENT_CODE_OF_ELSEWHERE, POSTAL_CODE_OF_ELSEWHERE)
VIEWS = (WRONG_DEPARTMENT, NO_DEPARTMENT, NO_DEPARTMENT_NAME_TODAY, *HINTS)
