/**
 * The drawing of a history: time from left to right, one lane a code, a bar a name, a line at each merger, split or
 * change of code. Drawn in real pixels for the width there is, so that letters keep their size on a phone.
 */

import { days, longDate } from "../french.js";
import { element, svg } from "../element.js";
import { placeLabels } from "./labels.js";
import { writeRoute } from "../route.js";
import { ORIGIN } from "./history.js";

const MARGIN = 10;
const AXIS = 30;
const LINE = 20; // height of a line of labels
const BAR = 14;
const BETWEEN = 18;
const INDENT = 5; // of a name, from the line of the change that brought it

/**
 * @param {import("./history.js").History} history
 * @param {number} width in pixels
 * @param {string} title
 * @param {(date: string) => void} onDate what choosing a date of change does
 * @returns {SVGElement}
 */
export function draw(history, width, title, onDate) {
  const scale = scaleFor(width);
  const { lanes, height } = laidOut(history.lanes, scale, width);
  const drawing = svg(
    "svg",
    { class: "timeline", width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": title },
    ...axis(scale, width, height),
    ...history.links.flatMap((link) => linkLine(link, lanes, scale)),
    ...lanes.map((lane, position) => drawLane(lane, scale, position === 0)),
    ...dateMarks(history, lanes, scale, onDate),
  );
  return drawing;
}

function scaleFor(width) {
  const first = new Date(ORIGIN).getTime();
  const last = Date.now();
  const left = MARGIN;
  const right = width - MARGIN;
  return (day) => left + ((right - left) * ((day ? new Date(day).getTime() : last) - first)) / (last - first);
}

/** Each lane with its labels placed, and where its bar is. */
function laidOut(lanes, scale, width) {
  let top = AXIS;
  const placed = lanes.map(({ code, spans }) => {
    const labels = spans.map(({ name, start }, position) => ({
      text: position === 0 ? `${name} · ${code}` : `${name}, ${start.slice(0, 4)}`,
      x: scale(start) + (start === ORIGIN ? 0 : INDENT),
    }));
    const { lines, places } = placeLabels(labels, width - MARGIN);
    const bar = top + BETWEEN + lines * LINE;
    const lane = { code, spans, places, bar };
    top = bar + BAR;
    return lane;
  });
  return { lanes: placed, height: top + BETWEEN };
}

function axis(scale, width, height) {
  const step = width < 560 ? 20 : 10;
  const marks = [];
  for (let year = 1950; year <= new Date().getFullYear(); year += step) {
    const x = scale(`${year}-01-01`);
    marks.push(
      svg("line", { class: "grid", x1: x, x2: x, y1: AXIS - 6, y2: height }),
      svg("text", { class: "year", x, y: AXIS - 12, "text-anchor": x > width - 30 ? "end" : "middle" }, String(year)),
    );
  }
  return [svg("g", { "aria-hidden": "true" }, ...marks)];
}

function drawLane({ code, spans, places, bar }, scale, own) {
  const last = spans.at(-1);
  const told = spans.map(({ name, start, end }) => `${name}, ${days(start, end)}`).join(" ; ");
  const shapes = spans.flatMap(({ start, end }, position) => {
    const x = scale(start);
    const { x: at, line, text } = places[position];
    const y = bar - 6 - line * LINE;
    return [
      line > 0 ? svg("line", { class: "leader", x1: x + 1, x2: x + 1, y1: y + 4, y2: bar }) : null,
      svg("rect", { class: position % 2 ? "span odd" : "span", x, y: bar, width: Math.max(2, scale(end) - x - 1.5), height: BAR, rx: 3 }),
      svg("text", { class: "label", x: at, y }, text),
    ];
  });
  const content = svg("g", { class: own ? "lane own" : "lane" }, svg("title", {}, `${told}. Code ${code}`), ...shapes);
  if (own) {
    content.setAttribute("role", "img");
    content.setAttribute("aria-label", `Code ${code} : ${told}`);
    return content;
  }
  const link = svg("a", { href: writeRoute("commune", { code }), "aria-label": `${last.name}, code ${code} : ${told}. Voir son histoire` });
  link.append(content);
  return link;
}

function linkLine({ date, from, to }, lanes, scale) {
  const [left, reached] = [from, to].map((code) => lanes.find((lane) => lane.code === code));
  if (!left || !reached) {
    return [];
  }
  const x = scale(date);
  const middle = BAR / 2;
  return [
    svg("path", { class: "link", d: `M${x} ${left.bar + middle}V${reached.bar + middle}`, "aria-hidden": "true" }),
    svg("circle", { class: "joint", cx: x, cy: left.bar + middle, r: 4, "aria-hidden": "true" }),
  ];
}

/** On the lane of the code, a button a day of change. */
function dateMarks({ changes, links }, lanes, scale, onDate) {
  const own = lanes[0];
  const days = [...new Set(changes.map(({ date }) => date))];
  return days.map((date) => {
    const lane = ownOrLinked(date, own, links, lanes);
    const mark = svg(
      "g",
      { class: "mark", role: "button", tabindex: "0", "aria-label": `Changement du ${longDate(date)} : voir dans le tableau` },
      svg("title", {}, longDate(date)),
      svg("circle", { class: "target", cx: scale(date), cy: lane.bar + BAR / 2, r: 12 }),
      svg("circle", { class: "dot", cx: scale(date), cy: lane.bar + BAR / 2, r: 6 }),
    );
    mark.addEventListener("click", () => onDate(date));
    mark.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        onDate(date);
      }
    });
    return mark;
  });
}

/** The lane a change is marked on: that of the code, when it is concerned, or the one the change reaches. */
function ownOrLinked(date, own, links, lanes) {
  const ofDay = links.filter((link) => link.date === date);
  const changesName = own.spans.some(({ start, end }) => start === date || end === date);
  if (changesName || ofDay.some(({ from, to }) => [from, to].includes(own.code))) {
    return own;
  }
  const reached = lanes.find(({ code, spans }) => ofDay.some(({ to }) => to === code) || spans.some(({ start }) => start === date));
  return reached ?? own;
}

/** The drawing in its frame, with what it shows in words. */
export function frame(drawing, legend) {
  return element("figure", { class: "drawing" }, drawing, element("figcaption", {}, legend));
}
