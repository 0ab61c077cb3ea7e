/** The communes proposed while a name is typed: those of the date first, former ones marked. */

import { ask } from "./service.js";
import { counted, years } from "./french.js";
import { element } from "./element.js";

const ASKED = "30";
const SHOWN = 9;

/**
 * @param {string} typed
 * @param {string} birth a date or the beginning of one (AAAA, AAAA-MM, AAAA-MM-JJ); "" when unknown
 * @param {AbortSignal} signal
 */
export async function searchCommunes(typed, birth, signal) {
  const rows = await ask("/v1/communes", { q: typed, limit: ASKED }, signal);
  const then = rows.filter((row) => existed(row, birth));
  const others = rows.filter((row) => !existed(row, birth));
  return [...then.slice(0, others.length ? SHOWN - 3 : SHOWN), ...others].slice(0, SHOWN);
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
    element("span", { class: "where" }, where.filter(Boolean).join(" · ")),
  ].filter((part) => part !== null);
}

export function sayCommunes(count) {
  return count ? `${counted(count, "commune proposée", "communes proposées")}.` : "Aucune commune de ce nom.";
}

function existed(row, birth) {
  const start = row.date_debut === "1943-01-01" ? "" : row.date_debut;
  return !birth || (start.slice(0, birth.length) <= birth && (!row.date_fin || birth < row.date_fin));
}
