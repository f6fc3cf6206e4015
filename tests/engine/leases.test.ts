import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serializeDocument } from '../../src/document/serialize.ts';
import type { Evaluation } from '../../src/protocol/evaluation.ts';
import { chainDocument } from './documents.ts';
import { type Bench, ending, openBench } from './harness.ts';
import { tinyNetwork, writeStripes } from './tiny.ts';

const image = { height: 8, width: 8, channels: 1 as const, data: new Uint8Array(64).fill(90) };
let bench: Bench;
let data = '';
/** Five runs on disk; the last one is still in memory. */
const runs: string[] = [];

const documentOf = (seed: number): string =>
  serializeDocument(chainDocument(tinyNetwork, { epochs: 1, batchSize: 36, seed }, data));

async function train(seed: number): Promise<string> {
  const end = ending(bench.client);
  const { run } = await bench.client.call('train.start', { document: documentOf(seed) });
  expect((await end).state).toBe('finished');
  return run;
}

beforeAll(async () => {
  bench = await openBench({ backend: 'cpu', startThread: null });
  // A test split of many batches: the evaluation passes many turns.
  data = await writeStripes(join(bench.folder, 'stripes'), { train: 108, test: 3000 });
  for (let seed = 1; seed <= 5; seed++) runs.push(await train(seed));
});
afterAll(() => bench.close());

const evaluate = (run: string, onProgress?: () => void): Promise<Evaluation> =>
  bench.client.call('runs.evaluate', { run }, onProgress);
const predict = (run: string) => bench.client.call('insight.show', { run, view: 'prediction', image });

/** Evaluates a run and does something else once it is under way, several times. */
async function evaluateDuring(run: string, disturb: () => Promise<unknown>): Promise<Evaluation> {
  const disturbances: Promise<unknown>[] = [];
  const result = await evaluate(run, () => void disturbances.push(disturb()));
  expect(disturbances.length).toBeGreaterThan(5);
  await Promise.all(disturbances);
  return result;
}

describe('a run that is being evaluated', () => {
  it('keeps its weights while three others are predicted with, and gives them back', async () => {
    const [a, b, c, d] = runs as [string, string, string, string];
    const alone = await evaluate(a);
    const others = [b, c, d];
    const expected = await Promise.all(others.map(predict));
    let at = 0;
    const disturbed = await evaluateDuring(a, () => predict(others[at++ % 3]!));
    expect(disturbed).toEqual(alone);
    // Two runs stay loaded, whichever were used: what was lent for the evaluation was freed after it.
    const tensors = tf.memory().numTensors;
    await Promise.all([evaluateDuring(a, () => predict(others[at++ % 3]!)), evaluate(b)]);
    for (const run of [c, d]) await predict(run);
    expect(tf.memory().numTensors).toBe(tensors);
    expect(await Promise.all(others.map(predict))).toEqual(expected);
  });

  it('is loaded once for all who ask at the same time', async () => {
    const [a, b, c, d] = runs as [string, string, string, string];
    for (const run of [c, d]) await predict(run);
    const tensors = tf.memory().numTensors;
    const alike = await Promise.all([a, a, b, a, b].map(predict));
    expect(alike[1]).toEqual(alike[0]);
    expect(tf.memory().numTensors).toBe(tensors);
  });

  it('in memory, keeps its weights while another run takes its place and the run is deleted', async () => {
    const last = runs[4]!;
    const alone = await evaluate(last);
    let next: Promise<string> | null = null;
    const evaluation = evaluate(last, () => {
      next ??= train(6);
    });
    expect(await evaluation).toEqual(alone);
    const latest = await next!;
    const during = await evaluateDuring(latest, () =>
      bench.client.call('runs.delete', { run: latest }).catch((error: Error) => error.message),
    );
    expect(during.accuracy).toBeGreaterThanOrEqual(0);
    await expect(evaluate(latest)).rejects.toMatchObject({ code: 'no-such-run' });
  });
});
