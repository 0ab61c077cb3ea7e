"""What is read from where: the declarative list of source files of a vintage, below one folder, and where INSEE
publishes those of each year (domain.md section 2.5).

The layout is that of the folder of raw sources (never committed); every file is credited in `data/reference/README.md`.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from transcogage_data import contracts
from transcogage_data.contracts import Contract

INSEE_COG = "INSEE, Code officiel géographique"

OLDEST_DEPARTMENTS = 2026
"""The vintage whose departments serve all those before it: their names have not changed since."""

POPULATION_YEAR = 2026
"""The year in which the current populations below came into force. A vintage may be younger than its populations."""

BIRTH_COUNTS = "births/naissances_par_code.csv"
"""Where births counted in death files are, below the folder of sources."""


@dataclass(frozen=True, slots=True)
class Source:
    """One source file: where it lies below the folder of sources, its contract, who publishes it.

    `or_else`: the path of an older file of the same contract, which serves as long as this one is not there.
    """

    name: str
    path: str
    contract: Contract
    publisher: str
    or_else: str = ""

    def under(self, folder: Path) -> Path:
        """The file's place below `folder`."""
        return folder / self.path

    def held_in(self, folder: Path) -> "Source":
        """Itself, or the one that serves instead when only that is in `folder`."""
        if self.or_else and not self.under(folder).is_file() and (folder / self.or_else).is_file():
            return self.older()
        return self

    def older(self) -> "Source":
        """The one that serves as long as this is not there."""
        return replace(self, name=f"{self.name}_older", path=self.or_else, or_else="")


def sources_of(vintage: int) -> dict[str, Source]:
    """The files that make the reference of `vintage` (a year), by name."""
    own = max(vintage, OLDEST_DEPARTMENTS)
    return {
        source.name: source
        for source in (
            Source("communes", f"insee/{vintage}/v_commune_{vintage}.csv", contracts.COMMUNES, INSEE_COG),
            Source("movements", f"insee/{vintage}/v_mvt_commune_{vintage}.csv", contracts.MOVEMENTS, INSEE_COG),
            Source("departments", f"insee/{own}/v_departement_{own}.csv", contracts.DEPARTMENTS, INSEE_COG),
            Source("overseas", "overseas/collectivites-outremer.csv", contracts.OVERSEAS_COMMUNES, "INSEE, La Poste"),
            Source(
                "asp", "overseas/asp_ref_insee_com_v3.csv", contracts.ASP_COMMUNES, "Agence de services et de paiement"
            ),
            Source(
                "extensions", "overseas/codes_extension_lutece.csv", contracts.EXTENSION_CODES, "Ville de Paris, Lutece"
            ),
            Source(
                "countries",
                f"insee/{vintage}/v_pays_territoire_{vintage}.csv",
                contracts.COUNTRIES,
                INSEE_COG,
                or_else="countries/pays2021.csv",
            ),
            Source(
                "countries_since_1943",
                f"insee/{vintage}/v_pays_et_territoire_depuis_1943.csv",
                contracts.COUNTRIES_SINCE_1943,
                INSEE_COG,
                or_else="countries/pays_depuis_1943_extrait_2025.csv",
            ),
            Source("postal", "postal/019HexaSmal.csv", contracts.POSTAL_CODES, "La Poste"),
            Source(
                "population_2013",
                "population/population_metropole_2013.csv",
                contracts.POPULATION_2013,
                "INSEE, recensements de la population",
            ),
            Source(
                "population_2013_districts",
                "population/population_arrondissements_2013.csv",
                contracts.POPULATION_2013,
                "INSEE, recensements de la population",
            ),
            Source(
                "population_2013_dom",
                "population/population_dom_2013.csv",
                contracts.POPULATION_2013,
                "INSEE, recensements de la population",
            ),
            Source(
                "population_now",
                f"population/donnees_communes_{POPULATION_YEAR}.csv",
                contracts.CURRENT_POPULATION,
                "INSEE, recensements de la population",
            ),
            Source(
                "maternities",
                "population/maternites_2004-2016.csv",
                contracts.MATERNITY_HOSPITALS,
                "DREES, Statistique annuelle des établissements",
            ),
            Source("births", BIRTH_COUNTS, contracts.BIRTH_COUNTS, "INSEE, fichiers des personnes décédées"),
        )
    }


@dataclass(frozen=True, slots=True)
class Publication:
    """How INSEE calls one of the files it publishes each year.

    `stem`: what its name begins with, without `v`, hyphens and underscores, that come and go (`mvtcommune2020-csv`,
    `mvtcommune_2022`, `v_mvtcommune_2023`, `v_mvt_commune_2024`). `title`: on data.gouv.fr, after the vintage.
    """

    source: str
    stem: str
    title: str

    def vintage_of(self, file_name: str) -> int | None:
        """The vintage of a file or archive of this kind, None for any other."""
        stem, _, extension = file_name.lower().rpartition(".")
        found = re.fullmatch(rf"v?{self.stem}s?(?:0101)?(20[0-9]{{2}})(?:csv)?", re.sub("[-_]", "", stem))
        return int(found[1]) if found and extension in ("csv", "zip", "txt") else None

    def vintage_of_title(self, title: str) -> int | None:
        """The vintage of a resource of this kind on data.gouv.fr, None for any other."""
        found = re.match(rf"\s*millésime\s+(20[0-9]{{2}})\s*:\s*{self.title}", title, re.IGNORECASE)
        return int(found[1]) if found else None


YEARLY = (
    Publication("communes", "commune", "liste des communes, arrondissements municipaux"),
    Publication("movements", "mvtcommune", "liste des événements survenus aux communes"),
    Publication("departments", "departement", "liste des départements"),
    Publication("countries", "paysterritoire", "liste des pays et territoires étrangers"),
)
REQUIRED = frozenset({"communes", "movements"})
"""The yearly files without which there is no vintage."""

DATAGOUV_DATASET = "/api/1/datasets/code-officiel-geographique-cog/"
"""The dataset, on data.gouv.fr's API; its resources, titled by vintage, are files on INSEE's site."""

INSEE_INDEX = "/fr/information/2560452"
"""INSEE's page on the COG, which links to that of each vintage."""

INSEE_PAGES = {
    2019: "/fr/information/3720946",
    2020: "/fr/information/4316069",
    2021: "/fr/information/5057840",
    2023: "/fr/information/6800675",
    2024: "/fr/information/7766585",
    2025: "/fr/information/8377162",
    2026: "/fr/information/8740222",
}
"""The pages of known vintages; that of another is found in the index."""
