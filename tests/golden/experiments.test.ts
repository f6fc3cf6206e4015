import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { withoutChannels } from '../../src/engine/insight/rework.ts';
import { forward } from '../../src/engine/model/forward.ts';
import { listWeights, toTensors } from '../../src/engine/model/weights.ts';
import { type Figure, type FigureOf, firstFigure } from '../../src/insight/figure.ts';
import type { Moment, Tools } from '../../src/insight/view.ts';
import { compareRuns } from '../../src/insight/views/compare/compare-runs.ts';
import { matchedFilters } from '../../src/insight/views/compare/matched-filters.ts';
import { sideBySide } from '../../src/insight/views/compare/side-by-side.ts';
import { dropout } from '../../src/insight/views/experiments/dropout.ts';
import { surgery } from '../../src/insight/views/experiments/surgery.ts';
import { autoencoderPca } from '../../src/insight/views/space/autoencoder-pca.ts';
import { pulse } from '../../src/insight/views/training/pulse.ts';
import { weightHistory } from '../../src/insight/views/training/weight-history.ts';
import { batchStatistics } from '../../src/insight/views/weights/batch-statistics.ts';
import { compression, taylorImportance } from '../../src/insight/views/weights/compression.ts';
import type { Link } from '../engine/documents.ts';
import { examplesFrom } from '../support/examples.ts';
import { type Lent, openLent } from '../support/lent-model.ts';

interface Answers {
  readonly accuracy: number;
  readonly loss: number;
  /** The share of right answers of each class. */
  readonly classes: readonly number[];
  readonly changed: number;
}

interface Beside {
  readonly maps: readonly number[];
  readonly distance: number;
}

/** PyTorch, scikit-learn, SciPy and NumPy, by make_experiments.py, from the same formulas. */
const golden: {
  readonly batchStatistics: {
    readonly mean: readonly number[];
    readonly deviation: readonly number[];
    /** Means, then deviations. */
    readonly least: readonly (readonly number[])[];
    readonly most: readonly (readonly number[])[];
    readonly moving: readonly (readonly number[])[];
  };
  /** Of each moment. */
  readonly pulse: Readonly<
    Record<
      'activations' | 'gradients' | 'sizes' | 'spread' | 'norms' | 'moved',
      readonly (readonly number[])[]
    >
  > & { readonly histogram: readonly number[] };
  readonly importance: {
    readonly share: number;
    readonly taylor: Readonly<Record<string, readonly number[]>>;
    readonly prunable: Readonly<Record<string, number>>;
    readonly error: Readonly<Record<string, number>>;
  };
  readonly surgery: {
    readonly channels: readonly number[];
    readonly before: Answers;
    readonly after: Answers;
    readonly alone: readonly number[];
    readonly probabilities: readonly number[];
  };
  readonly dropout: {
    readonly seed: number;
    readonly values: readonly (readonly number[])[];
    readonly removed: readonly number[];
    readonly answers: readonly (readonly number[])[];
  };
  readonly sideBySide: Readonly<Record<'moment' | 'filters' | 'image', Beside>> & {
    readonly now: readonly number[];
  };
  readonly compared: {
    readonly filters: number;
    readonly moment: number;
    readonly alike: readonly (readonly number[])[];
    readonly matches: readonly (readonly [own: number, other: number, correlation: number])[];
    readonly tally: readonly number[];
  };
  readonly autoencoder: {
    readonly network: number;
    readonly pca: number;
    readonly codePlane: readonly number[];
    readonly pcaPlane: readonly number[];
  };
} = JSON.parse(readFileSync(new URL('experiments.json', import.meta.url), 'utf8'));

const [count, side, classes, now] = [24, 6, 3, 2];

const wave = (size: number, phase: number): Float32Array =>
  Float32Array.from({ length: size }, (_, at) => Math.sin(1.7 * at + phase));

const roles: Readonly<Record<string, readonly [base: number, scale: number, phase: number]>> = {
  kernel: [0, 0.5, 0],
  bias: [0, 0.1, 0.5],
  gamma: [1, 0.3, 0.2],
  beta: [0, 0.2, 0.3],
  moving_mean: [0, 0.3, 0.4],
  moving_variance: [1, 0.5, 0.6],
};
const phases: Readonly<Record<string, number>> = { conv: 0, norm: 1, answer: 2, code: 0, back: 1 };

const weightOf = (layer: string, name: string, size: number, moment: number): Float32Array => {
  const [base, scale, phase] = roles[name]!;
  return wave(size, phases[layer]! + phase + 0.1 * moment).map((value) => base + scale * value);
};

const chain = (filters: number): readonly Link[] => [
  ['input', { shape: [side, side, 1] }, 'image'],
  ['conv2d', { filters, kernelSize: [3, 3], activation: 'relu' }, 'conv'],
  ['batchNormalization', {}, 'norm'],
  ['maxPooling2d', { poolSize: [2, 2] }, 'pool'],
  ['dropout', { rate: 0.4 }, 'drop'],
  ['flatten', {}, 'flat'],
  ['dense', { units: classes, activation: 'softmax' }, 'answer'],
];

/** A wave that becomes ever shorter: no two examples are alike. */
const chirp = (size: number): Float32Array =>
  Float32Array.from({ length: size }, (_, at) => Math.sin(0.013 * at ** 2));

const inputs = chirp(count * side * side);
const labels = Int32Array.from({ length: count }, (_, at) => Math.floor((at * 5) / 2) % classes);
const image = {
  height: side,
  width: side,
  channels: 1,
  data: Uint8Array.from({ length: side * side }, (_, at) => (at * 53) % 256),
} as const;

const open = async (filters: number, moment: number) => {
  const lent = await openLent(chain(filters), (layer, name, size) => weightOf(layer, name, size, moment));
  const examples = async () => examplesFrom(lent.tools.tf, inputs, [side, side, 1], labels);
  const moments = async function* (): AsyncGenerator<Moment> {
    for (let at = 0; at <= now; at++)
      yield {
        steps: 10 * at,
        weights: ({ name: layer, weights }) =>
          Object.fromEntries(
            weights.map(({ name, shape }) => {
              const size = shape.reduce((all, length) => all * length, 1);
              return [name, { shape: [...shape], values: weightOf(layer, name, size, at) as never }];
            }),
          ),
      };
  };
  return { lent, own: { examples, moments } satisfies Partial<Tools> };
};

let lent: Lent;
let own: Partial<Tools>;
beforeAll(async () => {
  ({ lent, own } = await open(4, now));
});

const layer = (name: string) => lent.network.layers.find((each) => each.name === name)!;

const expectClose = (found: ArrayLike<number>, expected: readonly number[], digits = 4): void => {
  expect(Array.from(found)).toEqual(expected.map((value) => expect.closeTo(value, digits)));
};

const tables = (figures: readonly Figure[]): readonly FigureOf<'table'>[] =>
  figures.filter((each): each is FigureOf<'table'> => each.figure === 'table');
const lines = (figures: readonly Figure[]): readonly FigureOf<'lines'>[] =>
  figures.filter((each): each is FigureOf<'lines'> => each.figure === 'lines');
const maps = (figures: readonly Figure[]): readonly FigureOf<'maps'>[] =>
  figures.filter((each): each is FigureOf<'maps'> => each.figure === 'maps');
const numbersOf = (table: FigureOf<'table'>, column: number): readonly number[] =>
  table.rows.map((row) => Number(row[column]));

it('batches have the statistics that a BatchNorm layer of PyTorch takes up', async () => {
  const { batchStatistics: expected } = golden;
  const figures = await lent.show(batchStatistics, { layer: layer('norm') }, { batch: 8, batches: 3 }, own);
  const [table] = tables(figures);
  const columns = [expected.mean, expected.moving[0]!, expected.deviation, expected.moving[1]!];
  for (const [at, column] of columns.entries()) expectClose(numbersOf(table!, at + 1), column);
  for (const [at, { series }] of lines(figures).entries()) {
    const [least, most, moving] = series;
    expectClose(least!.y, expected.least[at]!);
    expectClose(most!.y, expected.most[at]!);
    expectClose(moving!.y, expected.moving[at]!);
  }
});

describe('training', () => {
  /** Line by line, what was found moment by moment. */
  const expectLines = (figure: FigureOf<'lines'>, expected: readonly (readonly number[])[]): void => {
    expect(figure.series).toHaveLength(expected[0]!.length);
    for (const [at, { y }] of figure.series.entries())
      expectClose(
        y,
        expected.map((moment) => moment[at]!),
      );
  };

  it("has the activations and gradients that PyTorch's autograd has, spread as NumPy says", async () => {
    const { pulse: expected } = golden;
    const figures = await lent.show(pulse, { layer: layer('conv') }, { examples: count }, own);
    const [activations, gradients, sizes] = lines(figures);
    expectLines(activations!, expected.activations);
    expectLines(gradients!, expected.gradients);
    expectLines(sizes!, expected.sizes);
    expect(firstFigure(figures, 'histogram')!.bins).toEqual(expected.histogram);
  });

  it('moves each layer in proportion to its weights as NumPy says', async () => {
    const { pulse: expected } = golden;
    const figures = await lent.show(weightHistory, { layer: layer('conv') }, {}, own);
    const [spread, moved, norms] = lines(figures);
    expectLines(spread!, expected.spread);
    expectLines(moved!, expected.moved);
    expectLines(norms!, expected.norms);
    expect([...moved!.series[0]!.x]).toEqual([10, 20]);
  });
});

describe('compression', () => {
  const names = ['conv', 'norm', 'answer'];

  it("weighs channels as Taylor's estimate does with PyTorch's gradients", async () => {
    const examples = await own.examples!('train');
    const indices = Array.from({ length: count }, (_, at) => at);
    const found = await taylorImportance(lent.tools, names.map(layer), examples, indices);
    for (const [at, name] of names.entries()) expectClose(found[at]!, golden.importance.taylor[name]!);
  });

  it('counts the prunable channels, and rounds to 8 bits as PyTorch does', async () => {
    const { share, prunable, error } = golden.importance;
    const figures = await lent.show(compression, {}, { share, examples: count }, own);
    const [table] = tables(figures);
    expect(table!.rows.map(([name]) => name)).toEqual(names);
    expect(numbersOf(table!, 5)).toEqual(names.map((name) => prunable[name]));
    expectClose(
      numbersOf(table!, 3),
      names.map((name) => error[name]!),
    );
    // Something is left and something is not, so that the count says something.
    expect(Math.max(...Object.values(prunable))).toBeGreaterThan(0);
  });
});

describe('surgery', () => {
  const { channels, before, after, alone, probabilities } = golden.surgery;

  it('answers as PyTorch does with the channels at zero', async () => {
    const parameters = { channels, examples: count, each: true };
    const figures = await lent.show(surgery, { layer: layer('norm') }, parameters, own);
    const [whole, byClass] = tables(figures);
    expectClose(numbersOf(whole!, 1), [before.accuracy, before.loss, 0]);
    expectClose(numbersOf(whole!, 2), [after.accuracy, after.loss, after.changed]);
    expectClose(numbersOf(byClass!, 1), before.classes);
    expectClose(numbersOf(byClass!, 2), after.classes);
    expectClose(lines(figures)[0]!.series[0]!.y, alone);
    expect(after.changed).toBeGreaterThan(0);
  });

  it('leaves a smaller network with the answers of PyTorch with the channels at zero', async () => {
    const { backend, checked, borrow } = lent.model;
    const { tf } = backend;
    const small = await borrow((weights) =>
      withoutChannels({ backend, checked, weights }, layer('conv').id, channels),
    );
    const { network } = small.checked;
    const answer = network.outputs[0]!;
    const weights = toTensors(backend, listWeights(network), small.weights);
    const x = tf.tensor(inputs, [count, side, side, 1]);
    const found = forward(tf, network, weights, x, [answer]).get(answer)!;
    expectClose(found.dataSync(), probabilities);
    expect(network.layers.find(({ name }) => name === 'norm')!.outputShape).toEqual([4, 4, 2]);
    tf.dispose([x, found, ...weights.values()]);
  });
});

it('dropout removes, scales up and answers as NumPy and PyTorch do with the same draws', async () => {
  const { seed, values, removed, answers } = golden.dropout;
  const draws = values.length;
  const figures = await lent.show(dropout, { layer: layer('drop'), image }, { draws, seed }, own);
  const shown = firstFigure(figures, 'maps')!;
  // A picture for each draw: the channels of `[2, 2, 4]` one below the other.
  for (const [draw, expected] of values.entries()) {
    const found = Array.from({ length: 16 }, (_, at) => {
      const [place, channel] = [Math.floor(at / 4), at % 4];
      return shown.values[(channel * 4 + place) * draws + draw]!;
    });
    expectClose(found, expected);
  }
  const [shares, printed] = tables(figures);
  expectClose(numbersOf(shares!, 1), removed);
  for (const [draw, expected] of answers.entries()) expectClose(numbersOf(printed!, draw + 1), expected);
});

describe('side by side', () => {
  it.each([
    ['moment', { against: 'moment', what: 'maps', step: 11 }],
    ['image', { against: 'image', example: 3 }],
  ] as const)('the maps and their distance are those of PyTorch: %s', async (name, parameters) => {
    const { maps: expected, distance } = golden.sideBySide[name];
    const figures = await lent.show(sideBySide, { layer: layer('conv'), image }, parameters, own);
    const [first, second, difference] = maps(figures);
    expectClose(first!.values, golden.sideBySide.now);
    expectClose(second!.values, expected);
    expectClose(
      difference!.values,
      expected.map((value, at) => golden.sideBySide.now[at]! - value),
    );
    expect(tables(figures)[0]!.rows[1]![1]).toBeCloseTo(distance, 5);
  });

  it('so are the filters', async () => {
    const parameters = { against: 'moment', what: 'filters', step: 11 };
    const { maps: expected, distance } = golden.sideBySide.filters;
    const figures = await lent.show(sideBySide, { layer: layer('conv'), image }, parameters, own);
    expectClose(maps(figures)[1]!.values, expected);
    expect(tables(figures)[0]!.rows[1]![1]).toBeCloseTo(distance, 5);
  });
});

describe('two runs', () => {
  const { filters, moment, alike, matches, tally } = golden.compared;
  const other = async (): Promise<Tools> => {
    const { lent: theirs, own: changed } = await open(filters, moment);
    return { ...theirs.tools, ...changed };
  };

  it('are as alike layer by layer, and differ as often, as by the definition on features', async () => {
    const figures = await lent.show(compareRuns, { other: await other() }, { examples: count }, own);
    const [counts, matrix] = tables(figures);
    expect(numbersOf(counts!, 1)).toEqual(tally);
    for (const [at, row] of alike.entries()) expectClose(matrix!.rows[at]!.slice(1) as number[], row, 3);
    expect(tally.at(-1)).toBeGreaterThan(0);
  });

  it('have filters matched as SciPy assigns the correlations of NumPy', async () => {
    const subject = { layer: layer('conv'), other: await other() };
    const figures = await lent.show(matchedFilters, subject, { examples: count }, own);
    const [table, measures] = tables(figures);
    const found = table!.rows.map((row) => row.map(Number)).sort((a, b) => a[0]! - b[0]!);
    for (const [at, match] of matches.entries()) expectClose(found[at]!, match);
    const mean = matches.reduce((sum, [, , correlation]) => sum + correlation, 0) / matches.length;
    expectClose(numbersOf(measures!, 1).slice(0, 1), [mean]);
  });
});

it('an autoencoder returns as much as PyTorch says, and principal components as scikit-learn says', async () => {
  const links: readonly Link[] = [
    ['input', { shape: [16] }, 'numbers'],
    ['dense', { units: 3, activation: 'tanh' }, 'code'],
    ['dense', { units: 16, activation: 'sigmoid' }, 'back'],
  ];
  const deep = await openLent(
    links,
    (name, role, size) => weightOf(name, role, size, 0),
    ({ data, training, ...document }) => ({
      ...document,
      data: { ...data!, target: 'input' },
      training: { ...training, loss: { kind: 'meanSquaredError', params: {} } },
    }),
  );
  const data = chirp(640).map((value) => 0.5 + 0.5 * value);
  const examples = async () => examplesFrom(deep.tools.tf, data, [16], new Int32Array(40));
  const code = deep.network.layers.find(({ name }) => name === 'code')!;
  const figures = await deep.show(autoencoderPca, { layer: code }, { examples: 40 }, { examples });
  const { network, pca, codePlane, pcaPlane } = golden.autoencoder;
  expectClose(numbersOf(tables(figures)[0]!, 1), [3, network, pca, 40], 5);
  const planes = figures.filter((each): each is FigureOf<'scatter'> => each.figure === 'scatter');
  for (const [at, expected] of [codePlane, pcaPlane].entries())
    for (const [axis, found] of [planes[at]!.xs, planes[at]!.ys].entries()) {
      const along = expected.filter((_, index) => index % 2 === axis);
      const sign = Math.sign(along[0]! * found[0]!);
      expectClose(
        found,
        along.map((value) => sign * value),
        3,
      );
    }
});
