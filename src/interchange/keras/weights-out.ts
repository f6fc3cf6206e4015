import type { TrainedNetwork } from '../sources.ts';
import { groupName } from './graph.ts';
import type { Hdf5Writer } from './hdf5-write.ts';
import type { WrittenLayer } from './model-out.ts';
import { groupsOf } from './table.ts';

type Weights = TrainedNetwork['weights'];

/** A weight of a layer, under the groups of the layer's own parts. */
interface Part {
  readonly path: string;
  readonly names: readonly string[];
}

const partsOf = ({ layer }: WrittenLayer): readonly Part[] =>
  groupsOf(layer.kind, layer.params, layer.weights);

function writeNumbers(
  writer: Hdf5Writer,
  { layer }: WrittenLayer,
  weight: string,
  path: string,
  weights: Weights,
): void {
  const { shape } = layer.weights.find(({ name }) => name === weight)!;
  writer.numbers(path, shape, weights.get(`${layer.name}/${weight}`)!);
}

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('/');

/** `model.weights.h5`: a group for each layer, counted by class in the model's order. */
export function writeKeras3Weights(
  writer: Hdf5Writer,
  name: string,
  layers: readonly WrittenLayer[],
  weights: Weights,
): void {
  const counts = new Map<string, number>();
  for (const each of layers) {
    const stem = groupName(each.keras.className);
    const number = counts.get(stem) ?? 0;
    counts.set(stem, number + 1);
    const group = `layers/${number === 0 ? stem : `${stem}_${number}`}`;
    writer.group(`${group}/vars`);
    writer.attribute(`${group}/vars`, 'name', each.name);
    for (const { path, names } of partsOf(each)) {
      for (const [at, weight] of names.entries()) {
        writeNumbers(writer, each, weight, joined(group, path, 'vars', String(at)), weights);
      }
    }
  }
  writer.group('vars');
  writer.attribute('vars', 'name', name);
}

/** The groups of a legacy file: one for each layer, which lists its weights in Keras's order. */
export function writeLegacyWeights(
  writer: Hdf5Writer,
  layers: readonly WrittenLayer[],
  weights: Weights,
): void {
  const root = 'model_weights';
  writer.group(root);
  writer.attribute(root, 'backend', 'tensorflow');
  writer.attribute(root, 'keras_version', kerasVersion);
  writer.attribute(
    root,
    'layer_names',
    layers.map(({ name }) => name),
  );
  for (const each of layers) {
    const group = `${root}/${each.name}`;
    const paths = partsOf(each).flatMap(({ path, names }) =>
      names.map((weight) => ({ weight, path: joined(each.name, path, `${weight}:0`) })),
    );
    writer.group(group);
    writer.attribute(
      group,
      'weight_names',
      paths.map(({ path }) => path),
    );
    for (const { weight, path } of paths) writeNumbers(writer, each, weight, `${group}/${path}`, weights);
  }
  writer.group(`${root}/top_level_model_weights`);
  writer.attribute(`${root}/top_level_model_weights`, 'weight_names', []);
}

/** The oldest Keras whose formulas are ours. */
export const kerasVersion = '3.0.0';
