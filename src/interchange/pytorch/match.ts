import type { WeightSpec } from '../../layers/kind.ts';
import type { Shape } from '../../layers/shape.ts';
import type { Network, NetworkLayer } from '../../network/network.ts';
import { message, type Text } from '../../text/message.ts';
import { edgesOf } from '../same-padding.ts';
import { transposed } from '../transpose.ts';
import { type Named, namedLayers, torchShapeOf } from './export.ts';
import { unsupportedLayers } from './table.ts';
import { floatsOf, type StoredTensor, type StoredTensors } from './tensors.ts';

/** Tensors of one module of PyTorch, by their names in it: `weight`, `running_mean`. */
interface Module {
  readonly name: string;
  readonly tensors: ReadonlyMap<string, StoredTensor>;
}

/** What a layer needs of a module. */
interface Wanted {
  readonly layer: NetworkLayer;
  /** In Python. */
  readonly name: string;
  readonly parts: readonly {
    readonly spec: WeightSpec;
    readonly key: string;
    readonly axes: readonly number[];
    readonly shape: Shape;
  }[];
}

/** Weights that fit a network. */
export interface MatchedWeights {
  readonly weights: ReadonlyMap<string, Float32Array>;
  /** By the layer's id, the module that its weights came from. */
  readonly modules: ReadonlyMap<string, string>;
}

/** The first layer that there are not as many modules for as layers of its shapes. */
export interface Mismatch {
  readonly layer: string;
  /** `weight [64, 3, 7, 7]` */
  readonly shapes: string;
  /** How many layers and modules have these shapes. */
  readonly layers: number;
  readonly modules: number;
}

export const isMismatch = (found: MatchedWeights | Mismatch): found is Mismatch => 'shapes' in found;

/** What a state dict counts batches with. */
const counter = 'num_batches_tracked';

function modulesOf(tensors: StoredTensors): readonly Module[] {
  const modules = new Map<string, Map<string, StoredTensor>>();
  for (const [name, tensor] of tensors) {
    const dot = name.lastIndexOf('.');
    const key = name.slice(dot + 1);
    if (key === counter) continue;
    const of = name.slice(0, Math.max(dot, 0));
    const known = modules.get(of);
    if (known) known.set(key, tensor);
    else modules.set(of, new Map([[key, tensor]]));
  }
  return [...modules].map(([name, own]) => ({ name, tensors: own }));
}

/** Its number and what is before that: what has none comes after, as `downsample` and `fc` do. */
const numbered = (part: string): readonly [number, string] => {
  const [, stem, digits] = /^(.*?)(\d*)$/.exec(part)!;
  return [digits === '' ? Number.POSITIVE_INFINITY : Number(digits), stem!];
};

/** The order in which networks usually use modules: `layer1.0.conv2` before `layer1.0.downsample.0` before `layer2`. */
function inOrder({ name: one }: Module, { name: other }: Module): number {
  const [left, right] = [one.split('.'), other.split('.')];
  for (const [at, part] of left.entries()) {
    if (at >= right.length) return 1;
    const [number, stem] = numbered(part);
    const [otherNumber, otherStem] = numbered(right[at]!);
    if (number !== otherNumber) return number < otherNumber ? -1 : 1;
    if (stem !== otherStem) return stem < otherStem ? -1 : 1;
  }
  return left.length - right.length;
}

/**
 * The layers in the order in which PyTorch's programs define them: what must have been computed sooner comes first; of
 * what is needed at the same time, what stands at the end of the longer path. A shortcut comes after the layers it goes
 * round.
 */
function definitionOrder({ layers }: Network): readonly NetworkLayer[] {
  const depth = new Map<string, number>();
  for (const { id, inputs } of layers)
    depth.set(id, Math.max(-1, ...inputs.map((input) => depth.get(input)!)) + 1);
  const latest = new Map<string, number>();
  for (const { id, inputs } of [...layers].reverse()) {
    const own = latest.get(id) ?? layers.length;
    latest.set(id, own);
    for (const input of inputs) latest.set(input, Math.min(latest.get(input) ?? layers.length, own - 1));
  }
  return [...layers].sort(
    (one, other) => latest.get(one.id)! - latest.get(other.id)! || depth.get(other.id)! - depth.get(one.id)!,
  );
}

const signatureOf = (parts: Iterable<readonly [key: string, shape: Shape]>): string =>
  [...parts]
    .map(([key, shape]) => `${key} [${shape.join(', ')}]`)
    .sort()
    .join(', ');

const wantedOf = ({ layer, name, torch }: Named): Wanted => ({
  layer,
  name,
  parts: layer.weights.map((spec) => {
    const [key, axes, shape] = torchShapeOf('', torch, spec);
    return { spec, key: key.slice(1), axes, shape };
  }),
});

const grouped = <T>(list: readonly T[], key: (each: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const each of list) {
    const known = groups.get(key(each));
    if (known) known.push(each);
    else groups.set(key(each), [each]);
  }
  return groups;
};

/** The image whose numbers, in a row, a layer takes; null where it takes others. */
function flattenedImage(network: Network, { inputs: [from], inputShapes }: NetworkLayer): Shape | null {
  if (inputShapes[0]?.length !== 1) return null;
  const layer = network.layers.find(({ id }) => id === from);
  const [shape] = layer?.inputShapes ?? [];
  if (!layer || !shape) return null;
  if (shape.length > 1) return layer.kind.kind === 'flatten' ? shape : null;
  // What drops or bends single numbers leaves them where they are.
  return layer.weights.length === 0 && layer.inputs.length === 1 ? flattenedImage(network, layer) : null;
}

/** The rows of a kernel `[in, out]` in our order of an image's numbers, channels last; PyTorch has them first. */
function rowsOfImage(kernel: Float32Array, image: Shape, outputs: number): Float32Array {
  const channels = image.at(-1)!;
  const places = image.slice(0, -1).reduce((product, length) => product * length, 1);
  const rows = new Float32Array(kernel.length);
  for (let place = 0; place < places; place++) {
    for (let channel = 0; channel < channels; channel++) {
      const from = (channel * places + place) * outputs;
      rows.set(kernel.subarray(from, from + outputs), (place * channels + channel) * outputs);
    }
  }
  return rows;
}

/** Takes a layer's weights from a module. @param foreign where flattened images have their channels first */
function taken(
  network: Network,
  { layer, parts }: Wanted,
  tensors: Module['tensors'],
  foreign: boolean,
): readonly (readonly [string, Float32Array])[] | null {
  const image = foreign ? flattenedImage(network, layer) : null;
  const weights: (readonly [string, Float32Array])[] = [];
  for (const { spec, key, axes, shape } of parts) {
    const stored = tensors.get(key);
    const values = stored && stored.shape.join() === shape.join() ? floatsOf(stored) : null;
    if (!values) return null;
    const back = axes.map((_, axis) => axes.indexOf(axis));
    const laid = transposed(
      values,
      axes.map((axis) => spec.shape[axis]!),
      back,
    );
    const isKernel = spec.shape.length === 2 && image !== null;
    weights.push([`${layer.name}/${spec.name}`, isKernel ? rowsOfImage(laid, image, spec.shape[1]!) : laid]);
  }
  return weights;
}

const wantedBy = (network: Network, layers: readonly NetworkLayer[]): readonly Wanted[] => {
  const order = new Map(layers.map(({ id }, at) => [id, at]));
  return namedLayers(network, new Set())
    .filter(({ layer }) => layer.weights.length > 0)
    .sort((one, other) => order.get(one.layer.id)! - order.get(other.layer.id)!)
    .map(wantedOf);
};

/** The weights of a network whose modules are named as our export of it names them; null where they are not there. */
export function ownWeights(network: Network, tensors: StoredTensors): MatchedWeights | null {
  if (unsupportedLayers(network).length > 0) return null;
  const weights = new Map<string, Float32Array>();
  const names = new Map<string, string>();
  for (const wanted of wantedBy(network, network.layers)) {
    const module = new Map(wanted.parts.flatMap(({ key }) => found(tensors, wanted.name, key)));
    const own = taken(network, wanted, module, false);
    if (!own) return null;
    for (const [key, values] of own) weights.set(key, values);
    names.set(wanted.layer.id, wanted.name);
  }
  return weights.size > 0 ? { weights, modules: names } : null;
}

const found = (tensors: StoredTensors, name: string, key: string): [string, StoredTensor][] => {
  const tensor = tensors.get(`${name}.${key}`);
  return tensor ? [[key, tensor]] : [];
};

/**
 * The weights of a network from a state dict of another program's: by name where modules are named as its layers, else
 * by shapes, in the order in which such networks define their modules. Every layer takes one module, and none is left over.
 */
export function matchedWeights(network: Network, tensors: StoredTensors): MatchedWeights | Mismatch | null {
  if (unsupportedLayers(network).length > 0) return null;
  const layers = grouped(wantedBy(network, definitionOrder(network)), ({ parts }) =>
    signatureOf(parts.map(({ key, shape }) => [key, shape])),
  );
  const modules = grouped([...modulesOf(tensors)].sort(inOrder), ({ tensors: own }) =>
    signatureOf([...own].map(([key, { shape }]) => [key, shape])),
  );
  for (const [shapes, own] of layers) {
    const count = modules.get(shapes)?.length ?? 0;
    if (count !== own.length)
      return { layer: own[0]!.layer.name, shapes, layers: own.length, modules: count };
  }
  const [spare] = [...modules].find(([shapes]) => !layers.has(shapes)) ?? [];
  if (spare !== undefined)
    return {
      layer: modules.get(spare)![0]!.name,
      shapes: spare,
      layers: 0,
      modules: modules.get(spare)!.length,
    };
  const weights = new Map<string, Float32Array>();
  const names = new Map<string, string>();
  for (const [shapes, own] of layers) {
    const candidates = modules.get(shapes)!;
    const byName = new Map(candidates.map((each) => [each.name, each]));
    const named = own.every(({ layer }) => byName.has(layer.name));
    for (const [at, wanted] of own.entries()) {
      const module = named ? byName.get(wanted.layer.name)! : candidates[at]!;
      const values = taken(network, wanted, module.tensors, true);
      if (!values) return null;
      for (const [key, each] of values) weights.set(key, each);
      names.set(wanted.layer.id, module.name);
    }
  }
  return weights.size > 0 ? { weights, modules: names } : null;
}

/** PyTorch's own, unless a program says otherwise; a file of weights does not tell. */
const torchEpsilon = 1e-5;

/** What a layer may do differently from the one in PyTorch whose weights it takes, as far as it is known. */
export function unlikeTorch({ params, weights, inputShapes: [shape] }: NetworkLayer): Text {
  const epsilon = params['epsilon'];
  const tracks = weights.some(({ name }) => name === 'moving_mean');
  if (tracks && typeof epsilon === 'number' && Math.abs(epsilon - torchEpsilon) > 1e-7)
    return message('import.torch-epsilon', { epsilon, torch: torchEpsilon });
  const { kernelSize: size, strides, dilationRate: dilation, padding } = params as Record<string, never>;
  if (padding !== 'same' || !Array.isArray(size) || !Array.isArray(strides) || !shape) return '';
  const edges = edgesOf({ size, strides, dilation: dilation ?? [1, 1, 1], padding }, shape.slice(0, -1));
  return edges.some(([before, after]) => before !== after) ? message('import.torch-padding') : '';
}
