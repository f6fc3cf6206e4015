import { z } from 'zod';

const header = z.record(
  z.string(),
  z.union([
    z.object({
      dtype: z.string(),
      shape: z.array(z.int().min(0)),
      data_offsets: z.tuple([z.int().min(0), z.int().min(0)]),
    }),
    // `__metadata__`
    z.record(z.string(), z.string()),
  ]),
);

/**
 * The float32 tensors of a safetensors file, by name (https://github.com/huggingface/safetensors).
 * @throws Error where the file is not one, or a tensor lies outside it
 */
export function readSafetensors(bytes: Uint8Array): Map<string, Float32Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  const start = 8 + length;
  if (start > bytes.length) throw new RangeError('the header is longer than the file');
  const entries = header.parse(JSON.parse(new TextDecoder().decode(bytes.subarray(8, start))));
  const tensors = new Map<string, Float32Array>();
  for (const [name, entry] of Object.entries(entries)) {
    if (!('data_offsets' in entry) || typeof entry.data_offsets === 'string') continue;
    const { dtype, data_offsets: offsets } = entry as { dtype: string; data_offsets: [number, number] };
    const [from, to] = offsets;
    if (dtype !== 'F32' || to < from || start + to > bytes.length)
      throw new RangeError(`${name} cannot be read`);
    tensors.set(name, new Float32Array(new Uint8Array(bytes.subarray(start + from, start + to)).buffer));
  }
  return tensors;
}
