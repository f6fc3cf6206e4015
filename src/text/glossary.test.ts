import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogues } from './catalogue.ts';

/** Stands for the values of a text. */
const hole: unknown = new Proxy(() => '…', {
  get: (_, key) => (key === Symbol.toPrimitive ? () => '…' : key === 'length' ? 0 : hole),
});

/** The words of a text that takes values; its source where it cannot be made without true ones. */
function wordsOf(text: (...values: unknown[]) => unknown): string {
  // What values are compared with is no text.
  const source = String(text).replace(/[!=]== *(["'`]).*?\1/g, '');
  try {
    const made = text(hole, hole, hole, hole, hole);
    return `${typeof made === 'string' ? made : ''} ${source}`;
  } catch {
    return source;
  }
}

interface Leaf {
  readonly path: string;
  readonly text: string;
}

function leavesOf(tree: unknown, path: string): Leaf[] {
  if (typeof tree === 'string') return [{ path, text: tree }];
  if (typeof tree === 'function') return [{ path, text: wordsOf(tree as (...values: unknown[]) => unknown) }];
  if (typeof tree !== 'object' || tree === null) return [];
  // What finds a command or a layer may be a word that is not written otherwise.
  return Object.entries(tree).flatMap(([name, below]) =>
    name === 'keywords' || name === 'synonyms' ? [] : leavesOf(below, `${path}.${name}`),
  );
}

const rows = readFileSync('docs/glossary.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| (?!---)/.test(line))
  .map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
const terms = rows.filter((row) => row.length === 3 && row[0] !== 'English');
const rejected = rows.filter((row) => row.length === 2 && row[0] !== 'instead of');

const english = leavesOf(catalogues.en, 'en');
const portuguese = leavesOf(catalogues['pt-BR'], 'pt');
const textIn = (leaves: readonly Leaf[]): string => leaves.map(({ text }) => text.toLowerCase()).join('\n');

/** A term at the start of a word; its plural begins alike, as far as it is regular. */
const begins = (term: string): RegExp =>
  new RegExp(
    `(?<!\\p{L})${term
      .split(' ')
      .map((word) => word.replace(/(ção|são|al|em|l|m)$/, '').replace(/s$/, ''))
      .join('\\p{L}* ')}`,
    'iu',
  );

describe('the glossary', () => {
  it('has a definition of each term, once', () => {
    expect(terms.length).toBeGreaterThan(70);
    expect(terms.filter((row) => row.some((cell) => cell === ''))).toEqual([]);
    const names = terms.map(([term]) => term);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it.each([
    ['English', 0, textIn(english)],
    ['Portuguese', 1, textIn(portuguese)],
  ] as const)('has the terms that the texts use: %s', (_, column, all) => {
    expect(terms.map((row) => row[column]!).filter((term) => !begins(term).test(all))).toEqual([]);
  });

  it('rules out other words for them', () => {
    expect(rejected.length).toBeGreaterThan(10);
    const found = rejected.flatMap(([word]) =>
      portuguese.filter(({ text }) => begins(word!).test(text)).map(({ path }) => `${path}: ${word}`),
    );
    expect(found).toEqual([]);
  });

  it('keeps “passo” for the stride, and “kernel” for what computes', () => {
    const steps =
      /(?<!\p{L})passos? (de|do) trein|passos? por época|a cada passo(?! \()|(?<!\p{L})n?o passo \$/iu;
    expect(portuguese.filter(({ text }) => steps.test(text)).map(({ path }) => path)).toEqual([]);
    const kernels = portuguese.filter(
      ({ path, text }) =>
        /kernel/i.test(text.replace(/\([^)]*kernel[^)]*\)/gi, '')) && !/kernels/i.test(path + text),
    );
    expect(kernels.map(({ path, text }) => `${path}: ${text.slice(0, 80)}`)).toEqual([]);
  });
});
