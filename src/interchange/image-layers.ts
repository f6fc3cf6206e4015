import { type KindName, kindOf } from '../layers/registry.ts';
import type { Shape } from '../layers/shape.ts';
import type { NetworkLayer } from '../network/network.ts';
import { type PlainWriters, writePlain } from '../preprocessing/plain.ts';
import { resizeMatrices } from '../preprocessing/resize-matrix.ts';
import { inferenceOf } from './bytes-input.ts';
import type { TrainedNetwork } from './sources.ts';
import { transposed } from './transpose.ts';

/** A network that takes images as they are stored, with its preprocessing as layers that do not train. */
export interface PreparedNetwork {
  readonly trained: TrainedNetwork;
  /** The smallest deviation that layers divide by which standardize an image, by their ids. */
  readonly standardizing: ReadonlyMap<string, number>;
}

/** Layers that grow behind the input: images `[batch, height, width, channels]` all the way. */
class ImageLayers {
  readonly layers: NetworkLayer[] = [];
  readonly weights = new Map<string, Float32Array>();
  readonly standardizing = new Map<string, number>();
  readonly #taken: Set<string>;

  constructor(input: NetworkLayer, image: Shape, taken: Iterable<string>) {
    this.#taken = new Set(taken);
    this.layers.push({ ...input, params: { ...input.params, shape: image }, outputShape: image });
  }

  get #last(): NetworkLayer {
    return this.layers.at(-1)!;
  }

  get shape(): Shape {
    return this.#last.outputShape;
  }

  /** @param values of its weights, by their names */
  add(of: KindName, given: Readonly<Record<string, unknown>>, values: Record<string, Float32Array> = {}) {
    const kind = kindOf(of)!;
    const params = kind.parameters.parse(given);
    const inputShapes = [this.shape];
    const stem = `bytes_${kind.title}`;
    let name = stem;
    for (let number = 2; this.#taken.has(name); number++) name = `${stem}_${number}`;
    this.#taken.add(name);
    for (const [weight, numbers] of Object.entries(values)) this.weights.set(`${name}/${weight}`, numbers);
    const outputShape = kind.inferShape(params, inputShapes).shape!;
    const weights = kind.weights(params, inputShapes);
    const inputs = [this.#last.id];
    this.layers.push({ id: name, name, kind, params, inputs, inputShapes, outputShape, weights });
    return name;
  }

  /** The same linear map of the channels everywhere. @param kernel `[from, to]` */
  mix(filters: number, kernel: Float32Array): void {
    this.add('conv2d', { filters, kernelSize: [1, 1], activation: 'linear', useBias: false }, { kernel });
  }
}

const writers: PlainWriters<void, [front: ImageLayers]> = {
  crop(front, { top, left, height, width }) {
    const [tall, wide] = front.shape;
    front.add('cropping2d', { cropping: [top, tall! - top - height, left, wide! - left - width] });
  },
  // Layers pad with zeros.
  pad(front, { top, left, bottom, right, value }) {
    if (value !== 0) front.add('rescaling', { scale: 1, offset: -value });
    front.add('zeroPadding2d', { padding: [top, bottom, left, right] });
    if (value !== 0) front.add('rescaling', { scale: 1, offset: value });
  },
  // Layers that resize know no antialiasing: each axis in turn becomes the channels, which a convolution mixes.
  resize(front, operation) {
    const [tall, wide] = front.shape;
    const { height, width } = operation;
    const { rows, columns } = resizeMatrices(front.shape, operation);
    front.add('permute', { dims: [2, 3, 1] });
    front.mix(height, transposed(rows, [height, tall!], [1, 0]));
    front.add('permute', { dims: [3, 2, 1] });
    front.mix(width, transposed(columns, [width, wide!], [1, 0]));
    front.add('permute', { dims: [1, 3, 2] });
  },
  'mean-channel'(front) {
    const channels = front.shape[2]!;
    front.mix(1, new Float32Array(channels).fill(1 / channels));
  },
  'repeat-channel'(front, { channels }) {
    front.mix(channels, new Float32Array(channels).fill(1));
  },
  affine(front, { scale, offset }) {
    if (scale.length === 1 && offset.length === 1) {
      front.add('rescaling', { scale: scale[0], offset: offset[0] });
      return;
    }
    const each = (values: readonly number[]) =>
      Float32Array.from({ length: front.shape[2]! }, (_, at) => values[values.length === 1 ? 0 : at]!);
    front.add(
      'depthwiseConv2d',
      { kernelSize: [1, 1], activation: 'linear' },
      { depthwise_kernel: each(scale), bias: each(offset) },
    );
  },
  'standardize-image'(front, { least }) {
    // Near enough for readers that do not know better; see `standardizing`.
    const id = front.add('groupNormalization', { groups: 1, epsilon: 1e-12, scale: false, center: false });
    front.standardizing.set(id, least);
  },
};

/**
 * The same network for images as they are stored, bytes `[batch, height, width, channels]`: its input has their shape, and
 * layers of ordinary kinds do the preprocessing. The first of them is always a Rescaling, which makes bytes floats.
 * @throws TextError where the network was trained on no images
 */
export function withImageLayers(trained: TrainedNetwork): PreparedNetwork {
  const { image, operations } = inferenceOf(trained);
  const { network, frozen, weights } = trained;
  const [input] = network.inputs;
  const old = network.layers.find(({ id }) => id === input)!;
  const names = network.layers.flatMap(({ id, name }) => [id, name]);
  const front = new ImageLayers(old, image, names);
  const [first] = operations;
  const scales = first?.op === 'affine' && first.scale.length === 1 && first.offset.length === 1;
  if (!scales) front.add('rescaling', { scale: 1, offset: 0 });
  for (const operation of operations) writePlain(writers, operation, front);
  const end = front.layers.at(-1)!.id;
  const moved = (id: string): string => (id === input ? end : id);
  const layers = network.layers
    .filter((layer) => layer !== old)
    .map((layer) => ({ ...layer, inputs: layer.inputs.map(moved) }));
  return {
    trained: {
      ...trained,
      network: {
        layers: [...front.layers, ...layers],
        inputs: network.inputs,
        outputs: network.outputs.map(moved),
      },
      weights: new Map([...front.weights, ...weights]),
      frozen: new Set([...front.layers.map(({ id }) => id), ...frozen]),
    },
    standardizing: front.standardizing,
  };
}
