/** Dates, likelihoods and lists as they are written in French. */

const ORIGIN = "1943-01-01"; // INSEE describes communes from this day on: a period that begins then is older
const MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" ");

/** "2016-01-01" → "1er janvier 2016". */
export function longDate(day) {
  const [year, month, number] = day.split("-").map(Number);
  return `${number === 1 ? "1er" : number} ${MONTHS[month - 1]} ${year}`;
}

/**
 * The years of a period whose end is excluded: "depuis 2016", "de 2000 à 2016", "jusqu'en 2000"; "" when there is
 * nothing to say.
 * @param {string|null} start
 * @param {string|null} end
 */
export function years(start, end) {
  const from = start && start !== ORIGIN ? start.slice(0, 4) : "";
  const to = end ? lastDay(end).slice(0, 4) : "";
  if (from && to) {
    return from === to ? `en ${from}` : `de ${from} à ${to}`;
  }
  return from ? `depuis ${from}` : to && `jusqu'en ${to}`;
}

/** The same in days: "du 28 février 2000 au 31 décembre 2015". */
export function days(start, end) {
  const from = start && start !== ORIGIN;
  if (from && end) {
    return `du ${longDate(start)} au ${longDate(lastDay(end))}`;
  }
  return from ? `depuis le ${longDate(start)}` : end ? `jusqu'au ${longDate(lastDay(end))}` : "depuis 1943 ou avant";
}

/** A probability as people say it. */
export function percent(score) {
  const rounded = Math.round(score * 100);
  return rounded >= 1 ? `${rounded} %` : "moins de 1 %";
}

/** "a, b et c". */
export function listed(items, last = "et") {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} ${last} ${items.at(-1)}`;
}

/** "1 ligne", "2 lignes", "50 000 lignes". */
export function counted(number, singular, plural = `${singular}s`) {
  return `${number.toLocaleString("fr-FR")} ${number < 2 ? singular : plural}`;
}

/** The number of a month by its name, or by the three first letters at least; 0 if none. */
export function monthNumber(text) {
  return text.length < 3 ? 0 : MONTHS.findIndex((month) => bare(month).startsWith(bare(text))) + 1;
}

/** A text without accents nor capitals. */
export function bare(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function lastDay(end) {
  const day = new Date(`${end}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}
