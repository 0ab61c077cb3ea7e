/** The encoding of a file, guessed from its beginning. */

export const ENCODINGS = { "utf-8": "UTF-8", "windows-1252": "Windows-1252 (Latin-1, Excel en français)" };

/**
 * UTF-8 when the bytes can be; otherwise what Excel writes in French. A character cut at the end does not count.
 * @param {Uint8Array} bytes
 * @returns {keyof typeof ENCODINGS}
 */
export function guessEncoding(bytes) {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return "utf-8";
  } catch (error) {
    if (error instanceof TypeError) {
      return "windows-1252";
    }
    throw error;
  }
}
