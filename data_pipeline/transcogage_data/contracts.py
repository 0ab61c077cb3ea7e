"""What every source file must hold: its columns, under all the names they have borne, and the rule of each.

INSEE's files of every vintage since 2019 are read by the same contracts: in 2019 and 2020 the headers are in small
letters; some downloads quote every field, some none; a spreadsheet may have taken the leading zeros of codes away.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from transcogage.resolution.departments import COMMUNE_CODE

COMMUNE_CODE_LENGTH = 5


@dataclass(frozen=True, slots=True)
class Rule:
    """What a value must be: a regular expression for the whole of it, and the rule in words, in French.

    `width`: the length of a code, whose leading zeros are put back when they are missing; 0: not a code.
    """

    pattern: str
    words: str
    width: int = 0


@dataclass(frozen=True, slots=True)
class Contract:
    """The columns a file must have, and how it is written.

    `rules`: what the values of a column must be. `formerly`: other names of a column. `unique`: the columns that tell
    its rows apart. `begins_with`: columns of which the first's value begins with the second's, when that is not empty.
    `given_together`: columns that are all empty, or none.
    """

    columns: tuple[str, ...]
    separator: str = ","
    rules: Mapping[str, Rule] = field(default_factory=dict)
    formerly: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unique: tuple[str, ...] = ()
    begins_with: tuple[tuple[str, str], ...] = ()
    given_together: tuple[tuple[str, ...], ...] = ()


_NAME = r"[^<>]*\p{L}[^<>]*"

COMMUNE = Rule(COMMUNE_CODE, "un code de commune : cinq caractères, comme 01004 ou 2A004", COMMUNE_CODE_LENGTH)
COMMUNE_OR_NONE = Rule(
    f"|{COMMUNE_CODE}", "un code de commune (cinq caractères, comme 01004) ou rien", COMMUNE_CODE_LENGTH
)
KIND = Rule("COM|COMA|COMD|ARM", "un type de commune : COM, COMA, COMD ou ARM")
KIND_OR_NONE = Rule("|COM|COMA|COMD|ARM", "un type de commune (COM, COMA, COMD ou ARM) ou rien")
NAME = Rule(_NAME, "un nom")
NAME_OR_NONE = Rule(f"|{_NAME}", "un nom ou rien")
DEPARTMENT = Rule(r"[0-9]{2,3}|2[AB]", "un code de département : 01, 2A, 971…", 2)
DEPARTMENT_OR_NONE = Rule(r"|[0-9]{2,3}|2[AB]", "un code de département (01, 2A, 971…) ou rien", 2)
EVENT = Rule("[0-9]{2}", "un code d'événement à deux chiffres (MOD)")
DAY = Rule("(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", "une date AAAA-MM-JJ")
DAY_OR_NONE = Rule(f"|{DAY.pattern}", "une date AAAA-MM-JJ ou rien")
COUNTRY = Rule("99[0-9]{3}|XXXXX", "un code de pays : 99 et trois chiffres, ou XXXXX")
COUNTRY_STATUS = Rule("[1-4]", "l'actualité d'un pays : 1, 2, 3 ou 4")
ISO_CODES = {length: Rule(f"|[A-Z]{{{length}}}", f"un code ISO 3166 de {length} lettres ou rien") for length in (2, 3)}
POSTAL_CODE = Rule("[0-9]{5}", "un code postal à cinq chiffres", 5)
COUNT_OR_NONE = Rule(r"|[0-9][0-9 \x{202f}\x{a0}]*([.,][0-9]+)?", "un nombre ou rien")
COUNT = Rule("[0-9]+", "un nombre")
DECADE = Rule("(1[89]|20)[0-9]0", "la première année d'une décennie, comme 1920")
REGIME = Rule("[AB]", "A ou B")

COMMUNES = Contract(
    ("TYPECOM", "COM", "DEP", "LIBELLE", "COMPARENT"),
    rules={"TYPECOM": KIND, "COM": COMMUNE, "DEP": DEPARTMENT_OR_NONE, "LIBELLE": NAME, "COMPARENT": COMMUNE_OR_NONE},
    unique=("TYPECOM", "COM"),
    begins_with=(("COM", "DEP"),),
)
MOVEMENTS = Contract(
    ("MOD", "DATE_EFF", "TYPECOM_AV", "COM_AV", "LIBELLE_AV", "TYPECOM_AP", "COM_AP", "LIBELLE_AP"),
    rules={
        "MOD": EVENT,
        "DATE_EFF": DAY,
        "TYPECOM_AV": KIND_OR_NONE,
        "COM_AV": COMMUNE_OR_NONE,
        "LIBELLE_AV": NAME_OR_NONE,
        "TYPECOM_AP": KIND_OR_NONE,
        "COM_AP": COMMUNE_OR_NONE,
        "LIBELLE_AP": NAME_OR_NONE,
    },
    unique=("MOD", "DATE_EFF", "TYPECOM_AV", "COM_AV", "TYPECOM_AP", "COM_AP"),
    given_together=(("TYPECOM_AV", "COM_AV", "LIBELLE_AV"), ("TYPECOM_AP", "COM_AP", "LIBELLE_AP")),
)
DEPARTMENTS = Contract(("DEP", "LIBELLE"), rules={"DEP": DEPARTMENT, "LIBELLE": NAME}, unique=("DEP",))
PERIODS_SINCE_1943 = Contract(
    ("TYPECOM", "COM", "LIBELLE", "DATE_DEBUT", "DATE_FIN"),
    rules={"COM": COMMUNE, "LIBELLE": NAME, "DATE_DEBUT": DAY_OR_NONE, "DATE_FIN": DAY_OR_NONE},
)
LUTECE_PERIODS = Contract(("COM", "CODE_ZONE", "LIBELLE", "DATE_DEBUT", "DATE_FIN"))
OVERSEAS_COMMUNES = Contract(
    ("code_commune", "nom_commune", "code_collectivite", "nom_collectivite", "code_postal", "population"),
    rules={"code_commune": COMMUNE, "nom_commune": NAME, "population": COUNT_OR_NONE},
    unique=("code_commune",),
    begins_with=(("code_commune", "code_collectivite"),),
)
ASP_COMMUNES = Contract(("code_com_insee", "lib_com", "date_deb_insee", "date_fin_insee"), separator=";")
EXTENSION_CODES = Contract(("COM", "CODE_ZONE", "LIBELLE"), rules={"COM": COMMUNE, "LIBELLE": NAME})
COUNTRIES = Contract(
    ("COG", "ACTUAL", "LIBCOG", "CODEISO2", "CODEISO3"),
    rules={
        "COG": COUNTRY,
        "ACTUAL": COUNTRY_STATUS,
        "LIBCOG": NAME,
        "CODEISO2": ISO_CODES[2],
        "CODEISO3": ISO_CODES[3],
    },
)
"""`pays2021` and the layout since 2024 (without CAPAY and ANCNOM) alike."""
COUNTRIES_SINCE_1943 = Contract(
    ("COG", "LIBCOG", "LIBENR", "DATE_DEBUT", "DATE_FIN"),
    rules={"COG": COUNTRY, "LIBCOG": NAME, "LIBENR": NAME_OR_NONE, "DATE_DEBUT": DAY_OR_NONE, "DATE_FIN": DAY_OR_NONE},
    unique=("COG", "DATE_DEBUT", "DATE_FIN"),
)
POSTAL_CODES = Contract(
    ("Code_commune_INSEE", "Nom_de_la_commune", "Code_postal", "Libellé_d_acheminement", "Ligne_5"),
    separator=";",
    rules={"Code_commune_INSEE": COMMUNE, "Nom_de_la_commune": NAME, "Code_postal": POSTAL_CODE},
    formerly={
        "Code_commune_INSEE": ("#Code_commune_INSEE",),
        "Libellé_d_acheminement": ("Libelle_d_acheminement", "Libelle_acheminement"),
    },
)
POPULATION_2013 = Contract(("DEPCOM", "PMUN13"), separator=";", rules={"DEPCOM": COMMUNE, "PMUN13": COUNT_OR_NONE})
CURRENT_POPULATION = Contract(
    ("COM", "PMUN"), separator=";", rules={"COM": COMMUNE, "PMUN": COUNT_OR_NONE}, unique=("COM",)
)
MATERNITY_HOSPITALS = Contract(("INSEE_COM", "n"), rules={"INSEE_COM": COMMUNE, "n": COUNT_OR_NONE})
BIRTH_COUNTS = Contract(
    ("code", "decennie", "regime", "personnes"),
    rules={"code": COMMUNE, "decennie": DECADE, "regime": REGIME, "personnes": COUNT},
    unique=("code", "decennie", "regime"),
)
