"""The JSON bodies of the searches and of the codes, as models: see `schemas`."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field, RootModel

from transcogage.document.schemas import CodeCommune, Lieu, Origine, Score
from transcogage.resolution.codes import CodeNature


class CommuneTrouvee(BaseModel):
    """Une commune proposée pendant la frappe."""

    code: CodeCommune
    nom: str
    code_departement: str
    nom_departement: str | None
    codes_postaux: Annotated[list[str], Field(description="Codes postaux d'aujourd'hui ; vide pour certains lieux")]
    date_debut: Annotated[date, Field(description="Premier jour ; 1943-01-01 si la période commence avant")]
    date_fin: Annotated[date | None, Field(description="Jour qui suit le dernier ; null si la commune existe encore")]


class CommunesTrouvees(RootModel[list[CommuneTrouvee]]):
    """Les communes proposées, la plus connue d'abord."""


class PaysTrouve(BaseModel):
    """Un pays ou territoire, sous le nom qu'il avait alors."""

    code: Annotated[str, Field(pattern="^9[89][0-9]{3}$", description="Code du pays à cette date")]
    nom: str
    date_debut: Annotated[date | None, Field(description="Début de ce code pour ce nom ; null si inconnu")]
    date_fin: Annotated[date | None, Field(description="Jour qui suit le dernier ; null si toujours en vigueur")]


class PaysTrouves(RootModel[list[PaysTrouve]]):
    """Les pays, le meilleur d'abord."""


class AutreLieu(Lieu):
    """Un autre lieu auquel le code a pu faire penser."""

    score: Score


class VerificationCode(BaseModel):
    """Ce qu'un code désignait à une date."""

    code: CodeCommune
    date: date
    nature: CodeNature
    valide: Annotated[bool, Field(description="Le code peut être celui d'une naissance à cette date")]
    lieu: Annotated[Lieu | None, Field(description="Ce que le code désignait alors ; null s'il n'existait pas")]
    code_a_utiliser: Annotated[CodeCommune | None, Field(description="Lui-même, un autre, ou null si plusieurs")]
    autres_lieux: list[AutreLieu]
    explication: str
    periodes: Annotated[list[Lieu], Field(description="Tout ce que le code a désigné")]
    donnees: Origine


class CoteEvenement(BaseModel):
    """Un côté d'un événement."""

    type: str
    code: CodeCommune
    nom: str


class EvenementHistoire(BaseModel):
    """Un événement de l'histoire d'une commune."""

    date: date
    evenement: Annotated[str, Field(description="Code INSEE de l'événement (MOD)")]
    libelle: str
    avant: CoteEvenement | None
    apres: CoteEvenement | None


class Filiation(BaseModel):
    """L'histoire d'un code."""

    code: CodeCommune
    periodes: list[Lieu]
    evenements: list[EvenementHistoire]
    donnees: Origine
