/** "Un fichier": choose it, check how it is read, send it, watch it, and take the result. */

import { announce } from "../live.js";
import { button, element } from "../element.js";
import { counted } from "../french.js";
import { countRows } from "./counting.js";
import { problem } from "../waiting.js";
import { readSample } from "./sample.js";
import { renderProgress } from "./progress.js";
import { renderSettings } from "./settings.js";
import { renderSummary } from "./summary.js";
import { send } from "./sending.js";
import { setError } from "../fields.js";
import { startTally } from "./tally.js";
import { withoutMark } from "./mark.js";

const place = document.getElementById("file");
let job = new AbortController(); // what is being read of the file that is shown

/** Show the view as it was left; at first, where to drop a file. */
export function show() {
  if (!place.hasChildNodes()) {
    choose();
  }
}

function restart(...content) {
  job.abort();
  job = new AbortController();
  place.replaceChildren(...content);
}

function choose(...above) {
  const input = element("input", { type: "file", id: "file-input", accept: ".csv,.txt,text/csv,text/plain" });
  const zone = element(
    "div",
    { class: "drop" },
    element("label", { for: "file-input" }, "Choisissez un fichier CSV, ou déposez-le ici"),
    input,
    element("p", { class: "hint" }, "Une ligne d'en-tête, puis une naissance par ligne : commune, date ou année, département."),
  );
  input.addEventListener("change", () => input.files[0] && prepare(input.files[0]));
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    if (event.dataTransfer.files[0]) {
      prepare(event.dataTransfer.files[0]);
    }
  });
  restart(...above, zone);
}

async function prepare(file) {
  let sample;
  try {
    sample = await readSample(file);
  } catch (error) {
    announce(error.message);
    choose(element("div", { class: "problem" }, element("p", {}, `${file.name} : ${error.message}`)));
    return;
  }
  const { content, read } = renderSettings(sample);
  const title = element("h2", { tabindex: "-1" }, file.name);
  const size = element("p", { class: "hint" });
  const start = button("Trouver les codes", () => check(file, read, rows), { class: "primary" });
  restart(title, size, ...content, element("p", { class: "actions" }, start, button("Choisir un autre fichier", () => choose())));
  title.focus();
  const { signal } = job;
  const rows = countRows(file);
  const count = await rows;
  if (!signal.aborted) {
    size.textContent = counted(count, "ligne");
  }
}

function check(file, read, rows) {
  const { settings, missing } = read();
  place.querySelectorAll("select").forEach((input) => setError(input, ""));
  if (missing.length) {
    missing.forEach((input) => setError(input, "Choisissez la colonne."));
    missing[0].focus();
    announce("Choisissez les colonnes qui manquent.");
    return;
  }
  run(file, settings, rows);
}

async function run(file, settings, rows) {
  const before = [...place.childNodes];
  const total = await rows;
  const cancel = new AbortController();
  const back = (...above) => {
    restart(...above, ...before);
    place.querySelector("button.primary").focus();
  };
  const progress = renderProgress(() => cancel.abort(new Error("cancelled")));
  const counting = startTally(settings.encoding, settings.delimiter);
  const { mark, rest } = await withoutMark(file);
  const pieces = [mark];
  place.replaceChildren(...progress.content);
  place.querySelector("button").focus();
  announce("Envoi du fichier…");
  try {
    await send(formOf(rest, file.name, settings), {
      signal: cancel.signal,
      onSent: progress.sent,
      onBytes(bytes) {
        pieces.push(bytes);
        counting.feed(bytes);
        progress.done(counting.tally.rows, total);
      },
    });
  } catch (error) {
    if (cancel.signal.aborted) {
      announce("Annulé. Rien n'a été gardé.");
      back(element("p", { class: "cancelled" }, "Annulé. Rien n'a été gardé."));
    } else {
      back(...failure(error, () => run(file, settings, rows)));
    }
    return;
  }
  counting.end();
  const result = {
    content: new Blob(pieces, { type: "text/csv" }),
    name: `${file.name.replace(/\.[^.]*$/, "")}-codes.csv`,
    nameColumn: settings.columns.nomCommuneNaissance,
  };
  place.replaceChildren(...renderSummary(counting.tally, result, () => choose()));
  place.querySelector("h2").focus();
}

/** The service's reasons, one a line: a column it does not find, a file beyond its limits. */
function failure(error, again) {
  const [box] = problem(error, again);
  const reasons = (error.faults ?? []).map(({ message }) => message).filter((message) => message !== error.message);
  if (reasons.length) {
    box.firstChild.after(element("ul", {}, ...reasons.map((reason) => element("li", {}, reason))));
  }
  return [box];
}

function formOf(content, name, { encoding, delimiter, columns }) {
  const form = new FormData();
  form.append("data", content, name);
  for (const [parameter, value] of Object.entries({ ...columns, encoding, delimiter })) {
    form.append(parameter, value);
  }
  return form;
}
