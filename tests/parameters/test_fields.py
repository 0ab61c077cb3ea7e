"""Each field of the table can be asked in every way, under its own name there."""

from typing import Any

import pytest
import yaml

from tests.conftest import ROOT
from transcogage.bulk.columns import asked_by_keyword, default_columns, locate_columns
from transcogage.cli.files import resolve_file
from transcogage.parameters.fields import ABROAD, FIELDS, HINTS, PARAMETERS, PERIOD, Field

PATHS = yaml.safe_load((ROOT / "openapi.yaml").read_text(encoding="utf-8"))["paths"]


@pytest.fixture(params=FIELDS, ids=lambda field: field.member)
def field(request: pytest.FixtureRequest) -> Field[Any]:
    return request.param  # type: ignore[no-any-return]


@pytest.mark.parametrize("kind", ["member", "keyword", "name", "option"])
def test_no_two_fields_have_one_name(kind: str) -> None:
    assert len({getattr(field, kind) for field in FIELDS}) == len(FIELDS)


def test_a_question_and_a_file_have_the_same_fields() -> None:
    of_files, of_questions = ({field.name for field in fields} for fields in (FIELDS, PARAMETERS))
    assert of_files == of_questions
    assert {field.name for field in (*PERIOD, *HINTS, *ABROAD)} <= of_files


def test_each_has_an_option_of_the_command_line_that_says_what_its_column_contains(field: Field[Any]) -> None:
    (option,) = [option for option in resolve_file.params if field.option in option.opts]
    assert option.name == field.member
    assert field.contents[1:] in str(getattr(option, "help", ""))


def test_each_is_a_field_of_the_form(field: Field[Any]) -> None:
    (content,) = PATHS["/v1/cog/csv"]["post"]["requestBody"]["content"].values()
    assert field.contents in content["schema"]["properties"][field.name]["description"]


def test_each_is_a_keyword_of_the_library(field: Field[Any]) -> None:
    assert asked_by_keyword({field.keyword: "a"}) == {field.member: "a"}


def test_each_names_its_column_when_nothing_is_said(field: Field[Any]) -> None:
    needed = ["nomCommuneNaissance", "anneeDateNaissance"]
    header = list(dict.fromkeys([*needed, field.name]))
    assert locate_columns(default_columns(header), header)[field.member] == header.index(field.name)


def test_the_parameters_of_a_question_are_those_of_an_item_of_a_batch_too() -> None:
    names = [field.name for field in PARAMETERS]
    assert [parameter["name"] for parameter in PATHS["/v1/cog"]["get"]["parameters"]] == names
    (content,) = PATHS["/v1/cog/lot"]["post"]["requestBody"]["content"].values()
    assert [*content["schema"]["properties"]["demandes"]["items"]["properties"]] == ["id", *names]
