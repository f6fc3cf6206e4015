import { createGraphBuilder } from '../../graph/builder.ts';
import { generalize } from '../../graph/generalize.ts';
import { dataType, type GraphNode } from '../../graph/graph-def.ts';
import type { Trace } from '../../graph/trace.ts';
import type { Length, OpenGraph, ServingGraph } from '../../interchange/sources.ts';
import type { Values } from '../../interchange/values.ts';
import type { Tensor } from '../../layers/tensorflow.ts';
import type { Network } from '../../network/network.ts';
import type { NativeBackend } from '../backends/native.ts';
import { record } from '../compiled/compiled-function.ts';
import { openGraph } from '../compiled/graph-session.ts';
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

const float32 = { kind: 'type', value: dataType.float32 } as const;

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

/** Of what each operation puts out, as it grows between both recordings. */
function shapesOf([one, other]: readonly [Trace, Trace]): ReadonlyMap<string, readonly Length[]> {
  const [from, to] = batches;
  const grown = (length: number, then: number): Length => {
    const factor = (then - length) / (to - from);
    return { factor, fixed: length - factor * from };
  };
  return new Map(
    one.operations.flatMap(({ shapes }, index) =>
      shapes.map((shape, output): [string, readonly Length[]] => [
        output === 0 ? `o${index}` : `o${index}:${output}`,
        shape.map((length, axis) => grown(length, other.operations[index]!.shapes[output]![axis]!)),
      ]),
    ),
  );
}

/** Loads the graph for numbers of its inside. */
function opened(
  { node, tf }: NativeBackend,
  { nodes, input }: Pick<ServingGraph, 'nodes' | 'input'>,
  names: readonly string[],
): OpenGraph {
  // Nodes of their own: what is fetched itself is lost where TensorFlow fuses it with what takes it.
  const taps = names.map((name, at): GraphNode => {
    const whole = nodes.find((each) => each.name === name)?.attributes;
    const type = whole?.['DstT'] ?? whole?.['T'] ?? float32;
    return { name: `tap${at}`, op: 'Identity', inputs: [name], attributes: { T: type } };
  });
  const session = openGraph(node.binding, [...nodes, ...taps]);
  const fetches = taps.map(({ name }) => name).join(',');
  const read = <T>({ shape, values }: Values, of: (tensor: Tensor) => T): T[] =>
    tf.tidy(() => {
      const x = tf.tensor(values, [...shape]);
      return session
        .run(input.node, node.getInputTensorIds([x]), fetches)
        .map((output) => of(node.createOutputTensor(output))) as never;
    });
  return {
    run: (batch) =>
      read(batch, (tensor) => ({ shape: tensor.shape, values: Float32Array.from(tensor.dataSync()) })),
    extremes: (batch) =>
      read(batch, (tensor) => [tf.min(tensor).dataSync()[0]!, tf.max(tensor).dataSync()[0]!] as const),
    close: () => session.close(),
  };
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
  const port = { node: input, shape: outputShape };
  return {
    nodes: builder.nodes,
    input: port,
    outputs: outputs.map((id, at) => ({
      node: builder.add(`output${at}`, 'Identity', [made.get(id)!], { T: float32 }),
      shape: network.layers.find((layer) => layer.id === id)!.outputShape,
    })),
    shapes: shapesOf([one!.trace, other!.trace]),
    open: (names) => opened(backend, { nodes: builder.nodes, input: port }, names),
  };
}
