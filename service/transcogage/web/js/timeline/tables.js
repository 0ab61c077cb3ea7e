/** The same facts as the drawing, as tables. */

import { days, longDate } from "../french.js";
import { element } from "../element.js";

/** @param {object[]} periods `periodes` of the lineage */
export function periodTable(periods, code) {
  const kinds = { COM: "commune", ARM: "arrondissement", COMD: "commune déléguée", COMA: "commune associée", PAYS: "territoire" };
  return table(
    `Ce que le code ${code} a désigné`,
    ["Nom", "Sorte", "Département", "Quand"],
    periods.map((period) => [
      period.nom,
      kinds[period.type],
      period.code_departement,
      days(period.date_debut, period.date_fin),
    ]),
  );
}

/**
 * @param {import("./history.js").Change[]} changes
 * @returns {HTMLElement} the rows of a date have `data-date`
 */
export function changeTable(changes) {
  const made = table(
    "Les changements, du plus ancien au plus récent",
    ["Date", "Changement", "Avant", "Après"],
    changes.map(({ date, label, before, after }) => [longDate(date), label, inLines(before), inLines(after)]),
  );
  made.querySelectorAll("tbody tr").forEach((row, position) => {
    row.dataset.date = changes[position].date;
    row.tabIndex = -1;
  });
  return made;
}

function inLines(texts) {
  return element("div", {}, ...texts.map((text) => element("div", {}, text)));
}

function table(caption, heads, rows) {
  return element(
    "div",
    { class: "table", tabindex: "0", role: "region", "aria-label": caption },
    element(
      "table",
      {},
      element("caption", {}, caption),
      element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head)))),
      element(
        "tbody",
        {},
        ...rows.map(([first, ...cells]) =>
          element("tr", {}, element("th", { scope: "row" }, first), ...cells.map((cell) => element("td", {}, cell))),
        ),
      ),
    ),
  );
}
