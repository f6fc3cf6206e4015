import { bytesOf } from '../bytes.ts';

export interface NamedTensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** Made when it is written. */
  values(): Float32Array;
  readonly length: number;
}

/**
 * A safetensors file: the header's length, the header as JSON, and float32 numbers one tensor after the other
 * (https://github.com/huggingface/safetensors).
 * @param metadata texts by name
 */
export function* safetensors(
  tensors: readonly NamedTensor[],
  metadata: Readonly<Record<string, string>>,
): Generator<Uint8Array> {
  let offset = 0;
  const entries = tensors.map(({ name, shape, length }) => {
    const begin = offset;
    offset += 4 * length;
    return [name, { dtype: 'F32', shape, data_offsets: [begin, offset] }] as const;
  });
  const json = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) });
  const text = new TextEncoder().encode(json);
  // The numbers begin at a multiple of eight.
  const header = new Uint8Array(8 + Math.ceil(text.length / 8) * 8).fill(0x20);
  new DataView(header.buffer).setBigUint64(0, BigInt(header.length - 8), true);
  header.set(text, 8);
  yield header;
  for (const { values } of tensors) yield bytesOf(values());
}
