/** The places proposed while a birth place is typed: communes and countries, those that bear the name first. */

import { ask } from "./service.js";
import { counted, years } from "./french.js";
import { element } from "./element.js";
import { renderCommune } from "./communes.js";

const ASKED = "30";

/**
 * @param {string} typed
 * @param {string} birth AAAA, AAAA-MM or AAAA-MM-JJ; "" when unknown
 * @param {AbortSignal} signal
 */
export async function searchPlaces(typed, birth, signal) {
  const { lieux } = await ask("/v1/lieux", { q: typed, annee: birth.slice(0, 4), limit: ASKED }, signal);
  return lieux;
}

/** The content of a place's option. */
export function renderPlace(row) {
  if (row.nature === "commune") {
    return renderCommune(row);
  }
  const where = ["pays ou territoire", row.code, years(row.date_debut, row.date_fin)];
  return [row.nom, element("span", { class: "where" }, where.filter(Boolean).join(" · "))];
}

export function sayPlaces(count) {
  return count ? `${counted(count, "lieu proposé", "lieux proposés")}.` : "Aucun lieu de ce nom.";
}
