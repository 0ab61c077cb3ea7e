/** Buttons that copy a text, and say so. */

import { announce } from "./live.js";
import { button } from "./element.js";

const SHOWN_FOR = 2_500; // milliseconds

/**
 * @param {string} label
 * @param {() => string} text read when the button is pressed
 * @param {Record<string, unknown>} [attributes]
 */
export function copyButton(label, text, attributes = {}) {
  const made = button(label, () => copy(), attributes);
  async function copy() {
    const done = (await written(text())) ? "Copié" : "Copie refusée par le navigateur";
    announce(`${done}.`);
    made.textContent = done;
    setTimeout(() => (made.textContent = label), SHOWN_FOR);
  }
  return made;
}

/** Whether the text reached the clipboard; outside https, browsers leave only the older command. */
async function written(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const focused = document.activeElement;
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    focused?.focus();
    return copied;
  }
}
