/** The countries proposed while a name is typed, under the code they had at the date. */

import { ask } from "./service.js";
import { counted, years } from "./french.js";
import { element } from "./element.js";

/**
 * @param {string} typed
 * @param {string} birth AAAA, AAAA-MM or AAAA-MM-JJ; "" when unknown
 * @param {AbortSignal} [signal]
 */
export async function searchCountries(typed, birth, signal) {
  const rows = await ask("/v1/pays", { q: typed, annee: birth.slice(0, 4) }, signal);
  const then = rows.filter((row) => (row.date_debut ?? "").slice(0, birth.length) <= birth && birth < (row.date_fin ?? "a"));
  return birth && then.length ? then : rows;
}

export function renderCountry(row) {
  return [row.nom, element("span", { class: "where" }, [row.code, years(row.date_debut, row.date_fin)].filter(Boolean).join(" · "))];
}

export function sayCountries(count) {
  return count ? `${counted(count, "pays proposé", "pays proposés")}.` : "Aucun pays de ce nom.";
}
