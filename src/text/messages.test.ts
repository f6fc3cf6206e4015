import { describe, expect, it } from 'vitest';
import { catalogues, type Language } from './catalogue.ts';

/** Areas whose messages are all put into words here. */
const areas = ['files', 'datasets', 'engine', 'interchange', 'protocol', 'runs'] as const;

/** Values that messages are given, by their names; any other is a word. */
const samples: Readonly<Record<string, unknown>> = {
  attempts: 2,
  backend: 'native',
  batch: 64,
  bound: 'exactly',
  epoch: 3,
  epochs: 12,
  error: 1234.5,
  how: 'exploded',
  index: 2,
  latest: ['one', 'another'],
  layers: ['C1', 'F6'],
  loaded: { oneDnn: true, intraOpThreads: 4, interOpThreads: 2 },
  loss: 12345.6,
  missing: ['webgpu'],
  rates: [{ backend: 'wasm', imagesPerSecond: 1200, agrees: true }],
  reasons: ['One.', 'Another.'],
  share: 0.25,
  size: 1e7,
  step: 1200,
  steps: 5000,
  symbol: 12,
  variables: ['A', 'B'],
  weights: 3,
  wanted: { oneDnn: false, intraOpThreads: 8, interOpThreads: 1 },
  from: 0.5,
  to: 0.25,
  bytes: 5408,
  classes: 1000,
  count: 5,
  example: 3,
  examples: 5000,
  expected: 7000,
  failures: ['one', 'another'],
  formats: ['A', 'B'],
  found: 1200,
  given: 5,
  heldOut: 5,
  height: 28,
  images: 60000,
  known: [
    ['x', 'y'],
    ['a', 'b'],
  ],
  input: [28, 28, 1],
  kind: 'folder',
  label: 12,
  labels: 1,
  line: 1234,
  members: 20000,
  method: 99,
  most: 9999,
  names: ['cat', 'dog'],
  numbers: 120,
  packed: 2000,
  part: 'test',
  pid: 77,
  pixels: 784,
  place: 7,
  record: 3073,
  type: 9,
  value: 300,
  values: 3,
  width: 28,
};

/** Of messages whose values differ from those of the same name elsewhere. */
const own: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'datasets.description': { id: 'mnist-10k' },
  'datasets.license': { id: 'mnist-10k' },
  'datasets.missing': { known: ['mnist'] },
  'engine.backends-not-loaded': { reasons: ['<one>'] },
  'engine.classes-differ': { known: 10 },
  'engine.no-backend': { known: ['native'], wanted: 'x' },
  'engine.no-class': { labels: ['cat', 'dog'], wanted: 'x' },
  'engine.no-view': { known: ['filters'] },
  'engine.view-option': { known: ['patch'] },
  'runs.no-checkpoint': { kept: ['100', '200'] },
  'engine.features-progress': { done: 3, total: 9 },
  'engine.features-computed': { variants: 2 },
  'engine.features-found': { variants: 2 },
  'runs.no-base': { known: ['base:x'] },
  'runs.transferred': { taken: 3, fresh: 2 },
  'runs.transfer-shape': { found: '3 × 3' },
  'runs.weight-shape': { found: '3 × 3' },
  'interchange.no-format': { known: ['tfjs'] },
  'interchange.wrong-option': { known: ['layout'] },
  'interchange.not-exportable': { layers: ['one', 'another'] },
  'interchange.no-dilation': { what: 'depthwise' },
  'interchange.stack-too-small': { layers: 900 },
  'datasets.title': { id: 'mnist-10k' },
  'datasets.wrong-target': { kind: 'mask' },
  'engine.class-weights-of-others': { target: 'numbers' },
  'engine.mixing-of-others': { target: 'numbers' },
  'engine.outputs-and-target': { wanted: '3' },
  'engine.no-images': { shape: [30, 2] },
  'engine.wrong-numbers': { wanted: 784 },
  'engine.target-differs': { own: 'labels', target: 'mask' },
};

/** The same in both languages, because they are nothing but values, or a term that both use. */
const alike = new Set<string>([
  'files.failed',
  'files.holder',
  'datasets.at',
  'datasets.with-fix',
  'engine.backends-not-loaded',
  'engine.view-option',
  'interchange.onnx-runtime',
  'protocol.invalid-call',
]);

/** The sentence, and the names of the values that it was made of. */
function detail(area: string, code: string, to: Language): { words: string; asked: ReadonlySet<string> } {
  const asked = new Set<string>();
  const key = `${area}.${code}`;
  const entry = (catalogues[to].messages as unknown as Record<string, Record<string, unknown>>)[area]![code];
  if (typeof entry === 'string') return { words: entry, asked };
  const values = new Proxy(
    {},
    {
      get(_, name: string) {
        asked.add(name);
        return own[key]?.[name] ?? samples[name] ?? `<${name}>`;
      },
    },
  );
  return { words: (entry as (values: unknown) => string)(values), asked };
}

describe.each(areas)('the messages of %s', (area) => {
  it.each(Object.keys(catalogues.en.messages[area]))('%s', (code) => {
    const [english, portuguese] = [detail(area, code, 'en'), detail(area, code, 'pt-BR')];
    for (const { words } of [english, portuguese])
      expect(words, 'a value has no sample').not.toMatch(/undefined|NaN|\[object|function|^\s|\s$/);
    // Of the operating system's codes, English takes Node's words.
    const needed = ({ asked }: typeof english) => [...asked].filter((name) => name !== 'code').sort();
    expect(needed(portuguese), 'values that only one language uses').toEqual(needed(english));
    if (!alike.has(`${area}.${code}`)) expect(portuguese.words).not.toBe(english.words);
  });
});
