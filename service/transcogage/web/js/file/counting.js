/** How many rows a file has, its header left out: line ends outside quotes. The same in every encoding we read. */

const QUOTE = 0x22;
const LINE_END = 0x0a;

/** @param {Blob} file */
export async function countRows(file) {
  let rows = 0;
  let quoted = false;
  let empty = true;
  const reader = file.stream().getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    for (const byte of piece.value) {
      if (byte === LINE_END && !quoted) {
        rows += empty ? 0 : 1;
        empty = true;
      } else if (byte === QUOTE) {
        quoted = !quoted;
        empty = false;
      } else if (byte !== 0x0d) {
        empty = false;
      }
    }
  }
  return Math.max(0, rows + (empty ? 0 : 1) - 1);
}
