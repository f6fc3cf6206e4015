const commands: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '×': '$\\times$',
  '·': '$\\cdot$',
  '→': '$\\to$',
  '−': '$-$',
  '…': '\\ldots{}',
  '\u00a0': '~',
  '\u202f': '\\,',
};

/** A text as LaTeX sets it, with nothing in it that is a command. */
export const escaped = (text: string): string =>
  text
    .replace(/\p{Cc}/gu, ' ')
    .replace(/[\\~^×·→−…\u00a0\u202f]|[&%$#_{}]/gu, (sign) => commands[sign] ?? `\\${sign}`);
