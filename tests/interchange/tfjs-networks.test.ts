import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareOutputs } from '../../src/interchange/compare.ts';
import type { ExportedFile } from '../../src/interchange/format.ts';
import { tfjs } from '../../src/interchange/tfjs/export.ts';
import { plainRuntimeOn, startPlainThread } from '../../src/interchange/tfjs/plain-runtime.ts';
import { type Trial, verifyFiles } from '../../src/interchange/verify.ts';
import type { TF } from '../../src/layers/tensorflow.ts';
import type { Network } from '../../src/network/network.ts';
import { inWords } from '../../src/text/message.ts';
import { loadTensorFlow } from '../support/backend.ts';
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
  await thread.ask({ kind: 'open', backend: 'cpu', files: tfjs.write(trained) });
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
    network,
    samples: 2,
    inputs,
    expected: outputs,
    outputsOf: (ids, [shown]) =>
      compute(tf, { ...network, outputs: ids }).outputs.map(({ shape: [, ...shape], values }) => {
        // Both examples are always the same ones; the one that is shown begins with one of their values.
        const size = values.length / 2;
        const at = shown!.values[0] === inputs[0]!.values[0] ? 0 : 1;
        return { shape: [1, ...shape], values: values.slice(at * size, (at + 1) * size) };
      }),
  });

  /** With the sign of one of its numbers turned. */
  const damaged = (files: readonly ExportedFile[], weight: string) => {
    const model = JSON.parse(new TextDecoder().decode(files[0]!.bytes));
    let offset = 0;
    for (const { name, shape } of model.weightsManifest[0].weights) {
      if (name === weight) break;
      offset += 4 * (shape as number[]).reduce((product, side) => product * side, 1);
    }
    const bytes = files[1]!.bytes.slice();
    const view = new DataView(bytes.buffer);
    view.setFloat32(offset, 1 - view.getFloat32(offset, true), true);
    return [files[0]!, { ...files[1]!, bytes }];
  };

  it.each([
    ['conv/bias', '"conv" (Conv2D)'],
    ['norm/gamma', '"norm" (BatchNormalization)'],
    ['out/kernel', '"out" (Dense)'],
  ])('names the first layer that differs: %s', async (weight, layer) => {
    const computed = compute(tf, network);
    const files = tfjs.write(computed.trained);
    const runtimes = [plainRuntimeOn('cpu')];
    expect(await verifyFiles(tfjs, runtimes, files, trialOf(computed))).toMatchObject([{ state: 'agrees' }]);
    const [verified] = await verifyFiles(tfjs, runtimes, damaged(files, weight), trialOf(computed));
    expect(verified).toMatchObject({ state: 'differs' });
    expect(inWords(verified, 'en')).toMatchObject({
      message: expect.stringContaining(`${layer} is the first layer that differs`),
    });
  });

  it('says what is wrong with files that do not load', async () => {
    const computed = compute(tf, network);
    const [model, weights] = tfjs.write(computed.trained) as [ExportedFile, ExportedFile];
    const short = { ...weights, bytes: weights.bytes.slice(0, -8) };
    const cut = { ...model, bytes: model.bytes.slice(0, 200) };
    for (const files of [
      [model, short],
      [cut, weights],
    ]) {
      const [verified] = await verifyFiles(tfjs, [plainRuntimeOn('cpu')], files, trialOf(computed));
      expect(verified!.state).toBe('failed');
    }
  });
});
