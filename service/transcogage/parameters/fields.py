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
)
DATE = Field(
    member="date",
    keyword="date",
    name="dateNaissance",
    contents="la date de naissance : 15/06/1980, 1980-06-15, 15 juin 1980, 06/1980, ou l'année seule",
    description="Date de naissance, au lieu de l'année, du mois et du jour : 15/06/1980, 1980-06-15, 15 juin 1980, "
    "06/1980, 1980. Un jour ou un mois inconnu s'écrit 00. Un nombre de cinq chiffres est lu comme celui qu'Excel "
    "donne à un jour, avec l'avertissement `DATE_EXCEL`. Donnée avec l'année, le mois ou le jour, elle est refusée.",
    schema={"type": "string", "examples": ["15/06/1980"]},
    read=split_date,
)
YEAR = Field(
    member="year",
    keyword="annee",
    name="anneeDateNaissance",
    contents="l'année de naissance",
    description=f"Année de naissance, de {FIRST_YEAR} à l'année en cours. Nécessaire sans `dateNaissance`.",
    schema={"type": "integer", "minimum": FIRST_YEAR, "maximum": date.today().year, "examples": [1980]},
    read=values.read_year,
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
    description="Code postal (`postcode` d'API Adresse) : départage les homonymes et les arrondissements. Cinq "
    "chiffres ; « 1310 » est lu 01310. S'il ne peut pas être lu, un avertissement le dit, et la réponse s'en passe.",
    schema={"type": "string", "examples": ["50100"]},
    read=values.read_postal_code,
)
CURRENT_CODE = Field(
    member="current_code",
    keyword="code_commune",
    name="codeCommune",
    contents="le code INSEE actuel de la commune (`citycode` d'API Adresse)",
    description="Code INSEE actuel de la commune (`citycode` d'API Adresse) : départage les homonymes et les fusions. "
    "Cinq caractères ; « 1065 » est lu 01065. S'il ne peut pas être lu, un avertissement le dit, et la réponse s'en "
    "passe.",
    schema={"type": "string", "examples": ["50129"]},
    read=values.read_commune_code,
)

COUNTRY = Field(
    member="country",
    keyword="pays",
    name="nomPaysNaissance",
    contents="le nom du pays de naissance",
    description="Nom du pays d'une naissance à l'étranger, d'aujourd'hui ou d'alors : la réponse est le code qu'il "
    "avait à la naissance, sans commune. Un pays donné par son code l'emporte.",
    schema={
        "type": "string",
        "minLength": 1,
        "maxLength": NAME_LENGTH,
        "pattern": NAME.schema["pattern"],
        "examples": ["Portugal"],
    },
    read=values.read_name,
)
COUNTRY_CODE = Field(
    member="country_code",
    keyword="code_pays",
    name="codeCogInseePaysNaissance",
    contents="le code INSEE du pays de naissance",
    description="Code INSEE du pays d'une naissance à l'étranger, d'aujourd'hui ou d'alors ; 99100, la France, se "
    "passe de réponse particulière.",
    schema={"type": "string", "pattern": f"^{values.COUNTRY_CODE.pattern}$", "examples": ["99139"]},
    read=values.read_country_code,
)

FIELDS: tuple[Field[Any], ...] = (
    NAME,
    DEPARTMENT,
    DATE,
    YEAR,
    MONTH,
    DAY,
    POSTAL_CODE,
    CURRENT_CODE,
    COUNTRY,
    COUNTRY_CODE,
)
"""Those a file can have, in the order of its documentation."""

PARAMETERS: tuple[Field[Any], ...] = (
    NAME,
    YEAR,
    DEPARTMENT,
    DATE,
    MONTH,
    DAY,
    POSTAL_CODE,
    CURRENT_CODE,
    COUNTRY,
    COUNTRY_CODE,
)
"""Those of `/v1/cog`, in the order of its documentation."""

PERIOD: tuple[Field[Any], ...] = (DATE, YEAR, MONTH, DAY)
"""Those that say when the birth was."""

HINTS: tuple[Field[str], ...] = (POSTAL_CODE, CURRENT_CODE)
"""What API Adresse says of the commune today."""

ABROAD: tuple[Field[str], ...] = (COUNTRY, COUNTRY_CODE)
"""What says that the birth was in another country."""
