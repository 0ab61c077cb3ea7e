/** The possible places, with their likelihood, and the question to ask the person when there are several. */

import { button, element, svg } from "./element.js";
import { goTo } from "./route.js";
import { days, listed, percent } from "./french.js";

const NAMED = 6; // places named in the question
const ARRONDISSEMENT = "ARRONDISSEMENT_A_PRECISER";
const CHANGE = "CHANGEMENT_EN_COURS_DE_PERIODE";

/**
 * What to ask the person, in a box; null when nothing needs to be.
 * @param {object} answer the body of `GET /v1/cog`
 */
export function questionFor({ statut, candidats, avertissements }) {
  if (statut !== "ambigu") {
    return null;
  }
  const noted = new Set(avertissements.map(({ code }) => code));
  return element(
    "div",
    { class: "ask" },
    element("p", {}, "Demandez à la personne :"),
    element("p", { class: "question" }, `« ${questionText(candidats, noted)} »`),
  );
}

function questionText(candidates, noted) {
  const names = [...new Set(candidates.map(({ nom }) => nom))];
  if (candidates.every(({ type }) => type === "PAYS")) {
    return "Êtes-vous bien né ou née en Algérie ?";
  }
  if (candidates.some(({ type }) => type === "PAYS")) {
    return "Êtes-vous né ou née en Algérie, ou dans un département de la région parisienne d'aujourd'hui ?";
  }
  if (noted.has(ARRONDISSEMENT)) {
    return "Dans quel arrondissement exactement êtes-vous né ou née ?";
  }
  if (noted.has(CHANGE) || names.length === 1) {
    return candidates.length > 1 ? "Quel jour exactement êtes-vous né ou née ?" : `Est-ce bien ${names[0]} ?`;
  }
  const shown = names.length > NAMED ? [...names.slice(0, NAMED), "ailleurs"] : names;
  return `Dans quelle commune exactement êtes-vous né ou née ? ${listed(shown, "ou")} ?`;
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
  const asked = { ...question, nom, departement: candidate.code_departement };
  const another = type !== "PAYS" && (nom !== question.nom || asked.departement !== question.departement);
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
