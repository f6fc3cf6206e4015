import type { Tensor } from '../../layers/tensorflow.ts';
import type { Network } from '../../network/network.ts';
import type { Backend } from '../backends/backend.ts';
import { forwardInShards, inputAndOutput } from './forward.ts';
import { identityOf } from './identity.ts';
import { type CompileWhen, type ExecutionOptions, openFunction } from './open-function.ts';
import { explainRefusal } from './refusal.ts';
import { prefixWeights, type WeightTensors, weightsAmong } from './weights.ts';

/** The network as it is used, not trained: outputs of layers for some examples. */
export interface Forward {
  /**
   * @param x `[count, ...input]`, prepared
   * @param wanted ids of layers
   * @returns by id, `[count, ...outputShape]`; the caller disposes of them
   */
  outputs(
    weights: WeightTensors,
    x: Float32Array,
    count: number,
    wanted: readonly string[],
    begins?: CompileWhen,
  ): ReadonlyMap<string, Tensor>;
  dispose(): void;
}

/** @param backend with the kernels of inference */
export function openForward(backend: Backend, network: Network, execution: ExecutionOptions): Forward {
  const { tf, fused } = backend;
  const shards = backend.kernels?.shards ?? 1;
  const { input } = inputAndOutput(network);
  const identity = identityOf(backend, network, { computes: 'outputs' });
  const own = openFunction(
    backend,
    identity,
    (inputs, wanted) =>
      forwardInShards(tf, network, weightsAmong(inputs), inputs.get('x')!, wanted, shards, { fused }),
    execution,
  );
  return {
    outputs(weights, values, count, wanted, begins = 'asked again') {
      const x = tf.tensor(values, [count, ...input.outputShape]);
      try {
        return own.run(new Map([['x', x], ...prefixWeights(weights)]), wanted, begins);
      } catch (error) {
        throw explainRefusal(error, network);
      } finally {
        x.dispose();
      }
    },
    dispose: () => own.dispose(),
  };
}
