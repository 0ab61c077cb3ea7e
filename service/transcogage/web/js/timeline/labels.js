/** Where the names of a lane go so that none covers another: each above its bar, on the first line that has room. */

const FONT_SIZE = 15; // as `.timeline text` in timeline.css
const GAP = 12;

/**
 * @param {{text: string, x: number}[]} labels from left to right
 * @param {number} right the rightmost abscissa
 * @returns {{lines: number, places: {x: number, line: number, text: string}[]}} line 0 is the nearest
 */
export function placeLabels(labels, right) {
  const taken = []; // for each line, the abscissa from which it is occupied, and where
  const places = [...labels].reverse().map(({ text, x }) => {
    const width = widthOf(text);
    const start = Math.max(0, Math.min(x, right - width));
    let line = taken.findIndex((from) => start + width + GAP <= from);
    if (line < 0) {
      line = taken.length;
    }
    taken[line] = start;
    for (let under = 0; under < line; under += 1) {
      taken[under] = Math.min(taken[under], x); // the line from the name down to its bar
    }
    return { x: start, line, text };
  });
  return { lines: taken.length, places: places.reverse() };
}

const context = document.createElement("canvas").getContext("2d");

function widthOf(text) {
  context.font = `600 ${FONT_SIZE}px ${getComputedStyle(document.documentElement).fontFamily}`;
  return context.measureText(text).width;
}
