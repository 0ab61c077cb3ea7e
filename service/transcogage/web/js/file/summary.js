/** What became of a file: how many rows of each status, drawn and in a table, the first rows to look at, the download. */

import { counted } from "../french.js";
import { button, element, svg } from "../element.js";
import { STATUSES } from "./tally.js";

const MEANINGS = {
  certain: ["Certain", "un seul lieu est possible : le code est à utiliser"],
  probable: ["Probable", "un lieu se détache : le code est à utiliser, les autres sont listés"],
  ambigu: ["Ambigu", "plusieurs lieux possibles : à demander à la personne"],
  introuvable: ["Introuvable", "aucun lieu de ce nom : à vérifier"],
  erreur: ["Erreur", "ligne à corriger : le message dit quoi"],
};

const NUMBERS = new Set(["Lignes", "Part", "Ligne"]);

/**
 * @param {import("./tally.js").Tally} tally
 * @param {object} result
 * @param {Blob} result.content
 * @param {string} result.name of the file to save
 * @param {string} result.nameColumn the column of the commune
 * @param {() => void} again
 * @returns {Node[]}
 */
export function renderSummary(tally, { content, name, nameColumn }, again) {
  const found = tally.counts.certain + tally.counts.probable;
  const address = URL.createObjectURL(content);
  return [
    element("h2", { tabindex: "-1" }, `${counted(found, "code trouvé", "codes trouvés")} sur ${counted(tally.rows, "ligne")}`),
    chart(tally),
    countTable(tally),
    element(
      "p",
      { class: "actions" },
      element("a", { class: "button primary", href: address, download: name }, "Télécharger le résultat"),
      button("Traiter un autre fichier", () => {
        URL.revokeObjectURL(address);
        again();
      }),
    ),
    tally.doubtful.length ? doubtTable(tally.doubtful, nameColumn) : null,
  ].filter(Boolean);
}

/** One bar, a part a status; the table says the same. */
function chart({ rows, counts }) {
  const drawing = svg("svg", { class: "chart", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" });
  let x = 0;
  for (const status of STATUSES) {
    const width = rows ? (counts[status] / rows) * 100 : 0;
    if (width) {
      drawing.append(svg("rect", { class: status, x, y: 0, width: Math.max(width - 0.3, 0.3), height: 10 }));
    }
    x += width;
  }
  return drawing;
}

function countTable({ rows, counts }) {
  const share = (count) => (rows ? (count / rows) * 100 : 0).toLocaleString("fr-FR", { maximumFractionDigits: 1 });
  return frame(
    "Lignes par statut",
    ["Statut", "Lignes", "Part", "Sens"],
    STATUSES.map((status) => {
      const [label, meaning] = MEANINGS[status];
      const key = svg("svg", { class: "key", viewBox: "0 0 10 10", "aria-hidden": "true" }, svg("rect", { class: status, width: 10, height: 10 }));
      const cells = [counts[status].toLocaleString("fr-FR"), `${share(counts[status])} %`];
      return [
        element("th", { scope: "row" }, key, label),
        ...cells.map((cell) => element("td", { class: "number" }, cell)),
        element("td", {}, meaning),
      ];
    }),
  );
}

function doubtTable(doubtful, nameColumn) {
  return frame(
    "Les premières lignes à revoir",
    ["Ligne", "Commune", "Statut", "Message"],
    doubtful.map(({ row, values }) => [
      element("th", { scope: "row", class: "number" }, String(row)),
      element("td", {}, values[nameColumn] ?? ""),
      element("td", {}, values.result_status),
      element("td", {}, values.result_message),
    ]),
  );
}

/** A table that scrolls on its own when the screen is narrow. */
export function frame(caption, heads, rows) {
  return element(
    "div",
    { class: "table", tabindex: "0", role: "region", "aria-label": caption },
    element(
      "table",
      {},
      element("caption", {}, caption),
      element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", { scope: "col", class: NUMBERS.has(head) ? "number" : null }, head)))),
      element("tbody", {}, ...rows.map((cells) => element("tr", {}, ...cells))),
    ),
  );
}
