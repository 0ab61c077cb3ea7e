/** A job under way: its bar, where it is in words, and the button that stops it. */

import { announce } from "../live.js";
import { button, element } from "../element.js";
import { counted } from "../french.js";

const STEPS = 4; // times it is said aloud

/**
 * @param {() => void} onCancel
 * @returns {{content: Node[], sent: (share: number) => void, done: (rows: number, total: number) => void}}
 */
export function renderProgress(onCancel) {
  const bar = element("progress", { id: "file-progress", max: "1", value: "0" });
  const label = element("label", { for: "file-progress" }, "Envoi du fichier…");
  let said = 0;

  function show(share, words) {
    bar.value = share;
    label.textContent = words;
    if (Math.floor(share * STEPS) > said) {
      said = Math.floor(share * STEPS);
      announce(words);
    }
  }

  return {
    content: [label, bar, element("p", { class: "actions" }, button("Annuler", onCancel))],
    sent(share) {
      label.textContent = share < 1 ? `Envoi du fichier : ${Math.floor(share * 100)} %` : "Fichier envoyé, lecture…";
      bar.value = 0;
    },
    done(rows, total) {
      show(total ? Math.min(1, rows / total) : 0, `${rows.toLocaleString("fr-FR")} sur ${counted(total, "ligne")}`);
    },
  };
}
