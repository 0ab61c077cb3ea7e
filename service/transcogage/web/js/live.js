/** What screen readers are told without the focus moving. */

/** Say it, once what is being said is over. The same words said twice are heard twice. */
export function announce(text) {
  const live = document.getElementById("live");
  live.textContent = live.textContent === text ? `${text} ` : text;
}
