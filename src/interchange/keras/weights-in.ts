import { formatShape, sameShape, sizeOf } from '../../layers/shape.ts';
import type { NetworkLayer } from '../../network/network.ts';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import type { FileLayer } from './graph.ts';
import type { Hdf5File, StoredNumbers } from './hdf5.ts';
import { groupsOf } from './table.ts';

/** A layer of the network, and the one of the file that it was read from. */
export interface Pair {
  readonly layer: NetworkLayer;
  readonly source: FileLayer;
}

/** The numbers of a layer's weights, in the order of their names, which is Keras's. */
type Found = (pair: Pair, names: readonly string[]) => readonly (StoredNumbers | null)[];

/** The layer's weights in Keras's order, which is that of a weights file. */
const orderOf = ({ kind, params, weights }: NetworkLayer) => groupsOf(kind, params, weights);

/** @throws TextError for a weight that is missing, of another shape, or no floating-point numbers */
export function readWeights(
  file: string,
  pairs: readonly Pair[],
  found: Found,
): ReadonlyMap<string, Float32Array> {
  const read = new Map<string, Float32Array>();
  for (const pair of pairs) {
    const { layer, source } = pair;
    if (layer.weights.length === 0) continue;
    const names = orderOf(layer).flatMap((group) => group.names);
    const stored = found(pair, names);
    if (stored.length !== names.length) {
      const values = { file, layer: source.name, found: stored.length, expected: names.length };
      throw new TextError(message('import.weight-count', values));
    }
    for (const [at, name] of names.entries()) {
      const { shape } = layer.weights.find((spec) => spec.name === name)!;
      const numbers = stored[at];
      const where = { file, layer: source.name, weight: name };
      if (!numbers) throw new TextError(message('import.no-weight', where));
      // Before its numbers are read: a shape may promise more than there is.
      if (!sameShape(numbers.shape, shape)) {
        const values = { ...where, found: formatShape(numbers.shape), expected: formatShape(shape) };
        throw new TextError(message('import.weight-shape', values));
      }
      const values = numbers.read();
      if (!values || values.length !== sizeOf(shape))
        throw new TextError(message('import.weight-type', { ...where, type: numbers.type }));
      read.set(`${layer.name}/${name}`, values);
    }
  }
  return read;
}

/** The weights of `model.weights.h5`: `layers/conv2d/vars/0`, with the layer's name as an attribute of `vars`. */
export function readKeras3Weights(
  hdf5: Hdf5File,
  file: string,
  pairs: readonly Pair[],
): ReadonlyMap<string, Float32Array> {
  /** Groups are counted by class; where a file says whose they are, that decides. */
  const named = new Map<string, ReadonlyMap<string, string>>();
  const groupFor = ({ name, group }: FileLayer): string => {
    const container = group.slice(0, group.lastIndexOf('/'));
    let groups = named.get(container);
    if (!groups) {
      const all = hdf5.names(container).map((each) => `${container}/${each}`);
      groups = new Map(all.map((each) => [hdf5.text(`${each}/vars`, 'name') ?? '', each]));
      named.set(container, groups);
    }
    return groups.get(name) ?? group;
  };
  return readWeights(file, pairs, ({ layer, source }) =>
    orderOf(layer).flatMap(({ path, names }) => {
      const vars = [groupFor(source), path, 'vars'].filter((part) => part !== '').join('/');
      return names.map((_, at) => hdf5.numbers(`${vars}/${at}`));
    }),
  );
}

/**
 * The weights of some layers in the order of a legacy file: those that train, layer by layer, then the others.
 * @returns by the layer's group, the places of its weights in Keras's order
 */
function legacyPlaces(pairs: readonly Pair[]): ReadonlyMap<string, readonly number[]> {
  const entries = pairs.flatMap(({ layer, source }) =>
    orderOf(layer)
      .flatMap(({ names }) => names)
      .map((name) => {
        const spec = layer.weights.find((each) => each.name === name)!;
        return { group: source.group, trains: source.trainable && spec.trainable };
      }),
  );
  const order = [...entries.filter(({ trains }) => trains), ...entries.filter(({ trains }) => !trains)];
  const places = new Map(order.map((entry, place) => [entry, place]));
  const byGroup = new Map<string, number[]>();
  for (const entry of entries) {
    byGroup.set(entry.group, [...(byGroup.get(entry.group) ?? []), places.get(entry)!]);
  }
  return byGroup;
}

/**
 * The weights of a legacy file: a group for each layer of the outermost model, which lists its weights, of a nested
 * model all of its layers' together. As in Keras, their order decides, not their names.
 */
export function readLegacyWeights(
  hdf5: Hdf5File,
  file: string,
  pairs: readonly Pair[],
): ReadonlyMap<string, Float32Array> {
  const root = hdf5.names('model_weights').length > 0 ? 'model_weights' : '';
  const byTop = new Map<string, Map<string, Pair>>();
  for (const pair of pairs) {
    const { top, group } = pair.source;
    if (pair.layer.weights.length === 0) continue;
    // A layer that is used twice is in the file once.
    const layers = byTop.get(top) ?? new Map<string, Pair>();
    byTop.set(top, layers.set(group, layers.get(group) ?? pair));
  }
  const lists = new Map<string, readonly (string | undefined)[]>();
  for (const [top, layers] of byTop) {
    const names = hdf5.texts(`${root}/${top}`, 'weight_names') ?? [];
    const places = legacyPlaces([...layers.values()]);
    const expected = [...places.values()].flat().length;
    if (names.length !== expected) {
      throw new TextError(
        message('import.weight-count', { file, layer: top, found: names.length, expected }),
      );
    }
    for (const [group, own] of places)
      lists.set(
        group,
        own.map((place) => names[place]),
      );
  }
  return readWeights(file, pairs, ({ source: { group, top } }) =>
    (lists.get(group) ?? []).map((name) => hdf5.numbers(`${root}/${top}/${name}`)),
  );
}
