/** How to read a file, and which column is which: guessed, shown, and open to correction. */

import { element } from "../element.js";
import { guessColumns, ROLES } from "./columns.js";
import { DELIMITERS } from "./csv.js";
import { ENCODINGS } from "./encoding.js";
import { frame } from "./summary.js";
import { rowsOf } from "./sample.js";

const SHOWN = 5;

/**
 * @typedef {{encoding: string, delimiter: string, columns: Record<string, string>}} Settings columns: parameter → column
 */

/**
 * @param {{bytes: Uint8Array, encoding: string, delimiter: string}} sample
 * @returns {{content: Node[], read: () => {settings: Settings, missing: HTMLSelectElement[]}}}
 */
export function renderSettings(sample) {
  const reading = { ...sample };
  const preview = element("div");
  const columns = element("div", { class: "grid" });
  const encoding = select("encoding", "Encodage", ENCODINGS, reading.encoding);
  const delimiter = select("delimiter", "Séparateur", DELIMITERS, reading.delimiter);
  encoding.input.addEventListener("change", refresh);
  delimiter.input.addEventListener("change", refresh);

  let selects = {};

  function refresh() {
    reading.encoding = encoding.input.value;
    reading.delimiter = delimiter.input.value;
    const { header, rows } = rowsOf(reading);
    preview.replaceChildren(
      frame(
        "Les premières lignes du fichier",
        header,
        rows.slice(0, SHOWN).map((row) => row.map((cell) => element("td", {}, cell))),
      ),
    );
    const guessed = guessColumns(header);
    const fields = ROLES.map(({ role, label, required }) => {
      const choices = { "": required ? "Choisissez une colonne" : "Aucune", ...named(header) };
      return [role, select(role, required ? label : `${label} (facultatif)`, choices, guessed[role])];
    });
    selects = Object.fromEntries(fields.map(([role, { input }]) => [role, input]));
    columns.replaceChildren(...fields.map(([, { field }]) => field));
  }

  refresh();
  return {
    content: [
      preview,
      element("div", { class: "grid" }, encoding.field, delimiter.field),
      element("h3", {}, "Quelle colonne est laquelle ?"),
      columns,
    ],
    read() {
      const missing = ROLES.filter(({ role, required }) => required && !selects[role].value).map(({ role }) => selects[role]);
      const chosen = ROLES.map(({ role, parameter }) => [parameter, selects[role].value]).filter(([, column]) => column);
      const { encoding: inEncoding, delimiter: inDelimiter } = reading;
      return { settings: { encoding: inEncoding, delimiter: inDelimiter, columns: Object.fromEntries(chosen) }, missing };
    },
  };
}

function named(header) {
  return Object.fromEntries(header.filter(Boolean).map((column) => [column, column]));
}

function select(id, label, choices, chosen) {
  const input = element(
    "select",
    { id: `file-${id}`, "aria-describedby": `file-${id}-error` },
    ...Object.entries(choices).map(([value, text]) => element("option", { value, selected: value === chosen }, text)),
  );
  const error = element("p", { class: "error", id: `file-${id}-error` });
  return { input, field: element("div", { class: "field" }, element("label", { for: input.id }, label), input, error) };
}
