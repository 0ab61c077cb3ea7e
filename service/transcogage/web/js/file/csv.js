/** Reading CSV as it comes, piece by piece: quotes, doubled quotes, line ends inside quotes, any line end (RFC 4180). */

export const DELIMITERS = { ";": "point-virgule ;", ",": "virgule ,", "\t": "tabulation", "|": "barre |" };

/**
 * @param {string} delimiter one character
 * @param {(row: string[]) => void} onRow called for each row that is not empty, the header too
 * @returns {{feed: (text: string) => void, end: () => void}}
 */
export function readCsv(delimiter, onRow) {
  let row = [];
  let field = "";
  let quoted = false;
  let pendingQuote = false; // a quote inside quotes: the end of them, or the first of two

  function endField() {
    row.push(field);
    field = "";
  }

  function endRow() {
    endField();
    if (row.length > 1 || row[0] !== "") {
      onRow(row);
    }
    row = [];
  }

  function readCharacter(character) {
    if (pendingQuote) {
      pendingQuote = false;
      if (character === '"') {
        field += character;
        return;
      }
      quoted = false;
    }
    if (quoted) {
      if (character === '"') {
        pendingQuote = true;
      } else {
        field += character;
      }
    } else if (character === '"' && field === "") {
      quoted = true;
    } else if (character === delimiter) {
      endField();
    } else if (character === "\n") {
      endRow();
    } else if (character !== "\r") {
      field += character;
    }
  }

  return {
    feed(text) {
      for (const character of text) {
        readCharacter(character);
      }
    },
    end() {
      endRow();
    },
  };
}

/** The first rows of a text that may be cut anywhere. */
export function firstRows(text, delimiter, count) {
  const rows = [];
  const reader = readCsv(delimiter, (row) => rows.push(row));
  for (let start = 0; start < text.length && rows.length < count; start += 4096) {
    reader.feed(text.slice(start, start + 4096));
  }
  if (rows.length < count) {
    reader.end();
  }
  return rows.slice(0, count);
}

/** The delimiter that gives the first rows the same number of columns, the most columns winning. */
export function guessDelimiter(text) {
  const widths = Object.keys(DELIMITERS).map((delimiter) => {
    const [header, ...rows] = firstRows(text, delimiter, 6).map((row) => row.length);
    return { delimiter, width: rows.every((width) => width === header) ? (header ?? 0) : 0 };
  });
  return widths.reduce((best, other) => (other.width > best.width ? other : best)).delimiter;
}
