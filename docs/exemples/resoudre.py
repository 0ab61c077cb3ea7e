"""Retrouver le code COG de lieux de naissance avec Transcogage : bibliothèque standard de Python (3.11 ou plus) seule.

python resoudre.py http://127.0.0.1:8000
"""

import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

ADRESSE = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
DELAI = 10  # secondes


def appeler(chemin, corps=None):
    """Le statut HTTP et le JSON d'une réponse. Attend et recommence si le service demande de ralentir (429)."""
    demande = urllib.request.Request(ADRESSE + chemin)
    if corps is not None:
        demande.data = json.dumps(corps).encode()
        demande.add_header("Content-Type", "application/json")
    while True:
        try:
            with urllib.request.urlopen(demande, timeout=DELAI) as reponse:
                return reponse.status, json.load(reponse)
        except urllib.error.HTTPError as erreur:
            with erreur:
                if erreur.code != 429:
                    return erreur.code, json.load(erreur)
                time.sleep(int(erreur.headers["Retry-After"]))


def resoudre(nom, annee, departement, **precisions):
    """La réponse à une question. `precisions` : moisDateNaissance, jourDateNaissance, codePostal, codeCommune."""
    parametres = {
        "nomCommuneNaissance": nom,
        "anneeDateNaissance": annee,
        "codeCogInseeDepartementNaissance": departement,
    } | precisions
    # urlencode écrit les accents comme il faut : « é » devient %C3%A9.
    return appeler("/v1/cog?" + urllib.parse.urlencode(parametres))


def raconter(statut_http, reponse):
    """Une ligne par réponse : que faire de chacune."""
    if "erreurs" in reponse:
        # 422 : la question est mal posée. Chaque erreur nomme le paramètre et dit comment le corriger.
        return " ; ".join(f"{erreur['parametre']} : {erreur['message']}" for erreur in reponse["erreurs"])
    if statut_http != 200:
        return reponse["detail"]
    code, score = reponse["code_cog_insee_commune_naissance"], reponse["score"]
    if reponse["statut"] == "certain":
        return f"{code} : certain"  # à utiliser tel quel
    if reponse["statut"] == "probable":
        return f"{code} : probable à {score:.0%}"  # à utiliser, en gardant le score
    # « ambigu » ou « introuvable » : à faire trancher par une personne, avec les candidats.
    candidats = ", ".join(f"{candidat['code']} {candidat['nom']}" for candidat in reponse["candidats"])
    return f"{reponse['statut']} : {candidats or 'aucun candidat'}"


# Une question. Gennevilliers est dans les Hauts-de-Seine, mais y naître en 1960, c'était naître dans la Seine.
print("Gennevilliers, 1960, 92 →", raconter(*resoudre("Gennevilliers", 1960, "92")))

# Deux communes du nom de Bors en Charente : le code de la commune d'aujourd'hui (API Adresse : citycode) départage.
print("Bors, 1980, 16 →", raconter(*resoudre("Bors", 1980, "16")))
print("Bors, 1980, 16, 16052 →", raconter(*resoudre("Bors", 1980, "16", codeCommune="16052")))

# Une question mal posée.
print("Cherbourg, 80, 50 →", raconter(*resoudre("Cherbourg", 80, "50")))

# Beaucoup de questions en un envoi, jusqu'à 1 000 : chacune reçoit sa réponse, avec l'identifiant que vous lui donnez.
demandes = [
    {
        "id": nom,
        "nomCommuneNaissance": nom,
        "anneeDateNaissance": annee,
        "codeCogInseeDepartementNaissance": departement,
    }
    for nom, annee, departement in [
        ("Ajaccio", 1970, "2A"),
        ("Cherbourg-en-Cotentin", 1980, "50"),
        ("Lyon", 1990, "96"),
    ]
]
statut, lot = appeler("/v1/cog/lot", {"demandes": demandes})
for reponse in lot["reponses"]:
    print(f"{reponse['id']} →", raconter(statut, reponse))
