import type { Network, NetworkLayer } from '../../network/network.ts';
import type { Config, Dialect, KerasLayer } from './layer.ts';
import { writeLayer } from './table.ts';

/** The class that standardizes each image, of `convas_layers.py`. */
export const standardizeImage = 'StandardizeImage';

/** The classes and functions that Keras lacks: `convas_layers.py`. */
const ownClasses: ReadonlySet<string> = new Set([
  'PartiallyConnectedConv2D',
  'Subsampling2D',
  'RBFOutput',
  'LocalResponseNormalization',
  'RGBToGrayscale',
  standardizeImage,
]);
const ownPackage = 'convas';

/** A layer of the network as Keras has it. */
export interface WrittenLayer {
  readonly layer: NetworkLayer;
  /** Its name in the file. */
  readonly name: string;
  readonly keras: KerasLayer;
}

/** Names as Keras takes them: no `/`, each once. Names that are so already stay. */
function kerasNames(names: readonly string[]): readonly string[] {
  const plain = names.map((name) => name.replaceAll('/', '_'));
  const taken = new Set(plain.filter((name, at) => name === names[at]));
  return plain.map((name, at) => {
    if (name === names[at]) return name;
    let unique = name;
    for (let suffix = 1; taken.has(unique); suffix++) unique = `${name}_${suffix}`;
    taken.add(unique);
    return unique;
  });
}

/** @param standardizing the smallest deviation of layers that standardize images, by their ids */
export function writtenLayers(
  { layers }: Network,
  standardizing: ReadonlyMap<string, number> = new Map(),
): readonly WrittenLayer[] {
  const names = kerasNames(layers.map(({ name }) => name));
  return layers.map((layer, at) => {
    const least = standardizing.get(layer.id);
    const keras =
      least === undefined
        ? writeLayer(layer.kind, layer.params, layer.inputShapes)
        : { className: standardizeImage, config: { least } };
    return { layer, name: names[at]!, keras };
  });
}

/** Whether a layer needs `convas_layers.py`. */
export const needsOwnClasses = (layers: readonly WrittenLayer[]): boolean =>
  layers.some(
    ({ keras }) =>
      ownClasses.has(keras.className) ||
      // Of layers inside of others, and of functions.
      JSON.stringify(keras.config).includes(`"${ownPackage}>`) ||
      [...ownClasses].some((own) => JSON.stringify(keras.config).includes(`"class_name":"${own}"`)),
  );

/** What a model takes: floats, or bytes. */
export type InputType = 'float32' | 'uint8';

/** How each Keras writes where a layer takes from. */
const inbound: Readonly<Record<Dialect, (sources: readonly WrittenLayer[], type: InputType) => unknown>> = {
  3(sources, type) {
    const tensors = sources.map(({ name, layer, keras }) => ({
      class_name: '__keras_tensor__',
      config: {
        shape: [null, ...layer.outputShape],
        dtype: keras.className === 'InputLayer' ? type : 'float32',
        keras_history: [name, 0, 0],
      },
    }));
    return { args: tensors.length > 1 ? [tensors] : tensors, kwargs: {} };
  },
  2: (sources) => sources.map(({ name }) => [name, 0, 0, {}]),
};

const configOf = (
  { name, layer, keras: { className, config } }: WrittenLayer,
  trainable: boolean,
  dialect: Dialect,
  dtype: InputType,
): Config => {
  if (className === 'InputLayer') {
    const { batch_shape: shape } = config;
    return dialect === 3
      ? { batch_shape: shape, dtype, sparse: false, ragged: false, name }
      : { batch_input_shape: shape, dtype, sparse: false, ragged: false, name };
  }
  const { negative_slope: slope, ...others } = config;
  const own = dialect === 2 && className === 'LeakyReLU' ? { ...others, alpha: slope } : config;
  // Some layers that have nothing to train do not take the setting.
  return { name, ...(layer.weights.length > 0 && { trainable }), dtype: 'float32', ...own };
};

const classOf = (className: string, dialect: Dialect): Config => {
  const own = ownClasses.has(className);
  if (dialect === 2) return { class_name: own ? `${ownPackage}>${className}` : className };
  return own
    ? { module: 'convas_layers', class_name: className, registered_name: `${ownPackage}>${className}` }
    : { module: 'keras.layers', class_name: className, registered_name: null };
};

/**
 * The network as Keras describes a functional model.
 * @param frozen ids of layers that do not train
 */
export function describeModel(
  name: string,
  network: Network,
  layers: readonly WrittenLayer[],
  frozen: ReadonlySet<string>,
  dialect: Dialect,
  type: InputType = 'float32',
): Config {
  const byId = new Map(layers.map((each) => [each.layer.id, each]));
  const ends = (ids: readonly string[]) => ids.map((id) => [byId.get(id)!.name, 0, 0]);
  const single = (list: readonly unknown[]) => (dialect === 3 && list.length === 1 ? list[0] : list);
  const config = {
    name: name.replaceAll('/', '_'),
    trainable: true,
    layers: layers.map((each) => {
      const { layer, keras } = each;
      const sources = layer.inputs.map((id) => byId.get(id)!);
      return {
        ...classOf(keras.className, dialect),
        config: configOf(each, !frozen.has(layer.id), dialect, type),
        name: each.name,
        inbound_nodes: sources.length === 0 ? [] : [inbound[dialect](sources, type)],
      };
    }),
    input_layers: single(ends(network.inputs)),
    output_layers: single(ends(network.outputs)),
  };
  return dialect === 3
    ? {
        module: 'keras.src.models.functional',
        class_name: 'Functional',
        config,
        registered_name: 'Functional',
        build_config: { input_shape: null },
      }
    : { class_name: 'Functional', config };
}
