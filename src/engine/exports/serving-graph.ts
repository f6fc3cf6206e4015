import { createGraphBuilder } from '../../graph/builder.ts';
import { generalize } from '../../graph/generalize.ts';
import { dataType } from '../../graph/graph-def.ts';
import type { Trace } from '../../graph/trace.ts';
import type { ServingGraph } from '../../interchange/sources.ts';
import type { Network } from '../../network/network.ts';
import type { NativeBackend } from '../backends/native.ts';
import { record } from '../compiled/compiled-function.ts';
import { forward, inputAndOutput } from '../model/forward.ts';
import {
  disposeAll,
  listWeights,
  prefixWeights,
  type WeightTensors,
  weightsAmong,
} from '../model/weights.ts';

/** Two sizes that no dimension is likely to have, and that are no multiples of each other. */
const batches = [3, 5] as const;

function recorded(
  backend: NativeBackend,
  network: Network,
  weights: WeightTensors,
  outputs: readonly string[],
  batch: number,
): Trace {
  const { tf } = backend;
  const x = tf.zeros([
    batch,
    ...inputAndOutput({ ...network, outputs: outputs.slice(0, 1) }).input.outputShape,
  ]);
  try {
    const { recording, results } = record(backend, new Map([['x', x], ...prefixWeights(weights)]), (inputs) =>
      forward(tf, network, weightsAmong(inputs), inputs.get('x')!, outputs),
    );
    disposeAll(results.values());
    return recording.trace;
  } finally {
    x.dispose();
  }
}

/**
 * The network, as it is used, as TensorFlow's operations for a batch of any size; its weights are constants.
 * @param outputs ids of layers
 * @throws Untraceable where something depends on the batch's size in another way than by growing with it
 */
export function servingGraph(
  backend: NativeBackend,
  network: Network,
  weights: WeightTensors,
  outputs: readonly string[],
): ServingGraph {
  const builder = createGraphBuilder(backend.node.binding);
  const [one, other] = batches.map((batch) => ({
    batch,
    trace: recorded(backend, network, weights, outputs, batch),
  }));
  const { outputShape } = network.layers.find(({ id }) => id === network.inputs[0])!;
  const input = builder.placeholder('input', dataType.float32, [-1, ...outputShape]);
  const int32 = { kind: 'type', value: dataType.int32 } as const;
  const float32 = { kind: 'type', value: dataType.float32 } as const;
  const index = (value: number): string =>
    builder.constant({
      dtype: dataType.int32,
      shape: [1],
      content: new Uint8Array(Int32Array.of(value).buffer),
    });
  const shape = builder.add('input/shape', 'Shape', [input], { T: float32, out_type: int32 });
  const batch = builder.add('input/batch', 'StridedSlice', [shape, index(0), index(1), index(1)], {
    T: int32,
    Index: int32,
    shrink_axis_mask: { kind: 'int', value: 1 },
  });
  const { trace, fed } = generalize(one!, other!, builder, batch);
  const constants = listWeights(network).map(({ key, spec }, at): [string, string] => {
    const node = builder.add(`weight${at}`, 'Const', [], {
      dtype: float32,
      value: {
        kind: 'tensor',
        dtype: dataType.float32,
        shape: spec.shape,
        content: new Uint8Array(new Float32Array(weights.get(key)!.dataSync()).buffer),
      },
    });
    return [`weight ${key}`, node];
  });
  const made = builder.graft('o', trace, new Map([['x', input], ...constants, ...fed]));
  return {
    nodes: builder.nodes,
    input: { node: input, shape: outputShape },
    outputs: outputs.map((id, at) => ({
      node: builder.add(`output${at}`, 'Identity', [made.get(id)!], { T: float32 }),
      shape: network.layers.find((layer) => layer.id === id)!.outputShape,
    })),
  };
}
