"""The JSON bodies of a batch, as models and schemas for the specification (see `schemas`)."""

from typing import Annotated, Any

from pydantic import BaseModel, Field

from service.http.batch import IDENTIFIER, LARGEST_IDENTIFIER, LONGEST_IDENTIFIER, MOST_QUESTIONS, QUESTIONS
from service.http.schemas import Erreur, ReponseAmbigue, ReponseCertaine, ReponseIntrouvable, ReponseProbable
from service.questions.parameters import PARAMETERS
from service.questions.reading import Parameter


class _DuLot(BaseModel):
    id: Annotated[str | int | None, Field(description="L'identifiant de la demande ; null si elle n'en a pas")]


class ReponseCertaineDuLot(_DuLot, ReponseCertaine):
    """Un seul lieu de naissance est possible."""


class ReponseProbableDuLot(_DuLot, ReponseProbable):
    """Un lieu se détache (score de 0,9 ou plus) ; les autres sont listés."""


class ReponseAmbigueDuLot(_DuLot, ReponseAmbigue):
    """Plusieurs lieux, aucun assez probable ; tous sont listés, le plus probable d'abord."""


class ReponseIntrouvableDuLot(_DuLot, ReponseIntrouvable):
    """Aucun lieu de ce nom ; des noms proches sont proposés."""


class DemandeACorriger(_DuLot):
    """Une demande mal écrite, avec tout ce qui est à corriger."""

    erreurs: Annotated[list[Erreur], Field(min_length=1)]


class ReponsesDuLot(BaseModel):
    """Une réponse par demande, dans le même ordre."""

    reponses: list[
        ReponseCertaineDuLot | ReponseProbableDuLot | ReponseAmbigueDuLot | ReponseIntrouvableDuLot | DemandeACorriger
    ]


def batch_schema() -> dict[str, Any]:
    """The JSON schema of a batch: an item has the parameters of `/v1/cog`, digits written as texts or as numbers."""
    identifier = {
        "type": ["string", "integer", "null"],
        "description": "Ce que vous voulez : repris dans la réponse. Peut se répéter, peut manquer.",
        "maxLength": LONGEST_IDENTIFIER,
        "minimum": -LARGEST_IDENTIFIER,
        "maximum": LARGEST_IDENTIFIER,
        "examples": ["dossier-1", 1],
    }
    item = {
        "type": "object",
        "properties": {IDENTIFIER: identifier} | {parameter.name: _member(parameter) for parameter in PARAMETERS},
        "required": [parameter.name for parameter in PARAMETERS if parameter.required],
        "additionalProperties": False,
    }
    questions = {"type": "array", "minItems": 1, "maxItems": MOST_QUESTIONS, "items": item}
    return {
        "type": "object",
        "properties": {QUESTIONS: questions},
        "required": [QUESTIONS],
        "additionalProperties": False,
    }


def _member(parameter: Parameter[Any]) -> dict[str, Any]:
    schema = {"pattern": "^[0-9]{1,4}$"} | parameter.schema
    types = ["string", "integer"] if parameter.required else ["string", "integer", "null"]
    return schema | {"type": types, "description": parameter.description}
