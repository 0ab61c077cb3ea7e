/** Counting the statuses of an answer while it comes, and keeping the first rows that deserve a look. */

import { readCsv } from "./csv.js";

export const STATUSES = ["certain", "probable", "ambigu", "introuvable", "erreur"];
const KEPT = 10;

/**
 * @typedef {{rows: number, counts: Record<string, number>, doubtful: {row: number, values: Record<string, string>}[]}} Tally
 */

/**
 * @param {string} encoding
 * @param {string} delimiter
 * @returns {{tally: Tally, feed: (bytes: Uint8Array) => void, end: () => void}}
 */
export function startTally(encoding, delimiter) {
  const tally = { rows: 0, counts: Object.fromEntries(STATUSES.map((status) => [status, 0])), doubtful: [] };
  const decoder = new TextDecoder(encoding);
  let header = null;
  const reader = readCsv(delimiter, (row) => {
    if (!header) {
      header = row;
      return;
    }
    tally.rows += 1;
    const status = row[header.indexOf("result_status")];
    tally.counts[status] = (tally.counts[status] ?? 0) + 1;
    if (status !== "certain" && status !== "probable" && tally.doubtful.length < KEPT) {
      tally.doubtful.push({ row: tally.rows + 1, values: Object.fromEntries(header.map((name, place) => [name, row[place]])) });
    }
  });
  return {
    tally,
    feed: (bytes) => reader.feed(decoder.decode(bytes, { stream: true })),
    end() {
      reader.feed(decoder.decode());
      reader.end();
    },
  };
}
