"""An answer as one flat row: the result columns of bulk files and of the published table (`http.md`)."""

from datetime import date
from typing import NamedTuple

from transcogage.resolution.answer import Answer
from transcogage.resolution.model import INSEE_ORIGIN


class Result(NamedTuple):
    """What is written of one birth; `result_` and the member's name is the column's name.

    `status`: certain, probable, ambigu, introuvable, or erreur when the row cannot be read. `code`, `name`,
    `date_start`, `date_end`: the birth place and when its code was in force (half-open), when the status is certain or
    probable. `country_code`: to be used with it. `score`: of the best candidate. `candidates`: their codes, best first,
    `|` between. `message`: the explanation, in French.
    """

    status: str
    code: str | None
    country_code: str | None
    name: str | None
    score: float | None
    date_start: date | None
    date_end: date | None
    candidates: str | None
    message: str


RESULT_COLUMNS = tuple(f"result_{member}" for member in Result._fields)


def flat_result(answer: Answer) -> Result:
    """The row of an answer."""
    best = answer.best
    code = answer.code
    place = best.place if best is not None and code else None
    return Result(
        status=str(answer.status),
        code=code,
        country_code=answer.country,
        name=place.name if place else None,
        score=answer.score,
        date_start=(place.period.start or INSEE_ORIGIN) if place else None,
        date_end=place.period.end if place else None,
        candidates="|".join([candidate.place.code for candidate in answer.candidates]) or None,
        message=answer.explanation,
    )
