"""What can be asked of a birth: the one table of the fields, under all their names.

A field is a parameter of `GET /v1/cog` (named as in API Particulier), a member of a batch's item, a column of a file:
named by an option of `transcogage csv`, a field of the form of `POST /v1/cog/csv`, a keyword of the library and Spark.
All of them follow from these rows.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from transcogage.parameters import values
from transcogage.parameters.dates import split_date
from transcogage.parameters.reading import CONTROL, Parameter
from transcogage.resolution.model import FIRST_YEAR, NAME_LENGTH

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Parameter[T]):
    """One row of the table: a parameter, and its other names.

    `member`: in the program. `keyword`: of the library and of Spark. `contents`: in French, what a file's column of it
    contains.
    """

    member: str
    keyword: str
    contents: str

    @property
    def option(self) -> str:
        """On the command line."""
        return f"--{self.keyword.replace('_', '-')}"


NAME = Field(
    member="name",
    keyword="nom",
    name="nomCommuneNaissance",
    contents="le nom de la commune de naissance",
    description="Nom de la commune de naissance : celui d'aujourd'hui (API Adresse) ou celui du jour de la naissance "
    "(pièce d'identité). La casse, les accents, les traits d'union et les abréviations (St, Ste) ne comptent pas.",
    schema={
        "type": "string",
        "minLength": 1,
        "maxLength": NAME_LENGTH,
        "pattern": r"^[^@]*[^@\s][^@]*$".replace("@", CONTROL + r"\ufffd"),
        "examples": ["Cherbourg-en-Cotentin"],
    },
    read=values.read_name,
    required=True,
)
DEPARTMENT = Field(
    member="department",
    keyword="departement",
    name="codeCogInseeDepartementNaissance",
    contents="le département de naissance",
    description="Département de naissance, tel qu'il était à la naissance ou tel qu'il est aujourd'hui : 01 à 95, 2A, "
    "2B, 20, 971 à 978, 984 à 989 ; 97 ou 98 pour l'un de ceux d'outre-mer, 99 à l'étranger. Sont aussi lus « 1 », "
    "« 2a », « 075 », un nom (« Gironde », « Seine-et-Oise », « 75 - Paris ») et un code postal.",
    schema={"type": "string", "examples": ["50"]},
    read=values.read_department,
    required=True,
)
DATE = Field(
    member="date",
    keyword="date",
    name="dateNaissance",
    contents="la date de naissance : 15/06/1980, 1980-06-15, 06/1980, ou l'année seule",
    description="Date de naissance, au lieu de l'année, du mois et du jour.",
    schema={"type": "string", "examples": ["15/06/1980"]},
    read=split_date,
)
YEAR = Field(
    member="year",
    keyword="annee",
    name="anneeDateNaissance",
    contents="l'année de naissance",
    description=f"Année de naissance, de {FIRST_YEAR} à l'année en cours.",
    schema={"type": "integer", "minimum": FIRST_YEAR, "maximum": date.today().year, "examples": [1980]},
    read=values.read_year,
    required=True,
)
MONTH = Field(
    member="month",
    keyword="mois",
    name="moisDateNaissance",
    contents="le mois de naissance",
    description="Mois de naissance : départage les lieux quand un code a changé dans l'année.",
    schema={"type": "integer", "minimum": 1, "maximum": 12, "examples": [6]},
    read=values.read_month,
)
DAY = Field(
    member="day",
    keyword="jour",
    name="jourDateNaissance",
    contents="le jour de naissance",
    description="Jour de naissance ; le mois est alors nécessaire.",
    schema={"type": "integer", "minimum": 1, "maximum": 31, "examples": [15]},
    read=values.read_day,
)
POSTAL_CODE = Field(
    member="postal_code",
    keyword="code_postal",
    name="codePostal",
    contents="le code postal (`postcode` d'API Adresse)",
    description="Code postal (`postcode` d'API Adresse) : départage les homonymes et les arrondissements.",
    schema={"type": "string", "pattern": f"^{values.POSTAL_CODE.pattern}$", "examples": ["50100"]},
    read=values.read_postal_code,
)
CURRENT_CODE = Field(
    member="current_code",
    keyword="code_commune",
    name="codeCommune",
    contents="le code INSEE actuel de la commune (`citycode` d'API Adresse)",
    description="Code INSEE actuel de la commune (`citycode` d'API Adresse) : départage les homonymes et les fusions.",
    schema={"type": "string", "pattern": f"^{values.COMMUNE_CODE.pattern}$", "examples": ["50129"]},
    read=values.read_commune_code,
)

FIELDS: tuple[Field[Any], ...] = (NAME, DEPARTMENT, DATE, YEAR, MONTH, DAY, POSTAL_CODE, CURRENT_CODE)
"""Those a file can have, in the order of its documentation."""

PARAMETERS: tuple[Field[Any], ...] = (NAME, YEAR, DEPARTMENT, MONTH, DAY, POSTAL_CODE, CURRENT_CODE)
"""Those of `/v1/cog`, in the order of its documentation."""

PERIOD: tuple[Field[Any], ...] = (DATE, YEAR, MONTH, DAY)
"""Those that say when the birth was."""

HINTS: tuple[Field[str], ...] = (POSTAL_CODE, CURRENT_CODE)
"""What API Adresse says of the commune today."""
