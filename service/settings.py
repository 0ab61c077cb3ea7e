"""The service's settings, read from the environment: `TRANSCOGAGE_` and the field's name in capitals."""

from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "TRANSCOGAGE_"


class Settings(BaseSettings):
    """Every setting, with its default; the descriptions are shown to the person who mistypes one."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True)

    database: Path = Field(Path("data/cog.duckdb"), description="chemin de la base construite")
    host: str = Field("127.0.0.1", min_length=1, description="adresse d'écoute")
    port: int = Field(8000, ge=0, le=65535, description="port d'écoute, de 1 à 65535 (0 : un port libre)")
    workers: int = Field(1, ge=1, le=64, description="nombre de processus, de 1 à 64")


class SettingsError(Exception):
    """A setting has a value that cannot be used; the message, in French, names the variable and what is expected."""


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
