"""What breaks the programs written against a released specification is noticed, what does not is not."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT
from tests.http.compatibility import breaking_changes, main

RELEASED = ROOT / "docs" / "openapi" / "released.yaml"
CURRENT = ROOT / "openapi.yaml"
Document = dict[str, Any]

BEFORE: Document = {
    "paths": {
        "/v1/cog": {
            "get": {
                "operationId": "resolve",
                "parameters": [
                    {"name": "nom", "in": "query", "required": True, "schema": {"type": "string", "maxLength": 100}},
                    {"name": "annee", "in": "query", "schema": {"type": "integer", "minimum": 1890, "maximum": 2026}},
                    {"name": "type", "in": "query", "schema": {"type": "string", "enum": ["COM", "ARM"]}},
                ],
                "responses": {
                    "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Reponse"}}}},
                    "422": {
                        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Erreur"}}}
                    },
                },
            }
        },
        "/v1/lot": {
            "post": {
                "operationId": "resolveAll",
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Demande"}}},
                },
                "responses": {"200": {"description": "Rien"}},
            }
        },
    },
    "components": {
        "schemas": {
            "Reponse": {"oneOf": [{"$ref": "#/components/schemas/Certaine"}, {"$ref": "#/components/schemas/Ambigue"}]},
            "Certaine": {
                "type": "object",
                "properties": {
                    "code": {"type": "string"},
                    "fin": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                    "suite": {"$ref": "#/components/schemas/Certaine"},
                },
                "required": ["code", "fin"],
            },
            "Ambigue": {"type": "object", "properties": {"codes": {"type": "array", "items": {"type": "string"}}}},
            "Erreur": {"type": "object", "properties": {"code": {"type": "string", "enum": ["VIDE", "LONG"]}}},
            "Demande": {
                "type": "object",
                "properties": {"id": {"type": ["string", "integer"]}, "nom": {"type": "string"}},
                "required": ["nom"],
            },
        }
    },
}

GET = ("paths", "/v1/cog", "get")
POST = ("paths", "/v1/lot", "post")
SCHEMAS = ("components", "schemas")


def changed(change: Callable[[Document], object]) -> Document:
    document = copy.deepcopy(BEFORE)
    change(document)
    return document


def at(document: Any, *path: Any) -> Any:
    for part in path:
        document = document[part]
    return document


def put(*path: Any, value: Any) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        at(document, *path[:-1])[path[-1]] = value

    return change


def drop(*path: Any) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        del at(document, *path[:-1])[path[-1]]

    return change


def add(*path: Any, value: Any) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        at(document, *path).append(value)

    return change


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (drop("paths", "/v1/cog"), "/v1/cog: removed"),
        (drop(*GET), "GET /v1/cog: removed"),
        (put(*GET, "operationId", value="resoudre"), "operationId changed from resolve to resoudre"),
        (drop(*GET, "parameters", 1), "parameter annee removed"),
        (put(*GET, "parameters", 1, "in", value="header"), "GET /v1/cog: parameter annee removed"),
        (put(*GET, "parameters", 1, "required", value=True), "parameter annee became required"),
        (add(*GET, "parameters", value={"name": "x", "in": "query", "required": True}), "parameter x added, and req"),
        (put(*GET, "parameters", 1, "schema", "type", value="string"), "type changed from integer to string"),
        (put(*GET, "parameters", 1, "schema", "minimum", value=1900), "minimum is now 1900"),
        (put(*GET, "parameters", 1, "schema", "maximum", value=2000), "maximum is now 2000"),
        (put(*GET, "parameters", 0, "schema", "maxLength", value=50), "maxLength is now 50"),
        (put(*GET, "parameters", 0, "schema", "minLength", value=2), "minLength is now 2"),
        (put(*GET, "parameters", 0, "schema", "pattern", value="^[A-Z]"), "pattern changed"),
        (put(*GET, "parameters", 0, "schema", "enum", value=["Paris"]), "only some values remain"),
        (drop(*GET, "parameters", 2, "schema", "enum", 1), "value 'ARM' removed"),
        (drop(*GET, "responses", "422"), "answer 422 removed"),
        (put(*GET, "responses", "200", "content", value={"text/csv": {}}), "answer 200 is no longer application/json"),
        (drop(*SCHEMAS, "Certaine", "properties", "code"), "member code removed"),
        (put(*SCHEMAS, "Certaine", "required", value=["fin"]), "member code is no longer always there"),
        (put(*SCHEMAS, "Certaine", "properties", "code", "type", value="integer"), "type changed from string to int"),
        (
            put(*SCHEMAS, "Certaine", "properties", "code", "type", value=["string", "null"]),
            "type changed from string to null or string",
        ),
        (
            put(*SCHEMAS, "Certaine", "properties", "code", value={"anyOf": [{"type": "string"}, {"type": "null"}]}),
            "code: type changed from string to null or string",
        ),
        (
            put(*SCHEMAS, "Ambigue", "properties", "codes", "items", "type", value="integer"),
            "member codes, items: type changed",
        ),
        (drop(*SCHEMAS, "Reponse", "oneOf", 1), "Ambigue removed"),
        (add(*SCHEMAS, "Reponse", "oneOf", value={"$ref": "#/components/schemas/Erreur"}), "Erreur added"),
        (drop(*SCHEMAS, "Erreur", "properties", "code", "enum", 0), "value 'VIDE' removed"),
        (drop(*POST, "requestBody"), "body removed"),
        (put(*POST, "requestBody", "content", value={"text/csv": {}}), "body may no longer be application/json"),
        (put(*SCHEMAS, "Demande", "required", value=["nom", "id"]), "member id became required"),
        (drop(*SCHEMAS, "Demande", "properties", "id"), "member id removed"),
        (put(*SCHEMAS, "Demande", "properties", "id", "type", value="string"), "type changed from integer or string"),
        (put(*SCHEMAS, "Demande", "additionalProperties", value=False), "other members are now refused"),
        (
            put(*GET, "requestBody", value={"required": True, "content": {}}),
            "GET /v1/cog: body added, and required",
        ),
    ],
)
def test_what_breaks_programs_is_told(change: Callable[[Document], None], told: str) -> None:
    (line,) = breaking_changes(BEFORE, changed(change))
    assert told in line


HARMLESS: dict[str, Callable[[Document], object]] = {
    "nothing changes": lambda _: None,
    "a path is added": put("paths", "/v1/pays", value={"get": {"operationId": "countries", "responses": {}}}),
    "an operation is added": put("paths", "/v1/cog", "post", value={"operationId": "other", "responses": {}}),
    "an optional parameter is added": add(*GET, "parameters", value={"name": "x", "in": "query", "schema": {}}),
    "a parameter becomes optional": put(*GET, "parameters", 0, "required", value=False),
    "a type is widened": put(*GET, "parameters", 1, "schema", "type", value="number"),
    "a type is added": put(*GET, "parameters", 1, "schema", "type", value=["integer", "string"]),
    "a year passes": put(*GET, "parameters", 1, "schema", "maximum", value=2027),
    "a minimum is lowered": put(*GET, "parameters", 1, "schema", "minimum", value=1800),
    "a limit is lifted": drop(*GET, "parameters", 0, "schema", "maxLength"),
    "any value is accepted": drop(*GET, "parameters", 2, "schema", "enum"),
    "a value is accepted besides": add(*GET, "parameters", 2, "schema", "enum", value="COMD"),
    "an answer is added": put(*GET, "responses", "429", value={"content": {}}),
    "a member is added": put(*SCHEMAS, "Certaine", "properties", "nom", value={"type": "string"}),
    "a member is always there": put(*SCHEMAS, "Certaine", "required", value=["code", "fin", "suite"]),
    "a member is never null": put(*SCHEMAS, "Certaine", "properties", "fin", value={"type": "string"}),
    "an error code is added": add(*SCHEMAS, "Erreur", "properties", "code", "enum", value="COURT"),
    "a member may be left out": put(*SCHEMAS, "Demande", "required", value=[]),
    "the body may be left out": put(*POST, "requestBody", "required", value=False),
    "a type of body is added": put(*POST, "requestBody", "content", "text/csv", value={}),
}


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS)
def test_what_breaks_none_is_not_told(change: Callable[[Document], object]) -> None:
    assert breaking_changes(BEFORE, changed(change)) == []


def test_the_application_breaks_nothing_of_the_last_release(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(RELEASED, CURRENT) == 0
    assert capsys.readouterr().err == ""


def test_a_break_is_told_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    released = yaml.safe_load(RELEASED.read_text(encoding="utf-8"))
    released["paths"]["/v1/code"] = released["paths"]["/v1/cog"]
    richer = tmp_path / "released.yaml"
    richer.write_text(yaml.safe_dump(released), encoding="utf-8")
    assert main(richer, CURRENT) == 1
    assert "/v1/code: removed" in capsys.readouterr().err
