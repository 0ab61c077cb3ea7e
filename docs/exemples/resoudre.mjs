// Retrouver le code COG de lieux de naissance avec Transcogage : Node.js 20 ou plus, sans autre bibliothèque.
//
//     node resoudre.mjs http://127.0.0.1:8000

const ADRESSE = process.argv[2] ?? "http://127.0.0.1:8000";
const DELAI = 10_000; // millisecondes

// Le statut HTTP et le JSON d'une réponse. Attend et recommence si le service demande de ralentir (429).
async function appeler(chemin, corps) {
  const options =
    corps === undefined
      ? {}
      : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(corps) };
  for (;;) {
    const reponse = await fetch(ADRESSE + chemin, { ...options, signal: AbortSignal.timeout(DELAI) });
    if (reponse.status !== 429) {
      return [reponse.status, await reponse.json()];
    }
    const secondes = Number(reponse.headers.get("Retry-After"));
    await new Promise((reprendre) => setTimeout(reprendre, secondes * 1000));
  }
}

// La réponse à une question. `precisions` : moisDateNaissance, jourDateNaissance, codePostal, codeCommune.
function resoudre(nom, annee, departement, precisions = {}) {
  // URLSearchParams écrit les accents comme il faut : « é » devient %C3%A9.
  const parametres = new URLSearchParams({
    nomCommuneNaissance: nom,
    anneeDateNaissance: annee,
    codeCogInseeDepartementNaissance: departement,
    ...precisions,
  });
  return appeler(`/v1/cog?${parametres}`);
}

// Une ligne par réponse : que faire de chacune.
function raconter([statutHttp, reponse]) {
  if (reponse.erreurs) {
    // 422 : la question est mal posée. Chaque erreur nomme le paramètre et dit comment le corriger.
    return reponse.erreurs.map((erreur) => `${erreur.parametre} : ${erreur.message}`).join(" ; ");
  }
  if (statutHttp !== 200) {
    return reponse.detail;
  }
  const code = reponse.code_cog_insee_commune_naissance;
  switch (reponse.statut) {
    case "certain": // à utiliser tel quel
      return `${code} : certain`;
    case "probable": // à utiliser, en gardant le score
      return `${code} : probable à ${Math.round(reponse.score * 100)}%`;
    default: {
      // « ambigu » ou « introuvable » : à faire trancher par une personne, avec les candidats.
      const candidats = reponse.candidats.map((candidat) => `${candidat.code} ${candidat.nom}`).join(", ");
      return `${reponse.statut} : ${candidats || "aucun candidat"}`;
    }
  }
}

// Une question. Gennevilliers est dans les Hauts-de-Seine, mais y naître en 1960, c'était naître dans la Seine.
console.log("Gennevilliers, 1960, 92 →", raconter(await resoudre("Gennevilliers", 1960, "92")));

// Deux communes du nom de Bors en Charente : le code de la commune d'aujourd'hui (API Adresse : citycode) départage.
console.log("Bors, 1980, 16 →", raconter(await resoudre("Bors", 1980, "16")));
console.log("Bors, 1980, 16, 16052 →", raconter(await resoudre("Bors", 1980, "16", { codeCommune: "16052" })));

// Une question mal posée.
console.log("Cherbourg, 80, 50 →", raconter(await resoudre("Cherbourg", 80, "50")));

// Beaucoup de questions en un envoi, jusqu'à 1 000 : chacune reçoit sa réponse, avec l'identifiant que vous lui donnez.
const naissances = [
  ["Ajaccio", 1970, "2A"],
  ["Cherbourg-en-Cotentin", 1980, "50"],
  ["Lyon", 1990, "96"],
];
const demandes = naissances.map(([nom, annee, departement]) => ({
  id: nom,
  nomCommuneNaissance: nom,
  anneeDateNaissance: annee,
  codeCogInseeDepartementNaissance: departement,
}));
const [statut, lot] = await appeler("/v1/cog/lot", { demandes });
for (const reponse of lot.reponses) {
  console.log(`${reponse.id} →`, raconter([statut, reponse]));
}
