"""The service's settings, read from the environment: `TRANSCOGAGE_` and the field's name in capitals.

`docs/reglages.md` is their table, written by `make reglages` from here.
"""

import sys
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from transcogage.errors import TranscogageError

PREFIX = "TRANSCOGAGE_"


class Settings(BaseSettings):
    """Every setting, with its default; the descriptions are shown to the person who mistypes one."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True)

    database: Path = Field(
        Path("data/cog.duckdb"),
        description="chemin de la base construite, ou du dossier des versions publiées ; si rien n'est dit et que "
        "`data/cog.duckdb` n'existe pas, le programme construit sa base dans le dossier de données de l'utilisateur",
    )
    host: str = Field("127.0.0.1", min_length=1, description="adresse d'écoute")
    port: int = Field(8000, ge=0, le=65535, description="port d'écoute, de 1 à 65535 (0 : un port libre)")
    workers: int = Field(1, ge=1, le=64, description="nombre de processus, de 1 à 64")
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description="adresses ou réseaux IP, séparés par des virgules, des mandataires dont les en-têtes "
        "X-Forwarded-For et X-Forwarded-Proto sont crus (vide : aucun)",
    )
    rate_limit: int = Field(
        0,
        ge=0,
        le=1_000_000,
        description="nombre de demandes qu'un client (une adresse IP) peut faire par minute à chaque processus, "
        "jusqu'à 1 000 000 (0 : pas de limite)",
    )
    max_body_size: int = Field(
        1_048_576,
        ge=1_024,
        le=104_857_600,
        description="taille maximale du corps d'une demande, en octets, de 1 024 à 104 857 600",
    )
    max_file_size: int = Field(
        52_428_800,
        ge=1_024,
        le=1_073_741_824,
        description="taille maximale d'un fichier envoyé à /v1/cog/csv, en octets, de 1 024 à 1 073 741 824 ; il est "
        "gardé en mémoire, jamais sur un disque",
    )
    max_file_rows: int = Field(
        500_000, ge=1, le=10_000_000, description="nombre maximal de lignes d'un fichier envoyé, de 1 à 10 000 000"
    )
    files_at_once: int = Field(
        2, ge=1, le=64, description="nombre de fichiers traités à la fois par chaque processus, de 1 à 64"
    )
    max_connections: int = Field(
        1_000,
        ge=1,
        le=1_000_000,
        description="nombre maximal de connexions à chaque processus, jusqu'à 1 000 000, et jamais plus de la moitié "
        "des descripteurs de fichiers permis ; au-delà, une nouvelle prend la place de celle qui ne demande rien "
        "depuis le plus longtemps",
    )
    client_timeout: float = Field(
        20.0,
        gt=0,
        le=3_600,
        description="durée, en secondes, laissée à un client pour envoyer l'en-tête d'une demande, puis son corps, et "
        "pour lire la réponse, jusqu'à 3 600 ; pour ce qui est long, une seconde de plus tous les 20 000 octets",
    )
    stop_delay: float = Field(
        1.0,
        ge=0,
        le=600,
        description="durée, en secondes, pendant laquelle le service répond encore normalement après SIGTERM, le temps "
        "que les clients le quittent, de 0 à 600",
    )
    stop_grace: int = Field(
        30,
        ge=1,
        le=3_600,
        description="durée, en secondes, laissée ensuite aux demandes en cours pour se terminer, de 1 à 3 600",
    )

    release_check: float = Field(
        5.0,
        ge=0,
        le=3_600,
        description="intervalle, en secondes, auquel le service regarde si d'autres données sont publiées, pour les "
        "servir, jusqu'à 3 600 (0 : seulement sur SIGHUP)",
    )

    qf_url: str | None = Field(
        None,
        pattern=r"^(https?://[^\s/?#@]+(/[^\s?#]*)?)?$",
        description="adresse de l'API Particulier devant laquelle se place le proxy du quotient familial, par exemple "
        "https://staging.particulier.api.gouv.fr (rien : le proxy est éteint)",
    )
    qf_connect_timeout: float = Field(
        5.0, gt=0, le=60, description="durée, en secondes, laissée pour joindre l'API Particulier, jusqu'à 60"
    )
    qf_read_timeout: float = Field(
        30.0, gt=0, le=300, description="durée, en secondes, laissée à l'API Particulier pour répondre, jusqu'à 300"
    )
    qf_largest_answer: int = Field(
        1_000_000,
        ge=1,
        le=100_000_000,
        description="taille maximale d'une réponse de l'API Particulier, en octets, jusqu'à 100 000 000",
    )
    qf_calls_per_second: int = Field(
        20, ge=1, le=1_000_000, description="appels par seconde envoyés pour un même jeton, de 1 à 1 000 000"
    )
    qf_calls_per_minute: int = Field(
        1_000, ge=1, le=1_000_000, description="appels par minute envoyés en tout, de 1 à 1 000 000"
    )

    datagouv_url: str = Field(
        "https://www.data.gouv.fr",
        pattern=r"^https?://[^\s/?#@]+$",
        description="adresse de data.gouv.fr, où `transcogage data fetch` cherche d'abord un millésime",
    )
    insee_url: str = Field(
        "https://www.insee.fr",
        pattern=r"^https?://[^\s/?#@]+$",
        description="adresse du site de l'INSEE, où `transcogage data fetch` cherche ensuite",
    )
    fetch_timeout: float = Field(
        30.0,
        gt=0,
        le=600,
        description="silence, en secondes, après lequel `transcogage data fetch` recommence un téléchargement, jusqu'à "
        "600",
    )

    @field_validator("trusted_proxies", mode="before")
    @classmethod
    def split_networks(cls, value: object) -> object:
        """Read networks as they are written in the environment, one after the other."""
        if not isinstance(value, str):
            return value
        networks = tuple(part.strip() for part in value.split(",") if part.strip())
        for network in networks:
            ip_network(network)
        return networks


class SettingsError(TranscogageError):
    """A setting has a value that cannot be used; the message, in French, names the variable and what is expected."""

    exit_code = 2


def read_settings(**given: object) -> Settings:
    """The settings of the environment, those `given` (and not None) taking precedence.

    Raises `SettingsError` for a value that cannot be used.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        names = {str(details["loc"][0]) for details in error.errors()}
        expected = (
            f"{PREFIX}{name.upper()} : valeur refusée. Attendu : {field.description}."
            for name, field in Settings.model_fields.items()
            if name in names
        )
        raise SettingsError("\n".join(expected)) from None


TABLE_HEAD = """\
# Réglages

Le service se règle par des variables d'environnement. Une valeur qui ne peut pas servir est refusée au démarrage, avec
ce qui est attendu. Ce tableau est écrit par `make reglages`.

| Variable | Par défaut | Sens |
|---|---|---|
"""


def settings_table() -> str:
    """The table of the settings, in Markdown."""
    return TABLE_HEAD + "".join(
        f"| `{PREFIX}{name.upper()}` | {_written(field.default)} | {field.description} |\n"
        for name, field in Settings.model_fields.items()
    )


def _written(default: object) -> str:
    if isinstance(default, tuple):
        default = ",".join(default)
    if default is None:
        return "(rien)"
    return f"`{default:g}`" if isinstance(default, float) else f"`{default}`" if default != "" else "(vide)"


if __name__ == "__main__":
    sys.stdout.write(settings_table())
