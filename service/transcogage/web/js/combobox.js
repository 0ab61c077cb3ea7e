/**
 * An editable combobox with a list that completes what is typed, after the WAI-ARIA Authoring Practices ("list
 * autocomplete with manual selection"): the focus stays in the field, arrows move in the list, Enter takes the option,
 * Escape closes the list, then empties the field; nothing is taken that was not chosen.
 */

import { announce } from "./live.js";
import { element } from "./element.js";

/**
 * @template Item
 * @param {HTMLInputElement} input followed, in the same parent, by its empty `<ul>`
 * @param {object} options
 * @param {(text: string, signal: AbortSignal) => Promise<Item[]>} options.search what to propose for a text
 * @param {(item: Item) => Node[]} options.render the content of an option
 * @param {(item: Item) => string} options.text what the field shows once it is chosen
 * @param {(item: Item) => void} [options.onChoose]
 * @param {(count: number) => string} options.say how many there are, in words
 */
export function makeCombobox(input, { search, render, text, onChoose = () => {}, say }) {
  const list = input.parentElement.querySelector("ul");
  let items = [];
  let active = -1;
  let asking = new AbortController();

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("autocomplete", "off");
  list.setAttribute("role", "listbox");
  close();

  function close() {
    asking.abort();
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  async function propose() {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    const typed = input.value.trim();
    if (!typed) {
      close();
      return;
    }
    try {
      const found = await search(typed, signal);
      if (!signal.aborted) {
        open(found);
      }
    } catch (error) {
      if (!signal.aborted) {
        close();
        announce(error.message);
      }
    }
  }

  function open(found) {
    items = found;
    active = -1;
    list.replaceChildren(
      ...items.map((item, position) =>
        element("li", { role: "option", id: `${list.id}-${position}`, "aria-selected": "false" }, ...render(item)),
      ),
    );
    list.hidden = items.length === 0;
    input.setAttribute("aria-expanded", String(items.length > 0));
    input.removeAttribute("aria-activedescendant");
    announce(say(items.length));
  }

  function move(to) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = (to + items.length) % items.length;
    const option = list.children[active];
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  }

  function choose(position) {
    const item = items[position];
    input.value = text(item);
    close();
    onChoose(item);
  }

  const keys = {
    ArrowDown: (event) => (list.hidden ? propose() : event.altKey || move(active + 1)),
    ArrowUp: (event) => (list.hidden ? propose() : event.altKey ? close() : move(active < 0 ? -1 : active - 1)),
    Enter: () => choose(active),
    Escape: () => (list.hidden ? (input.value = "") : close()),
  };

  input.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    if (act && !(event.key === "Enter" && active < 0)) {
      event.preventDefault();
      act(event);
    } else if (event.key === "Enter" || event.key === "Tab") {
      close();
    }
  });
  input.addEventListener("input", propose);
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault(); // the focus stays in the field
  });
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) {
      choose([...list.children].indexOf(option));
    }
  });
  if (document.activeElement === input) {
    propose(); // for what was typed while this module was loading
  }
}
