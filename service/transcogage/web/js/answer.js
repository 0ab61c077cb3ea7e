/** The answer about a birth place, as a card: how sure, the code, why, what to ask, who else it could be. */

import { copyButton } from "./copying.js";
import { toField } from "./birthdate.js";
import { days } from "./french.js";
import { element } from "./element.js";
import { candidateList, questionFor } from "./candidates.js";
import { writeRoute } from "./route.js";

const VERDICTS = {
  certain: "✓ Certain",
  probable: "≈ Très probable",
  ambigu: "? À préciser",
  introuvable: "✗ Introuvable",
};

/**
 * @typedef {object} Question what was asked, as in the address of the page
 * @property {string} naissance
 * @property {string} nom
 * @property {string} [departement] 99 for a birth abroad
 * @property {string} [pays] the code of a country, when it was chosen
 */

/**
 * @param {object} answer the body of `GET /v1/cog`
 * @param {Question} question
 * @returns {Node[]}
 */
export function renderAnswer(answer, question) {
  const { statut, candidats } = answer;
  const found = placeOf(answer);
  const others = found ? candidats.slice(1) : candidats;
  return [
    element(
      "article",
      { class: `card ${statut}` },
      verdict(statut),
      ...(found ? place(found) : [asked(question)]),
      reading(answer.lecture, question),
      questionFor(answer),
      element("p", { class: "why" }, answer.explication),
      notes(answer.avertissements),
      alternatives(answer.codes_alternatifs),
      others.length ? element("h3", {}, othersTitle(statut, others.length)) : null,
      others.length ? candidateList(others, question) : null,
      more(found, question),
    ),
  ];
}

/** The answer in one sentence, for those who hear it. */
export function sayAnswer(answer) {
  const found = placeOf(answer);
  return `${found ? `Code ${[...found.code].join(" ")}, ${found.nom}` : VERDICTS[answer.statut].slice(2)}. ${answer.explication}`;
}

/** The place that is the answer: a commune, or abroad a country; null when there is none. */
function placeOf({ statut, candidats }) {
  return ["certain", "probable"].includes(statut) ? candidats[0] : null;
}

function verdict(statut) {
  return element("p", { class: "verdict" }, VERDICTS[statut]);
}

function place({ code, nom, type, date_debut: start, date_fin: end }) {
  return bigCode(code, nom, `${type === "PAYS" ? "Pays ou territoire, sans code de commune" : "Ce nom et ce code"} : ${days(start, end)}`);
}

function asked({ nom, departement, naissance }) {
  return element("h2", {}, `${departement ? `${nom} (${departement})` : nom}, ${toField(naissance)}`);
}

/** What was understood of the question, when it is not what was typed, word for word. */
function reading(read, { nom, departement, pays }) {
  const parts = [
    read.nom === nom ? null : read.nom,
    read.arrondissement ? `${read.arrondissement}${read.arrondissement === 1 ? "er" : "e"} arrondissement` : null,
    read.departement && read.departement !== departement ? `département ${read.departement}` : null,
    read.code_postal ? `code postal ${read.code_postal}` : null,
    read.code_commune ? `code commune ${read.code_commune}` : null,
    read.pays && ![nom, pays].includes(read.pays) ? `pays ${read.pays}` : null,
  ].filter(Boolean);
  return parts.length ? element("p", { class: "when" }, `Ce qui a été lu : ${parts.join(", ")}.`) : null;
}

function bigCode(code, name, when) {
  return [
    element("p", { class: "big" }, element("span", { class: "code" }, code), copyButton("Copier le code", () => code)),
    element("h2", {}, name),
    when ? element("p", { class: "when" }, when) : null,
  ];
}

function notes(warnings) {
  return warnings.length
    ? element("div", { class: "notes" }, element("h3", {}, "À noter"), bulleted(warnings.map(({ message }) => message)))
    : null;
}

function alternatives(codes) {
  return codes.length
    ? element(
        "div",
        {},
        element("h3", {}, "Autre code utile"),
        ...codes.map(({ code, motif }) => element("p", {}, element("strong", { class: "code" }, code), ` : ${motif}`)),
      )
    : null;
}

function bulleted(texts) {
  return element("ul", {}, ...texts.map((text) => element("li", {}, text)));
}

function othersTitle(statut, count) {
  if (statut === "introuvable") {
    return "Vouliez-vous dire…";
  }
  return statut === "ambigu" ? "Lieux possibles" : count === 1 ? "L'autre lieu possible" : "Les autres lieux possibles";
}

function more(found, question) {
  return element(
    "p",
    { class: "more" },
    found && found.type !== "PAYS" ? element("a", { href: writeRoute("commune", { code: found.code }) }, "L'histoire de cette commune") : null,
    element("a", { href: writeRoute("developpeurs", question) }, "Pour les développeurs"),
    copyButton("Copier le lien", () => location.href, { class: "small" }),
  );
}
