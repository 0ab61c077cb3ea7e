/** Which column is which, guessed from the header. */

/**
 * What the service can be told of; `parameter` is its field's name, except for "naissance": see `birthParameter`.
 * `words`: pieces of a header, without accents nor case, the most telling first.
 */
export const ROLES = [
  {
    role: "nom",
    parameter: "nomCommuneNaissance",
    label: "Commune de naissance",
    required: true,
    words: ["nomcommunenaissance", "communenaissance", "lieunaissance", "villenaissance", "nomcommune", "commune", "ville", "lieu"],
  },
  {
    role: "naissance",
    label: "Date ou année de naissance",
    required: true,
    words: ["datenaissance", "anneenaissance", "anneedatenaissance", "naissance", "annee", "date", "nele", "year"],
  },
  {
    role: "departement",
    parameter: "codeCogInseeDepartementNaissance",
    label: "Département de naissance",
    required: true,
    words: ["departementnaissance", "departement", "dept", "dep", "dpt"],
  },
  { role: "codePostal", parameter: "codePostal", label: "Code postal", words: ["codepostal", "postcode", "cp"] },
  {
    role: "codeCommune",
    parameter: "codeCommune",
    label: "Code INSEE actuel de la commune",
    words: ["codecommune", "citycode", "codeinsee", "insee"],
  },
];

/**
 * @param {string[]} header
 * @returns {Record<string, string>} role → column; "" when none seems right. A column serves once.
 */
export function guessColumns(header) {
  const taken = new Set();
  const order = ["codePostal", "codeCommune", "departement", "naissance", "nom"]; // from the most to the least telling words
  const found = {};
  for (const role of order) {
    const { words } = ROLES.find((other) => other.role === role);
    const free = header.filter((column) => column && !taken.has(column));
    found[role] = best(free, words) ?? "";
    taken.add(found[role]);
  }
  return found;
}

/** The parameter a column of births is given as: years alone, or dates. */
export function birthParameter(values) {
  const given = values.map((value) => value.trim()).filter(Boolean);
  return given.length && given.every((value) => /^\d{4}$/.test(value)) ? "anneeDateNaissance" : "dateNaissance";
}

function best(columns, words) {
  const bare = (text) => text.normalize("NFD").replace(/[^a-zA-Z]/g, "").toLowerCase().replaceAll(/(de|du)(?=naissance)/g, "");
  for (const word of words) {
    const found = columns.find((column) => (word.length < 4 ? bare(column) === word : bare(column).includes(word)));
    if (found) {
      return found;
    }
  }
  return null;
}
