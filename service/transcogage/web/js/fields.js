/** The errors of fields: shown under each, tied to it, the first one focused. */

import { announce } from "./live.js";

/** @param {HTMLInputElement} input its error is the element whose id is its own and "-error" */
export function setError(input, message) {
  document.getElementById(`${input.id}-error`).textContent = message;
  if (message) {
    input.setAttribute("aria-invalid", "true");
  } else {
    input.removeAttribute("aria-invalid");
  }
}

/**
 * Show every error, focus the first, say how many.
 * @param {[HTMLInputElement, string][]} errors
 */
export function showErrors(errors) {
  errors.forEach(([input, message]) => setError(input, message));
  errors[0]?.[0].focus();
  if (errors.length) {
    announce(errors.map(([, message]) => message).join(" "));
  }
}
