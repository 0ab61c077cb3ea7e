"""Trouver les codes COG de lieux de naissance par deux jointures, avec DuckDB, sans le service.

python joindre_duckdb.py DOSSIER    (celui des données ouvertes : noms.parquet, reponses.parquet)
"""

import sys

import duckdb

DOSSIER = sys.argv[1] if len(sys.argv) > 1 else "data/open"

base = duckdb.connect()
base.execute(f"CREATE VIEW noms AS FROM '{DOSSIER}/noms.parquet'")
base.execute(f"CREATE VIEW reponses AS FROM '{DOSSIER}/reponses.parquet'")
base.execute("""
    CREATE TABLE naissances (nom VARCHAR, departement VARCHAR, jour DATE);
    INSERT INTO naissances VALUES
        ('Gennevilliers', '92', '1960-05-03'), ('SAINT ETIENNE', '42', '1971-12-31'), ('MANS (LE)', '72', '1950-01-01'),
        ('Bors', '16', '1980-06-15'), ('Ajacio', '2A', '1970-06-15')
""")

reponses = base.sql("""
    SELECT naissances.*, status, code, candidates
    FROM naissances
    LEFT JOIN noms ON written = nom
    LEFT JOIN reponses ON reponses.key = noms.key AND department = departement
        AND born_from <= jour AND jour < born_before
    ORDER BY nom
""")
for nom, departement, jour, statut, code, candidats in reponses.fetchall():
    print(f"{nom}, {jour}, {departement} → {statut or 'sans réponse'} : {code or candidats or 'à demander au service'}")
