// @module-tag native

import { beforeAll, describe, expect, it } from 'vitest';
import { type NativeBackend, openNative } from '../../src/engine/backends/native.ts';
import type { CrashGuard } from '../../src/engine/compiled/crash-guard.ts';
import { openForward } from '../../src/engine/model/open-forward.ts';
import type { ExecutionOptions } from '../../src/engine/model/open-function.ts';
import { disposeAll, initialWeights, listWeights, toTensors } from '../../src/engine/model/weights.ts';
import { createGenerator } from '../../src/engine/random/generator.ts';
import { createEvaluator } from '../../src/engine/training/evaluate.ts';
import type { LayerKind, Params } from '../../src/layers/kind.ts';
import { type KindName, kinds } from '../../src/layers/registry.ts';
import { sizeOf } from '../../src/layers/shape.ts';
import type { Tensor } from '../../src/layers/tensorflow.ts';
import type { Network } from '../../src/network/network.ts';
import { imageSteps } from '../../src/preprocessing/edit.ts';
import { sentence } from '../../src/text/message.ts';
import { TextError } from '../../src/text/text-error.ts';
import { resolveSettings } from '../../src/training/resolve.ts';
import { trainingSettingsSchema } from '../../src/training/settings.ts';
import { grids } from '../conformance/grids.ts';
import { between } from './feeders.ts';
import { around, lenet } from './networks.ts';

let backend: NativeBackend;
beforeAll(async () => {
  backend = await openNative();
});

function valuesFor(network: Network, count: number, seed: string, words?: number): Float32Array {
  const size = sizeOf(network.layers.find(({ id }) => id === network.inputs[0])!.outputShape);
  const generator = createGenerator(3, seed);
  return Float32Array.from({ length: count * size }, () =>
    words ? generator.below(words) : 2 * generator.uniform() - 1,
  );
}

const weightsOf = (network: Network): Map<string, Tensor> => {
  const weights = listWeights(network);
  return toTensors(backend, weights, initialWeights(weights, 3));
};

/** Counts what goes to the binding as a graph, until stopped. */
function counting(): { graphs: () => number; open: () => number; stop: () => void } {
  const { node } = backend;
  const real = node.binding;
  let graphs = 0;
  let open = 0;
  node.binding = Object.create(real, {
    runSavedModel: {
      value: (...given: [number, number[], string, string]) => {
        graphs++;
        return real.runSavedModel(...given);
      },
    },
    loadSavedModel: {
      value: (...given: [string, string]) => {
        open++;
        return real.loadSavedModel(...given);
      },
    },
    deleteSavedModel: {
      value: (id: number) => {
        open--;
        real.deleteSavedModel(id);
      },
    },
  });
  return {
    graphs: () => graphs,
    open: () => open,
    stop() {
      node.binding = real;
    },
  };
}

const surely = (reasons: string[]): ExecutionOptions => ({
  mode: 'compiled',
  onFallback: (reason) => reasons.push(sentence(reason)),
});

describe('the compiled forward pass gives what op by op gives', () => {
  it.each(Object.keys(grids) as KindName[])('%s, over its grid', (name) => {
    const before = backend.tf.memory().numTensors;
    for (const { params, inputs, indices } of grids[name]) {
      const network = around(kinds[name] as unknown as LayerKind, params as Params, inputs);
      const weights = weightsOf(network);
      const reasons: string[] = [];
      const compiled = openForward(backend, network, surely(reasons));
      const plain = openForward(backend, network, { mode: 'eager' });
      const ids = network.layers.map(({ id }) => id);
      const counter = counting();
      for (const seed of ['a', 'b', 'c']) {
        const x = valuesFor(network, 4, seed, indices);
        const ours = compiled.outputs(weights, x, 4, ids);
        const theirs = plain.outputs(weights, x, 4, ids);
        for (const id of ids) {
          const [one, other] = [ours.get(id)!.dataSync(), theirs.get(id)!.dataSync()];
          expect(one.length).toBe(other.length);
          let apart = 0;
          for (const [at, value] of one.entries()) apart = Math.max(apart, Math.abs(value - other[at]!));
          expect(apart, `${name} ${JSON.stringify(params)} ${id}`).toBeLessThan(1e-5);
        }
        for (const tensors of [ours, theirs]) disposeAll(tensors.values());
      }
      counter.stop();
      // The first was recorded, the second compared, the third the graph's alone.
      expect([reasons, counter.graphs()]).toEqual([[], 2]);
      compiled.dispose();
      disposeAll(weights.values());
    }
    expect(backend.tf.memory().numTensors).toBe(before);
  });
});

describe('trust', () => {
  const activation = kinds.activation as unknown as LayerKind;
  const outputs = (kind: LayerKind, execution: ExecutionOptions, times: number): number[] => {
    const network = around(kind, {}, [[4]]);
    const weights = weightsOf(network);
    const forward = openForward(backend, network, execution);
    const firsts = Array.from({ length: times }, () => {
      const result = forward.outputs(weights, valuesFor(network, 2, 'a'), 2, ['layer']);
      const [value] = result.get('layer')!.dataSync();
      disposeAll(result.values());
      return value!;
    });
    forward.dispose();
    disposeAll(weights.values());
    return firsts;
  };

  it('runs op by op, with a word, what reads numbers back', () => {
    const reasons: string[] = [];
    const reading: LayerKind = {
      ...activation,
      forward: (tf, _params, { inputs }) => tf.mul(inputs[0]!, 1 + Math.abs(inputs[0]!.dataSync()[0]!)),
    };
    const [one, two, three] = outputs(reading, surely(reasons), 3);
    expect([two, three]).toEqual([one, one]);
    expect(reasons).toEqual([
      'The forward pass cannot be compiled: it reads numbers back in the middle of a step.',
    ]);
  });

  it('runs op by op, with a word, where the graph gives something else', () => {
    const reasons: string[] = [];
    let calls = 0;
    const fickle: LayerKind = {
      ...activation,
      forward: (tf, _params, { inputs }) => tf.mul(inputs[0]!, calls++ === 0 ? 3 : 1),
    };
    const [first, ...rest] = outputs(fickle, surely(reasons), 4);
    expect(new Set(rest).size).toBe(1);
    expect(first! / rest[0]!).toBeCloseTo(3, 5);
    expect(reasons).toEqual([
      'The compiled forward pass was not trusted: layer differs from its op-by-op result.',
    ]);
  });

  it('runs op by op what has ended the engine twice', () => {
    const reasons: string[] = [];
    const crashGuard: CrashGuard = { forbids: () => true, guard: (_what, use) => use() };
    const counter = counting();
    outputs(activation, { ...surely(reasons), crashGuard }, 3);
    counter.stop();
    expect(counter.graphs()).toBe(0);
    expect(reasons).toEqual([expect.stringMatching(/ended the engine twice/)]);
  });

  it('holds a handful of graphs however much is asked for', () => {
    const network = lenet();
    const weights = weightsOf(network);
    backend.node.getInputTensorIds([...weights.values()]);
    const { binding } = backend.node;
    const before = binding.getNumOfTensors();
    const counter = counting();
    const forward = openForward(backend, network, surely([]));
    for (const { id } of network.layers) {
      for (let time = 0; time < 3; time++) {
        for (const count of [1, 2]) {
          const x = valuesFor(network, count, `${time}`);
          disposeAll(forward.outputs(weights, x, count, [id]).values());
        }
      }
    }
    expect(counter.open()).toBe(8);
    forward.dispose();
    expect(counter.open()).toBe(0);
    counter.stop();
    expect(binding.getNumOfTensors()).toBe(before);
    disposeAll(weights.values());
  });
});

describe('evaluation', () => {
  const resolution = resolveSettings(trainingSettingsSchema.parse({ metrics: ['top5', 'auc'] }));

  it('compiled says the same as op by op, over batches of two sizes', async () => {
    const network = lenet();
    const generator = createGenerator(2, 'split');
    const count = 2300;
    const split = {
      count,
      shape: [32, 32, 1] as const,
      images: Uint8Array.from({ length: count * 1024 }, () => generator.below(256)),
      labels: Int32Array.from({ length: count }, () => generator.below(10)),
    };
    const weights = weightsOf(network);
    const feeder = between({ inputShape: [32, 32, 1], steps: imageSteps('pad', 'zero-one') });
    const request = {
      split,
      feeder,
      indices: Int32Array.from({ length: count }, (_, at) => at),
      borrow: <T>(use: (tensors: typeof weights) => T): T => use(weights),
    };
    if (!resolution.ok) throw new TextError(resolution.error);
    const own = { backend, network, settings: resolution.settings, target: 'class' } as const;
    const reasons: string[] = [];
    const compiled = createEvaluator(own, surely(reasons));
    const expected = await createEvaluator(own, { mode: 'eager' }).evaluate(request);
    const counter = counting();
    const losses = new Set<number>();
    for (let epoch = 0; epoch < 3; epoch++) {
      const result = await compiled.evaluate(request);
      losses.add(result.loss);
      expect(result.loss).toBeCloseTo(expected.loss, 5);
      expect(result.accuracy).toBeCloseTo(expected.accuracy!, 3);
      for (const [name, value] of Object.entries(expected.metrics!)) {
        expect(result.metrics![name], name).toBeCloseTo(value, 3);
      }
    }
    counter.stop();
    // The same to the bit, so that a run that goes on in another process measures the same.
    expect(losses.size).toBe(1);
    // Nine batches, the last smaller: compiled from the first on.
    expect([reasons, counter.graphs()]).toEqual([[], 3 * 9]);
    compiled.dispose();
    disposeAll(weights.values());
  });
});
