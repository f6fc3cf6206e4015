import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkspace } from '../../src/files/folder.ts';
import { compareOutputs } from '../../src/interchange/compare.ts';
import type { OutputFile } from '../../src/interchange/format.ts';
import type { TrainedNetwork } from '../../src/interchange/sources.ts';
import { stageFiles } from '../../src/interchange/stage.ts';
import { tfjs } from '../../src/interchange/tfjs/export.ts';
import { plainRuntimeOn, startPlainThread } from '../../src/interchange/tfjs/plain-runtime.ts';
import { type Trial, verifyFiles } from '../../src/interchange/verify.ts';
import type { TF } from '../../src/layers/tensorflow.ts';
import type { Network } from '../../src/network/network.ts';
import { inWords } from '../../src/text/message.ts';
import { loadTensorFlow } from '../support/backend.ts';
import { tfjsFiles } from './files.ts';
import { type Computed, compute, networkOf, part } from './networks.ts';

let tf: TF;
const thread = startPlainThread();
beforeAll(async () => {
  tf = await loadTensorFlow();
});
afterAll(() => thread.end());

/** Largest difference between plain TensorFlow.js and the engine; not a number where they do not agree. */
async function difference(network: Network): Promise<number> {
  const { trained, inputs, outputs } = compute(tf, network);
  await thread.ask({ kind: 'open', backend: 'cpu', files: await tfjsFiles(trained) });
  const { agrees, largest } = compareOutputs(
    outputs,
    (await thread.ask({ kind: 'predict', inputs })).outputs,
  );
  return agrees ? largest : Number.NaN;
}

const dense = (name: string, ...inputs: string[]) => part('dense', name, { units: 3 }, ...inputs);

describe('names', () => {
  // Of every object's properties, of no Latin letters, alike once made plain, and those of a helper layer.
  it.each(
    [
      ...Object.getOwnPropertyNames(Object.prototype),
      'конв/1',
      '日本 語',
      ' ',
      'a/kernel',
      '-',
      'x'.repeat(200),
    ].map((name) => [name]),
  )('%s', async (name) => {
    const network = networkOf(
      [
        part('input', 'in', { shape: [4] }),
        part('dense', name, { units: 5, activation: 'scaledTanh' }, 'in'),
        dense(`${name}_Rescaling`, name),
        dense(`${name}/`, `${name}_Rescaling`),
        dense(`${name}!`, `${name}/`),
      ],
      [`${name}!`],
    );
    expect(await difference(network)).toBeLessThan(1e-5);
  });
});

it('exports several inputs and outputs, and layers that several take from, in their order', async () => {
  const network = networkOf(
    [
      part('input', 'right', { shape: [4] }),
      part('input', 'left', { shape: [2, 3] }),
      part('flatten', 'flat', {}, 'left'),
      dense('a', 'right'),
      dense('b', 'flat'),
      part('concatenate', 'both', { axis: -1 }, 'b', 'a'),
      part('multiply', 'product', {}, 'a', 'b', 'a'),
      part('activation', 'first', { activation: 'scaledTanh' }, 'both'),
      dense('second', 'product'),
    ],
    ['second', 'first', 'both'],
  );
  expect(await difference(network)).toBeLessThan(1e-5);
});

describe('verifying', () => {
  let parent: string;
  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), 'convas-verify-'));
  });
  afterAll(() => rm(parent, { recursive: true }));

  const network = networkOf(
    [
      part('input', 'in', { shape: [6, 6, 2] }),
      part('conv2d', 'conv', { filters: 3, kernelSize: [3, 3], activation: 'scaledTanh' }, 'in'),
      part('batchNormalization', 'norm', { axis: 1 }, 'conv'),
      part('flatten', 'flat', {}, 'norm'),
      dense('out', 'flat'),
    ],
    ['out'],
  );
  const trialOf = ({ inputs, outputs }: Computed): Trial => ({
    samples: 2,
    inputs,
    expected: outputs,
    stored: null,
    labels: null,
    outputsOf: (ids, [shown]) =>
      compute(tf, { ...network, outputs: ids }).outputs.map(({ shape: [, ...shape], values }) => {
        // Both examples are always the same ones; the one that is shown begins with one of their values.
        const size = values.length / 2;
        const at = shown!.values[0] === inputs[0]!.values[0] ? 0 : 1;
        return { shape: [1, ...shape], values: values.slice(at * size, (at + 1) * size) };
      }),
  });

  const verified = async (computed: Computed, write: (trained: TrainedNetwork) => OutputFile[]) => {
    const workspace = await openWorkspace(parent);
    await stageFiles(workspace, write(computed.trained));
    const written = {
      trained: computed.trained,
      folder: workspace.folder,
      parent,
      takesBytes: false,
      write,
    };
    const [first] = await verifyFiles([plainRuntimeOn('cpu')], written, trialOf(computed));
    expect(await readdir(parent)).toHaveLength(1);
    await workspace.remove();
    return first!;
  };
  const plainly = (trained: TrainedNetwork) => [
    ...(tfjs.write(trained, { input: 'floats' }) as OutputFile[]),
  ];

  /** With one of the numbers of a weight changed. */
  const damaged = (weight: string) => (trained: TrainedNetwork) => {
    const weights = new Map(trained.weights);
    const values = weights.get(weight)!.slice();
    values[0] = 1 - values[0]!;
    return plainly({ ...trained, weights: weights.set(weight, values) });
  };

  it.each([
    ['conv/bias', '"conv" (Conv2D)'],
    ['norm/gamma', '"norm" (BatchNormalization)'],
    ['out/kernel', '"out" (Dense)'],
  ])('names the first layer that differs: %s', async (weight, layer) => {
    const computed = compute(tf, network);
    expect(await verified(computed, plainly)).toMatchObject({ state: 'agrees' });
    const found = await verified(computed, damaged(weight));
    expect(found).toMatchObject({ state: 'differs' });
    expect(inWords(found, 'en')).toMatchObject({
      message: expect.stringContaining(`${layer} is the first layer that differs`),
    });
  });

  it('says what is wrong with files that do not load', async () => {
    const computed = compute(tf, network);
    const shortened = (path: string) => (trained: TrainedNetwork) =>
      plainly(trained).map((file) =>
        file.path === path
          ? { path, chunks: [...(file.chunks as Uint8Array[])].map((chunk) => chunk.subarray(0, 8)) }
          : file,
      );
    for (const path of ['model.json', 'weights.bin']) {
      expect((await verified(computed, shortened(path))).state).toBe('failed');
    }
  });
});
