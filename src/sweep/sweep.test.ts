import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../document/parse.ts';
import { sentence } from '../text/message.ts';
import { TextError } from '../text/text-error.ts';
import { bestOf, paretoFront } from './outcome.ts';
import { documentOf, epochsInAll, halvingRungs, planSweep, type SweepPlan } from './plan.ts';
import { createRandom } from './random.ts';
import { readRange, valuesOf } from './ranges.ts';
import { type Method, type SweepSpec, sweepSpecSchema } from './spec.ts';
import { targetOf, targetsOf } from './targets.ts';

const template = (id: string) => {
  const file = new URL(`../../templates/${id}.convas`, import.meta.url);
  const parsed = parseDocument(readFileSync(file, 'utf8'));
  if (!parsed.ok) throw new TextError(parsed.error);
  return parsed.document;
};
const lenet = template('lenet-5');

const vary = (varied: Readonly<Record<string, string>>, method: Method): SweepSpec =>
  sweepSpecSchema.parse({
    varied: Object.entries(varied).map(([path, text]) => {
      const reading = readRange(text, targetOf(lenet, path)!);
      if ('wrong' in reading) throw new TextError(reading.wrong);
      return { path, range: reading.range };
    }),
    method,
  });
const plan = (varied: Readonly<Record<string, string>>, method: Method): SweepPlan => {
  const reading = planSweep(lenet, vary(varied, method));
  if ('wrong' in reading) throw new TextError(reading.wrong);
  return reading.plan;
};

describe('what can be varied', () => {
  it('are the settings, those of the optimizer, and the parameters of every layer', () => {
    const paths = targetsOf(lenet).map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'training.batchSize',
        'training.optimizer',
        'training.optimizer.learningRate',
        'data.size',
        'data.rescale.range',
        'C1.filters',
        'C1.kernelSize',
        'C1.activation',
      ]),
    );
    expect(targetOf(lenet, 'training.learningRate')?.path).toBe('training.optimizer.learningRate');
    expect(targetOf(lenet, 'C1.filters')).toMatchObject({ type: 'integer', value: 6, min: 1 });
    expect(targetOf(lenet, 'C9.filters')).toBeUndefined();
    const [block] = targetsOf(template('resnet18')).filter(({ title }) => title === 'Repeat');
    expect(block).toMatchObject({ type: 'integer', min: 1 });
  });

  it('is read from text, and refused in words', () => {
    const read = (path: string, text: string) => {
      const target = targetOf(lenet, path)!;
      const reading = readRange(text, target);
      return 'wrong' in reading ? sentence(reading.wrong) : valuesOf(reading.range, target);
    };
    expect(read('C1.filters', '4, 6,8')).toEqual([4, 6, 8]);
    expect(read('C1.kernelSize', '3x3,5x5')).toEqual([
      [3, 3],
      [5, 5],
    ]);
    expect(read('C1.activation', 'relu,tanh')).toEqual(['relu', 'tanh']);
    expect(read('training.learningRate', 'log:1e-4..1e-2:3')).toEqual([1e-4, 1e-3, 1e-2]);
    expect(read('C1.filters', 'lin:1..3:9')).toEqual([1, 2, 3]);
    expect(read('training.learningRate', 'log:0,0001..0,01:3')).toEqual([1e-4, 1e-3, 1e-2]);
    expect(read('training.learningRate', '0,001; 0,01')).toEqual([0.001, 0.01]);
    expect(read('training.learningRate', '0,001')).toMatch(/can mean 0 and 001, or 0.001/);
    expect(read('training.learningRate', 'lin:0..1.234,5:3')).toMatch(/Type 1234.5/);
    expect(read('C1.filters', '1,024')).toMatch(/begins with 0/);
    expect(read('C1.kernelSize', '3x4.5')).toMatch(/written like 3x3.*whole number/);
    expect(read('C1.filters', '4.5')).toMatch(/whole number/);
    expect(read('C1.activation', 'rleu')).toMatch(/one of .*relu/);
    expect(read('C1.activation', 'lin:0..1:3')).toMatch(/list its values/);
    expect(read('training.learningRate', 'log:0..1:3')).toMatch(/above 0/);
  });
});

describe('a plan', () => {
  it('of a grid has every combination once', () => {
    const { points, rungs } = plan(
      { 'C1.filters': '4,6', 'training.learningRate': 'log:1e-4..1e-2:3', 'C1.activation': 'relu,tanh' },
      { kind: 'grid' },
    );
    expect(points).toHaveLength(12);
    expect(new Set(points.map(({ values }) => JSON.stringify(values))).size).toBe(12);
    expect(rungs).toEqual([{ count: 12, epochs: lenet.training.epochs }]);
    expect(points[1]!.values).toEqual({
      'C1.filters': 4,
      'training.optimizer.learningRate': 1e-4,
      'C1.activation': 'tanh',
    });
  });

  it('at random is the same for the same seed, another for another, and inside its ranges', () => {
    const varied = { 'C1.filters': 'lin:2..64:2', 'training.learningRate': 'log:1e-5..1e-1:2' };
    const draw = (seed: number) => plan(varied, { kind: 'random', trials: 200, seed }).points;
    expect(draw(3)).toEqual(draw(3));
    expect(draw(3)).not.toEqual(draw(4));
    const rates = draw(3).map(({ values }) => values['training.optimizer.learningRate'] as number);
    expect(Math.min(...rates)).toBeGreaterThanOrEqual(1e-5);
    expect(Math.max(...rates)).toBeLessThanOrEqual(1e-1);
    // Even over the logarithm: about half below the middle of it.
    expect(rates.filter((rate) => rate < 1e-3).length / 200).toBeCloseTo(0.5, 1);
    for (const { values } of draw(3)) expect(Number.isInteger(values['C1.filters'])).toBe(true);
  });

  it('draws what mulberry32 draws', () => {
    // The reference in C, seed 1: github.com/bryc/code, PRNGs.md.
    const random = createRandom(1);
    const reference = (() => {
      let a = 1;
      return () => {
        a |= 0;
        a = (a + 0x6d2b79f5) | 0;
        let t = Math.imul(a ^ (a >>> 15), 1 | a);
        t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
      };
    })();
    for (let at = 0; at < 100; at++) expect(random()).toBe(reference());
  });

  it.each([
    // The brackets of Hyperband, R = 81, eta = 3 (Li et al. 2018, table 1).
    [81, 1, [81, 27, 9, 3, 1], [1, 3, 9, 27, 81]],
    [27, 3, [27, 9, 3, 1], [3, 9, 27, 81]],
    [9, 9, [9, 3, 1], [9, 27, 81]],
    [6, 27, [6, 2], [27, 81]],
    [5, 81, [5], [81]],
  ])('by halving has the published rungs: %i from %i epochs', (trials, minEpochs, counts, epochs) => {
    const rungs = halvingRungs(trials, { eta: 3, minEpochs, maxEpochs: 81 });
    expect(rungs.map(({ count }) => count)).toEqual(counts);
    expect(rungs.map((rung) => rung.epochs)).toEqual(epochs);
  });

  it('by halving trains each rung on from the one before', () => {
    const laid = plan(
      { 'C1.filters': 'lin:2..64:2' },
      { kind: 'halving', trials: 9, seed: 1, eta: 3, minEpochs: 1, maxEpochs: 9 },
    );
    expect(laid.rungs).toEqual([
      { count: 9, epochs: 1 },
      { count: 3, epochs: 3 },
      { count: 1, epochs: 9 },
    ]);
    // 9 of 1, 3 of 2 more, 1 of 6 more.
    expect(epochsInAll(laid)).toBe(21);
  });

  it('refuses what makes no sense, in words', () => {
    const refuse = (spec: unknown) => {
      const reading = planSweep(lenet, sweepSpecSchema.parse(spec));
      return 'wrong' in reading ? sentence(reading.wrong) : null;
    };
    const values = (path: string, count = 1) => ({
      path,
      range: { kind: 'values', values: Array.from({ length: count }, (_, at) => at + 1) },
    });
    const grid = { kind: 'grid' };
    expect(refuse({ varied: [values('X.filters')], method: grid })).toMatch(/no parameter "X.filters"/);
    expect(
      refuse({
        varied: [values('training.learningRate'), values('training.optimizer.learningRate')],
        method: grid,
      }),
    ).toMatch(/varied twice/);
    expect(refuse({ varied: [values('C1.filters', 200), values('C3.filters', 200)], method: grid })).toMatch(
      /40,000 combinations/,
    );
    expect(
      refuse({
        varied: [values('training.epochs')],
        method: { kind: 'halving', trials: 3, seed: 1, eta: 3, minEpochs: 1, maxEpochs: 9 },
      }),
    ).toMatch(/sets the epochs itself/);
  });

  it('makes a document of each point, and leaves the others alone', () => {
    const changed = documentOf(
      lenet,
      { 'training.optimizer.learningRate': 0.5, 'training.optimizer': 'sgd', 'C1.filters': 9 },
      3,
    );
    expect(changed.training).toMatchObject({
      epochs: 3,
      optimizer: { kind: 'sgd', params: { learningRate: 0.5 } },
    });
    expect(changed.layers.find(({ name }) => name === 'C1')!.params['filters']).toBe(9);
    expect(lenet.layers.find(({ name }) => name === 'C1')!.params['filters']).toBe(6);
    expect(changed.layers.find(({ name }) => name === 'C3')).toBe(
      lenet.layers.find(({ name }) => name === 'C3'),
    );
  });
});

describe('what came of it', () => {
  const point = (id: string, score: number | null, params: number) => ({ point: id, score, params });

  it('the best go on, the earlier of equals, never what has no score', () => {
    const points = [
      point('a', 0.5, 1),
      point('b', null, 1),
      point('c', 0.9, 1),
      point('d', 0.5, 1),
      point('e', Number.NaN, 1),
    ];
    expect(bestOf(points, 2).map((best) => best.point)).toEqual(['c', 'a']);
    expect(bestOf(points, 9)).toHaveLength(3);
  });

  it('the front is what no other beats in both', () => {
    const points = [
      point('small', 0.8, 10),
      point('worse', 0.7, 10),
      point('dominated', 0.75, 50),
      point('middle', 0.9, 60),
      point('twin', 0.9, 60),
      point('large, no better', 0.9, 100),
      point('best', 0.95, 1000),
      point('failed', null, 1),
    ];
    expect(paretoFront(points).map((best) => best.point)).toEqual(['small', 'middle', 'twin', 'best']);
    // By its definition, for all of them.
    for (const one of points) {
      const beaten = points.some(
        (other) =>
          other.score !== null &&
          one.score !== null &&
          other.params <= one.params &&
          other.score >= one.score &&
          (other.params < one.params || other.score > one.score),
      );
      expect(paretoFront(points).includes(one)).toBe(one.score !== null && !beaten);
    }
  });
});
