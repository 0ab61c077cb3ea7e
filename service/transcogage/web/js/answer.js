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
const FRANCE = "99100";

/**
 * @typedef {object} Question what was asked, as in the address of the page
 * @property {string} naissance
 * @property {string} [nom]
 * @property {string} [departement]
 * @property {string} [pays]
 */

/**
 * @param {object} answer the body of `GET /v1/cog`
 * @param {Question} question
 * @returns {Node[]}
 */
export function renderAnswer(answer, question) {
  const { statut, commune, candidats } = answer;
  const others = commune ? candidats.slice(1) : candidats;
  return [
    element(
      "article",
      { class: `card ${statut}` },
      verdict(statut),
      ...(commune ? place(commune) : [asked(question), ...abroadCode(answer)]),
      questionFor(answer),
      element("p", { class: "why" }, answer.explication),
      notes(answer.avertissements),
      alternatives(answer.codes_alternatifs),
      others.length ? element("h3", {}, othersTitle(statut, others.length)) : null,
      others.length ? candidateList(others, question) : null,
      more(commune?.code, question),
    ),
  ];
}

/** The answer in one sentence, for those who hear it. */
export function sayAnswer({ statut, commune, explication }) {
  return commune ? `Code ${[...commune.code].join(" ")}, ${commune.nom}. ${explication}` : `${VERDICTS[statut].slice(2)}. ${explication}`;
}

/**
 * The card of a country's code.
 * @param {{code: string, nom: string, date_debut: string|null, date_fin: string|null}} country
 * @param {Question} question
 */
export function renderCountryAnswer(country, question) {
  const sentence = `Née à l'étranger, la personne n'a pas de code de commune : seul compte le code du pays, tel qu'il était à la naissance.`;
  return [
    element(
      "article",
      { class: "card certain" },
      element("p", { class: "verdict" }, "Code du pays"),
      ...bigCode(country.code, country.nom, days(country.date_debut, country.date_fin)),
      element("p", { class: "why" }, sentence),
      more(null, question),
    ),
  ];
}

function verdict(statut) {
  return element("p", { class: "verdict" }, VERDICTS[statut]);
}

function place(commune) {
  return bigCode(commune.code, commune.nom, `Ce nom et ce code : ${days(commune.date_debut, commune.date_fin)}`);
}

function asked({ nom, departement, naissance }) {
  return element("h2", {}, `${nom} (${departement}), ${toField(naissance)}`);
}

/** A former territory has the code of a country alone; shown in large only when it is the answer. */
function abroadCode({ statut, code_cog_insee_pays_naissance: country }) {
  const known = ["certain", "probable"].includes(statut) && country && country !== FRANCE;
  return known ? bigCode(country, "Code du pays, sans code de commune", "") : [];
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

function more(code, question) {
  return element(
    "p",
    { class: "more" },
    code ? element("a", { href: writeRoute("commune", { code }) }, "L'histoire de cette commune") : null,
    element("a", { href: writeRoute("developpeurs", question) }, "Pour les développeurs"),
    copyButton("Copier le lien", () => location.href, { class: "small" }),
  );
}
