"""Sources -> reference: reads a vintage's files and keeps the facts that serve an answer.

A postal label that says nothing new is left out; past populations are kept where they weigh candidates.
"""

import hashlib
from collections import defaultdict
from datetime import date
from pathlib import Path

import polars as pl

from transcogage.resolution.model import FRANCE, Period
from transcogage.resolution.names import key
from transcogage.resolution.registry import CORSICA, MAYOTTE, MAYOTTE_BEFORE_2011
from transcogage_data.history import Entity, Movement, NamedPeriod, Succession, named_periods
from transcogage_data.plausibility import check_counts
from transcogage_data.read import SourceError, read_count, read_day, read_table
from transcogage_data.reference import (
    MANIFEST,
    RECODED,
    BirthCount,
    CountryRow,
    PostalName,
    Reference,
    read_reference,
    write_reference,
)
from transcogage_data.sources import POPULATION_YEAR, Source, sources_of
from transcogage_data.supplements import declared_movements, mayotte_movements
from transcogage_data.territories import Territories, follow_territories

NOT_ABROAD = frozenset({FRANCE, "XXXXX"})
"""INSEE's marks, in the files of countries, for France and its overseas territories."""

OPENS = date(1943, 1, 1)
"""The day INSEE's tables open with: what was so that day was so before, as far as they say."""

SOVEREIGN, DEPENDENT = "1", "4"
"""Of INSEE's marks (ACTUAL), those of what has a code of its own today: a State, a territory."""


def derive(sources: Path, reference: Path, vintage: int, *, confirmed: bool = False) -> None:
    """Derive the reference of `vintage` from the files below `sources`, and write it to the folder `reference`.

    Raises `PipelineError` when a file is missing or breaks its contract, when movements and communes disagree, or when
    counts are far from those of the reference that is there, unless `confirmed`: it is then left as it was.
    """
    files = {name: source.held_in(sources) for name, source in sources_of(vintage).items()}
    tables = {name: read_table(source.under(sources), source.contract) for name, source in files.items()}
    movements, periods = _history(tables, files["movements"].path)
    territories = follow_territories(movements, periods)
    facts = Reference(
        vintage=vintage,
        sources={source.path: _sha256(source, sources) for source in files.values()},
        periods=periods,
        successions=[Succession(row.date, row.event, row.before, row.after) for row in movements],
        departments=_departments(tables),
        postal_names=_postal_names(tables, periods),
        populations=_populations(tables, files, territories),
        maternities=_maternities(tables["maternities"], files["maternities"].path),
        births=_births(tables["births"], files["births"].path),
        extension_codes=_extension_codes(tables["extensions"], periods),
        countries=_countries(tables, files["countries_since_1943"].path),
    )
    if not confirmed and (reference / MANIFEST).is_file():
        check_counts(read_reference(reference), facts)
    write_reference(facts, reference)


def _sha256(source: Source, folder: Path) -> str:
    return hashlib.sha256(source.under(folder).read_bytes()).hexdigest()


def _history(tables: dict[str, pl.DataFrame], movements_path: str) -> tuple[list[Movement], list[NamedPeriod]]:
    communes = tables["communes"].select("TYPECOM", "COM", "LIBELLE").iter_rows()
    current = {Entity(kind, code): name for kind, code, name in communes}
    for code, name in tables["overseas"].select("code_commune", "nom_commune").iter_rows():
        current[Entity("COM", code)] = name
    movements = [
        Movement(
            read_day(row["DATE_EFF"], movements_path),
            row["MOD"],
            _entity(row["TYPECOM_AV"], row["COM_AV"]),
            _entity(row["TYPECOM_AP"], row["COM_AP"]),
            row["LIBELLE_AV"],
            row["LIBELLE_AP"],
        )
        for row in tables["movements"].iter_rows(named=True)
    ]
    movements += declared_movements() + mayotte_movements(tables["asp"], current)
    return movements, named_periods(movements, current)


def _entity(kind: str, code: str) -> Entity | None:
    return Entity(kind, code) if code else None


def _departments(tables: dict[str, pl.DataFrame]) -> dict[str, str]:
    departments = dict(tables["departments"].select("DEP", "LIBELLE").iter_rows())
    overseas = tables["overseas"].select("code_collectivite", "nom_collectivite").unique().iter_rows()
    return departments | dict(overseas) | {CORSICA: "Corse", MAYOTTE_BEFORE_2011: "Mayotte"}


def _postal_names(tables: dict[str, pl.DataFrame], periods: list[NamedPeriod]) -> list[PostalName]:
    """Postal codes of today's communes, with the labels that are not their official names."""
    official: dict[str, set[str]] = defaultdict(set)
    for named in periods:
        if named.period.end is None:
            official[named.entity.code].add(key(named.name))
    names = set()
    for row in tables["postal"].iter_rows(named=True):
        code, postal_code = row["Code_commune_INSEE"], row["Code_postal"]
        names.add(PostalName(code, postal_code, ""))
        for label in (row["Nom_de_la_commune"], row["Libellé_d_acheminement"], row["Ligne_5"]):
            if label and key(label) not in official[code]:
                names.add(PostalName(code, postal_code, label))
    for code, postal_codes in tables["overseas"].select("code_commune", "code_postal").iter_rows():
        names |= {PostalName(code, postal_code, "") for postal_code in postal_codes.split("|") if postal_code}
    return list(names)


def _populations(
    tables: dict[str, pl.DataFrame], files: dict[str, Source], territories: Territories
) -> dict[str, dict[int, int]]:
    """Inhabitants by commune: today for all; in 2013, before most mergers, for the communes whose ground was shared."""
    populations: dict[str, dict[int, int]] = defaultdict(dict)
    for name in ("population_2013", "population_2013_districts", "population_2013_dom"):
        for code, count in tables[name].select("DEPCOM", "PMUN13").iter_rows():
            if count and (name == "population_2013_districts" or territories.was_shared(code)):
                populations[code][2013] = read_count(count, files[name].path)
    for name, columns in (("population_now", ("COM", "PMUN")), ("overseas", ("code_commune", "population"))):
        for code, count in tables[name].select(columns).iter_rows():
            if count:
                populations[code][POPULATION_YEAR] = read_count(count, files[name].path)
    return dict(populations)


def _maternities(table: pl.DataFrame, path: str) -> dict[str, int]:
    """Number of maternity hospitals of each commune, at its best of the years known (2004, 2010, 2016)."""
    best: dict[str, int] = defaultdict(int)
    for code, count in table.select("INSEE_COM", "n").iter_rows():
        best[code] = max(best[code], read_count(count, path))
    return dict(best)


def _births(table: pl.DataFrame, path: str) -> list[BirthCount]:
    return [
        BirthCount(code, read_count(decade, path), regime == RECODED, read_count(people, path))
        for code, decade, regime, people in table.select("code", "decennie", "regime", "personnes").iter_rows()
    ]


def _extension_codes(table: pl.DataFrame, periods: list[NamedPeriod]) -> dict[str, str]:
    """Codes used when a commune's births outgrow 999 a month, to the commune's own code.

    A commune is found by its name and department; of two homonyms overseas, the one whose number is a multiple of 50
    away (97276 is 97226 Sainte-Anne). Codes that are real communes' (976xx) are left out (domain.md section 3.14).
    """
    real = {row.entity.code for row in periods}
    by_name: dict[str, set[str]] = defaultdict(set)
    for row in periods:
        if row.entity.kind in ("COM", "ARM"):
            by_name[key(row.name)].add(row.entity.code)
    found = {}
    for code, zone, name in table.select("COM", "CODE_ZONE", "LIBELLE").iter_rows():
        if code in real or code.startswith(MAYOTTE):
            continue
        homes = {home for home in by_name[key(name)] if home.startswith(zone)}
        if len(homes) > 1:
            homes = {home for home in homes if (int(code) - int(home)) % 50 == 0}
        if len(homes) != 1:
            raise SourceError(f"Code d'extension {code} {name} : commune introuvable ou multiple ({sorted(homes)}).")
        found[code] = homes.pop()
    return found


def _countries(tables: dict[str, pl.DataFrame], path: str) -> list[CountryRow]:
    """What codes of countries were called and when; what lasted no day is left out.

    An apostrophe is written as in the names of communes. A code of one territory in two lists is that of the State.
    """
    listed = tables["countries"].sort("ACTUAL", maintain_order=True)
    codes_of: dict[str, list[tuple[str, str]]] = defaultdict(list)
    taken = set()
    for code, status, iso in zip(listed["COG"], listed["ACTUAL"], _iso_codes(listed), strict=True):
        if status in (SOVEREIGN, DEPENDENT) and iso[0] and iso not in taken:
            taken.add(iso)
            codes_of[code].append(iso)
    rows = []
    for code, name, long_name, start, end in (
        tables["countries_since_1943"].select("COG", "LIBCOG", "LIBENR", "DATE_DEBUT", "DATE_FIN").iter_rows()
    ):
        first = read_day(start, path) if start else OPENS
        period = Period(first if first > OPENS else None, read_day(end, path) if end else None)
        if code not in NOT_ABROAD and start != end:
            only = codes_of[code] if len(codes_of[code]) == 1 and not end else [("", "")]
            rows.append(CountryRow(code, name.replace("’", "'"), long_name.replace("’", "'"), period, only[0]))
    return rows


def _iso_codes(table: pl.DataFrame) -> list[tuple[str, str]]:
    return list(table.select("CODEISO2", "CODEISO3").iter_rows())
