import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDataset } from '../../src/datasets/registry.ts';
import { createAssembler } from '../../src/engine/feeding/batch-plan.ts';
import type { ChosenStep } from '../../src/preprocessing/schema.ts';
import { type Bench, openBench } from './harness.ts';

const dataset = 'mnist-10k';
const inputShape = [32, 32, 1];
const seed = 7;
const params = { dataset, inputShape, seed, validationSplit: 0.1, epoch: 1, offset: 0, count: 8 };
const augmented: ChosenStep[] = [
  { step: 'pad', params: {} },
  { step: 'rescale', params: { range: 'zero-one' } },
  { step: 'rotate', params: { degrees: 30 } },
  { step: 'noise', params: { amount: 0.1 } },
];

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

it('makes the bits that the batches of training have, in each epoch', async () => {
  const { train } = await openDataset(dataset);
  for (const epoch of [1, 3]) {
    const { stored, prepared, labels, indices, total } = await bench.client.call('preparation.preview', {
      ...params,
      steps: augmented,
      epoch,
      offset: 100,
    });
    const examples = Int32Array.from({ length: 8 }, (_, at) => 100 + at);
    const assembler = createAssembler(
      train,
      { inputShape, steps: augmented },
      {
        examples,
        batchSize: 8,
        shuffle: null,
        augment: seed,
        from: { epoch, batch: 0 },
        epochs: epoch,
        wholeOnly: false,
      },
    );
    const x = new Float32Array(8 * 1024);
    assembler.fill(0, x, new Int32Array(8));
    assembler.close();
    expect(prepared.shape).toEqual(inputShape);
    expect(Buffer.from(prepared.values.buffer).equals(Buffer.from(x.buffer))).toBe(true);
    expect([indices[0], total, stored.shape, stored.images.length]).toEqual([
      100,
      8000,
      [28, 28, 1],
      8 * 784,
    ]);
    expect(labels).toEqual([...train.labels.slice(100, 108)]);
  }
});

it('learns from the training examples alone, without those held out', async () => {
  const steps: ChosenStep[] = [
    { step: 'pad', params: {} },
    { step: 'standardize', params: {} },
    { step: 'rotate', params: {} },
  ];
  const { fitted, learnedFrom, prepared } = await bench.client.call('preparation.preview', {
    ...params,
    steps,
  });
  expect(learnedFrom).toEqual({ examples: 7200, of: 7200 });
  expect(fitted.map(({ step, off }) => [step, off])).toEqual([
    ['pad', undefined],
    ['standardize', undefined],
    ['rotate', undefined],
  ]);
  const whole = await bench.client.call('preparation.preview', { ...params, steps, validationSplit: 0 });
  const { mean, std } = await bench.client.call('datasets.statistics', { dataset });
  // Zeros around the digits: 784 of 1,024 pixels are theirs.
  const share = 784 / 1024;
  const learned = whole.fitted[1]!.params as { mean: number[]; std: number[] };
  expect(learned.mean[0]).toBeCloseTo(mean * share, 3);
  expect(learned.std[0]).toBeCloseTo(Math.sqrt((std ** 2 + mean ** 2) * share - (mean * share) ** 2), 3);
  expect((fitted[1]!.params['mean'] as number[])[0]).not.toBe(learned.mean[0]);
  expect(prepared.values.some((value) => value < 0)).toBe(true);
});

it('shows what the steps lead to where that is not the input, and says why they cannot be applied', async () => {
  const crop = (side: number): ChosenStep[] => [{ step: 'crop', params: { height: side, width: side } }];
  const { prepared } = await bench.client.call('preparation.preview', { ...params, steps: crop(20) });
  expect(prepared.shape).toEqual([20, 20, 1]);
  const beyond = bench.client.call('preparation.preview', { ...params, steps: crop(40) });
  await expect(beyond).rejects.toMatchObject({ code: 'data' });
  const past = await bench.client.call('preparation.preview', { ...params, steps: [], offset: 9000 });
  expect([past.indices, past.prepared.values.length]).toEqual([[], 0]);
});
