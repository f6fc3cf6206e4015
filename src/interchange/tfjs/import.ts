import { tooDeepAt } from '../../document/json.ts';
import { sizeOf } from '../../layers/shape.ts';
import { halfToFloat } from '../../numbers/half.ts';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import type { ImportedModel, Importer, ImportSource } from '../importer.ts';
import { graphOf } from '../keras/graph.ts';
import { labelsIn, modelOf } from '../keras/import.ts';
import { type Config, isConfig } from '../keras/layer.ts';
import { type Pair, readWeights } from '../keras/weights-in.ts';
import { modelOfCarried, readCarried, recordedWeights, restored } from '../restore.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Numbers of the manifest, not read yet. */
interface Entry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization: Config | null;
  readonly bytes: Uint8Array;
}

/** Bytes of one element as it is stored. */
const sizes: Readonly<Record<string, number>> = {
  float32: 4,
  int32: 4,
  bool: 1,
  uint8: 1,
  uint16: 2,
  float16: 2,
};

/** As floating-point numbers; null for what are none. */
function numbersOf({ dtype, quantization, bytes }: Entry): Float32Array | null {
  if (dtype !== 'float32') return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const stored = quantization ? text(quantization['dtype']) : 'float32';
  const count = bytes.length / sizes[stored]!;
  const { scale = 1, min = 0 } = (quantization ?? {}) as { scale?: number; min?: number };
  const readers: Readonly<Record<string, (at: number) => number>> = {
    float32: (at) => view.getFloat32(4 * at, true),
    float16: (at) => halfToFloat(view.getUint16(2 * at, true)),
    uint8: (at) => min + scale * view.getUint8(at),
    uint16: (at) => min + scale * view.getUint16(2 * at, true),
  };
  const reader = readers[stored];
  return reader ? Float32Array.from({ length: count }, (_, at) => reader(at)) : null;
}

function entryOf(value: unknown, file: string): Omit<Entry, 'bytes'> & { readonly length: number } {
  const damaged = () => new TextError(message('import.malformed', { file, what: 'weightsManifest' }));
  if (!isConfig(value)) throw damaged();
  const shape = list(value['shape']);
  const name = text(value['name']);
  const quantization = isConfig(value['quantization']) ? value['quantization'] : null;
  const dtype = text(value['dtype']);
  const stored = sizes[quantization ? text(quantization['dtype']) : dtype];
  const whole = (side: unknown): side is number => Number.isSafeInteger(side) && (side as number) >= 0;
  if (name === '' || stored === undefined || !shape.every(whole)) throw damaged();
  const length = stored * sizeOf(shape);
  if (!Number.isSafeInteger(length)) throw damaged();
  return { name, shape, dtype, quantization, length };
}

/** The files of a group, one after the other. */
async function shardsOf(paths: readonly unknown[], { main, beside }: ImportSource): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (const path of paths) {
    const part = typeof path === 'string' ? await beside(path) : null;
    if (!part) throw new TextError(message('import.no-shard', { file: main.name, shard: String(path) }));
    parts.push(part);
  }
  return parts.length === 1 ? parts[0]! : new Uint8Array(Buffer.concat(parts));
}

/** @throws TextError for files that are missing, lie elsewhere, or are longer or shorter than what they hold */
async function entriesOf(manifest: unknown, source: ImportSource): Promise<readonly Entry[]> {
  const file = source.main.name;
  const entries: Entry[] = [];
  const names = new Set<string>();
  for (const group of list(manifest)) {
    if (!isConfig(group)) throw new TextError(message('import.malformed', { file, what: 'weightsManifest' }));
    const specs = list(group['weights']).map((value) => entryOf(value, file));
    const expected = specs.reduce((sum, { length }) => sum + length, 0);
    const bytes = await shardsOf(list(group['paths']), source);
    if (bytes.length !== expected)
      throw new TextError(message('import.shard-length', { file, found: bytes.length, expected }));
    let at = 0;
    for (const { length, ...spec } of specs) {
      if (names.has(spec.name))
        throw new TextError(message('import.weight-twice', { file, weight: spec.name }));
      names.add(spec.name);
      entries.push({ ...spec, bytes: bytes.subarray(at, at + length) });
      at += length;
    }
  }
  return entries;
}

/** A weight below its layer: `conv/kernel`, behind the model's name, and inside of what the layer wraps. */
function entryFor(entries: readonly Entry[], layer: string, weight: string): Entry | null {
  const own = entries.filter(({ name }) => {
    const parts = name.replace(/:0$/, '').split('/');
    return parts.includes(layer) || name.startsWith(`${layer}/`);
  });
  const [, direction, rest] = /^(forward|backward)_(.*)$/.exec(weight) ?? [null, '', weight];
  const found = own.filter(({ name }) => {
    const parts = name.replace(/:0$/, '').split('/');
    return (
      parts.at(-1) === rest && (direction === '' || parts.some((part) => part.startsWith(`${direction}_`)))
    );
  });
  return found.length === 1 ? found[0]! : null;
}

function weightsIn(entries: readonly Entry[], file: string, pairs: readonly Pair[]) {
  return readWeights(file, pairs, ({ source }, names) =>
    names.map((name) => {
      const entry = entryFor(entries, source.name, name);
      return entry && { shape: entry.shape, type: entry.dtype, read: () => numbersOf(entry) };
    }),
  );
}

/** A layers model that another program, or we, wrote. */
async function readLayers(json: Config, source: ImportSource): Promise<ImportedModel> {
  const file = source.main.name;
  const topology = isConfig(json['modelTopology']) ? json['modelTopology'] : {};
  const described = isConfig(topology['model_config']) ? topology['model_config'] : topology;
  const graph = graphOf(described, file);
  const entries = await entriesOf(json['weightsManifest'], source);
  const version = text(topology['keras_version']);
  const about = json['userDefinedMetadata'];
  const model = modelOf(
    graph,
    /^[3-9]/.test(version) ? 3 : 2,
    file.replace(/\.[^.]*$/, ''),
    entries.length === 0 ? null : (pairs) => weightsIn(entries, file, pairs),
    about,
  );
  return restored(model, isConfig(about) ? about['document'] : null);
}

/** A graph model holds operations, no layers: only ours say which network they are of. */
async function readGraph(json: Config, source: ImportSource): Promise<ImportedModel> {
  const file = source.main.name;
  const about = json['userDefinedMetadata'];
  const carried = readCarried(isConfig(about) ? about['document'] : null);
  if (!carried) throw new TextError(message('import.graph-model', { file }));
  const entries = await entriesOf(json['weightsManifest'], source);
  const weights = recordedWeights(carried, (name) => {
    const entry = entries.find((each) => each.name === name);
    return entry ? numbersOf(entry) : null;
  });
  if (!weights) throw new TextError(message('import.graph-model', { file }));
  return modelOfCarried(carried, weights, labelsIn(about));
}

/** TensorFlow.js: `model.json` with the files of weights beside it. Nothing in it is executed. */
export const tfjsImporter: Importer = {
  id: 'tfjs',
  extensions: ['json'],
  sniff: (head) => /"(layers|graph)-model"|"modelTopology"/.test(new TextDecoder().decode(head)),
  async read(source) {
    const { name: file, bytes } = source.main;
    const written = new TextDecoder().decode(bytes);
    let json: unknown = null;
    try {
      if (tooDeepAt(written, 400) === null) json = JSON.parse(written);
    } catch {
      // Reported below.
    }
    if (!isConfig(json)) throw new TextError(message('import.bad-json', { file, what: file }));
    return json['format'] === 'graph-model' ? readGraph(json, source) : readLayers(json, source);
  },
};
