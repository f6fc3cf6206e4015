import { tooDeepAt } from '../../document/json.ts';
import { sizeOf } from '../../layers/shape.ts';
import { halfToFloat } from '../../numbers/half.ts';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import { type Config, isConfig } from '../keras/layer.ts';

/** A header is a few hundred bytes for each tensor. */
const maxHeaderBytes = 64 * 1024 * 1024;

/** A tensor of a safetensors file, as its bytes lie there. */
export interface StoredTensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

export type StoredTensors = ReadonlyMap<string, StoredTensor>;

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
  if (length < 2 || length > maxHeaderBytes || 8 + length > bytes.length) throw damaged(file, 'header');
  const written = new TextDecoder().decode(bytes.subarray(8, 8 + length));
  let header: unknown = null;
  try {
    if (tooDeepAt(written, 20) === null) header = JSON.parse(written);
  } catch {
    // Reported below.
  }
  if (!isConfig(header)) throw damaged(file, 'header');
  return { header, start: 8 + length };
}

function tensorsOf(header: Config, data: Uint8Array, file: string): StoredTensors {
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

/**
 * What a safetensors file holds (https://github.com/huggingface/safetensors).
 * @throws TextError where the header is damaged, or tensors overlap, leave gaps or lie outside of the file
 */
export function readTensors(
  bytes: Uint8Array,
  file: string,
): { readonly tensors: StoredTensors; readonly metadata: Config } {
  const { header, start } = headerOf(bytes, file);
  const metadata = header['__metadata__'];
  return {
    tensors: tensorsOf(header, bytes.subarray(start), file),
    metadata: isConfig(metadata) ? metadata : {},
  };
}

/** Its numbers in float32; null where they are whole numbers. */
export function floatsOf({ dtype, bytes }: StoredTensor): Float32Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const each = (width: number, read: (at: number) => number) =>
    Float32Array.from({ length: bytes.length / width }, (_, at) => read(width * at));
  switch (dtype) {
    case 'F32':
      return new Float32Array(bytes.slice().buffer);
    case 'F64':
      return each(8, (at) => view.getFloat64(at, true));
    case 'F16':
      return each(2, (at) => halfToFloat(view.getUint16(at, true)));
    case 'BF16': {
      const bits = Uint32Array.from(
        { length: bytes.length / 2 },
        (_, at) => view.getUint16(2 * at, true) << 16,
      );
      return new Float32Array(bits.buffer);
    }
    default:
      return null;
  }
}
