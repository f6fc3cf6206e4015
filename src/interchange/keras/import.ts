import { tooDeepAt } from '../../document/json.ts';
import { clip, limits } from '../../document/limits.ts';
import type { LayerNode } from '../../document/schema.ts';
import { kindOf } from '../../layers/registry.ts';
import { formatShape } from '../../layers/shape.ts';
import { analyze } from '../../network/analyze.ts';
import type { ImportedLine } from '../../protocol/import.ts';
import { message, type Text } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import { assemble, type FoundLayer } from '../assemble.ts';
import type { ImportedModel, Importer, ImportFile } from '../importer.ts';
import { restored } from '../restore.ts';
import { readArchive } from './archive.ts';
import { type Call, chosenLength, type FileLayer, type Graph, graphOf } from './graph.ts';
import { type Hdf5File, withHdf5 } from './hdf5.ts';
import { type Config, type Dialect, isConfig, type KerasLayer, Unreadable } from './layer.ts';
import { standardizeImage } from './model-out.ts';
import { readLayer } from './read-layer.ts';
import { type Pair, readKeras3Weights, readLegacyWeights } from './weights-in.ts';

/** A layer for the document, and what its line in the report says. */
interface Found {
  readonly found: FoundLayer;
  readonly status: ImportedLine['status'];
  readonly detail: readonly Text[];
}

/** What a placeholder is, before the class that it stands for. */
const placeholderPrefix = 'keras:';

/** Layers whose config holds code. */
const codeClasses: ReadonlySet<string> = new Set(['Lambda', 'TFOpLambda', 'SlicingOpLambda']);

/** Whether the class is Keras's own, or one of those that stand beside our exports. */
const isKnown = ({ module, registered }: FileLayer): boolean =>
  registered.startsWith('convas>') ||
  (registered === '' && (module === '' || module.startsWith('keras.') || module === 'keras'));

/** An operation on tensors, `x + y`, is the layer of that name where all it takes are tensors. */
const operations: ReadonlySet<string> = new Set(['Add', 'Multiply', 'Maximum']);

/** The input with a length for each that the file leaves open. */
function withLengths({ className, config }: KerasLayer, notes: Text[]): KerasLayer {
  const shape = config['batch_shape'] ?? config['batch_input_shape'];
  if (className !== 'InputLayer' || !Array.isArray(shape)) return { className, config };
  const [batch, ...own] = shape;
  if (!own.includes(null)) return { className, config };
  const filled = own.map((length) => length ?? chosenLength(own));
  const words = own.map((length) => length ?? '?').join(' x ');
  notes.push(message('import.size-chosen', { found: words, chosen: formatShape(filled) }));
  return { className, config: { batch_shape: [batch, ...filled] } };
}

/** The config as a document can keep it. */
const keptConfig = (config: Config): LayerNode['params'] => {
  const { __proto__: _none, ...kept } = config as Record<string, never>;
  return tooDeepAt(JSON.stringify(kept), limits.valueDepth) === null ? kept : {};
};

function placeholder({ layer, inputs }: Call, why: Text): Found {
  const kind = clip(`${placeholderPrefix}${layer.className}`, limits.id);
  return {
    found: { kind, name: layer.name, params: keptConfig(layer.config), inputs },
    status: 'placeholder',
    detail: [why],
  };
}

/** What prepares bytes in our exports, where the document beside it does not take its place. */
const standardized = ({ layer: { name }, inputs }: Call): Found => ({
  found: {
    kind: 'groupNormalization',
    name,
    params: { groups: 1, epsilon: 1e-12, center: false, scale: false },
    inputs,
  },
  status: 'approximated',
  detail: [message('import.standardized')],
});

function readCall(call: Call, dialect: Dialect, times: number): Found {
  const { layer, inputs } = call;
  const { className, module } = layer;
  if (className === standardizeImage && isKnown(layer)) return standardized(call);
  if (codeClasses.has(className) || !isKnown(layer)) {
    return placeholder(call, message('import.custom-code', { className }));
  }
  if (module.startsWith('keras.src.ops') && !(operations.has(className) && inputs.length > 1))
    return placeholder(call, message('import.unknown-class', { className }));
  try {
    const notes: Text[] = [];
    const read = readLayer(withLengths(layer, notes), dialect);
    const { min, max } = kindOf(read.kind)!.inputs;
    if (call.named || inputs.length < min || inputs.length > max)
      throw new Unreadable(message('import.tensor-argument'));
    if (call.training) notes.push(message('import.always-training'));
    if (times > 1) notes.push(message('import.shared-layer', { times }));
    const detail = [...notes, ...read.notes];
    return {
      found: {
        ...read,
        params: read.params as LayerNode['params'],
        name: layer.name,
        inputs,
        frozen: !layer.trainable,
      },
      status: detail.length > 0 ? 'approximated' : 'kept',
      detail,
    };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return placeholder(call, error.text);
  }
}

/** The uses that the outputs need, and an end for an output that is also taken from inside. */
function usedCalls({ calls, outputs }: Graph): ReadonlySet<number> {
  const used = new Set(outputs);
  for (const at of used) for (const from of calls[at]!.inputs) used.add(from);
  return used;
}

const joined = ([first = '', ...others]: readonly Text[]): Text =>
  others.reduce((before, second) => message('common.two', { first: before, second }), first);

type ReadNumbers = (pairs: readonly Pair[]) => ReadonlyMap<string, Float32Array>;

/** The names of the classes, where we wrote the file. @param about what it says of itself */
export function labelsIn(about: unknown): readonly string[] {
  const own = isConfig(about) && isConfig(about['convas']) ? about['convas']['classes'] : null;
  return Array.isArray(own) && own.every((label) => typeof label === 'string') ? own : [];
}

/** A model of a graph of Keras layers. @param numbers null where the file has no weights */
export function modelOf(
  graph: Graph,
  dialect: Dialect,
  name: string,
  numbers: ReadNumbers | null,
  about: unknown = null,
): ImportedModel {
  const used = usedCalls(graph);
  const kept = graph.calls.flatMap((call, at) => (used.has(at) ? [{ call, at }] : []));
  const places = new Map(kept.map(({ at }, place) => [at, place]));
  const uses = new Map<string, number>();
  for (const { call } of kept) uses.set(call.layer.group, (uses.get(call.layer.group) ?? 0) + 1);
  const found = kept.map(({ call }) =>
    readCall(
      { ...call, inputs: call.inputs.map((from) => places.get(from)!) },
      dialect,
      uses.get(call.layer.group)!,
    ),
  );
  const taken = new Set(kept.flatMap(({ call }) => call.inputs));
  const ends = graph.outputs
    .filter((at) => taken.has(at))
    .map((at): FoundLayer => {
      const from = places.get(at)!;
      const params = { activation: 'linear' };
      return { kind: 'activation', name: `${kept[from]!.call.layer.name}_output`, params, inputs: [from] };
    });
  const document = assemble(graph.name || name, [...found.map((each) => each.found), ...ends]);
  const report = found.map(({ status, detail }, at): ImportedLine => {
    const { id, name: own } = document.layers[at]!;
    return { layer: id, name: own, status, detail: joined(detail) };
  });
  const { network } = analyze(document, null);
  const placeOf = new Map(document.layers.map(({ id }, place) => [id, place]));
  const weights =
    network && numbers
      ? numbers(
          network.layers.flatMap((layer) => {
            const at = placeOf.get(layer.id)!;
            return at < kept.length ? [{ layer, source: kept[at]!.call.layer }] : [];
          }),
        )
      : null;
  return { document, weights, report, labels: labelsIn(about) };
}

/** @throws TextError for what is no JSON, or nests far deeper than any model */
function parseJson(text: string, file: string, what: string): unknown {
  try {
    if (tooDeepAt(text, 400) === null) return JSON.parse(text);
  } catch {
    // Reported below.
  }
  throw new TextError(message('import.bad-json', { file, what }));
}

const versionOf = (text: unknown): Dialect => (typeof text === 'string' && /^2\./.test(text) ? 2 : 3);

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const stemOf = (file: string): string => file.replace(/\.[^.]*$/, '');

async function readKeras3({ name: file, bytes }: ImportFile): Promise<ImportedModel> {
  const entries = readArchive(bytes, file, {
    'config.json': 'text',
    'metadata.json': 'text',
    'model.weights.h5': 'numbers',
  });
  const entry = (name: string): Uint8Array => {
    const found = entries[name];
    if (!found) throw new TextError(message('import.no-entry', { file, entry: name }));
    return found;
  };
  const graph = graphOf(parseJson(decode(entry('config.json')), file, 'config.json'), file);
  const metadata = entries['metadata.json'];
  const about = metadata ? parseJson(decode(metadata), file, 'metadata.json') : {};
  const dialect = versionOf(isConfig(about) ? about['keras_version'] : undefined);
  return withHdf5(entry('model.weights.h5'), file, (hdf5) =>
    restored(
      modelOf(graph, dialect, stemOf(file), (pairs) => readKeras3Weights(hdf5, file, pairs), about),
      isConfig(about) ? about['document'] : null,
    ),
  );
}

const readLegacy = ({ name: file, bytes }: ImportFile): Promise<ImportedModel> =>
  withHdf5(bytes, file, (hdf5: Hdf5File) => {
    const config = hdf5.text('', 'model_config');
    if (config === null) throw new TextError(message('import.no-config', { file }));
    const graph = graphOf(parseJson(config, file, 'model_config'), file);
    // The oldest files say no version.
    const version = hdf5.text('', 'keras_version') ?? '2.';
    const own = hdf5.text('', 'convas');
    const about = own === null ? null : parseJson(own, file, 'convas');
    const numbers: ReadNumbers = (pairs) => readLegacyWeights(hdf5, file, pairs);
    const model = modelOf(graph, versionOf(version), stemOf(file), numbers, about);
    return restored(model, isConfig(about) ? about['document'] : null);
  });

function readDescription({ name: file, bytes }: ImportFile): ImportedModel {
  const description = parseJson(decode(bytes), file, file);
  const version = isConfig(description) ? (description['keras_version'] ?? '2.') : '2.';
  const dialect = isConfig(description) && 'module' in description ? 3 : versionOf(version);
  return modelOf(graphOf(description, file), dialect, stemOf(file), null);
}

const startsWith = (head: Uint8Array, ...bytes: readonly number[]): boolean =>
  bytes.every((byte, at) => head[at] === byte);

const isZip = (head: Uint8Array): boolean => startsWith(head, 0x50, 0x4b);
const isHdf5 = (head: Uint8Array): boolean => startsWith(head, 0x89, 0x48, 0x44, 0x46);
const isDescription = (head: Uint8Array): boolean => {
  const text = decode(head);
  return (
    text.trimStart().startsWith('{') &&
    /"class_name"|"keras_version"/.test(text) &&
    !text.includes('"modelTopology"')
  );
};

/** Models of Keras 2 and 3: `.keras`, legacy `.h5`, and descriptions without weights. Nothing in them is executed. */
export const keras: Importer = {
  id: 'keras',
  extensions: ['keras', 'h5', 'hdf5', 'json'],
  sniff: (head, name) =>
    (isZip(head) && /\.keras$/i.test(name)) ||
    isHdf5(head) ||
    isDescription(head) ||
    /\.(keras|h5|hdf5)$/i.test(name),
  async read({ main }) {
    const { name, bytes } = main;
    if (isHdf5(bytes) || /\.(h5|hdf5)$/i.test(name)) return readLegacy(main);
    return isZip(bytes) || /\.keras$/i.test(name) ? readKeras3(main) : readDescription(main);
  },
};
