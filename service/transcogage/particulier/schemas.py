"""The bodies of the proxy's answers, as models that document them. In French, as `transcogage.document.answer_schema`.

The upstream's own answers are passed on unread: their models only say what they are.
"""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field


class QuotientFamilial(BaseModel):
    """La réponse d'API Particulier (v3), à l'octet près ; son contenu dépend des droits du jeton."""

    model_config = ConfigDict(extra="allow")

    data: dict[str, Any]
    links: dict[str, Any]
    meta: dict[str, Any]


class CompositionFamiliale(BaseModel):
    """La réponse d'API Particulier (v2), à l'octet près ; son contenu dépend des droits du jeton."""

    model_config = ConfigDict(extra="allow")


class SourceErreur(BaseModel):
    """Ce qui est en cause."""

    parameter: Annotated[str, Field(description="Le paramètre ou l'en-tête à corriger")]


class ErreurQuotientFamilial(BaseModel):
    """Une erreur, d'API Particulier ou de ce service."""

    code: Annotated[str, Field(description="TRANSCOGAGE_… : refus de ce service ; sinon, code d'API Particulier")]
    title: str
    detail: Annotated[str, Field(description="Ce qui ne va pas, et ce qu'il faut faire")]
    source: SourceErreur | None
    meta: Annotated[
        dict[str, Any],
        Field(
            description="`provider` : qui a refusé (Transcogage : ce service) ; `retry_in` : secondes à attendre ; "
            "pour un lieu ambigu ou introuvable, la réponse de `/v1/cog`, dont `candidats`"
        ),
    ]


class ErreursQuotientFamilial(BaseModel):
    """La forme des erreurs de la v3."""

    errors: Annotated[list[ErreurQuotientFamilial], Field(min_length=1)]


class ErreurCompositionFamiliale(BaseModel):
    """La forme des erreurs de la v2, avec `meta` et `source` en plus pour les refus de ce service."""

    error: Annotated[str, Field(description="TRANSCOGAGE_… : refus de ce service ; sinon, code d'API Particulier")]
    reason: Annotated[str, Field(description="Ce qui ne va pas, et ce qu'il faut faire")]
    message: Annotated[str, Field(description="La même chose")]
    meta: Annotated[dict[str, Any] | None, Field(description="Comme dans la v3")] = None
    source: SourceErreur | None = None
