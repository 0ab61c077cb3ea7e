/** What is shown in a place while its content is asked for, and when it does not come. */

import { announce } from "./live.js";
import { button, element } from "./element.js";

const UNNOTICED = 300; // milliseconds: shorter than this, a wait needs no word
const LONG = 4_000;

/**
 * Put in `place` what `load` promises. In the meantime, what was there stays, then gives way to a word.
 * @param {HTMLElement} place
 * @param {(signal: AbortSignal) => Promise<Node[]>} load
 * @param {() => void} again what the button of a failure does
 * @param {(error: Error) => Node[]|null} [explain] what to show of an error, if not its message alone
 */
export async function fill(place, load, again, explain = () => null) {
  asking.get(place)?.abort();
  const mine = new AbortController();
  asking.set(place, mine);
  place.setAttribute("aria-busy", "true");
  const timers = [
    setTimeout(() => wait(place, "Recherche en cours…"), UNNOTICED),
    setTimeout(() => wait(place, "Le service est lent à répondre. Encore un instant…"), LONG),
  ];
  try {
    const content = await load(mine.signal);
    if (!mine.signal.aborted) {
      place.replaceChildren(...content);
    }
  } catch (error) {
    if (!mine.signal.aborted) {
      place.replaceChildren(...(explain(error) ?? problem(error, again)));
    }
  } finally {
    timers.forEach(clearTimeout);
    if (asking.get(place) === mine) {
      place.removeAttribute("aria-busy");
    }
  }
}

/** Leave `place` empty, and what was asked for it unanswered. */
export function clear(place, ...content) {
  asking.get(place)?.abort();
  place.removeAttribute("aria-busy");
  place.replaceChildren(...content);
}

/** An error in words, with a button to try again. */
export function problem(error, again) {
  announce(error.message);
  return [element("div", { class: "problem" }, element("p", {}, error.message), button("Réessayer", again))];
}

const asking = new WeakMap();

function wait(place, words) {
  place.replaceChildren(element("p", { class: "waiting" }, words));
  announce(words);
}
