import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newDocument } from '../document/create.ts';
import { addInstance } from '../document/operations/blocks.ts';
import { setBypassed } from '../document/operations/bypass.ts';
import { type ChainStep, chain as chainOf } from '../document/operations/chain.ts';
import { connect, disconnect } from '../document/operations/edges.ts';
import { addLayer, setParams } from '../document/operations/layers.ts';
import { makeBlock } from '../document/operations/make-block.ts';
import { setData, setTraining } from '../document/operations/settings.ts';
import type { ConvasDocument } from '../document/schema.ts';
import { imageSteps } from '../preprocessing/edit.ts';
import { sentence } from '../text/message.ts';
import { analyze } from './analyze.ts';
import { lints } from './lint/lints.ts';
import type { DataShape, MissingData, Problem, Repair } from './network.ts';
import { problemChecks } from './problems/checks.ts';
import { rankRepairs, sizeOfChange } from './rank-repairs.ts';
import { applyRepair } from './repair.ts';

const chain = (...steps: ChainStep[]) => chainOf('chain', steps);
const mnist: DataShape = { sampleShape: [28, 28, 1], classes: 10 };
const two: DataShape = { sampleShape: [28, 28, 1], classes: 2 };
const input: ChainStep = ['input', { shape: [28, 28, 1] }];
const conv: ChainStep = ['conv2d', { filters: 8, activation: 'relu' }];
const softmax: ChainStep = ['dense', { units: 10, activation: 'softmax' }];
const whole = chain(input, conv, ['flatten'], softmax);
const loss = (document: ConvasDocument, kind: string) =>
  setTraining(document, { loss: { kind, params: {} } });
const target = (document: ConvasDocument, kind: 'input' | 'label') =>
  setData(document, { dataset: 'x', preprocessing: imageSteps('pad', null), target: kind });
const vector = (...steps: ChainStep[]) => chain(['input', { shape: [64] }], ...steps, softmax);
const beside = (document: ConvasDocument, kind: string, x: number, y: number, params = {}) =>
  addLayer(document, kind, { x, y }, params);
const sigmoid: ChainStep = ['dense', { units: 32, activation: 'sigmoid' }];
const deep = Array.from({ length: 26 }, (): ChainStep => ['dense', { units: 32, activation: 'relu' }]);
const block = makeBlock(whole, ['layer-2', 'layer-3'], 'unit')!;
const doubled: ConvasDocument = {
  ...whole,
  layers: whole.layers.map((layer) => ({ ...layer, name: layer.kind === 'flatten' ? 'conv2d' : layer.name })),
};
const cut = disconnect(whole, ['edge-2']);

const squared = 'meanSquaredError';
const pair: DataShape = {
  sampleShape: [10],
  dtype: 'float32',
  classes: 0,
  target: { kind: 'numbers', count: 2 },
};
const mask: DataShape = {
  ...two,
  classes: 0,
  target: { kind: 'mask', height: 28, width: 28, classes: ['ground', 'cell'] },
};
const steps = 'Remove the steps for images';
const row = (...steps: ChainStep[]) => chain(['input', { shape: [10] }], ...steps);
const perPixel = (params: ChainStep[1]) =>
  chain(
    input,
    ['conv2d', { filters: 8, padding: 'same', activation: 'relu' }],
    ['conv2d', { kernelSize: [1, 1], ...params }],
  );

/** A document for each problem that the checks and lints find, and the repair that should come first. */
const cases: readonly (readonly [
  code: string,
  document: ConvasDocument,
  data: DataShape | MissingData | null,
  first: string | null,
])[] = [
  ['empty-network', newDocument('empty'), null, null],
  ['no-input', chain(conv, ['flatten'], softmax), mnist, 'Insert an Input before it'],
  ['nothing-connected', beside(chain(input), 'flatten', 400, 0).document, null, null],
  ['missing-input', cut, mnist, 'Connect "conv2d" to it'],
  ['several-outputs', cut, mnist, 'Connect "conv2d" to "flatten"'],
  ['bypass-inputs', setBypassed(whole, ['layer-1'], true), mnist, 'Remove the bypass'],
  ['unknown-kind', beside(whole, 'quantum', 0, 0).document, mnist, 'Remove the layer'],
  ['invalid-parameter', setParams(whole, 'layer-2', { filters: -3 }), mnist, 'Set it to 32'],
  ['duplicate-name', doubled, mnist, 'Rename this one to "conv2d_1"'],
  ['cycle', connect(whole, 'layer-3', 'layer-2'), mnist, 'Remove the wire from "flatten" to "conv2d"'],
  ['too-many-inputs', connect(whole, 'layer-2', 'layer-4'), mnist, 'Remove the wire from "conv2d"'],
  [
    'several-inputs',
    connect(beside(whole, 'input', 0, 300).document, 'layer-5', 'layer-3'),
    mnist,
    'Remove "input_1"',
  ],
  [
    'unconnected-layer',
    beside(whole, 'dropout', 300, 200).document,
    mnist,
    'Put it between "conv2d" and "flatten"',
  ],
  [
    'input-mismatch',
    setParams(whole, 'layer-1', { shape: [28, 28, 3] }),
    mnist,
    'Set the Input to 28 × 28 × 1',
  ],
  ['output-units-mismatch', setParams(whole, 'layer-4', { units: 7 }), mnist, 'Set units of "dense" to 10'],
  ['single-unit-softmax', setParams(whole, 'layer-4', { units: 1 }), two, 'Set its units to 2'],
  [
    'single-unit-loss',
    setParams(whole, 'layer-4', { units: 1, activation: 'sigmoid' }),
    two,
    'Use binary cross-entropy',
  ],
  [
    'reconstruction-shape',
    target(loss(chain(input, ['flatten'], ['dense', { units: 784 }]), 'meanSquaredError'), 'input'),
    mnist,
    'Insert a Reshape to 28 × 28 × 1 after it',
  ],
  [
    'reconstruction-loss',
    target(chain(input, ['conv2d', { filters: 1, padding: 'same' }]), 'input'),
    mnist,
    'Use mean squared error',
  ],
  [
    'final-softmax',
    setParams(whole, 'layer-4', { activation: 'linear' }),
    mnist,
    'Set its activation to softmax',
  ],
  [
    'final-sigmoid',
    loss(setParams(whole, 'layer-4', { units: 1, activation: 'relu' }), 'binaryCrossentropy'),
    two,
    'Set its activation to sigmoid',
  ],
  ['image-steps', target(loss(row(['dense', { units: 2 }]), squared), 'label'), pair, steps],
  ['target-output', loss(row(['dense', { units: 5 }]), squared), pair, 'Set units of "dense" to 2'],
  ['target-loss', row(['dense', { units: 2 }]), pair, 'Use mean squared error'],
  ['target-loss', perPixel({ filters: 1, activation: 'sigmoid' }), mask, 'Use binary cross-entropy'],
  ['target-activation', perPixel({ filters: 2 }), mask, 'Set its activation to softmax'],
  [
    'target-activation',
    loss(row(['dense', { units: 2, activation: 'sigmoid' }]), squared),
    pair,
    'Set its activation to linear',
  ],
  ['batch-too-large', whole, { ...mnist, trainingExamples: 20 }, 'Set the batch size to 8'],
  [
    'validation-empty',
    setTraining(whole, { batchSize: 2 }),
    { ...mnist, trainingExamples: 4 },
    'Set the validation split to 0.15',
  ],
  [
    'missing-data',
    target(whole, 'label'),
    {
      reason: '',
      known: [
        { id: 'y', title: 'Pairs', ...two },
        { id: 'z', title: 'Digits', ...mnist },
      ],
    },
    'Use Digits',
  ],
  [
    'nothing-to-train',
    chain(['input', { shape: [10] }], ['activation', { activation: 'softmax' }]),
    null,
    null,
  ],
  [
    'block-inputs',
    { ...block.document, edges: block.document.edges.filter((edge) => edge.target !== block.instance) },
    mnist,
    'Connect "input" to it',
  ],
  [
    'no-nonlinearity',
    chain(input, ['conv2d', { filters: 8 }], conv, ['flatten'], softmax),
    mnist,
    'Set its activation to ReLU',
  ],
  [
    'saturating-stack',
    vector(sigmoid, sigmoid, sigmoid, sigmoid, sigmoid, sigmoid),
    null,
    'Insert a batch normalization before it',
  ],
  [
    'softmax-inside',
    vector(['dense', { units: 32, activation: 'softmax' }]),
    null,
    'Set its activation to ReLU',
  ],
  ['loss-mismatch', loss(vector(), 'hinge'), null, 'Use cross-entropy'],
  [
    'dropout-before-normalization',
    vector(
      ['dense', { units: 32, activation: 'relu' }],
      ['dropout'],
      ['dense', { units: 32 }],
      ['batchNormalization'],
      ['activation', { activation: 'relu' }],
    ),
    null,
    'Remove the dropout',
  ],
  ['bottleneck', vector(['dense', { units: 4, activation: 'relu' }]), null, 'Set its units to 10'],
  [
    'shrinking-filters',
    chain(
      input,
      ['conv2d', { filters: 16, activation: 'relu' }],
      ['maxPooling2d'],
      conv,
      ['flatten'],
      softmax,
    ),
    mnist,
    'Use 32 filters',
  ],
  ['small-receptive-field', chain(input, conv, conv, ['globalAveragePooling2d'], softmax), mnist, null],
  ['deep-plain', vector(...deep), null, 'Insert a batch normalization before it'],
];

describe('repairs are ranked by what they leave behind', () => {
  it.each(cases)('%s', (code, document, data, first) => {
    const found = rankRepairs(document, data, analyze(document, data));
    const problem = found.find((each) => each.code === code);
    expect(found.map((each) => each.code)).toContain(code);
    const label = problem?.repairs[0]?.label;
    expect(label === undefined ? null : sentence(label)).toBe(first);
    for (const each of found) expectRanked(each, document, data);
  });

  it('with a case for every check and lint', () => {
    const several = ['block', 'kind', 'receptive-field'];
    const codes = [...problemChecks, ...lints]
      .map(({ code }) => code)
      .filter((code) => !several.includes(code));
    expect(codes.filter((code) => !cases.some(([known]) => known === code))).toEqual([]);
  });

  it('drops repairs that change nothing, and leaves what is beyond its budget as it was', () => {
    const { problems, layers: own } = analyze(cut, mnist);
    const first = own[0]!;
    const useless = { label: 'x', action: 'removeEdge', edge: 'gone' } as const;
    const withUseless = problems.map((problem) => ({ ...problem, repairs: [useless, ...problem.repairs] }));
    const ranked = rankRepairs(cut, mnist, { layers: own, problems: withUseless });
    expect(ranked.flatMap(({ repairs }) => repairs)).not.toContain(useless);
    const layers = Array.from({ length: 60_000 }, () => first);
    expect(rankRepairs(cut, mnist, { layers, problems })).toEqual(problems);
  });
});

const removesLayer = (repair: Repair): boolean => repair.action === 'removeLayer';
const errors = (problems: readonly Problem[]): number =>
  problems.filter(({ severity }) => severity === 'error').length;

function expectRanked(
  { code, layer, repairs }: Problem,
  document: ConvasDocument,
  data: DataShape | MissingData | null,
): void {
  const kept = repairs.filter((repair) => !removesLayer(repair));
  expect(repairs.slice(0, kept.length), code).toEqual(kept);
  const outcomes = kept.map((repair) => analyze(applyRepair(document, repair), data).problems);
  const remaining = outcomes.map((left) => left.some((each) => each.code === code && each.layer === layer));
  expect(remaining, code).toEqual(remaining.toSorted((a, b) => Number(a) - Number(b)));
}

/** Every wire that could be drawn. */
const allWires = (document: ConvasDocument): ConvasDocument[] =>
  document.layers.flatMap(({ id: source }) => document.layers.map(({ id }) => connect(document, source, id)));

describe('no layer is offered for removal before it is connected', () => {
  it('in any network whose wires were cut and whose cards were strewn about', () => {
    const strewn = fc.record({
      cuts: fc.uniqueArray(fc.nat(2), { maxLength: 3 }),
      extras: fc.array(fc.constantFrom('dropout', 'conv2d', 'flatten', 'add', 'input', 'dense'), {
        maxLength: 3,
      }),
      places: fc.array(fc.tuple(fc.nat(1200), fc.integer({ min: -400, max: 400 })), {
        minLength: 3,
        maxLength: 3,
      }),
    });
    fc.assert(
      fc.property(strewn, ({ cuts, extras, places }) => {
        let document = disconnect(
          whole,
          cuts.map((at) => whole.edges[at]!.id),
        );
        for (const [at, kind] of extras.entries()) document = beside(document, kind, ...places[at]!).document;
        const analysis = analyze(document, mnist);
        const before = errors(analysis.problems);
        const wired = allWires(document)
          .map((after) => analyze(after, mnist).problems)
          .filter((left) => errors(left) < before);
        for (const problem of rankRepairs(document, mnist, analysis)) {
          expectRanked(problem, document, mnist);
          if (!problem.repairs.some(removesLayer) || problem.code === 'several-inputs') continue;
          const same = ({ code, layer }: Problem) => code === problem.code && layer === problem.layer;
          const possible = wired.some((left) => !left.some(same));
          if (possible) expect(removesLayer(problem.repairs[0]!), sentence(problem.message)).toBe(false);
        }
      }),
      { numRuns: 40 },
    );
  }, 30_000);

  it('for a block that no wire leads to', () => {
    const alone = addInstance(block.document, block.document.blocks[0]!.id, { x: 300, y: 300 })!.document;
    const [problem] = rankRepairs(alone, mnist, analyze(alone, mnist));
    expect(problem).toMatchObject({ code: 'unconnected-layer' });
    expect(problem!.repairs.map(removesLayer)).toEqual(
      [false, false, false, false, true].slice(-problem!.repairs.length),
    );
    expect(removesLayer(problem!.repairs[0]!)).toBe(false);
  });
});

describe('the size of a change', () => {
  it('counts layers, wires and settings, not where things stand', () => {
    expect(sizeOfChange(whole, whole)).toBe(0);
    expect(sizeOfChange(whole, setParams(whole, 'layer-2', { filters: 4 }))).toBe(1);
    const inserted = applyRepair(whole, {
      label: '',
      action: 'insertBefore',
      layer: 'layer-2',
      kind: 'dropout',
      params: {},
    });
    // A layer, its wire, and the wire that now leads to it; the layers that made room are the same.
    expect(sizeOfChange(whole, inserted)).toBe(3);
    expect(sizeOfChange(whole, loss(whole, 'hinge'))).toBe(1);
  });

  it('of a card put between two others leaves it where the later one was', () => {
    const { document, id } = beside(whole, 'dropout', 300, 300);
    const edge = document.edges[1]!;
    const after = applyRepair(document, { label: '', action: 'insertOnEdge', edge: edge.id, layer: id });
    const at = (from: ConvasDocument, layer: string) =>
      from.layers.find((each) => each.id === layer)!.position;
    expect(at(after, id)).toEqual(at(document, edge.target));
    expect(at(after, edge.target).x).toBeGreaterThan(at(document, edge.target).x);
    expect(analyze(after, mnist).problems).toEqual([]);
  });
});
