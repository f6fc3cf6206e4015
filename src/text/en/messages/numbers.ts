/** What number fields and options tell of text that is no number; each ends with what to type instead. */
const wanted = {
  whole: 'a whole number, such as 32',
  any: 'a number, such as 0.002 or 2e-3',
};

export const numbers = {
  missing: ({ want }: { want: keyof typeof wanted }) => `There is no number. Type ${wanted[want]}.`,
  'missing-several': ({ want }: { want: keyof typeof wanted }) =>
    `There is no number. Type numbers, such as ${want === 'whole' ? '4, 6, 8' : '0.5; 0.25'}.`,
  'not-a-number': ({ text, want }: { text: string; want: keyof typeof wanted }) =>
    `"${text}" is not a number. Type ${wanted[want]}.`,
  'too-large': ({ text, want }: { text: string; want: keyof typeof wanted }) =>
    `"${text}" is too large. Type ${wanted[want]}.`,
  'not-whole': ({ text, below, above }: { text: string; below: string; above: string }) =>
    `"${text}" is not a whole number. Type ${below} or ${above}.`,
  thousands: ({ text, instead }: { text: string; instead: string }) =>
    `"${text}" has separators between its thousands. Type ${instead} without them.`,
  'several-separators': ({ text }: { text: string }) =>
    `"${text}" has more than one separator, and only one number fits here. Type one number, such as 0.5 or 0,5.`,
  'ambiguous-separator': ({ text, whole, fraction }: { text: string; whole: string; fraction: string }) =>
    `"${text}" can mean ${whole} or ${fraction}. Type ${whole}, without a separator.`,
  'commas-mixed': ({ text, first, second }: { text: string; first: string; second: string }) =>
    `In "${text}" commas stand between numbers and inside them. Put semicolons between the numbers: ${first}; ${second}.`,
  'commas-ambiguous': ({
    text,
    parts,
    fractions,
  }: {
    text: string;
    parts: readonly string[];
    fractions: readonly string[];
  }) =>
    `"${text}" can mean ${parts.join(' and ')}, or ${fractions.join(' and ')}. Put semicolons between the numbers (${parts.join('; ')}), or type ${fractions.join('; ')}.`,
  'leading-zero': ({ text }: { text: string }) =>
    `"${text}" has a number that begins with 0. Type numbers without a separator between their thousands.`,
};
