/** "Pour les développeurs": the request of the page, as three programs that run as they are. */

import { copyButton } from "./copying.js";
import { element } from "./element.js";
import { parametersOf } from "./find.js";
import { curl, javascript, python } from "./programs.js";

const EXAMPLE = { naissance: "1980", nom: "Tourlaville", departement: "50" };
const LANGUAGES = [
  ["curl", curl],
  ["Python", python],
  ["JavaScript", javascript],
];

/** @param {Record<string, string>} values the question of the address; an example's if there is none */
export function show(values) {
  const [path, parameters] = requestOf(values);
  const given = Object.fromEntries(Object.entries(parameters).filter(([, value]) => value));
  document.getElementById("developers").replaceChildren(
    ...LANGUAGES.map(([name, write]) => snippet(name, write(location.origin + path, given))),
    element(
      "p",
      { class: "prose" },
      "Tous les paramètres, les réponses, les lots et les fichiers : ",
      element("a", { href: "docs" }, "documentation"),
      " et ",
      element("a", { href: "openapi.yaml" }, "description OpenAPI"),
      ". Le service s'appelle de n'importe quel site web (CORS).",
    ),
  );
}

function requestOf(values) {
  return ["/v1/cog", parametersOf(values.nom && values.naissance ? values : EXAMPLE)];
}

function snippet(name, program) {
  return element(
    "div",
    { class: "snippet" },
    element(
      "div",
      { class: "snippet-head" },
      element("h2", {}, name),
      copyButton("Copier", () => program, { class: "small", "aria-label": `Copier le programme ${name}` }),
    ),
    element("pre", { tabindex: "0", role: "region", "aria-label": `Programme ${name}` }, element("code", {}, program)),
  );
}
