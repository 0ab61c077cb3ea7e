"""The labelled cases: every `must` and `should` gets the answer it is given for; `may` is beyond the rules."""

import pytest

from tests.evaluation.cases import Case, faults, read_cases
from transcogage.resolution.index import Index

CASES = read_cases()


@pytest.mark.parametrize("case", [case for case in CASES if case.tier in ("must", "should")], ids=lambda case: case.id)
def test_a_labelled_case_gets_its_answer(index: Index, case: Case) -> None:
    assert faults(index, case) == [], case.why


def test_there_are_enough_cases_each_with_its_own_name_and_reason() -> None:
    assert len(CASES) >= 150
    assert len({case.id for case in CASES}) == len(CASES)
    assert {case.tier for case in CASES} == {"must", "should", "may"}
    assert all(case.why.endswith(".") for case in CASES)


def test_cases_are_in_the_order_of_their_topic_and_name() -> None:
    order = [(case.topic, case.id) for case in CASES]
    assert order == sorted(order)
