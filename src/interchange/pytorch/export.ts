import { serializeDocument } from '../../document/serialize.ts';
import type { WeightSpec } from '../../layers/kind.ts';
import { sizeOf } from '../../layers/shape.ts';
import type { Network } from '../../network/network.ts';
import { message, sentence } from '../../text/message.ts';
import { type FormatOf, type OutputFile, textFile } from '../format.ts';
import { metadataOf } from '../metadata.ts';
import { noOptions } from '../options.ts';
import { docText, identifiers, literal } from '../python/literal.ts';
import { prepareLines } from '../python/prepare-code.ts';
import { pythonRuntime } from '../python/run.ts';
import type { TrainedNetwork } from '../sources.ts';
import { transposed } from '../transpose.ts';
import { refuseUnsupported } from '../unsupported.ts';
import { modelProgram, type ProgramParts, reservedNames, runtimeScript, snippet } from './code/program.ts';
import { channelsFirst, isRefusal, type TorchLayer } from './layer.ts';
import { type NamedTensor, safetensors } from './safetensors.ts';
import { express, unsupportedLayers } from './table.ts';

export interface Named {
  readonly layer: Network['layers'][number];
  /** In Python. */
  readonly name: string;
  readonly torch: TorchLayer;
}

/** The layers with their names and modules in Python. Those that PyTorch lacks were refused before. */
export function namedLayers(network: Network, frozen: TrainedNetwork['frozen']): readonly Named[] {
  const names = identifiers(
    network.layers.map(({ name }) => name),
    reservedNames,
  );
  return network.layers.map((layer, at) => {
    const torch = express(layer, frozen.has(layer.id));
    // Refused before.
    if (isRefusal(torch)) throw new Error(`${layer.name} has no expression`);
    return { layer, name: names[at]!, torch };
  });
}

const shapeIn = (shape: readonly number[]): string =>
  literal(['batch', ...channelsFirst(shape.length).map((axis) => shape[axis]!)]).replaceAll("'", '');

/** What the module is made of. */
export function moduleParts(
  { name, network, language, inference }: Pick<TrainedNetwork, 'name' | 'network' | 'language' | 'inference'>,
  frozen: TrainedNetwork['frozen'],
  layers: readonly Named[],
): ProgramParts {
  const expressions = new Map<string, string>();
  const inputs = network.inputs.map((_, at) => (network.inputs.length === 1 ? 'x' : `x${at + 1}`));
  const steps: string[] = [];
  const modules: string[] = [];
  for (const { layer, name: own, torch } of layers) {
    if (layer.inputs.length === 0) {
      expressions.set(layer.id, inputs[network.inputs.indexOf(layer.id)]!);
      continue;
    }
    for (const [suffix, make] of Object.entries(torch.modules)) {
      modules.push(`self.${own}${suffix} = ${make}`, ...(torch.setup?.(`self.${own}`) ?? []));
      if (frozen.has(layer.id)) modules.push(`self.${own}${suffix}.requires_grad_(False)`);
    }
    const sources = layer.inputs.map((id) => expressions.get(id)!);
    steps.push(`${own} = ${torch.call((suffix = '') => `self.${own}${suffix}`, sources)}`);
    expressions.set(layer.id, own);
  }
  const shapes = (ids: readonly string[]): string =>
    ids.map((id) => shapeIn(layers.find(({ layer }) => layer.id === id)!.layer.outputShape)).join(', ');
  const localized = (key: 'about' | 'takes' | 'loads'): string =>
    ({
      about: sentence(message('programs.about', { name }), language),
      takes: sentence(
        message('programs.takes', { input: shapes(network.inputs), output: shapes(network.outputs) }),
        language,
      ),
      loads: sentence(message('programs.loads'), language),
    })[key];
  return {
    about: [docText(localized('about'))],
    takes: localized('takes'),
    loads: localized('loads'),
    prepare: inference && {
      about: sentence(message('programs.prepare'), language),
      lines: prepareLines(inference.operations, 'torch'),
    },
    helpers: new Set(layers.flatMap(({ torch }) => torch.helpers ?? [])),
    inputs,
    modules,
    steps,
    outputs: network.outputs.map((id) => expressions.get(id)!),
  };
}

/** Where a weight is in the `state_dict`: its key, the order of our axes there, and its shape. */
export function torchShapeOf(name: string, torch: TorchLayer, spec: WeightSpec) {
  const { key, axes = spec.shape.map((_, axis) => axis), shape } = torch.weights!(spec);
  return [`${name}.${key}`, axes, shape ?? axes.map((axis) => spec.shape[axis]!)] as const;
}

const tensorsOf = (layers: readonly Named[], weights: TrainedNetwork['weights']): readonly NamedTensor[] =>
  layers.flatMap(({ layer, name, torch }) =>
    layer.weights.map((spec): NamedTensor => {
      const [key, axes, shape] = torchShapeOf(name, torch, spec);
      return {
        name: key,
        shape,
        length: sizeOf(spec.shape),
        values: () => transposed(weights.get(`${layer.name}/${spec.name}`)!, spec.shape, axes),
      };
    }),
  );

function write(trained: TrainedNetwork): readonly OutputFile[] {
  refuseUnsupported('PyTorch', unsupportedLayers(trained.network));
  const layers = namedLayers(trained.network, trained.frozen);
  const metadata = {
    format: 'pt',
    convas: JSON.stringify(metadataOf(trained).convas),
    document: serializeDocument(trained.document),
  };
  return [
    textFile('model.py', modelProgram(moduleParts(trained, trained.frozen, layers))),
    { path: 'weights.safetensors', chunks: safetensors(tensorsOf(layers, trained.weights), metadata) },
  ];
}

/** PyTorch: a readable `model.py`, and its weights as safetensors. */
export const pytorch: FormatOf<'weights'> = {
  id: 'pytorch',
  source: 'weights',
  extensions: [],
  snippet,
  options: noOptions,
  supports: unsupportedLayers,
  write,
  runtimes: () => [pythonRuntime({ title: 'PyTorch', script: runtimeScript })],
};
