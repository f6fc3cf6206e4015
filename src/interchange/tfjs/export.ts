import { z } from 'zod';
import { serializeDocument } from '../../document/serialize.ts';
import type { Network } from '../../network/network.ts';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import { bytesOf } from '../bytes.ts';
import { inputOption } from '../bytes-input.ts';
import { type FormatOf, type OutputFile, textFile } from '../format.ts';
import { withImageLayers } from '../image-layers.ts';
import { metadataOf } from '../metadata.ts';
import type { TrainedNetwork } from '../sources.ts';
import { refuseUnsupported } from '../unsupported.ts';
import { type Chain, chainsOf, unsupportedLayers } from './chain.ts';
import { snippet } from './code.ts';
import { modelFile, weightsFile } from './files.ts';
import { tfjsNames } from './names.ts';
import { nativeRuntime } from './native-runtime.ts';
import { plainRuntime } from './plain-runtime.ts';

type Config = Readonly<Record<string, unknown>>;

/**
 * A config without constraints: TensorFlow.js applies them as it loads weights, which changes those that training never
 * touched.
 */
const unconstrained = (config: Config): Config =>
  Object.fromEntries(
    Object.entries(config)
      .filter(([key]) => !key.endsWith('_constraint'))
      .map(([key, value]) => [key, key === 'layer' ? wrapped(value as Wrapped) : value]),
  );

interface Wrapped {
  readonly class_name: string;
  readonly config: Config;
}

const wrapped = ({ class_name, config }: Wrapped): Wrapped => ({ class_name, config: unconstrained(config) });

/** The layers of a chain: the first takes from the layers before, each other one from the one in front of it. */
function describeChain(
  { layer, links, repeated }: Chain,
  ends: ReadonlyMap<string, string>,
  frozen: TrainedNetwork['frozen'],
) {
  const inputs = layer.inputs.map((id) => ends.get(id)!);
  const passing = [...repeated].map(([at, name]) => ({
    class_name: 'Activation',
    name,
    config: { activation: 'linear', name, trainable: false },
    inbound_nodes: [[[inputs[at]!, 0, 0, {}]]],
  }));
  const described = links.map(({ name, link }, at) => {
    const sources =
      at > 0 ? [links[at - 1]!.name] : inputs.map((source, place) => repeated.get(place) ?? source);
    return {
      class_name: link.className,
      name,
      config: {
        ...(frozen.has(layer.id) ? unconstrained(link.config) : link.config),
        name,
        trainable: !frozen.has(layer.id),
      },
      inbound_nodes: sources.length === 0 ? [] : [sources.map((source) => [source, 0, 0, {}])],
    };
  });
  return [...passing, ...described];
}

interface WeightEntry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** The weights of the exported model, by its names for them. */
export const entriesOf = (chains: readonly Chain[], weights: TrainedNetwork['weights']): WeightEntry[] =>
  chains.flatMap(({ layer, links }) =>
    links.flatMap(({ name, link }) =>
      link.weights
        ? layer.weights.map((spec) => ({
            name: `${name}/${link.weights?.path?.(spec.name) ?? spec.name}`,
            shape: link.weights?.shape?.(spec) ?? spec.shape,
            values: weights.get(`${layer.name}/${spec.name}`)!,
          }))
        : [],
    ),
  );

/** By the id of a layer: the layer of the exported model that puts out what it does. */
const endsOf = (chains: readonly Chain[]): ReadonlyMap<string, string> =>
  new Map(chains.map(({ layer, links }) => [layer.id, links.at(-1)!.name]));

const outputOf = (ends: ReadonlyMap<string, string>, id: string) => [ends.get(id)!, 0, 0] as const;

/** An input of whole numbers, as pixels of an image are; TensorFlow.js has no bytes. */
const takingIntegers = (chain: Chain): Chain => ({
  ...chain,
  links: chain.links.map(({ name, link }) => {
    const integers = link.className === 'InputLayer';
    return { name, link: integers ? { ...link, config: { ...link.config, dtype: 'int32' } } : link };
  }),
});

function describeModel(
  network: Network,
  name: string,
  chains: readonly Chain[],
  frozen: TrainedNetwork['frozen'],
  input: Options['input'],
) {
  const ends = endsOf(chains);
  const end = (id: string) => outputOf(ends, id);
  return {
    class_name: 'Model',
    config: {
      name: tfjsNames([name || 'model'])[0],
      layers: chains.flatMap((chain) =>
        describeChain(input === 'bytes' ? takingIntegers(chain) : chain, ends, frozen),
      ),
      input_layers: network.inputs.map(end),
      output_layers: network.outputs.map(end),
    },
  };
}

const options = z.strictObject({ input: inputOption });

type Options = z.output<typeof options>;

/** The network with its preprocessing. @throws TextError where layers of TensorFlow.js cannot do it */
function takingBytes(source: TrainedNetwork): TrainedNetwork {
  const { trained, standardizing } = withImageLayers(source);
  if (standardizing.size > 0) throw new TextError(message('interchange.no-standardizing'));
  return trained;
}

function write(source: TrainedNetwork, { input }: Options): OutputFile[] {
  refuseUnsupported('TensorFlow.js', unsupportedLayers(source.network));
  const trained = input === 'bytes' ? takingBytes(source) : source;
  const { network, frozen } = trained;
  const chains = chainsOf(network);
  const entries = entriesOf(chains, trained.weights);
  const model = {
    format: 'layers-model',
    generatedBy: 'Convas',
    convertedBy: null,
    userDefinedMetadata: { ...metadataOf(source), document: serializeDocument(source.document) },
    modelTopology: {
      keras_version: 'tfjs-layers 4.22.0',
      backend: 'tensor_flow.js',
      model_config: describeModel(network, trained.name, chains, frozen, input),
    },
    weightsManifest: [
      {
        paths: [weightsFile],
        weights: entries.map(({ name, shape }) => ({ name, shape, dtype: 'float32' })),
      },
    ],
  };
  return [
    textFile(modelFile, `${JSON.stringify(model, null, 1)}\n`),
    // One weight after the other.
    { path: weightsFile, chunks: entries.map(({ values }) => bytesOf(values)) },
  ];
}

/** TensorFlow.js's own layers format: `model.json` with the network, `weights.bin` with the numbers. */
export const tfjs: FormatOf<'weights', Options> = {
  id: 'tfjs',
  source: 'weights',
  extensions: [],
  snippet,
  options,
  supports: unsupportedLayers,
  write,
  runtimes: (native) => [plainRuntime, ...(native ? [nativeRuntime(native)] : [])],
  takesBytes: ({ input }) => input === 'bytes',
};
