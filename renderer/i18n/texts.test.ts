// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';
import { catalogues } from '../../src/text/catalogue.ts';

/** Words that stand for themselves in every language: names, units, what is typed into a terminal. */
const sameEverywhere =
  /^(px|https:\/\/|log:[\d.e-]+:\d|npm run -s convas -- bench|CONVAS_PYTHON=… npm run -s convas -- bench|[\d.]+px "Inter Variable", sans-serif|… ?(px|min|h|ms|µs|s|GB)( … (s|min))?|… et al\.)$/;
/** Faults of the program, which no person is to meet. */
const faults = /^(No host: |There is no command |the schema has no number at )/;
/** Attributes that are read out or shown. */
const shown =
  /^(aria-label|aria-description|aria-roledescription|aria-valuetext|title|placeholder|label|description|alt|nothingFound|error)$/;
/** Properties under which parts of the page are handed what they show. */
const shownProperties = /^(label|title|message|description|placeholder|about|text|help|hint)$/;

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** The parts of a node, without those that are only types or names of modules. */
function partsOf(node: Node): Node[] {
  return Object.values(node)
    .flat()
    .filter(isNode)
    .filter(
      ({ type }) =>
        !/^(Import|ExportAll)/.test(type) && (!/^TS/.test(type) || /^TS(As|Satisfies|NonNull)/.test(type)),
    );
}

const sources = readdirSync('renderer', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|^testing\//.test(file))
  .map((file) => {
    const code = readFileSync(`renderer/${file}`, 'utf8');
    return { file, code, program: parseSync(file, code).program as unknown as Node };
  });

/** The words of a literal or a template, with `…` for what is put into it; null of anything else. */
function wordsOf(node: Node): string | null {
  if (node.type === 'JSXText') return (node['value'] as string).trim();
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value'];
  if (node.type !== 'TemplateLiteral') return null;
  return (node['quasis'] as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('…');
}

const nameOf = (node: unknown): string => {
  const { name, value } = (node ?? {}) as { name?: unknown; value?: unknown };
  return typeof name === 'string' ? name : typeof value === 'string' ? value : '';
};

/** Whether a node is something that is shown: text of an element, or given to what shows it. */
function isShown(node: Node, parent: Node | null): boolean {
  if (node.type === 'JSXText') return true;
  if (parent?.type === 'JSXExpressionContainer') return false;
  if (parent?.type === 'JSXAttribute') return shown.test(nameOf(parent['name']));
  return (
    parent?.type === 'Property' && parent['value'] === node && shownProperties.test(nameOf(parent['key']))
  );
}

/** A sentence, or a word with a capital in front of another: what no identifier, class or key is. */
const isProse = (words: string): boolean =>
  /^\p{Lu}\p{L}+[ ,.:…]+\p{L}/u.test(words) ||
  /\p{L}{2}[.!?]$/u.test(words) ||
  /\p{Ll}{2} \p{Ll}{2,} \p{Ll}{2}/u.test(words);

/** Class lists and values of CSS are words with spaces between them, too. */
const isStyle = (node: Node, parents: readonly Node[]): boolean =>
  parents.some(
    (parent) =>
      (parent.type === 'JSXAttribute' &&
        /^(className|classNames|style|d|transform|viewBox|id|key)$/.test(nameOf(parent['name']))) ||
      (parent.type === 'Property' &&
        /^(className|classNames|root|input|font|transform|grid\w*)$/.test(nameOf(parent['key']))),
  ) || wordsOf(node)!.includes('nodrag');

/** Every text of a person that stands in the code. */
function textsIn(program: Node): { readonly words: string; readonly at: number }[] {
  const found: { words: string; at: number }[] = [];
  const walk = (node: Node, parents: readonly Node[]): void => {
    const words = wordsOf(node);
    const letters = words !== null && /\p{L}{2}/u.test(words.replaceAll('…', ''));
    if (words !== null && letters && !sameEverywhere.test(words) && !faults.test(words)) {
      const prose = isProse(words) && !isStyle(node, parents);
      // An icon's or an element's part named by a word of the code: `label="strings"` does not occur.
      if (prose || (isShown(node, parents.at(-1) ?? null) && /\p{L}{3}/u.test(words.replaceAll('…', ''))))
        found.push({ words, at: node.start });
    }
    for (const part of partsOf(node)) walk(part, [...parents, node]);
  };
  walk(program, []);
  return found;
}

type Known = {
  readonly [name: string]: Known | string | ((...values: never[]) => string) | readonly unknown[];
};

/** Texts of the catalogue that are read once, when a module is loaded: they would stay in that language. */
function keptIn(program: Node, code: string): string[] {
  const names = new Map<string, unknown>([['t', catalogues.en.ui]]);
  const found: string[] = [];
  const known = (node: unknown): unknown => {
    if (!isNode(node)) return undefined;
    if (node.type === 'Identifier') return names.get(node['name'] as string);
    if (node.type !== 'MemberExpression') return undefined;
    const of = known(node['object']) as Known | undefined;
    if (typeof of !== 'object' || of === null) return undefined;
    return node['computed'] ? 'one of them' : of[nameOf(node['property'])];
  };
  const isBranch = (value: unknown): boolean =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  const walk = (node: Node): void => {
    if (/Function/.test(node.type)) return;
    if (node.type === 'VariableDeclarator' && isBranch(known(node['init'])))
      names.set(nameOf(node['id']), known(node['init']));
    const value = known(node);
    if (value !== undefined && node.type === 'MemberExpression') {
      if (!isBranch(value)) found.push(code.slice(node.start, node.end));
      return;
    }
    if (node.type === 'SpreadElement' && known(node['argument']) !== undefined)
      found.push(code.slice(node.start, node.end));
    for (const part of partsOf(node)) walk(part);
  };
  walk(program);
  return found;
}

const line = (code: string, at: number): number => code.slice(0, at).split('\n').length;

describe('texts of the page', () => {
  it('come from the catalogue', () => {
    const found = sources.flatMap(({ file, code, program }) =>
      textsIn(program).map(({ words, at }) => `${file}:${line(code, at)}: ${words}`),
    );
    expect(found).toEqual([]);
  });

  it('are read where they are shown, not when a module is loaded', () => {
    const found = sources.flatMap(({ file, code, program }) =>
      keptIn(program, code).map((text) => `${file}: ${text}`),
    );
    expect(found).toEqual([]);
  });

  it('write numbers and dates by way of one module', () => {
    const own = /toLocale\w*String\(|new Intl\.|\.toFixed\([^)]*\)\} ?[A-Za-z%]/;
    // Lengths of CSS and paths of SVG are written for machines.
    const machine = /style=|x\(at\)|y\(rate/;
    const found = sources
      .filter(({ file }) => !/^ui\/(numbers|dates)\.ts$/.test(file))
      .flatMap(({ file, code }) =>
        code
          .split('\n')
          .flatMap((text, at) => (own.test(text) && !machine.test(text) ? [`${file}:${at + 1}`] : [])),
      );
    expect(found).toEqual([]);
  });

  it('would be found if they stood in the code', () => {
    const read = (code: string) =>
      textsIn(parseSync('x.tsx', code).program as unknown as Node).map(({ words }) => words);
    expect(read('const a = <b title="Close">Save the file</b>;')).toEqual(['Close', 'Save the file']);
    expect(read("notifications.show({ message: `Saved \u0024{name}` }); f('Nothing was found.');")).toEqual([
      'Saved …',
      'Nothing was found.',
    ]);
    expect(read("const c = <b className='one two three' title={t.close}>{css['a b c']}</b>;")).toEqual([]);
    const kept = (code: string) => keptIn(parseSync('x.ts', code).program as unknown as Node, code);
    expect(
      kept(
        'const words = t.shell; const a = { close: words.close, late: () => words.close, ...t.shell.stages };',
      ),
    ).toEqual(['words.close', '...t.shell.stages']);
  });
});
