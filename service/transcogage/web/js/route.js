/**
 * What is shown, written in the address after the `#`: that part stays in the browser, no server ever reads it.
 * `#/code?naissance=1980&nom=Tourlaville&departement=50`
 */

export const VIEWS = ["code", "commune", "fichier", "developpeurs"];

/**
 * @param {string} hash
 * @returns {{view: string, values: Record<string, string>}|null} null when the hash is not one of ours, such as an anchor
 */
export function readRoute(hash) {
  if (hash === "" || hash === "#") {
    return { view: VIEWS[0], values: {} };
  }
  const [, view, query] = /^#\/([a-z]*)\??(.*)$/.exec(hash) ?? [];
  return VIEWS.includes(view) ? { view, values: Object.fromEntries(new URLSearchParams(query)) } : null;
}

/** The hash of a view and its values; empty values are left out. */
export function writeRoute(view, values = {}) {
  const given = Object.entries(values).filter(([, value]) => value);
  return `#/${view}${given.length ? `?${new URLSearchParams(given)}` : ""}`;
}

/** Go there; asked for where one already is, start again. */
export function goTo(view, values = {}) {
  const hash = writeRoute(view, values);
  if (hash === location.hash) {
    dispatchEvent(new HashChangeEvent("hashchange"));
  } else {
    location.hash = hash;
  }
}
