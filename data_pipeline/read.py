"""Reading the source files: one typed contract per kind of file.

Every file is read as text first (codes keep their leading zeros), its columns checked against the contract, then turned
into typed rows. INSEE's own downloads quote every field, the vendored copies quote none: both are plain CSV.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from data_pipeline.errors import PipelineError


class SourceError(PipelineError):
    """A source file breaks its contract; the message, in French, names the file and what to mend."""


@dataclass(frozen=True, slots=True)
class Contract:
    """The columns a file must have, and how it is written."""

    columns: tuple[str, ...]
    separator: str = ","


COMMUNES = Contract(("TYPECOM", "COM", "DEP", "LIBELLE", "COMPARENT"))
MOVEMENTS = Contract(("MOD", "DATE_EFF", "TYPECOM_AV", "COM_AV", "LIBELLE_AV", "TYPECOM_AP", "COM_AP", "LIBELLE_AP"))
DEPARTMENTS = Contract(("DEP", "LIBELLE"))
PERIODS_SINCE_1943 = Contract(("TYPECOM", "COM", "LIBELLE", "DATE_DEBUT", "DATE_FIN"))
LUTECE_PERIODS = Contract(("COM", "CODE_ZONE", "LIBELLE", "DATE_DEBUT", "DATE_FIN"))
OVERSEAS_COMMUNES = Contract(
    ("code_commune", "nom_commune", "code_collectivite", "nom_collectivite", "code_postal", "population")
)
ASP_COMMUNES = Contract(("code_com_insee", "lib_com", "date_deb_insee", "date_fin_insee"), separator=";")
EXTENSION_CODES = Contract(("COM", "CODE_ZONE", "LIBELLE"))
COUNTRIES = Contract(("COG", "ACTUAL", "CAPAY", "CRPAY", "ANI", "LIBCOG", "LIBENR", "ANCNOM"))
POSTAL_CODES = Contract(
    ("Code_commune_INSEE", "Nom_de_la_commune", "Code_postal", "Libellé_d_acheminement", "Ligne_5"), separator=";"
)
POPULATION_2013 = Contract(("DEPCOM", "PMUN13"), separator=";")
CURRENT_POPULATION = Contract(("COM", "PMUN"), separator=";")
MATERNITY_HOSPITALS = Contract(("INSEE_COM", "n"))


def read_day(text: str, path: str) -> date:
    """A date AAAA-MM-JJ of the file `path`. Raises `SourceError` for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise SourceError(f"{path} : {text!r} n'est pas une date AAAA-MM-JJ.") from error


def read_count(text: str, path: str) -> int:
    """A number, in French or English writing, of the file `path`. Raises `SourceError` for anything else."""
    try:
        return round(float(text.replace("\u202f", "").replace(" ", "").replace(",", ".")))
    except ValueError as error:
        raise SourceError(f"{path} : {text!r} n'est pas un nombre.") from error


def read_table(path: Path, contract: Contract) -> pl.DataFrame:
    """Read `path` as text columns, empty fields as empty strings.

    Raises `SourceError` when the file is missing, is not a table, or lacks a column of the contract.
    """
    try:
        table = pl.read_csv(
            path,
            separator=contract.separator,
            infer_schema=False,
        ).fill_null("")
    except FileNotFoundError as error:
        raise SourceError(f"{path.name} : fichier absent. Placez-le dans {path.parent}.") from error
    except (pl.exceptions.PolarsError, OSError) as error:
        raise SourceError(f"{path.name} : ce n'est pas un tableau CSV lisible ({type(error).__name__}).") from error
    missing = [column for column in contract.columns if column not in table.columns]
    if missing:
        raise SourceError(f"{path.name} : colonnes absentes : {', '.join(missing)}.")
    return table
