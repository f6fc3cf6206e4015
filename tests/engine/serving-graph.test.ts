// @module-tag native
import { beforeAll, expect, it } from 'vitest';
import { type NativeBackend, openNative } from '../../src/engine/backends/native.ts';
import { openGraph } from '../../src/engine/compiled/graph-session.ts';
import { servingGraph } from '../../src/engine/exports/serving-graph.ts';
import { forward } from '../../src/engine/model/forward.ts';
import { disposeAll, initialWeights, listWeights, toTensors } from '../../src/engine/model/weights.ts';
import { dataType } from '../../src/graph/graph-def.ts';
import { withBytes } from '../../src/interchange/savedmodel/bytes.ts';
import { networkOf, type Part, part } from '../interchange/networks.ts';

let backend: NativeBackend;
beforeAll(async () => {
  backend = await openNative();
});

const image = part('input', 'in', { shape: [7, 6, 4] });

/** Networks whose operations know the size of the batch, each in another way. */
const networks: Readonly<Record<string, readonly Part[]>> = {
  'a flattened convolution': [
    part('conv2d', 'conv', { filters: 3, strides: [2, 2], padding: 'same', groups: 1 }, 'in'),
    part('batchNormalization', 'norm', {}, 'conv'),
    part('flatten', 'flat', {}, 'norm'),
    part('dense', 'out', { units: 5, activation: 'softmax' }, 'flat'),
  ],
  'a transposed convolution': [
    part('conv2dTranspose', 'wide', { filters: 2, strides: [2, 3], padding: 'same' }, 'in'),
    part('globalAveragePooling2d', 'out', {}, 'wide'),
  ],
  'groups of channels': [
    part('groupNormalization', 'norm', { groups: 2 }, 'in'),
    part('globalMaxPooling2d', 'out', {}, 'norm'),
  ],
  'a recurrent layer, whose first state is zeros': [
    part('reshape', 'steps', { targetShape: [7, 24] }, 'in'),
    part('lstm', 'out', { units: 3 }, 'steps'),
  ],
  'the layers of 1998': [
    part('subsampling2d', 'halved', {}, 'in'),
    part('partiallyConnectedConv2d', 'some', { connections: [[0, 1], [3]], kernelSize: [2, 2] }, 'halved'),
    part('flatten', 'out', {}, 'some'),
  ],
};

it.each(Object.entries(networks))('serves batches of any size: %s', (_name, parts) => {
  const network = networkOf([image, ...parts], ['out']);
  const { tf, node } = backend;
  const weights = toTensors(backend, listWeights(network), initialWeights(listWeights(network), 1));
  const { nodes, input, outputs } = servingGraph(backend, network, weights, ['out']);
  const session = openGraph(node.binding, nodes);
  try {
    for (const batch of [1, 7]) {
      const x = tf.randomNormal([batch, 7, 6, 4], 0, 1, 'float32', 1);
      const expected = forward(tf, network, weights, x, ['out']).get('out')!;
      const [found] = session.run(input.node, node.getInputTensorIds([x]), outputs[0]!.node);
      const served = node.createOutputTensor(found!);
      expect(served.shape).toEqual(expected.shape);
      expect(tf.max(tf.abs(tf.sub(served, expected))).dataSync()[0]).toBeLessThan(1e-6);
      disposeAll([x, expected, served]);
    }
  } finally {
    session.close();
    disposeAll(weights.values());
  }
});

it('takes images as they are stored, and prepares them as TensorFlow does', () => {
  const { tf, node } = backend;
  const network = networkOf(
    [image, part('flatten', 'flat', {}, 'in'), part('dense', 'out', { units: 3 }, 'flat')],
    ['out'],
  );
  const weights = toTensors(backend, listWeights(network), initialWeights(listWeights(network), 1));
  const { nodes, input, outputs } = servingGraph(backend, network, weights, ['out']);
  const stored = [9, 5, 1] as const;
  const operations = [
    { op: 'resize', height: 5, width: 8, antialias: false, box: null },
    { op: 'affine', scale: [1 / 255], offset: [-0.5] },
    { op: 'crop', top: 0, left: 1, height: 5, width: 6 },
    { op: 'pad', top: 1, left: 0, bottom: 1, right: 0, value: 0.25 },
    { op: 'repeat-channel', channels: 4 },
    { op: 'standardize-image', least: 0.01 },
  ] as const;
  const whole = withBytes(nodes, input.node, { image: stored, operations });
  const session = openGraph(node.binding, whole.nodes);
  const pixels = Uint8Array.from({ length: 3 * 45 }, (_, at) => (at * 89) % 256);
  const prepared = tf.tidy(() => {
    const x = tf.tensor4d(Float32Array.from(pixels), [3, ...stored]);
    const small = tf.sub(tf.div(tf.image.resizeBilinear(x, [5, 8], false, true), 255), 0.5);
    const framed = tf.pad(
      tf.slice(small, [0, 0, 1, 0], [3, 5, 6, 1]),
      [
        [0, 0],
        [1, 1],
        [0, 0],
        [0, 0],
      ],
      0.25,
    );
    const { mean, variance } = tf.moments(framed, [1, 2, 3], true);
    return tf.tile(tf.div(tf.sub(framed, mean), tf.sqrt(variance)), [1, 1, 1, 4]);
  });
  try {
    const bytes = node.binding.createTensor([3, ...stored], dataType.uint8, pixels);
    const [served] = session.run(whole.bytes, [bytes], outputs[0]!.node);
    const [fed] = session.run(input.node, node.getInputTensorIds([prepared]), outputs[0]!.node);
    const [found, expected] = [served, fed].map((output) => node.createOutputTensor(output!));
    expect(tf.max(tf.abs(tf.sub(found!, expected!))).dataSync()[0]).toBeLessThan(1e-5);
  } finally {
    session.close();
    disposeAll([...weights.values(), prepared]);
  }
});
