/** The beginning of a file: enough to show its first rows and to guess how to read it. */

import { firstRows, guessDelimiter } from "./csv.js";
import { guessEncoding } from "./encoding.js";

const SAMPLE = 256 * 1024; // bytes
const ROWS = 20;
const SHEET = "PK"; // how a spreadsheet (xlsx, ods) begins: a zip

/** Throws an `Error` whose message says why the file cannot be read as CSV. */
export async function readSample(file) {
  if (file.size === 0) {
    throw new Error("Ce fichier est vide.");
  }
  const bytes = new Uint8Array(await file.slice(0, SAMPLE).arrayBuffer());
  const start = new TextDecoder("windows-1252").decode(bytes.slice(0, 2));
  if (start === SHEET) {
    throw new Error("C'est un classeur, pas un CSV : dans votre tableur, choisissez « Enregistrer sous… », puis CSV.");
  }
  if (bytes.includes(0)) {
    throw new Error("Ce fichier n'est pas un CSV en UTF-8 ou Windows-1252 : enregistrez-le dans l'un de ces encodages.");
  }
  const encoding = guessEncoding(bytes);
  return { bytes, encoding, delimiter: guessDelimiter(decoded(bytes, encoding)) };
}

/**
 * The header and the first rows.
 * @returns {{header: string[], rows: string[][]}}
 */
export function rowsOf({ bytes, encoding, delimiter }) {
  const [header = [], ...rows] = firstRows(decoded(bytes, encoding), delimiter, ROWS);
  return { header, rows };
}

function decoded(bytes, encoding) {
  return new TextDecoder(encoding).decode(bytes, { stream: true });
}
