/** "Trouver un code": from the form to the address of the page, and from the address to the answer. */

import { announce } from "./live.js";
import { ask, ServiceError } from "./service.js";
import { clear, fill } from "./waiting.js";
import { element } from "./element.js";
import { bare } from "./french.js";
import { goTo, writeRoute } from "./route.js";
import { makeCombobox } from "./combobox.js";
import { readBirthDate, toField, toIso } from "./birthdate.js";
import { renderAnswer, renderCountryAnswer, sayAnswer } from "./answer.js";
import { renderCommune, sayCommunes, searchCommunes } from "./communes.js";
import { renderCountry, sayCountries, searchCountries } from "./countries.js";
import { setError, showErrors } from "./fields.js";

const FIELD_OF = {
  nomCommuneNaissance: "commune",
  anneeDateNaissance: "date",
  moisDateNaissance: "date",
  jourDateNaissance: "date",
  codeCogInseeDepartementNaissance: "department",
  q: "country",
  annee: "date",
};

const form = document.getElementById("birth");
const place = document.getElementById("answer");
const welcome = [...place.children];
const { date, commune, department, country } = form.elements;

/** The birth as far as the date field tells it, "" while it tells nothing. */
function birthSoFar() {
  try {
    return toIso(readBirthDate(date.value));
  } catch {
    return "";
  }
}

makeCombobox(commune, {
  search: (typed, signal) => searchCommunes(typed, birthSoFar(), signal),
  render: renderCommune,
  text: (row) => row.nom,
  say: sayCommunes,
  onChoose(row) {
    department.value = row.code_departement;
    setError(commune, "");
    setError(department, "");
    if (birthSoFar()) {
      form.requestSubmit();
    }
  },
});

makeCombobox(country, {
  search: (typed, signal) => searchCountries(typed, birthSoFar(), signal),
  render: renderCountry,
  text: (row) => row.nom,
  say: sayCountries,
  onChoose() {
    setError(country, "");
    if (birthSoFar()) {
      form.requestSubmit();
    }
  },
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const [question, errors] = readForm();
  showErrors(errors);
  if (errors.length === 0) {
    goTo("code", question);
  }
});
form.addEventListener("reset", () => {
  goTo("code");
  date.focus();
});
form.addEventListener("input", ({ target }) => target.id && setError(target, ""));
form.addEventListener("change", showWhere);

/** Show the view for `values`, those of the address: the question of a link, or none. */
export function show(values) {
  if (Object.keys(values).length === 0 && !place.querySelector(".card, .problem")) {
    return; // nothing asked, nothing answered: what is being typed stays
  }
  const { naissance = "", nom = "", departement = "", pays = "" } = values;
  form.elements.where.value = pays ? "abroad" : "france";
  date.value = toField(naissance);
  commune.value = nom;
  department.value = departement;
  country.value = pays;
  showWhere();
  [date, commune, department, country].forEach((input) => setError(input, ""));
  if (!nom && !pays) {
    clear(place, ...welcome);
    return;
  }
  const [question, errors] = readForm();
  if (errors.length) {
    clear(place, ...welcome);
    showErrors(errors);
    return;
  }
  fill(place, (signal) => (pays ? askCountry(question, signal) : askPlace(question, signal)), () => show(values), explain);
}

function showWhere() {
  const where = form.elements.where.value;
  form.querySelectorAll("[data-only]").forEach((field) => (field.hidden = field.dataset.only !== where));
}

/** The question of the form, and what is wrong with it. */
function readForm() {
  const errors = [];
  let naissance = "";
  try {
    naissance = toIso(readBirthDate(date.value));
  } catch (error) {
    errors.push([date, error.message]);
  }
  const required = (input, message) => {
    const value = input.value.trim();
    if (!value) {
      errors.push([input, message]);
    }
    return value;
  };
  if (form.elements.where.value === "abroad") {
    return [{ naissance, pays: required(country, "Donnez le pays ou le territoire de naissance.") }, errors];
  }
  const nom = required(commune, "Donnez la commune de naissance.");
  const departement = required(department, "Donnez le numéro du département de naissance.");
  return [{ naissance, nom, departement }, errors];
}

/** The parameters of `GET /v1/cog` for a question. */
export function parametersOf({ naissance, nom, departement }) {
  const { year, month, day } = readBirthDate(naissance);
  return {
    nomCommuneNaissance: nom,
    anneeDateNaissance: year,
    moisDateNaissance: month,
    jourDateNaissance: day,
    codeCogInseeDepartementNaissance: departement,
  };
}

async function askPlace(question, signal) {
  const answer = await ask("/v1/cog", parametersOf(question), signal);
  announce(sayAnswer(answer));
  requestAnimationFrame(reveal);
  return renderAnswer(answer, question);
}

async function askCountry(question, signal) {
  const rows = await searchCountries(question.pays, question.naissance, signal);
  const exact = rows.filter((row) => bare(row.nom) === bare(question.pays));
  const [found, ...others] = exact.length ? exact : rows;
  if (!found) {
    throw new ServiceError("", [{ parametre: "q", message: "Aucun pays de ce nom à cette date : vérifiez-le." }]);
  }
  if (others.length || !exact.length) {
    const title = others.length ? "Quel pays exactement ?" : "Est-ce bien ce pays ?";
    announce(title);
    return [chooseCountry([found, ...others], question, title)];
  }
  announce(`Code ${[...found.code].join(" ")}, ${found.nom}.`);
  requestAnimationFrame(reveal);
  return renderCountryAnswer(found, question);
}

/** On a narrow screen, the answer is under the form: bring it up. */
function reveal() {
  if (place.getBoundingClientRect().top > innerHeight * 0.6) {
    place.scrollIntoView({ block: "start" });
  }
}

/** The service also proposes what a name resembles, or the State of the time: only the very name is an answer. */
function chooseCountry(rows, question, title) {
  return element(
    "article",
    { class: "card ambigu" },
    element("p", { class: "verdict" }, "? À préciser"),
    element("h2", {}, title),
    element(
      "ul",
      {},
      ...rows.map((row) =>
        element("li", {}, element("a", { href: writeRoute("code", { ...question, pays: row.nom }) }, ...renderCountry(row))),
      ),
    ),
  );
}

/** The faults of a refused question go to their fields; what is not about a field is shown in place of the answer. */
function explain(error) {
  const errors = (error.faults ?? []).map(({ parametre, message }) => [form.elements[FIELD_OF[parametre]], message]);
  if (errors.length === 0 || errors.some(([input]) => !input)) {
    return null;
  }
  showErrors(errors);
  return welcome;
}
