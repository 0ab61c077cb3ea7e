/** The possible places, with their likelihood, and the question to ask the person when there are several. */

import { button, element, svg } from "./element.js";
import { goTo } from "./route.js";
import { days, listed, percent } from "./french.js";

const NAMED = 6; // places named in the question
const ARRONDISSEMENT = "ARRONDISSEMENT_A_PRECISER";
const CHANGE = "CHANGEMENT_EN_COURS_DE_PERIODE";
const FRENCH_ALGERIA = "ALGERIE_AVANT_1962";
const ABROAD = "NAISSANCE_A_L_ETRANGER";
const WRONG_DEPARTMENT = "DEPARTEMENT_CONTREDIT";

/**
 * What to ask the person, in a box; null when nothing needs to be.
 * @param {object} answer the body of `GET /v1/cog`
 */
export function questionFor({ statut, candidats, avertissements }) {
  const noted = new Set(avertissements.map(({ code }) => code));
  const unknownCountry = statut === "introuvable" && noted.has(ABROAD);
  if (statut !== "ambigu" && !unknownCountry) {
    return null;
  }
  return element(
    "div",
    { class: "ask" },
    element("p", {}, "Demandez à la personne :"),
    element("p", { class: "question" }, `« ${unknownCountry ? "Dans quel pays êtes-vous né ou née ?" : questionText(candidats, noted)} »`),
  );
}

function questionText(candidates, noted) {
  const told = noted.has(WRONG_DEPARTMENT) || new Set(candidates.map((each) => each.code_departement)).size > 1;
  const named = ({ nom, type, code_departement: department }) => (told && type !== "PAYS" ? `${nom} (${department})` : nom);
  const names = [...new Set(candidates.map(named))];
  const abroad = candidates.filter(({ type }) => type === "PAYS").length;
  if (abroad && noted.has(FRENCH_ALGERIA)) {
    return abroad === candidates.length
      ? "Êtes-vous bien né ou née en Algérie ?"
      : "Êtes-vous né ou née en Algérie, ou dans un département de la région parisienne d'aujourd'hui ?";
  }
  if (noted.has(ARRONDISSEMENT)) {
    return "Dans quel arrondissement exactement êtes-vous né ou née ?";
  }
  if (noted.has(CHANGE) || names.length === 1) {
    return candidates.length > 1 ? "Quel jour exactement êtes-vous né ou née ?" : `Est-ce bien ${names[0]} ?`;
  }
  const shown = names.length > NAMED ? [...names.slice(0, NAMED), "ailleurs"] : names;
  const what = abroad === candidates.length ? "Dans quel pays" : abroad ? "Où" : "Dans quelle commune";
  return `${what} exactement êtes-vous né ou née ? ${listed(shown, "ou")} ?`;
}

/**
 * @param {object[]} candidates
 * @param {import("./answer.js").Question} question asked again with the name of the place that is chosen
 */
export function candidateList(candidates, question) {
  const ordered = candidates.some(({ type }) => type === "ARM")
    ? [...candidates].sort((one, other) => one.code.localeCompare(other.code))
    : candidates;
  return element("ul", { class: "candidates" }, ...ordered.map((candidate) => row(candidate, question)));
}

function row(candidate, question) {
  const { code, nom, score, type } = candidate;
  const pays = type === "PAYS" ? code : "";
  const asked = { ...question, nom, departement: candidate.code_departement, pays };
  const another = pays !== (question.pays ?? "") || nom !== question.nom || asked.departement !== question.departement;
  return element(
    "li",
    {},
    element(
      "div",
      {},
      element("p", {}, element("span", { class: "name" }, nom), " ", element("span", { class: "code" }, code)),
      element("p", { class: "what" }, story(candidate, question)),
      score > 0 ? likelihood(score) : null,
    ),
    another ? button("C'est ici", () => goTo("code", asked), { class: "small", "aria-label": `C'est ici : ${nom}, ${code}` }) : null,
  );
}

/** Where and when the place was so, and what it is today. */
function story({ nom, type, date_debut: start, date_fin: end, filiation, code_departement: department }, asked) {
  const today = filiation.at(-1)?.vers.nom;
  return [
    type === "PAYS" || department === asked.departement ? null : `département ${department}`,
    days(start, end),
    today && today !== nom ? `aujourd'hui ${today}` : null,
  ]
    .filter(Boolean)
    .join(", ");
}

function likelihood(score) {
  const bar = svg("svg", { "aria-hidden": "true", viewBox: "0 0 100 8", preserveAspectRatio: "none" });
  bar.append(
    svg("rect", { class: "bar-ground", width: 100, height: 8, rx: 4 }),
    svg("rect", { class: "bar", width: Math.max(2, score * 100), height: 8, rx: 4 }),
  );
  return element("p", { class: "likelihood" }, bar, `${percent(score)} de chances`);
}
