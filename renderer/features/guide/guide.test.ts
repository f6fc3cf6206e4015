import { describe, expect, it } from 'vitest';
import english from '../../../docs/guide/guide.en.md';
import portuguese from '../../../docs/guide/guide.pt-BR.md';
import { catalogues } from '../../../src/text/catalogue.ts';
import { commands as lineCommands } from '../../../src/text/members/commands/index.ts';
import { canonical } from '../../commands/keystroke.ts';
import { commands } from '../../commands/registry.ts';
import { ownShortcuts } from '../../commands/shortcut.ts';

const guides = { en: english, 'pt-BR': portuguese };

/** Every text of a catalogue that stands by itself. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

const found = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, word]) => word!);

/** Keys that belong to the browser or the canvas, no command's. */
const others = new Set(['Tab']);

describe.each(['en', 'pt-BR'] as const)('the guide in %s', (language) => {
  const text = guides[language];

  it('calls things what the app calls them', () => {
    const known = new Set(texts(catalogues[language]));
    const named = found(text, /\*\*([^*]+)\*\*/g).map((name) => name.replace(/\s+/g, ' '));
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  it('names keys that commands have', () => {
    const keys = new Set(commands.flatMap(ownShortcuts).map(canonical));
    const named = found(text, /`((?:Ctrl\+|Shift\+)*(?:[A-Z]|\d|F\d+|Enter|Tab|\?))`/g);
    expect(named.length).toBeGreaterThan(8);
    const asWritten = (key: string): string =>
      canonical(key.replace('Ctrl', 'mod').replace('Shift', 'shift'));
    expect(named.filter((key) => !others.has(key) && !keys.has(asWritten(key)))).toEqual([]);
  });

  it('shows commands that there are', () => {
    const lines = found(text, /convas -- (.*)/g);
    expect(lines.length).toBe(3);
    for (const line of lines) expect(Object.keys(lineCommands), line).toContain(line.split(' ')[0]);
  });
});

it('both guides have the same parts', () => {
  const parts = (text: string): number[] =>
    text.split(/^## /m).map((part) => found(part, /(\*\*|`)[^*`]+\1/g).length);
  expect(parts(portuguese)).toEqual(parts(english));
});
