/** A date of birth as people write it: a day, a month, or a year alone. */

import { monthNumber } from "./french.js";

/**
 * @typedef {{year: string, month: string, day: string}} BirthDate month and day may be empty
 */

const HOW = "Écrivez la date comme 12/03/1980, ou l'année seule en quatre chiffres.";

/**
 * Throws an `Error` whose message says what to write instead.
 * @param {string} text
 * @returns {BirthDate}
 */
export function readBirthDate(text) {
  const parts = partsOf(text.trim());
  if (!parts) {
    throw new Error(text.trim() ? HOW : "Donnez la date de naissance, ou l'année seule.");
  }
  const [day, month, year] = parts.map(Number);
  if (year < 1890 || year > new Date().getFullYear()) {
    throw new Error(`Donnez une année de 1890 à ${new Date().getFullYear()}.`);
  }
  if (parts[1] !== "" && (month < 1 || month > 12)) {
    throw new Error("Le mois doit être compris entre 1 et 12.");
  }
  if (parts[0] !== "" && (day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate())) {
    throw new Error("Ce jour n'existe pas dans ce mois : corrigez la date.");
  }
  return { year: String(year), month: month ? String(month) : "", day: day ? String(day) : "" };
}

/** "1980", "1980-03" or "1980-03-12": the date in the address of the page. */
export function toIso({ year, month, day }) {
  return [year, month.padStart(2, "0"), day.padStart(2, "0")].slice(0, day ? 3 : month ? 2 : 1).join("-");
}

/** "1980-03-12" → "12/03/1980": the date as the field shows it. */
export function toField(iso) {
  return iso.split("-").reverse().join("/");
}

/** Day, month and year as texts, "" for those not given; null when they cannot be told apart. */
function partsOf(text) {
  const iso = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text);
  if (iso) {
    return [iso[3] ?? "", iso[2] ?? "", iso[1]];
  }
  const written = /^(?:(?:(\d{1,2})(?:er)?[\s/.-]+)?(\d{1,2}|\p{L}{3,})[\s/.-]+)?(\d{4})$/u.exec(text);
  if (written) {
    const month = written[2] ?? "";
    const number = /^\p{L}/u.test(month) ? monthNumber(month) : month;
    return number === 0 ? null : [written[1] ?? "", String(number), written[3]];
  }
  const digits = /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  return digits ? digits.slice(1) : null;
}
