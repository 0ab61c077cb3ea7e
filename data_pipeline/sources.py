"""What is read from where: the declarative list of source files of a vintage, below one folder.

The layout is that of the folder of raw sources (never committed); every file is credited in `data/reference/README.md`.
"""

from dataclasses import dataclass
from pathlib import Path

from data_pipeline import contracts
from data_pipeline.contracts import Contract

INSEE_COG = "INSEE, Code officiel géographique"

OLDEST_DEPARTMENTS = 2026
"""The vintage whose departments serve all those before it: their names have not changed since."""

POPULATION_YEAR = 2026
"""The year in which the current populations below came into force. A vintage may be younger than its populations."""


@dataclass(frozen=True, slots=True)
class Source:
    """One source file: where it lies below the folder of sources, its contract, who publishes it."""

    name: str
    path: str
    contract: Contract
    publisher: str

    def under(self, folder: Path) -> Path:
        """The file's place below `folder`."""
        return folder / self.path


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
            Source("countries", "countries/pays2021.csv", contracts.COUNTRIES, INSEE_COG),
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
        )
    }
