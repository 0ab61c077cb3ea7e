/**
 * From the history the service tells (`GET /v1/communes/{code}/filiation`) to what is drawn and tabulated: lanes, one a
 * code, with the names it bore; links, from the lane that a change leaves to the one it reaches; changes, in words.
 *
 * Delegated and associated communes bear no births: they are told in the table, and have no lane.
 */

export const ORIGIN = "1943-01-01";
const WHOLE = new Set(["COM", "ARM", "PAYS"]);
const PARTS = { COMD: "commune déléguée", COMA: "commune associée" };

/**
 * @typedef {{name: string, start: string, end: string|null}} Span
 * @typedef {{code: string, spans: Span[]}} Lane
 * @typedef {{date: string, from: string, to: string}} Link
 * @typedef {{date: string, label: string, before: string[], after: string[]}} Change
 * @typedef {{lanes: Lane[], links: Link[], changes: Change[]}} History
 */

/**
 * @param {{code: string, periodes: object[], evenements: object[]}} lineage
 * @returns {History}
 */
export function historyOf({ code, periodes, evenements }) {
  const wholes = evenements.filter(({ avant, apres }) => [avant, apres].every((side) => !side || WHOLE.has(side.type)));
  const own = { code, spans: periodes.filter(({ type }) => WHOLE.has(type)).map(spanOf) };
  const others = [...new Set(wholes.flatMap(({ avant, apres }) => [avant?.code, apres?.code]))]
    .filter((other) => other && other !== code)
    .map((other) => ({ code: other, spans: spansOf(other, wholes) }))
    .filter(({ spans }) => spans.length);
  const links = linksOf(wholes);
  return { lanes: [own, ...inOrder(others, links, code)], links, changes: changesOf(evenements) };
}

function spanOf({ nom, date_debut: start, date_fin: end }) {
  return { name: nom, start, end };
}

/** The names of a code that is known by events alone: each event closes a name, opens one, or both. */
function spansOf(code, events) {
  const spans = [];
  const dates = [...new Set(events.map(({ date }) => date))].sort();
  for (const date of dates) {
    const ofDay = events.filter((event) => event.date === date);
    const left = ofDay.find(({ avant }) => avant?.code === code)?.avant;
    const reached = ofDay.find(({ apres }) => apres?.code === code)?.apres;
    if (left && spans.at(-1)?.end !== null) {
      spans.push({ name: left.nom, start: spans.at(-1)?.end ?? ORIGIN, end: null });
    }
    const open = spans.at(-1)?.end === null ? spans.at(-1) : null;
    if (reached && open?.name !== reached.nom) {
      if (open) {
        open.end = date;
      }
      spans.push({ name: reached.nom, start: date, end: null });
    } else if (left && !reached && open) {
      open.end = date;
    }
  }
  return spans;
}

function linksOf(events) {
  const links = new Map();
  for (const { date, avant, apres } of events) {
    if (avant && apres && avant.code !== apres.code) {
      links.set(`${date} ${avant.code} ${apres.code}`, { date, from: avant.code, to: apres.code });
    }
  }
  return [...links.values()];
}

/** Lanes near those they are linked to: from the code outwards, the latest link first. */
function inOrder(lanes, links, code) {
  const ordered = [];
  const latest = [...links].sort((one, other) => other.date.localeCompare(one.date));
  const visit = (from) => {
    for (const { from: left, to: reached } of latest) {
      const next = left === from ? reached : reached === from ? left : null;
      const lane = lanes.find((other) => other.code === next);
      if (lane && !ordered.includes(lane)) {
        ordered.push(lane);
        visit(next);
      }
    }
  };
  visit(code);
  return [...ordered, ...lanes.filter((lane) => !ordered.includes(lane))];
}

/** The events of a day and kind that reach the same place are one change. */
function changesOf(events) {
  const changes = new Map();
  for (const { date, evenement, libelle, avant, apres } of events) {
    const part = PARTS[apres?.type];
    const key = [date, evenement, part ?? apres?.code ?? `-${avant.code}`].join(" ");
    const change = changes.get(key) ?? { date, label: part ? `${libelle} (${plural(part)})` : libelle, before: new Set(), after: new Set() };
    change.before.add(avant ? named(avant) : "");
    change.after.add(apres ? named(apres) : "");
    changes.set(key, change);
  }
  const told = [...changes.values()].map(({ date, label, before, after }) => ({
    date,
    label,
    before: [...before].filter(Boolean),
    after: [...after].filter(Boolean),
  }));
  return splitsTogether(told);
}

/** A split reaches several places from the same one: it is one change too. */
function splitsTogether(changes) {
  const together = new Map();
  for (const change of changes) {
    const key = [change.date, change.label, ...change.before].join(" ");
    const first = together.get(key);
    if (first && change.before.length === 1) {
      first.after.push(...change.after);
    } else {
      together.set(first ? `${key} ${change.after}` : key, change);
    }
  }
  return [...together.values()];
}

function plural(part) {
  return part.replaceAll(/\b(?= |$)/g, "s");
}

function named({ nom, code, type }) {
  return PARTS[type] ? `${nom} (${code}, ${PARTS[type]})` : `${nom} (${code})`;
}
