/** "Trouver un code": from the form to the address of the page, and from the address to the answer. */

import { announce } from "./live.js";
import { ask } from "./service.js";
import { clear, fill } from "./waiting.js";
import { goTo } from "./route.js";
import { makeCombobox } from "./combobox.js";
import { readBirthDate, toField, toIso } from "./birthdate.js";
import { renderAnswer, sayAnswer } from "./answer.js";
import { renderPlace, sayPlaces, searchPlaces } from "./places.js";
import { setError, showErrors } from "./fields.js";

const FIELD_OF = {
  nomCommuneNaissance: "commune",
  anneeDateNaissance: "date",
  moisDateNaissance: "date",
  jourDateNaissance: "date",
  codeCogInseeDepartementNaissance: "department",
  codeCogInseePaysNaissance: "commune",
};

const ABROAD = "99"; // in place of a department
const COUNTRY_CODE = /^99\d{3}$/;

const form = document.getElementById("birth");
const place = document.getElementById("answer");
const welcome = [...place.children];
const { date, commune, department } = form.elements;

/** The country that the place's name stands for, chosen in the list or said by the address: two can bear one name. */
let country = { nom: "", code: "" };

/** The birth as far as the date field tells it, "" while it tells nothing. */
function birthSoFar() {
  try {
    return toIso(readBirthDate(date.value));
  } catch {
    return "";
  }
}

makeCombobox(commune, {
  search: (typed, signal) => searchPlaces(typed, birthSoFar(), signal),
  render: renderPlace,
  text: (row) => row.nom,
  say: sayPlaces,
  onChoose(row) {
    const abroad = row.nature === "pays";
    country = abroad ? row : { nom: "", code: "" };
    department.value = abroad ? ABROAD : row.code_departement;
    setError(commune, "");
    setError(department, "");
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
  clear(place, ...welcome); // also when the answer is still coming
  goTo("code");
  date.focus();
});
form.addEventListener("input", ({ target }) => target.id && setError(target, ""));

/** Show the view for `values`, those of the address: the question of a link, or none. */
export function show(values) {
  if (Object.keys(values).length === 0 && !place.querySelector(".card, .problem")) {
    return; // nothing asked, nothing answered: what is being typed stays
  }
  const { naissance = "", nom = values.pays ?? "", departement = values.pays ? ABROAD : "", pays = "" } = values;
  date.value = toField(naissance);
  commune.value = nom;
  department.value = departement;
  country = { nom, code: COUNTRY_CODE.test(pays) ? pays : "" };
  [date, commune, department].forEach((input) => setError(input, ""));
  if (!nom) {
    clear(place, ...welcome);
    return;
  }
  const [question, errors] = readForm();
  if (errors.length) {
    clear(place, ...welcome);
    showErrors(errors);
    return;
  }
  fill(place, (signal) => askPlace(question, signal), () => show(values), explain);
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
  const nom = commune.value.trim();
  if (!nom) {
    errors.push([commune, "Donnez le lieu de naissance : la commune, ou le pays."]);
  }
  const departement = department.value.trim();
  const pays = nom === country.nom && ["", ABROAD].includes(departement) ? country.code : "";
  return [{ naissance, nom, departement, pays }, errors];
}

/** The parameters of `GET /v1/cog` for a question. */
export function parametersOf({ naissance, nom, departement, pays }) {
  const { year, month, day } = readBirthDate(naissance);
  return {
    nomCommuneNaissance: nom,
    anneeDateNaissance: year,
    moisDateNaissance: month,
    jourDateNaissance: day,
    codeCogInseeDepartementNaissance: departement,
    codeCogInseePaysNaissance: pays,
  };
}

async function askPlace(question, signal) {
  const answer = await ask("/v1/cog", parametersOf(question), signal);
  announce(sayAnswer(answer));
  requestAnimationFrame(reveal);
  return renderAnswer(answer, question);
}

/** On a narrow screen, the answer is under the form: bring it up. */
function reveal() {
  if (place.getBoundingClientRect().top > innerHeight * 0.6) {
    place.scrollIntoView({ block: "start" });
  }
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
