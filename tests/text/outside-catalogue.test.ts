import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';
import { message, sentence } from '../../src/text/message.ts';

const root = resolve(import.meta.dirname, '../..');

/** All packages but the catalogue itself. */
const packages = [
  ...readdirSync(resolve(root, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'text')
    .map(({ name }) => `src/${name}`),
  'electron',
  'renderer',
  'templates',
  'web',
];

/**
 * Names of papers, the builders of the templates' files, what exported models tell programs, in English, programs in other
 * languages, and the words of generated sentences.
 */
const outside =
  /\.test\.tsx?$|^templates\/(papers\.ts|build\/|testing\/)|^src\/interchange\/(metadata\.ts$|keras\/convas-layers\.ts$|[\w-]+\/code(\.ts$|\/))|^src\/engine\/sweeps\/optuna-code\.ts$|^src\/job\/code\/|^renderer\/testing\/|^renderer\/features\/canvas\/notes\/NoteView\.tsx$|^src\/datasets\/generated\/(toy-sentiment|topic-documents)\.ts$/;

/** Two words, the first with a capital; or three in a row: sentences and parts of them. */
const prose = /^["'“]?[A-Z][a-z]+ [a-zà-ÿ]{2,}|[A-Za-zà-ÿ]{2,},? [a-zà-ÿ]{2,} [a-zà-ÿ]{2,}/;

/** Names of libraries, and papers as they are cited. */
const name = /^Keras Applications$|^[A-Z]\w+ et al\. \d{4}$/;

/** A node of ESTree, as far as it is looked at. */
interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** `new Error(...)`: what is thrown where the program itself is wrong, or is caught and put into words. */
const isInternalError = ({ type, callee }: Node): boolean =>
  type === 'NewExpression' && isNode(callee) && /^(Range|Malformed)?Error$/.test(String(callee['name']));

/** The words of a literal, or of text between tags; null for other nodes. */
function wordsOf({ type, value, quasis }: Node): string | null {
  if (type === 'JSXText') return String(value).trim();
  if (type === 'Literal') return typeof value === 'string' ? value : null;
  if (type !== 'TemplateLiteral') return null;
  return (quasis as { value: { raw: string } }[]).map((part) => part.value.raw).join('…');
}

function proseIn(path: string, source: string): string[] {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) visit(each);
    if (!isNode(value) || isInternalError(value) || value.type.startsWith('Import')) return;
    const words = wordsOf(value);
    if (words !== null && prose.test(words) && !name.test(words)) found.push(`${path}: ${words}`);
    for (const inner of Object.values(value)) visit(inner);
  };
  const { program, errors } = parseSync(path, source);
  expect(errors).toEqual([]);
  visit(program);
  return found;
}

describe('sentences outside of the catalogue', () => {
  it.each(packages)('are not in %s', (folder) => {
    const files = readdirSync(resolve(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .filter((path) => /\.tsx?$/.test(path) && !outside.test(path));
    expect(files.length).toBeGreaterThan(1);
    expect(files.flatMap((path) => proseIn(path, readFileSync(resolve(root, path), 'utf8')))).toEqual([]);
  });

  it.each([
    ["const label = 'Remove the wire';", 1],
    [`const why = \`The layer \${name} has no wires.\`;`, 1],
    [`const rest = \`\${count} layers lead nowhere at all\`;`, 1],
    ["throw new Error('the steps do not lead from version 1');", 0],
    ["throw new TextError('The file is empty.');", 1],
    ["const key = message('network.empty', { name: 'conv2d' });", 0],
    ['const note = <p>Remove the wire</p>;', 1],
    ["import { a } from './some module with spaces.ts';", 0],
  ])('are told from other literals: %s', (source, count) => {
    expect(proseIn('x.tsx', source)).toHaveLength(count);
  });
});

describe('numbers that people read', () => {
  it.each(['src/insight/views', 'src/engine'])('are written by the catalogue, not in %s', (folder) => {
    const files = readdirSync(resolve(root, folder), { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
    );
    expect(files.length).toBeGreaterThan(10);
    const writing = /numberText|toLocaleString|Intl\.NumberFormat/;
    const found = files.filter((name) => writing.test(readFileSync(resolve(root, folder, name), 'utf8')));
    expect(found).toEqual([]);
  });

  it.each([
    ['en', '3 (0.9152)\nactually 5', 'Component 1 (12.34% of the variance)'],
    ['pt-BR', '3 (0,9152)\nreal: 5', 'Componente 1 (12,34% da variância)'],
  ] as const)('have the separators of %s', (to, answered, component) => {
    const values = { predicted: '3', actual: '5', sureness: 0.91521 };
    expect(sentence(message('insight.answered', values), to)).toBe(answered);
    expect(sentence(message('insight.component', { index: 1, share: 0.12341 }), to)).toBe(component);
  });
});
