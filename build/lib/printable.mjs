/** As in src/files/printable.ts, which scripts cannot load before anything is built; a test holds the two together. */
const unprintable = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/** @param {string} text */
export const printable = (text) =>
  text.replace(unprintable, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** @param {string} text */
export const printableLines = (text) => text.split('\n').map(printable).join('\n');

/** A line on stderr that a terminal shows as it is. @param {string} line */
export const print = (line) => void process.stderr.write(`${printableLines(line)}\n`);

/** What went wrong, on one line. @param {unknown} error */
export const messageOf = (error) => printable(error instanceof Error ? error.message : String(error));
