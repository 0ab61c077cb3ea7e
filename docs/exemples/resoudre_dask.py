"""Retrouver les codes COG des lieux de naissance d'une table Dask, avec la fonction que Spark exécute aussi.

python resoudre_dask.py data/cog.duckdb
"""

import sys
from functools import cache

import dask.dataframe as dd
import pandas as pd
import pyarrow as pa

import transcogage
from transcogage.bulk.arrow import RESULT_FIELDS

BASE = sys.argv[1] if len(sys.argv) > 1 else "data/cog.duckdb"


@cache
def ouverte(base):
    """La base, ouverte une fois par processus."""
    return transcogage.open(base)


def resoudre(partie):
    """Les lignes d'une partition, avec leurs résultats."""
    lots = pa.Table.from_pandas(partie, preserve_index=False).to_batches()
    resolus = ouverte(BASE).resolve_batches(lots, nom="commune", annee="annee", departement="dep")
    return pa.Table.from_batches(resolus).to_pandas()


if __name__ == "__main__":
    naissances = pd.DataFrame(
        {
            "commune": ["Gennevilliers", "Bors", "Ajacio", "Cherbourg"],
            "annee": [1960, 1980, 1970, 80],
            "dep": ["92", "16", "2A", "50"],
        }
    )
    table = dd.from_pandas(naissances, npartitions=2)
    # Dask demande le type des colonnes d'avance : celles de la table, puis celles des résultats.
    colonnes = table._meta.join(pa.schema(RESULT_FIELDS).empty_table().to_pandas())
    resolue = table.map_partitions(resoudre, meta=colonnes).compute(scheduler="processes", num_workers=2)
    for ligne in resolue.fillna("").itertuples():
        trouve = ligne.result_code or ligne.result_candidates or ligne.result_message
        print(f"{ligne.commune}, {ligne.annee}, {ligne.dep} → {ligne.result_status} : {trouve}")
