"""The JSON of an answer, as models: they document the routes, and the tests check real answers with them.

Named in French, as the bodies are: these names appear in the specification and in the clients generated from it.
Answers are not built from these models: `answer` writes them, the tests hold the two together.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field, RootModel

from transcogage.resolution.departments import COMMUNE_CODE
from transcogage.resolution.model import NoteCode, Relation

COMMUNE_CODE_PATTERN = f"^{COMMUNE_CODE}$"
"""A commune's code in an answer, whole."""

CodeCommune = Annotated[str, Field(pattern=COMMUNE_CODE_PATTERN)]
CodePays = Annotated[str, Field(pattern="^99[0-9]{3}$")]
Score = Annotated[float, Field(ge=0, le=1)]


class Lieu(BaseModel):
    """Ce qu'un code désignait pendant une période."""

    code: Annotated[CodeCommune, Field(description="Code COG du lieu pendant cette période")]
    nom: Annotated[str, Field(description="Nom officiel pendant cette période")]
    type: Annotated[
        Literal["COM", "COMA", "COMD", "ARM", "PAYS"],
        Field(
            description="COM commune, COMA commune associée, COMD commune déléguée, ARM arrondissement municipal, "
            "PAYS ancien territoire"
        ),
    ]
    code_departement: Annotated[str, Field(description="Département du lieu pendant cette période")]
    date_debut: Annotated[date, Field(description="Premier jour ; 1943-01-01 si la période commence avant")]
    date_fin: Annotated[date | None, Field(description="Jour qui suit le dernier ; null si la période est en cours")]


class Successeur(BaseModel):
    """Le code et le nom après un événement."""

    code: CodeCommune
    nom: str


class Evenement(BaseModel):
    """Une étape entre le lieu de naissance et aujourd'hui."""

    date: Annotated[date, Field(description="Date d'effet")]
    evenement: Annotated[str, Field(description="Code INSEE de l'événement (MOD)")]
    libelle: Annotated[str, Field(description="Sens de ce code")]
    vers: Successeur


class Candidat(Lieu):
    """Un lieu de naissance possible."""

    score: Annotated[Score, Field(description="Probabilité que ce lieu soit le bon")]
    relation: Annotated[Relation, Field(description="Comment le nom demandé mène à ce lieu")]
    filiation: Annotated[list[Evenement], Field(description="Du lieu à la naissance jusqu'à aujourd'hui")]


class CodeAlternatif(BaseModel):
    """Un autre code sous lequel la même naissance peut être connue."""

    code: str
    usage: Annotated[str, Field(description="À quoi sert ce code, par exemple api_particulier")]
    motif: Annotated[str, Field(description="Pourquoi il existe")]


class Avertissement(BaseModel):
    """Ce qui mérite un second regard."""

    code: NoteCode
    message: str


class Lecture(BaseModel):
    """Ce qui a été compris de la question ; null pour ce qui est absent."""

    nom: str
    departement: Annotated[str | None, Field(description="Code du département donné, ou écrit avec le nom")]
    code_postal: str | None
    code_commune: str | None
    pays: Annotated[str | None, Field(description="Pays donné ou écrit avec le nom, pour une naissance à l'étranger")]
    arrondissement: Annotated[int | None, Field(description="Numéro d'arrondissement de Paris, Lyon ou Marseille")]


class Origine(BaseModel):
    """Les données dont la réponse est tirée."""

    millesime: Annotated[int, Field(description="Millésime du COG (INSEE)")]
    version: Annotated[str, Field(description="Version des données : deux réponses de même version sont cohérentes")]


class _Reponse(BaseModel):
    candidats: Annotated[list[Candidat], Field(description="Les lieux possibles, le plus probable d'abord")]
    codes_alternatifs: list[CodeAlternatif]
    explication: Annotated[str, Field(description="Une phrase qu'un agent peut lire")]
    lecture: Lecture
    avertissements: list[Avertissement]
    donnees: Origine


class _ReponseTrouvee(_Reponse):
    code_cog_insee_commune_naissance: Annotated[
        CodeCommune | None,
        Field(description="Le code à la naissance ; null pour un ancien territoire, connu par son seul code de pays"),
    ]
    code_cog_insee_pays_naissance: Annotated[CodePays, Field(description="99100 pour la France")]
    score: Score
    commune: Annotated[Lieu | None, Field(description="Le lieu retenu ; null s'il n'a pas de code de commune")]
    candidats: Annotated[list[Candidat], Field(min_length=1, description="Le lieu retenu, puis les autres")]


class _ReponseSansCode(_Reponse):
    code_cog_insee_commune_naissance: None
    code_cog_insee_pays_naissance: CodePays | None
    score: Score
    commune: None


class ReponseCertaine(_ReponseTrouvee):
    """Un seul lieu de naissance est possible."""

    statut: Literal["certain"]


class ReponseProbable(_ReponseTrouvee):
    """Un lieu se détache (score de 0,9 ou plus) ; les autres sont listés."""

    statut: Literal["probable"]


class ReponseAmbigue(_ReponseSansCode):
    """Plusieurs lieux, aucun assez probable ; tous sont listés, le plus probable d'abord."""

    statut: Literal["ambigu"]


class ReponseIntrouvable(_ReponseSansCode):
    """Aucun lieu de ce nom ; des noms proches sont proposés."""

    statut: Literal["introuvable"]


class Reponse(RootModel[ReponseCertaine | ReponseProbable | ReponseAmbigue | ReponseIntrouvable]):
    """La réponse à une question bien posée ; `statut` dit laquelle des quatre."""

    root: Annotated[
        ReponseCertaine | ReponseProbable | ReponseAmbigue | ReponseIntrouvable, Field(discriminator="statut")
    ]
