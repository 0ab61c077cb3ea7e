/** The communes proposed while a name is typed, former ones and names of a later date marked. */

import { ask } from "./service.js";
import { counted, years } from "./french.js";
import { element } from "./element.js";

const ASKED = "30";

/**
 * @param {string} typed
 * @param {AbortSignal} signal
 */
export function searchCommunes(typed, signal) {
  return ask("/v1/communes", { q: typed, limit: ASKED }, signal);
}

/** The content of a commune's option. */
export function renderCommune(row) {
  const codes = row.codes_postaux;
  const where = [
    row.nom_departement ? `${row.nom_departement} (${row.code_departement})` : row.code_departement,
    codes.length > 3 ? `${codes.slice(0, 2).join(", ")}…` : codes.join(", "),
    years(row.date_debut, row.date_fin),
  ];
  return [
    row.nom,
    row.date_fin ? element("span", { class: "tag" }, "ancienne commune") : null,
    row.posterieur ? element("span", { class: "tag" }, "nom d'aujourd'hui") : null,
    element("span", { class: "where" }, where.filter(Boolean).join(" · ")),
  ].filter((part) => part !== null);
}

export function sayCommunes(count) {
  return count ? `${counted(count, "commune proposée", "communes proposées")}.` : "Aucune commune de ce nom.";
}
