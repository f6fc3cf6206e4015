import { tooDeepAt } from '../../document/json.ts';
import { sizeOf } from '../../layers/shape.ts';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import type { ImportedModel, Importer } from '../importer.ts';
import { labelsIn } from '../keras/import.ts';
import { type Config, isConfig } from '../keras/layer.ts';
import { type Carried, carriedIn, modelOfCarried } from '../restore.ts';
import { transposed } from '../transpose.ts';
import { namedLayers, torchShapeOf } from './export.ts';
import { unsupportedLayers } from './table.ts';

/** A header is a few hundred bytes for each tensor. */
const largestHeader = 64 * 1024 * 1024;

interface Stored {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** Bytes of one number. */
const sizes: Readonly<Record<string, number>> = {
  F64: 8,
  F32: 4,
  F16: 2,
  BF16: 2,
  I64: 8,
  I32: 4,
  I16: 2,
  I8: 1,
  U8: 1,
  BOOL: 1,
};

const damaged = (file: string, what: string): TextError =>
  new TextError(message('import.safetensors', { file, what }));

function headerOf(bytes: Uint8Array, file: string): { readonly header: Config; readonly start: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length < 8 ? -1 : Number(view.getBigUint64(0, true));
  if (length < 2 || length > largestHeader || 8 + length > bytes.length) throw damaged(file, 'header');
  const written = new TextDecoder().decode(bytes.subarray(8, 8 + length));
  let header: unknown = null;
  try {
    if (tooDeepAt(written, 20) === null) header = JSON.parse(written);
  } catch {
    // Told below.
  }
  if (!isConfig(header)) throw damaged(file, 'header');
  return { header, start: 8 + length };
}

/** @throws TextError where tensors overlap, leave gaps or lie outside of the file */
function tensorsOf(header: Config, data: Uint8Array, file: string): ReadonlyMap<string, Stored> {
  const found = Object.entries(header).filter(([name]) => name !== '__metadata__');
  const entries = found.map(([name, value]) => {
    const { dtype, shape, data_offsets: offsets } = (isConfig(value) ? value : {}) as Record<string, unknown>;
    const size = sizes[String(dtype)];
    const whole = (each: unknown): each is number => Number.isSafeInteger(each) && (each as number) >= 0;
    if (size === undefined || !Array.isArray(shape) || !shape.every(whole)) throw damaged(file, name);
    if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(whole)) throw damaged(file, name);
    const [begin, end] = offsets as [number, number];
    if (end - begin !== size * sizeOf(shape) || end > data.length) throw damaged(file, name);
    return { name, dtype: String(dtype), shape, begin, end };
  });
  let at = 0;
  for (const { name, begin, end } of [...entries].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== at) throw damaged(file, name);
    at = end;
  }
  return new Map(
    entries.map(({ name, dtype, shape, begin, end }) => [
      name,
      { dtype, shape, bytes: data.subarray(begin, end) },
    ]),
  );
}

function floatsOf({ dtype, bytes }: Stored): Float32Array | null {
  if (dtype === 'F32') return new Float32Array(bytes.slice().buffer);
  if (dtype !== 'BF16') return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const bits = Uint32Array.from({ length: bytes.length / 2 }, (_, at) => view.getUint16(2 * at, true) << 16);
  return new Float32Array(bits.buffer);
}

/** The weights of a network whose modules are named as our export of it names them; null where they are not there. */
function weightsOf(
  { network }: Carried,
  tensors: ReadonlyMap<string, Stored>,
): ReadonlyMap<string, Float32Array> | null {
  if (unsupportedLayers(network).length > 0) return null;
  const weights = new Map<string, Float32Array>();
  for (const { layer, name, torch } of namedLayers(network, new Set())) {
    for (const spec of layer.weights) {
      const [key, axes, shape] = torchShapeOf(name, torch, spec);
      const stored = tensors.get(key);
      const values = stored?.shape.join() === shape.join() ? floatsOf(stored) : null;
      if (!values) return null;
      const back = axes.map((_, axis) => axes.indexOf(axis));
      weights.set(
        `${layer.name}/${spec.name}`,
        transposed(
          values,
          axes.map((axis) => spec.shape[axis]!),
          back,
        ),
      );
    }
  }
  return weights;
}

/** @param known documents that the tensors may be of, in order */
function matching(known: Iterable<Carried>, tensors: ReadonlyMap<string, Stored>) {
  for (const carried of known) {
    const weights = weightsOf(carried, tensors);
    if (weights && weights.size > 0) return { carried, weights };
  }
  return null;
}

/** Weights as safetensors: of our export of PyTorch, which carries its document. */
export const safetensorsImporter: Importer = {
  id: 'safetensors',
  extensions: ['safetensors'],
  sniff: (_head, name) => /\.safetensors$/i.test(name),
  async read({ main: { name: file, bytes } }): Promise<ImportedModel> {
    const { header, start } = headerOf(bytes, file);
    const tensors = tensorsOf(header, bytes.subarray(start), file);
    const metadata = isConfig(header['__metadata__']) ? header['__metadata__'] : {};
    const carried = carriedIn(metadata['document']);
    const found = matching(carried ? [carried] : [], tensors);
    if (!found) throw new TextError(message('import.no-network', { file }));
    let about: unknown = null;
    try {
      about = { convas: JSON.parse(String(metadata['convas'])) };
    } catch {
      // Without names of classes.
    }
    return modelOfCarried(found.carried, found.weights, labelsIn(about));
  },
};
