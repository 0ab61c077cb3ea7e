"""The compiled answers as open data: Parquet and CSV that anyone can join, with their dictionary."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Template

import duckdb

from transcogage.database.rules import own_rules
from transcogage.whole_files import unfinished_folder
from transcogage_data.errors import PipelineError
from transcogage_data.written_names import written_names

BEFORE_ALL = date(1800, 1, 1)
AFTER_ALL = date(2200, 1, 1)
"""The bounds of an answer that has none, so that they can be compared; dates that every program can hold."""

LICENCE = "Licence Ouverte 2.0 (https://www.etalab.gouv.fr/licence-ouverte-open-licence/)"
DICTIONARY = "dictionnaire.md"
PREFACE = Template("""\
# Dictionnaire des données

Codes COG des lieux de naissance, tels qu'ils étaient à la naissance, par nom de commune, département et date.
Code officiel géographique $vintage, données `$version`, publiées par Transcogage sous
$licence, à partir des données de l'INSEE, de La Poste, de la
DREES et des autres producteurs que nomme `data/reference/README.md`.

Chaque table est en Parquet et en CSV (UTF-8, virgules, ligne d'en-tête ; case vide : pas de valeur). La version est
aussi dans les métadonnées des fichiers Parquet (`version`).

Une naissance se cherche en deux jointures : son nom écrit donne une clé (`noms`) ; la clé, le département et le jour
donnent la réponse (`reponses` : `born_from` ≤ jour < `born_before`). D'un même département et d'une même clé, les
périodes ne se chevauchent pas : une naissance a une réponse au plus. Si seule l'année est connue, la réponse doit
valoir du 1er janvier au 31 décembre. Une naissance sans réponse n'est pas un lieu inconnu : son nom est écrit d'une
autre façon, ou un nom ou un code a changé dans l'année ; le service et ses commandes savent en dire davantage.
""")
"""What the dictionary says before its tables."""

_TYPES = {"VARCHAR": "texte", "DOUBLE": "nombre", "DATE": "date"}


@dataclass(frozen=True, slots=True)
class Column:
    """`source`: SQL of its value. `meaning`: in French, for the dictionary."""

    name: str
    source: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """A published table: `origin` is what its columns are read from; they sort it, from the first on."""

    name: str
    origin: str
    columns: tuple[Column, ...]

    def query(self) -> str:
        """The rows, always in the same order."""
        selected = ", ".join(f"{column.source} AS {column.name}" for column in self.columns)
        return f"SELECT {selected} FROM {self.origin} ORDER BY ALL"


ANSWERS = Table(
    "reponses",
    "results",
    (
        Column(
            "department",
            "department",
            "département donné avec le nom : à la naissance, aujourd'hui ou entre les deux (`01`, `2A`, `20`, `974`…)",
        ),
        Column("key", "key", "clé du nom de la commune : celle que donne la table `noms` pour un nom écrit"),
        Column(
            "born_from",
            f"coalesce(start_date, DATE '{BEFORE_ALL}')",
            f"premier jour de naissance pour lequel la ligne vaut ; {BEFORE_ALL} : sans début",
        ),
        Column(
            "born_before",
            f"coalesce(end_date, DATE '{AFTER_ALL}')",
            f"premier jour de naissance pour lequel elle ne vaut plus ; {AFTER_ALL} : sans fin",
        ),
        Column(
            "status",
            "status",
            "`certain` : aucun autre lieu n'est possible ; `probable` : à utiliser avec son score ; `ambigu` : pas de "
            "code, car plusieurs lieux sont possibles et aucun n'est assez probable",
        ),
        Column(
            "code", "code", "code COG de la commune à la naissance ; vide si `ambigu`, ou si le lieu est hors de France"
        ),
        Column("country_code", "country_code", "code COG du pays de naissance : 99100 pour la France"),
        Column("name", "name", "nom du lieu à la naissance ; vide si `ambigu`"),
        Column("score", "score", "probabilité, de 0 à 1, que le premier candidat soit le bon"),
        Column("valid_from", "date_start", "premier jour où ce code a eu ce nom ; 1943-01-01 : ou avant"),
        Column("valid_before", "date_end", "premier jour où il ne l'a plus eu ; vide : en vigueur"),
        Column("candidates", "candidates", "codes possibles, du plus au moins probable, séparés par `|`"),
        Column("message", "message", "explication, en une phrase ou deux"),
    ),
)

NAMES = Table(
    "noms",
    "written_names",
    (
        Column(
            "written",
            "written",
            "nom écrit : officiel, présent ou passé, libellé postal, et les écritures courantes de chacun (majuscules, "
            "sans accent ni tiret, ST pour SAINT, article à la fin)",
        ),
        Column("key", "key", "clé de ce nom, la même pour toutes ses écritures"),
    ),
)

TABLES = (ANSWERS, NAMES)


def publish_table(database: Path, folder: Path) -> str:
    """Write every table of `TABLES` in `folder`, as `.parquet` and `.csv`, and the dictionary; returns the version.

    Each file appears whole or not at all, the dictionary last. Raises `PipelineError` when the database cannot be used.
    """
    with unfinished_folder(folder) as unfinished:
        version = _write(database, unfinished)
        for path in sorted(unfinished.iterdir(), key=lambda path: (path.name == DICTIONARY, path.name)):
            path.replace(folder / path.name)
    return version


def _write(database: Path, folder: Path) -> str:
    if not database.is_file():
        raise PipelineError(f"{database} : base absente. Lancez `transcogage data build`.")
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            vintage, version = _release(connection, database)
            _add_written_names(connection)
            metadata = {"millesime": str(vintage), "version": version, "licence": LICENCE}
            for table in TABLES:
                _copy(connection, table, folder, metadata)
            described = [_described(connection, table) for table in TABLES]
    except duckdb.Error as error:
        raise PipelineError(f"{database} : base illisible ou incomplète. Lancez `transcogage data build`.") from error
    preface = PREFACE.substitute(vintage=vintage, version=version, licence=LICENCE)
    (folder / DICTIONARY).write_text("\n".join([preface, *described]), encoding="utf-8")
    return version


def _release(connection: duckdb.DuckDBPyConnection, database: Path) -> tuple[int, str]:
    rows = connection.execute("SELECT vintage, version FROM release WHERE rules = ?", [own_rules()]).fetchall()
    if not rows:
        raise PipelineError(f"{database} : base faite par d'autres règles. Lancez `transcogage data build`.")
    vintage, version = rows[0]
    return vintage, version


def _add_written_names(connection: duckdb.DuckDBPyConnection) -> None:
    """The table `written_names`, from all the names and keys that the database knows."""
    names = connection.sql("SELECT DISTINCT name FROM places").fetchall()
    keys = connection.sql("SELECT DISTINCT key FROM results").fetchall()
    ways = written_names((name for (name,) in names), (key for (key,) in keys))
    connection.execute(
        "CREATE TEMP TABLE written_names AS SELECT unnest(?::VARCHAR[]) AS written, unnest(?::VARCHAR[]) AS key",
        [list(ways), list(ways.values())],
    )


def _copy(connection: duckdb.DuckDBPyConnection, table: Table, folder: Path, metadata: dict[str, str]) -> None:
    pairs = ", ".join(f"{name}: '{value}'" for name, value in metadata.items())
    parquet = f"FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{pairs}}}"
    for suffix, how in (("parquet", parquet), ("csv", "FORMAT csv, HEADER")):
        connection.execute(f"COPY ({table.query()}) TO '{_quoted(folder / f'{table.name}.{suffix}')}' ({how})")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _described(connection: duckdb.DuckDBPyConnection, table: Table) -> str:
    """The table's part of the dictionary."""
    types = {name: _TYPES[kind] for name, kind, *_ in connection.execute(f"DESCRIBE {table.query()}").fetchall()}
    rows = connection.sql(table.query()).count("*").fetchall()[0][0]
    lines = [f"| `{column.name}` | {types[column.name]} | {column.meaning} |" for column in table.columns]
    title = f"## `{table.name}` : {rows:,} lignes".replace(",", " ")
    return "\n".join([title, "", "| Colonne | Type | Sens |", "|---|---|---|", *lines, ""])
