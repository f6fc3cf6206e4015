import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareOutputs } from '../../src/interchange/compare.ts';
import type { Values } from '../../src/interchange/format.ts';
import { startOnnxThread } from '../../src/interchange/onnx/runtime.ts';
import type { LayerKind } from '../../src/layers/kind.ts';
import { kinds } from '../../src/layers/registry.ts';
import type { TF } from '../../src/layers/tensorflow.ts';
import { grids } from '../conformance/grids.ts';
import { loadTensorFlow } from '../support/backend.ts';
import { onnxFile } from './files.ts';
import { compute, networkOf, type Part, part } from './networks.ts';

let tf: TF;
const thread = startOnnxThread();
beforeAll(async () => {
  tf = await loadTensorFlow();
});
afterAll(() => thread.end());

/** Every set of parameters of a kind, each with inputs of its own, in one network. */
function branches(kind: LayerKind) {
  const cases = grids[kind.kind as keyof typeof grids];
  const indices = new Map<string, number>();
  const parts = cases.flatMap(({ params, inputs, indices: below }, at): Part[] => {
    if (kind.inputs.max === 0) {
      return [{ name: `in${at}`, kind, params }, part('activation', `case${at}`, {}, `in${at}`)];
    }
    const names = inputs.map((_, index) => `in${at}_${index}`);
    for (const name of names) if (below) indices.set(name, below);
    return [
      ...names.map((name, index) => part('input', name, { shape: inputs[index] })),
      { name: `case${at}`, kind, params, inputs: names },
    ];
  });
  return { cases, indices, parts };
}

/** The first example of a batch, as a batch. */
const firstOf = ({ shape: [batch, ...shape], values }: Values): Values => ({
  shape: [1, ...shape],
  values: values.slice(0, values.length / batch!),
});

describe.each(Object.values<LayerKind>(kinds))('$kind', (kind) => {
  const { cases, indices, parts } = branches(kind);
  const network = networkOf(
    parts,
    cases.map((_, at) => `case${at}`),
  );

  it('ONNX Runtime computes what the engine does, of seven examples and of one', async () => {
    const { trained, inputs, outputs } = compute(tf, network, indices, 7);
    await thread.ask({ kind: 'open', model: await onnxFile(trained) });
    for (const [given, expected] of [
      [inputs, outputs],
      [inputs.map(firstOf), outputs.map(firstOf)],
    ] as const) {
      const found = (await thread.ask({ kind: 'predict', inputs: given })).outputs;
      for (const [at, params] of cases.entries()) {
        const { where, largest } = compareOutputs([expected[at]!], [found[at]!]);
        expect.soft(where, JSON.stringify(params)).toBeNull();
        expect.soft(largest, JSON.stringify(params)).toBeLessThan(2e-5);
      }
    }
  });
});
