/** Which column is which, guessed from the header. */

import { bare } from "../french.js";

/**
 * What the service can be told of; `parameter` is its field's name. A date may be a year alone.
 * `sign`: what the words of a header hold, without accents nor capitals. A column serves once.
 */
export const ROLES = [
  {
    role: "nom",
    parameter: "nomCommuneNaissance",
    label: "Commune de naissance",
    required: true,
    sign: /\b(commune|ville|lieu|localite|nomcommune)\b/,
  },
  {
    role: "naissance",
    parameter: "dateNaissance",
    label: "Date ou année de naissance",
    required: true,
    sign: /\b(date|annee|an|ne|nee|naissance|ddn|datenaissance|anneenaissance)\b/,
  },
  {
    role: "departement",
    parameter: "codeCogInseeDepartementNaissance",
    label: "Département de naissance",
    sign: /\b(dep|dept|dpt|departement)/,
  },
  { role: "codePostal", parameter: "codePostal", label: "Code postal", sign: /\b(cp|postal|postcode|codepostal)\b/ },
  {
    role: "codeCommune",
    parameter: "codeCommune",
    label: "Code INSEE actuel de la commune",
    sign: /\b(insee|citycode|codecommune|code commune|code insee)\b/,
  },
  { role: "codePays", parameter: "codeCogInseePaysNaissance", label: "Code INSEE du pays", sign: /\bcode\b.*\bpays (de )?naissance\b/ },
  { role: "pays", parameter: "nomPaysNaissance", label: "Pays de naissance", sign: /\bpays (de )?naissance\b/ },
];

const MOST_TELLING_FIRST = ["codePays", "pays", "departement", "codePostal", "codeCommune", "nom", "naissance"];
const OF_BIRTH = /\b(naissance|ne|nee)\b/;

/**
 * @param {string[]} header
 * @returns {Record<string, string>} role → column, "" when none seems right
 */
export function guessColumns(header) {
  const free = new Map(header.filter(Boolean).map((column) => [column, words(column)]));
  const found = {};
  for (const role of MOST_TELLING_FIRST) {
    const { sign } = ROLES.find((other) => other.role === role);
    const possible = [...free].filter(([, text]) => sign.test(text));
    const [best] = possible.find(([, text]) => OF_BIRTH.test(text)) ?? possible[0] ?? [""];
    found[role] = best;
    free.delete(best);
  }
  return found;
}

/** "dateNaissance", "DATE_NAISSANCE" → "date naissance". */
function words(column) {
  return bare(column.replace(/([a-z])([A-Z])/g, "$1 $2"))
    .split(/[^a-z0-9]+/)
    .join(" ");
}
