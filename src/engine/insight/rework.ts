import type { ConvasDocument } from '../../document/schema.ts';
import type { Tensor } from '../../layers/tensorflow.ts';
import type { Network, NetworkLayer } from '../../network/network.ts';
import { EngineError } from '../../protocol/client.ts';
import { message } from '../../text/message.ts';
import { textOf } from '../../text/text-error.ts';
import type { Backend } from '../backends/backend.ts';
import { forward } from '../model/forward.ts';
import {
  listWeights,
  toTensors,
  type WeightTensors,
  type WeightValues,
  weightKey,
} from '../model/weights.ts';
import { type CheckedDocument, checkDocument } from '../training/prepare.ts';

/** A network that was made of another, with its weights. */
interface Reworked {
  readonly document: ConvasDocument;
  readonly checked: CheckedDocument;
  readonly weights: WeightValues;
}

interface OriginalNetwork {
  readonly backend: Backend;
  readonly checked: CheckedDocument;
  readonly weights: WeightTensors;
}

/** Which places of a layer's last axis are left, by layer; all of those that are not named. */
type KeptIndices = ReadonlyMap<string, readonly number[]>;

const refuse = (detail: ReturnType<typeof message>): EngineError => new EngineError('refused', detail);

/** The parameter that says how many channels a layer puts out; null where there is none. */
function widthParameter({ params, outputShape, weights }: NetworkLayer): string | null {
  const channels = outputShape.at(-1);
  if (weights.length === 0) return null;
  return ['filters', 'units'].find((name) => params[name] === channels) ?? null;
}

const values = (tensor: Tensor): Float32Array => new Float32Array(tensor.dataSync());

/** What a layer by itself makes of inputs. */
const applyLayer = (
  { tf }: Backend,
  layer: NetworkLayer,
  inputs: readonly Tensor[],
  weights: Record<string, Tensor>,
) =>
  layer.kind.forward(tf, layer.params, {
    inputs,
    weights,
    training: false,
    random: { uniform: (shape) => tf.zeros([...shape]), normal: (shape) => tf.zeros([...shape]) },
    update: () => {},
    logits: false,
  });

/**
 * The places of a layer's last axis that depend on no removed place of its inputs: found by marking those, so that no
 * kind of layer has to be known.
 */
function placesLeft(backend: Backend, layer: NetworkLayer, left: KeptIndices): readonly number[] {
  const { tf } = backend;
  return tf.tidy(() => {
    const weights = Object.fromEntries(layer.weights.map(({ name, shape }) => [name, tf.ones([...shape])]));
    const blank = layer.inputShapes.map((shape) => tf.zeros([1, ...shape]));
    const marked = layer.inputShapes.map((shape, input) => {
      const kept = left.get(layer.inputs[input]!);
      const channels = shape.at(-1)!;
      const row = Float32Array.from({ length: channels }, (_, at) => (!kept || kept.includes(at) ? 0 : 1));
      return tf.add(tf.zeros([1, ...shape]), tf.tensor1d(row));
    });
    const [before, after] = [blank, marked].map((inputs) =>
      values(applyLayer(backend, layer, inputs, weights)),
    );
    const channels = layer.outputShape.at(-1)!;
    const touched = new Set<number>();
    before!.forEach((value, at) => {
      if (value !== after![at]) touched.add(at % channels);
    });
    return Array.from({ length: channels }, (_, at) => at).filter((at) => !touched.has(at));
  });
}

/** A tensor with only some places of an axis. */
function cut(tensor: Float32Array, shape: readonly number[], axis: number, kept: readonly number[]) {
  const inner = shape.slice(axis + 1).reduce((product, side) => product * side, 1);
  const outer = shape.slice(0, axis).reduce((product, side) => product * side, 1);
  const all = shape[axis]!;
  const result = new Float32Array(outer * kept.length * inner);
  for (let block = 0; block < outer; block++)
    kept.forEach((place, at) => {
      const from = (block * all + place) * inner;
      result.set(tensor.subarray(from, from + inner), (block * kept.length + at) * inner);
    });
  return result;
}

/** What is left of a layer's weight in the smaller network. @throws EngineError `refused` */
function cutWeight(
  own: Float32Array,
  before: readonly number[],
  after: readonly number[],
  candidates: readonly (readonly number[])[],
  layer: string,
): Float32Array {
  let result = own;
  const shape = [...before];
  for (let axis = 0; axis < before.length; axis++) {
    if (before[axis] === after[axis]) continue;
    const kept = candidates.find(
      (each) => each.length === after[axis] && each.every((place) => place < before[axis]!),
    );
    if (!kept) throw refuse(message('insight.cannot-remove', { layer }));
    result = cut(result, shape, axis, kept);
    shape[axis] = kept.length;
  }
  return result;
}

/** The largest difference between the smaller network and the whole with what was removed muted, for a random input. */
function difference(whole: OriginalNetwork, { checked, weights }: Reworked, left: KeptIndices): number {
  const { backend } = whole;
  const { tf } = backend;
  const { network } = whole.checked;
  return tf.tidy(() => {
    const input = network.layers.find(({ id }) => id === network.inputs[0])!;
    const x = tf.randomUniform([2, ...input.outputShape], 0, 1, 'float32', 1);
    const answer = network.outputs[0]!;
    const muted = forward(tf, network, whole.weights, x, [answer], {
      change(id, output) {
        const kept = left.get(id);
        if (!kept) return output;
        const row = Float32Array.from({ length: output.shape.at(-1)! }, (_, at) => Number(kept.includes(at)));
        return tf.mul(output, tf.tensor1d(row));
      },
    }).get(answer)!;
    const own = toTensors(backend, listWeights(checked.network), weights);
    const small = forward(tf, checked.network, own, x, [answer]).get(answer)!;
    const most = tf.max(tf.abs(tf.sub(muted, small))).dataSync()[0]!;
    tf.dispose([...own.values()]);
    return most;
  });
}

/** Above this the smaller network is not what was asked for. */
const tolerance = 1e-4;

const readAll = (network: Network, weights: WeightTensors) =>
  new Map(listWeights(network).map(({ key }) => [key, values(weights.get(key)!)]));

const named = (document: ConvasDocument, suffix: string): ConvasDocument => ({
  ...document,
  name: `${document.name} ${suffix}`.slice(0, 200),
});

/**
 * The network without some channels of a layer: that layer and all that takes from it become smaller. What it computes is
 * compared with the whole network with those channels muted.
 * @throws EngineError `refused` where other layers need them, or the result differs
 */
export function withoutChannels(whole: OriginalNetwork, id: string, removed: readonly number[]): Reworked {
  const { backend, checked, weights } = whole;
  const { network, document } = checked;
  const layer = network.layers.find((each) => each.id === id)!;
  const parameter = widthParameter(layer);
  const drawn = document.layers.find((each) => each.id === id);
  if (!parameter || !drawn) throw refuse(message('insight.no-width', { layer: layer.name }));
  const channels = layer.outputShape.at(-1)!;
  const keep = Array.from({ length: channels }, (_, at) => at).filter((at) => !removed.includes(at));
  if (keep.length === 0 || network.outputs.includes(id))
    throw refuse(message('insight.cannot-remove', { layer: layer.name }));
  const smaller: ConvasDocument = named(
    {
      ...document,
      layers: document.layers.map((each) =>
        each.id === id ? { ...each, params: { ...each.params, [parameter]: keep.length } } : each,
      ),
    },
    `(${layer.name} ${keep.length})`,
  );
  let own: CheckedDocument;
  try {
    own = checkDocument(smaller, null);
  } catch (error) {
    throw refuse(message('insight.no-longer-fits', { layer: layer.name, detail: textOf(error) }));
  }
  const after = new Map(own.network.layers.map((each) => [each.id, each]));
  const left = new Map<string, readonly number[]>([[id, keep]]);
  const kept = new Map<string, Float32Array>();
  for (const each of network.layers) {
    const small = after.get(each.id)!;
    const touched = each.inputs.some((input) => left.has(input));
    if (touched && small.outputShape.at(-1) !== each.outputShape.at(-1)) {
      const places = placesLeft(backend, each, left);
      if (places.length !== small.outputShape.at(-1))
        throw refuse(message('insight.cannot-remove', { layer: each.name }));
      left.set(each.id, places);
    }
    const candidates = [...each.inputs, each.id].flatMap((place) => {
      const found = left.get(place);
      return found ? [found] : [];
    });
    each.weights.forEach(({ name, shape }, at) => {
      const key = weightKey(each, name);
      const spec = small.weights[at]!;
      kept.set(key, cutWeight(values(weights.get(key)!), shape, spec.shape, candidates, each.name));
    });
  }
  const result = { document: smaller, checked: own, weights: kept };
  if (!(difference(whole, result, left) <= tolerance))
    throw refuse(message('insight.cannot-remove', { layer: layer.name }));
  return result;
}

/** The same network with a layer that is trained no further. @throws EngineError `refused` where it has no weights */
export function withFrozen(
  { checked, weights }: Pick<OriginalNetwork, 'checked' | 'weights'>,
  id: string,
): Reworked {
  const { network, document } = checked;
  const layer = network.layers.find((each) => each.id === id)!;
  if (layer.weights.length === 0) throw refuse(message('insight.needs-weights'));
  const { layers = {} } = document.training;
  const frozen = {
    ...document,
    training: { ...document.training, layers: { ...layers, [id]: { ...layers[id], frozen: true } } },
  };
  const own = named(frozen, `(${layer.name})`);
  return { document: own, checked: checkDocument(own, null), weights: readAll(network, weights) };
}

/**
 * The network with a kernel of a person's own in the place of a filter's, for every channel of its input.
 * @param kernel `[side, side]`, row by row
 * @throws EngineError `refused` where the layer has no such filter, or kernels of another size
 */
export function withKernel(
  { checked, weights }: Pick<OriginalNetwork, 'checked' | 'weights'>,
  id: string,
  filter: number,
  kernel: readonly number[],
): Reworked {
  const { network, document } = checked;
  const layer = network.layers.find((each) => each.id === id)!;
  const spec = layer.weights.find(({ shape }) => shape.length === 4);
  const side = Math.round(Math.sqrt(kernel.length));
  const [height = 0, width = 0, inputs = 0, filters = 0] = spec?.shape ?? [];
  if (!spec || filter >= filters || side > Math.min(height, width) || side * side !== kernel.length)
    throw refuse(message('insight.kernel-does-not-fit', { layer: layer.name, side, height, width, filters }));
  const all = readAll(network, weights);
  const own = all.get(weightKey(layer, spec.name))!.slice();
  // A smaller one is put into the middle, with zeros around it; the mean over the input's channels.
  const [top, left] = [Math.floor((height - side) / 2), Math.floor((width - side) / 2)];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let input = 0; input < inputs; input++) {
        const [row, column] = [y - top, x - left];
        const inside = row >= 0 && column >= 0 && row < side && column < side;
        own[((y * width + x) * inputs + input) * filters + filter] = inside
          ? kernel[row * side + column]! / inputs
          : 0;
      }
  all.set(weightKey(layer, spec.name), own);
  return { document: named(document, `(${layer.name})`), checked, weights: all };
}
