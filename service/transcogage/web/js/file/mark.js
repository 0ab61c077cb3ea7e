/**
 * The mark (BOM) with which Excel begins a file in UTF-8.
 *
 * `XMLHttpRequest` takes the mark of an answer as an order to decode it as UTF-8, whatever it was told: the bytes would be
 * lost. So a file is sent without its mark, and its result is given it back.
 */

const MARK = [0xef, 0xbb, 0xbf];

/**
 * @param {File} file
 * @returns {Promise<{mark: Blob, rest: Blob}>} `mark` is empty when the file has none
 */
export async function withoutMark(file) {
  const start = new Uint8Array(await file.slice(0, MARK.length).arrayBuffer());
  const length = MARK.every((byte, place) => start[place] === byte) ? MARK.length : 0;
  return { mark: file.slice(0, length), rest: file.slice(length) };
}
