"""Trouver les codes COG de lieux de naissance par deux jointures, avec pandas, sans le service.

python joindre_pandas.py DOSSIER    (celui des données ouvertes : noms.csv, reponses.csv)
"""

import sys

import pandas as pd

DOSSIER = sys.argv[1] if len(sys.argv) > 1 else "data/open"

# Les codes et les départements sont des textes : « 01 » n'est pas 1. « Nan » est une clé, pas une valeur manquante.
comme_texte = {"dtype": str, "keep_default_na": False, "na_values": [""]}
noms = pd.read_csv(f"{DOSSIER}/noms.csv", **comme_texte)
reponses = pd.read_csv(f"{DOSSIER}/reponses.csv", **comme_texte)
for colonne in ("born_from", "born_before"):
    reponses[colonne] = pd.to_datetime(reponses[colonne])

naissances = pd.DataFrame(
    [
        ("Gennevilliers", "92", "1960-05-03"),
        ("SAINT ETIENNE", "42", "1971-12-31"),
        ("MANS (LE)", "72", "1950-01-01"),
        ("Bors", "16", "1980-06-15"),
        ("Ajacio", "2A", "1970-06-15"),
    ],
    columns=["nom", "departement", "jour"],
)
naissances["jour"] = pd.to_datetime(naissances["jour"])

trouvees = (
    naissances.merge(noms, left_on="nom", right_on="written")
    .merge(reponses, left_on=["key", "departement"], right_on=["key", "department"])
    .query("born_from <= jour < born_before")
)
resultat = naissances.merge(trouvees[["nom", "departement", "jour", "status", "code", "candidates"]], how="left")
for ligne in resultat.sort_values("nom").fillna("").itertuples():
    trouve = ligne.code or ligne.candidates or "à demander au service"
    print(f"{ligne.nom}, {ligne.jour:%Y-%m-%d}, {ligne.departement} → {ligne.status or 'sans réponse'} : {trouve}")
