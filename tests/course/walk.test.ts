import { readFile } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import type { Check, CheckSubject, RunScores } from '../../src/course/check.ts';
import { lessons } from '../../src/course/lessons.ts';
import { chain } from '../../src/document/operations/chain.ts';
import { addLayer, removeLayers, renameLayer, updateLayer } from '../../src/document/operations/layers.ts';
import { setData, setTraining } from '../../src/document/operations/settings.ts';
import { parseDocument } from '../../src/document/parse.ts';
import type { ConvasDocument } from '../../src/document/schema.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import { analyze } from '../../src/network/analyze.ts';
import { languages, setLanguage } from '../../src/text/language.ts';
import { sentence } from '../../src/text/message.ts';
import { replaced, startOf, walkThrough, withParams } from './walks.ts';

/** What `build/bench-lessons.mjs` trained. */
interface Training extends RunScores {
  readonly lesson: string;
  readonly step: number;
  readonly asked: number;
}
const { trainings }: { trainings: readonly Training[] } = JSON.parse(
  await readFile(new URL('../../docs/lessons.json', import.meta.url), 'utf8'),
);

const subjectOf = (document: ConvasDocument, run: RunScores | null): CheckSubject => ({
  document,
  analysis: analyze(document, null),
  run,
});
const idOf = (document: ConvasDocument, name: string): string =>
  document.layers.find((layer) => layer.name === name)!.id;

type Values = Readonly<Record<string, string & number>>;
type Wrong = (
  document: ConvasDocument,
  values: Values,
  run: RunScores,
) => readonly (ConvasDocument | RunScores | null)[];

const empty = chain('Empty', []);
const withoutInput = (document: ConvasDocument): ConvasDocument =>
  removeLayers(
    document,
    document.layers.filter(({ kind }) => kind === 'input').map(({ id }) => id),
  );

/** A layer of another width; one without weights of its own becomes one that has them. */
function resized(document: ConvasDocument, name: string): ConvasDocument {
  const { params, kind } = document.layers.find((layer) => layer.name === name)!;
  if (kind === 'input') return withParams(document, name, { shape: [7, 1] });
  const width = 'units' in params ? 'units' : 'filters' in params ? 'filters' : null;
  if (width === null)
    return updateLayer(replaced(document, name, 'dense', { units: 3 }), '', (layer) => layer);
  return withParams(document, name, { [width]: Number(params[width]) + 1 });
}
const renamed = (document: ConvasDocument, name: string): ConvasDocument =>
  renameLayer(document, idOf(document, name), 'Another');
const ofLayer =
  (spoiled: (document: ConvasDocument, layer: string, values: Values) => ConvasDocument): Wrong =>
  (document, values) => [
    empty,
    renamed(document, values['layer']!),
    spoiled(document, values['layer']!, values),
  ];

const lastEpoch = (run: RunScores, over: Partial<RunScores['epochs'][number]>): RunScores => ({
  ...run,
  epochs: [...run.epochs.slice(0, -1), { ...run.epochs.at(-1)!, ...over }],
});

/** Of each kind of check three answers that are wrong, made of the right one; the last of them is wrong by little. */
const wrongs: Readonly<Record<string, Wrong>> = {
  weights: ofLayer(resized),
  shape: ofLayer(resized),
  field: ofLayer((document, layer) => withParams(document, layer, { kernelSize: [1, 1] })),
  parameter: ofLayer((document, layer, { name, value }) =>
    updateLayer(document, idOf(document, layer), (node) => {
      const list = /^\d+x\d+$/.test(value!) ? [2, 3] : null;
      const number = /^\d+$/.test(value!) ? Number(value) + 1 : null;
      return {
        ...node,
        params: { ...node.params, [name!]: list ?? number ?? (value === 'sigmoid' ? 'tanh' : 'sigmoid') },
      };
    }),
  ),
  setting: (document, { name, value }) => {
    const { pretraining } = document.training;
    if (name === 'optimizer.kind')
      return ['momentum', 'rmsprop', value === 'sgd' ? 'adam' : 'sgd'].map((kind) =>
        setTraining(document, { optimizer: { kind, params: {} } }),
      );
    const { method: _, ...plain } = pretraining!;
    const near =
      name === 'pretraining.method'
        ? { ...plain, method: 'autoencoder' as const }
        : { ...plain, epochs: Number(value) + 1 };
    return [null, { ...plain, epochs: 1 }, near].map((change) =>
      setTraining(document, { pretraining: change }),
    );
  },
  layers: (document, { kind, least, most }) => {
    const those = document.layers.filter((layer) => layer.kind === kind);
    const near =
      most === 0
        ? addLayer(document, kind!, { x: 0, y: 0 }).document
        : removeLayers(
            document,
            [...those.slice(least! - 1), ...document.layers.filter((layer) => layer.kind === 'block')].map(
              ({ id }) => id,
            ),
          );
    // Of no kind, and as many as asked for in a network that cannot be trained.
    return [empty, withoutInput(document), near];
  },
  size: (document, { least, most }) => {
    const dense = document.layers.find(
      ({ kind, params }) => kind === 'dense' && Number(params['units']) !== 10,
    );
    const name = (dense ?? document.layers.find(({ kind }) => kind === 'conv2d'))!.name;
    const width = dense ? 'units' : 'filters';
    const near = withParams(document, name, { [width]: most === undefined ? 1 : 4000 });
    return [empty, withoutInput(document), least === undefined && most === undefined ? empty : near];
  },
  dataset: (document, { dataset }) =>
    [null, 'mnist', dataset === 'mnist-10k' ? 'fashion-mnist' : 'mnist-10k'].map((name) =>
      setData(document, name === null ? null : { ...document.data!, dataset: name }),
    ),
  trained: (_, { epochs }, run) => [
    null,
    { ...run, epochs: [] },
    { ...run, epochs: run.epochs.slice(0, epochs! - 1) },
  ],
  accuracy: (_, { share }, run) => [
    null,
    { ...run, test: null },
    { ...run, test: { loss: 0.1, accuracy: share! } },
  ],
  gap: (_, { factor }, run) => [
    null,
    lastEpoch(run, { valLoss: null }),
    lastEpoch(run, { loss: 0.1, valLoss: 0.1 * factor! }),
  ],
  loss: (_, { limit }, run) => [null, { ...run, epochs: [] }, lastEpoch(run, { loss: limit! })],
};

const isDocument = (value: ConvasDocument | RunScores | null): value is ConvasDocument =>
  value !== null && 'layers' in value;

afterAll(() => setLanguage('en'));

describe.each(languages)('in %s', (language) => {
  const ours = lessons.filter((lesson) => lesson.language === language);
  it.each(ours.map((lesson) => [lesson.id, lesson] as const))(
    '%s: every step passes on what it asks for, each check fails on three wrong answers',
    (id, { template, steps }) => {
      setLanguage(language);
      const documents = walkThrough(id);
      expect(startOf(template).layers.length > 0).toBe(template !== null);
      let run: Training | null = null;
      const detail = (check: Check, subject: CheckSubject, line: number): string =>
        `line ${line}, ${sentence(check.about)}: ${check.passes(subject)}`;
      for (const [at, { checks, questions }] of steps.entries()) {
        const document = documents[at]!;
        // What a student made can be saved and opened.
        expect(parseDocument(serializeDocument(document))).toMatchObject({ ok: true, readOnly: false });
        run = trainings.find(({ lesson, step }) => lesson === id && step === at) ?? run;
        for (const { check, line } of checks) {
          const passing = `line ${line}, ${sentence(check.about)}: true`;
          expect(detail(check, subjectOf(document, run), line)).toBe(passing);
          const wrong = wrongs[check.id]!(
            document,
            check.about.values as Values,
            run ?? { state: '', epochs: [], test: null },
          );
          expect(wrong).toHaveLength(3);
          const detail3 = wrong.map((each) =>
            detail(check, isDocument(each) ? subjectOf(each, run) : subjectOf(document, each), line),
          );
          expect(detail3).not.toContain(passing);
        }
        for (const { answers } of questions) {
          expect(answers.filter(({ right }) => right)).toHaveLength(1);
          expect(new Set(answers.map(({ text }) => text)).size).toBe(answers.length);
          expect(answers.length).toBeGreaterThanOrEqual(3);
        }
      }
    },
  );
});

it('a run of the length that a document sets is as long as its lesson asks', () => {
  for (const { lesson, asked, epochs } of trainings)
    expect([lesson, epochs.length >= asked]).toEqual([lesson, true]);
});
