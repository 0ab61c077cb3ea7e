/**
 * Sending a file and receiving its answer, both with their progress.
 *
 * `XMLHttpRequest` rather than `fetch`: it alone tells how much of the file has left. It gives text, not bytes, while an
 * answer comes: "x-user-defined" maps each byte to one character, and back.
 */

import { OFFLINE, refusal, ServiceError } from "../service.js";

const ADDRESS = "/v1/cog/csv";

/**
 * Throws `ServiceError`; or the signal's reason once it is aborted.
 * @param {FormData} form
 * @param {object} options
 * @param {(share: number) => void} options.onSent share of the file that has left, 0 to 1
 * @param {(bytes: Uint8Array) => void} options.onBytes each piece of the answer
 * @param {AbortSignal} options.signal
 * @returns {Promise<void>}
 */
export function send(form, { onSent, onBytes, signal }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let read = 0;

    function receive() {
      if (request.status === 200) {
        const bytes = bytesOf(request.responseText.slice(read));
        read += bytes.length;
        onBytes(bytes);
      }
    }

    request.open("POST", ADDRESS);
    request.overrideMimeType("text/plain; charset=x-user-defined");
    request.upload.addEventListener("progress", ({ loaded, total }) => onSent(loaded / total));
    request.addEventListener("progress", receive);
    request.addEventListener("load", () => {
      if (request.status === 200) {
        receive();
        resolve();
      } else {
        reject(refusal(request.status, problemOf(bytesOf(request.responseText))));
      }
    });
    request.addEventListener("error", () => {
      const cut = "La réponse s'est interrompue avant la fin. Rien n'a été gardé : recommencez.";
      reject(new ServiceError(read > 0 ? cut : OFFLINE));
    });
    request.addEventListener("abort", () => reject(signal.reason));
    signal.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}

function bytesOf(text) {
  const bytes = new Uint8Array(text.length);
  for (let position = 0; position < text.length; position += 1) {
    bytes[position] = text.charCodeAt(position) & 0xff;
  }
  return bytes;
}

/** The body of a refusal, null when it is not one of the service's (a proxy's, say). */
function problemOf(bytes) {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
