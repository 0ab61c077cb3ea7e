/** "Une commune dans le temps": from a commune to its drawn history, and the same in tables. */

import { announce } from "../live.js";
import { ask } from "../service.js";
import { changeTable, periodTable } from "./tables.js";
import { clear, fill } from "../waiting.js";
import { counted } from "../french.js";
import { draw, frame } from "./drawing.js";
import { element } from "../element.js";
import { goTo } from "../route.js";
import { historyOf } from "./history.js";
import { makeCombobox } from "../combobox.js";
import { renderCommune, sayCommunes, searchCommunes } from "../communes.js";

const LEGEND = "Chaque ligne est un code, chaque barre un nom. Un point marque un changement : choisissez-le pour le lire.";

const input = document.getElementById("place");
const place = document.getElementById("history");
const welcome = [...place.children];
let redraw = () => {};

makeCombobox(input, {
  search: searchCommunes,
  render: renderCommune,
  text: (row) => row.nom,
  say: sayCommunes,
  onChoose: ({ code }) => goTo("commune", { code }),
});

new ResizeObserver(() => redraw()).observe(place);

/** @param {{code?: string}} values */
export function show(values) {
  redraw = () => {};
  if (!values.code) {
    clear(place, ...welcome);
    return;
  }
  fill(place, (signal) => load(values.code, signal), () => show(values));
}

async function load(code, signal) {
  const lineage = await ask(`/v1/communes/${encodeURIComponent(code)}/filiation`, {}, signal);
  const history = historyOf(lineage);
  const current = lineage.periodes.findLast(({ type }) => type !== "COMD" && type !== "COMA") ?? lineage.periodes.at(-1);
  const count = history.changes.length;
  const story = count ? `${counted(count, "changement")} depuis 1943.` : "Rien n'a changé depuis 1943.";
  announce(`${current.nom}, code ${[...code].join(" ")}. ${story}`);
  const table = count ? changeTable(history.changes) : null;
  const figure = frame(element("div"), LEGEND);
  let drawn = 0;
  redraw = () => {
    const width = Math.floor(place.clientWidth);
    if (width && width !== drawn) {
      drawn = width;
      figure.firstChild.replaceWith(draw(history, width - 34, `L'histoire de ${current.nom}, dessinée`, (date) => showChange(table, date)));
    }
  };
  redraw();
  return [
    element("h2", { class: "place" }, current.nom, " ", element("span", { class: "code" }, code)),
    element("p", {}, story),
    ...(history.lanes[0].spans.length ? [figure] : []),
    ...(table ? [table] : []),
    periodTable(lineage.periodes, code),
  ];
}

/** Take the reader from a mark of the drawing to its rows of the table. */
function showChange(table, date) {
  table.querySelectorAll("tr[data-date]").forEach((row) => row.classList.toggle("chosen", row.dataset.date === date));
  const row = table.querySelector(`tr[data-date="${date}"]`);
  row.scrollIntoView({ block: "nearest" });
  row.focus();
}
