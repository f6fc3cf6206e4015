/**
 * Control characters (C0, C1, delete), line and paragraph separators, and marks that turn the direction of what
 * follows: in a terminal they move the cursor, change its title, or make a name look like another.
 */
const unprintable = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/** A text on one line that a terminal shows as it is: what a terminal would act on is written out, as `\u001b`. */
export const printable = (text: string): string =>
  text.replace(unprintable, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** As `printable`, with its line breaks. JSON stays the same JSON: the escapes are those that it has itself. */
export const printableLines = (text: string): string => text.split('\n').map(printable).join('\n');
