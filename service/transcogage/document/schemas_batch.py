"""The answers of a batch, as models that document them (see `schemas`)."""

from typing import Annotated

from pydantic import BaseModel, Field

from transcogage.document.schemas import Erreur, ReponseAmbigue, ReponseCertaine, ReponseIntrouvable, ReponseProbable


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
