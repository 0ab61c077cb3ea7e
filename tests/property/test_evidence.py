"""What holds for every question, whatever its pieces say (domain.md, section 7)."""

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.property.conftest import Ask
from tests.property.strategies import departments, known_names, periods, thorough
from tests.property.test_resolver import check
from transcogage.resolution.answer import Answer
from transcogage.resolution.departments import department_of
from transcogage.resolution.model import Birthplace, Period, Query, Status
from transcogage.resolution.registry import CORSICA, CORSICAN_DEPARTMENTS

MOST_CANDIDATES = 100
"""Far more than the places of any merger, and than those of any name."""

FORMER_CODES_OF_ISLANDS = {"971", "977", "978"}


def departments_of(place: Birthplace) -> set[str]:
    """The departments that the place was ever in, those that share their ground with another included."""
    found = set(map(department_of, (place.code, *place.later_codes)))
    if found & CORSICAN_DEPARTMENTS:
        found.add(CORSICA)
    if found & FORMER_CODES_OF_ISLANDS:
        found |= FORMER_CODES_OF_ISLANDS
    return found


def sure_place(answer: Answer) -> Birthplace | None:
    return answer.candidates[0].place if answer.status is Status.CERTAIN else None


@given(known=known_names, period=periods(), department=departments)
@thorough
def test_certain_is_never_a_place_of_another_department_than_the_one_given(
    ask: Ask, known: tuple[str, str], period: Period, department: str
) -> None:
    answer = ask(Query(known[0], period, department))
    check(answer)
    assert len(answer.candidates) <= MOST_CANDIDATES
    place = sure_place(answer)
    if place is not None and place.kind != "PAYS":
        # a place of 985 is known by 976 too, one of the Seine by 75
        former = {department_of(code) for code in place.later_codes}
        assert department in departments_of(place) | former | {place.department} | _before(place)


def _before(place: Birthplace) -> set[str]:
    """The departments that its ground had been in: of today's 91 to 95, those of the Seine and of Seine-et-Oise."""
    if place.department in {"91", "92", "93", "94", "95"}:
        return {"75", "78"}
    return {"985"} if place.department == "976" else set()


@given(known=known_names, period=periods(), of_elsewhere=known_names)
@thorough
def test_a_code_of_another_place_forbids_certain(
    ask: Ask, known: tuple[str, str], period: Period, of_elsewhere: tuple[str, str]
) -> None:
    question = Query(known[0], period, department_of(known[1]))
    plain = ask(question)
    codes = {each.part_code for each in plain.candidates}
    codes |= {code for each in plain.candidates for code in each.place.later_codes}
    assume(of_elsewhere[1] not in codes)
    answer = ask(question._replace(current_code=of_elsewhere[1]))
    check(answer)
    if "CODE_COMMUNE_SANS_EFFET" not in {note.code for note in answer.notes}:
        assert answer.status is not Status.CERTAIN
    assert {each.place.code for each in plain.candidates} <= {each.place.code for each in answer.candidates}


@given(known=known_names, period=periods(), department=departments)
@thorough
def test_without_a_department_certain_is_what_every_department_that_knows_the_name_says(
    ask: Ask, known: tuple[str, str], period: Period, department: str
) -> None:
    """No department given can then lead to another code."""
    answer = ask(Query(known[0], period))
    check(answer)
    assert len(answer.candidates) <= MOST_CANDIDATES
    place = sure_place(answer)
    if place is not None:
        there = ask(Query(known[0], period, department))
        assert there.code in (None, place.code) or there.status is not Status.CERTAIN


@given(known=known_names, period=periods(), beside=st.booleans())
@thorough
def test_a_department_written_with_the_name_is_as_one_given_beside(
    ask: Ask, known: tuple[str, str], period: Period, beside: bool
) -> None:
    name, code = known
    assume("(" not in name and "," not in name and not any(letter.isdigit() for letter in name))
    department = department_of(code)
    given_beside = ask(Query(name, period, department))
    written = ask(Query(f"{name} ({department})", period, department if beside else None))
    assert (written.status, written.code) == (given_beside.status, given_beside.code)
    assert written.candidates == given_beside.candidates
