/** The page: which view is shown, by the address; each view's code is loaded when it is first needed. */

import { ask } from "./service.js";
import { readRoute } from "./route.js";
import * as find from "./find.js";

const LOADERS = {
  code: async () => find,
  commune: () => import("./timeline/view.js"),
  fichier: () => import("./file/view.js"),
  developpeurs: () => import("./developers.js"),
};

let shown = "code";

async function showRoute() {
  const route = readRoute(location.hash);
  if (!route) {
    return;
  }
  const section = document.querySelector(`section[data-view=${route.view}]`);
  document.querySelectorAll("section[data-view]").forEach((other) => (other.hidden = other !== section));
  document.querySelectorAll("nav a").forEach((link) => {
    link.toggleAttribute("aria-current", false);
    if (link.dataset.view === route.view) {
      link.setAttribute("aria-current", "page");
    }
  });
  const title = section.querySelector("h1");
  document.title = `${title.textContent} – Transcogage`;
  if (route.view !== shown) {
    shown = route.view;
    scrollTo(0, 0);
    title.focus({ preventScroll: true });
  }
  const view = await LOADERS[route.view]();
  view.show(route.values);
}

async function showRelease() {
  const release = document.getElementById("release");
  try {
    const { millesime, version } = await ask("/v1/donnees");
    release.textContent = `Données : Code officiel géographique ${millesime} de l'INSEE, version ${version}.`;
  } catch (error) {
    release.textContent = `Données : version inconnue. ${error.message}`;
  }
}

addEventListener("hashchange", showRoute);
showRoute();
showRelease();
