"""The JSON of what is found as one types; the models document it."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from transcogage.document.answer import iso_day
from transcogage.document.answer_schema import CodeCommune
from transcogage.resolution.autocomplete import Proposal
from transcogage.resolution.model import INSEE_ORIGIN
from transcogage.resolution.places import CountryFound, Places
from transcogage.resolution.ranking import Match

Correspondance = Annotated[
    Match,
    Field(
        description="Comment ce qui est tapé mène à ce lieu : nom (le nom entier, ou celui de son île, dans l'usage), "
        "debut (le nom commence ainsi), mots ("
        "chaque mot commence un mot du nom), code_postal, code_insee, departement (le département seul est tapé), "
        "orthographe_proche (rien ne commence ainsi : une faute est supposée). D'autres valeurs peuvent venir."
    ),
]


class CommuneTrouvee(BaseModel):
    """Une commune proposée pendant la frappe."""

    code: CodeCommune
    nom: str
    code_departement: str
    nom_departement: str | None
    codes_postaux: Annotated[list[str], Field(description="Codes postaux d'aujourd'hui ; vide pour certains lieux")]
    date_debut: Annotated[date, Field(description="Premier jour ; 1943-01-01 si la période commence avant")]
    date_fin: Annotated[date | None, Field(description="Jour qui suit le dernier ; null si la commune existe encore")]
    type: Annotated[
        Literal["COM", "COMA", "COMD", "ARM"],
        Field(description="COM commune, COMA commune associée, COMD commune déléguée, ARM arrondissement municipal"),
    ]
    posterieur: Annotated[
        bool,
        Field(
            description="Vrai : c'est le nom d'aujourd'hui, qui n'existait pas encore l'année demandée. `/v1/cog` le "
            "comprend, et dit le code du lieu à la naissance"
        ),
    ]
    correspondance: Correspondance


class LieuEnFrance(CommuneTrouvee):
    """Une commune, une de ses parties ou un arrondissement."""

    nature: Literal["commune"]


class LieuALEtranger(BaseModel):
    """Un pays ou territoire, sous le nom qu'il avait alors."""

    nature: Literal["pays"]
    code: Annotated[str, Field(pattern="^9[89][0-9]{3}$", description="Code du pays à cette date")]
    nom: str
    date_debut: Annotated[date | None, Field(description="Début de ce code pour ce nom ; null si inconnu")]
    date_fin: Annotated[date | None, Field(description="Jour qui suit le dernier ; null si toujours en vigueur")]
    correspondance: Correspondance


class LieuxTrouves(BaseModel):
    """Les lieux proposés, le meilleur d'abord."""

    total: Annotated[int, Field(ge=0, description="Combien il y en a en tout, au-delà de `limit`")]
    lieux: list[Annotated[LieuEnFrance | LieuALEtranger, Field(discriminator="nature")]]


def commune_row(found: Proposal, departments: Mapping[str, str]) -> dict[str, Any]:
    """A commune found."""
    place = found.place
    return {
        "code": place.code,
        "nom": place.name,
        "code_departement": place.department,
        "nom_departement": departments.get(place.department),
        "codes_postaux": sorted(place.postal_codes),
        "date_debut": iso_day(place.period.start or INSEE_ORIGIN),
        "date_fin": iso_day(place.period.end),
        "type": place.kind,
        "posterieur": found.later,
        "correspondance": found.match,
    }


def places_document(found: Places, departments: Mapping[str, str]) -> dict[str, Any]:
    """Communes and countries found, in one list."""
    return {
        "total": found.total,
        "lieux": [
            {"nature": "commune", **commune_row(row, departments)} if isinstance(row, Proposal) else _country_row(row)
            for row in found.rows
        ],
    }


def _country_row(found: CountryFound) -> dict[str, Any]:
    """A country found; unlike a commune's, a period without a known start says null."""
    return {
        "nature": "pays",
        "code": found.place.code,
        "nom": found.place.name,
        "date_debut": iso_day(found.place.period.start),
        "date_fin": iso_day(found.place.period.end),
        "correspondance": found.match,
    }
