import { sizeOf } from '../../../layers/shape.ts';
import { message } from '../../../text/message.ts';
import { TextError } from '../../../text/text-error.ts';
import type { StoredTensor } from './model.ts';

/** A tensor whose numbers are known. A length that is known only at run time, the batch, is NaN among numbers. */
export interface Constant {
  readonly dims: readonly number[];
  readonly values: Float32Array | readonly number[];
}

type Decode = (view: DataView, at: number) => number;

/** A half as a number: 1 bit of sign, 5 of exponent, 10 of fraction. */
function half(bits: number): number {
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  const sign = bits & 0x8000 ? -1 : 1;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** By `TensorProto.DataType`: bytes of an element, and how it is read. */
const types: Readonly<Record<number, { readonly size: number; readonly decode: Decode }>> = {
  1: { size: 4, decode: (view, at) => view.getFloat32(at, true) },
  2: { size: 1, decode: (view, at) => view.getUint8(at) },
  3: { size: 1, decode: (view, at) => view.getInt8(at) },
  6: { size: 4, decode: (view, at) => view.getInt32(at, true) },
  7: { size: 8, decode: (view, at) => Number(view.getBigInt64(at, true)) },
  9: { size: 1, decode: (view, at) => view.getUint8(at) },
  10: { size: 2, decode: (view, at) => half(view.getUint16(at, true)) },
  11: { size: 8, decode: (view, at) => view.getFloat64(at, true) },
};

/** Numbers of a tensor: more are in no model that fits into memory. */
const most = 2 ** 30;

interface Place {
  readonly from: number;
  readonly to: number;
}

/** Reads tensors, those outside the file from its own folder alone. */
export function tensorReader(file: string, beside: (name: string) => Promise<Uint8Array | null>) {
  const files = new Map<string, Promise<Uint8Array | null>>();
  const used = new Map<string, Place[]>();

  async function external(tensor: StoredTensor, size: number): Promise<Uint8Array> {
    const location = tensor.external!.get('location') ?? '';
    const refuse = (key: 'onnx-outside' | 'onnx-external' | 'onnx-overlap') =>
      new TextError(message(`import.${key}`, { file, tensor: tensor.name, location }));
    if (location === '' || /[\\/]|^\.\.?$/.test(location)) throw refuse('onnx-outside');
    const opened = files.get(location) ?? beside(location);
    files.set(location, opened);
    const bytes = await opened;
    const from = Number(tensor.external!.get('offset') ?? 0);
    const length = Number(tensor.external!.get('length') ?? size);
    if (!bytes || !Number.isInteger(from) || from < 0 || length !== size || from + length > bytes.length)
      throw refuse('onnx-external');
    const places = used.get(location) ?? [];
    if (size > 0 && places.some((place) => from < place.to && place.from < from + length))
      throw refuse('onnx-overlap');
    used.set(location, [...places, { from, to: from + length }]);
    return bytes.subarray(from, from + length);
  }

  /** @throws TextError where its shape and its bytes do not fit */
  return async function read(tensor: StoredTensor): Promise<Constant> {
    const { dims, type, raw, numbers, name } = tensor;
    const size = sizeOf(dims);
    const shape = dims.join(' x ');
    if (dims.some((length) => !Number.isInteger(length) || length < 0) || size > most)
      throw new TextError(message('import.onnx-shape', { file, tensor: name, shape }));
    const known = types[type];
    if (!known) throw new TextError(message('import.onnx-type', { file, tensor: name, type }));
    const bytes = tensor.external ? await external(tensor, size * known.size) : raw;
    if (!bytes) {
      if (numbers.length !== size)
        throw new TextError(message('import.onnx-short', { file, tensor: name, shape }));
      const values = type === 10 ? numbers.map(half) : numbers;
      return { dims, values: type === 1 ? Float32Array.from(values) : values };
    }
    if (bytes.length !== size * known.size)
      throw new TextError(message('import.onnx-short', { file, tensor: name, shape }));
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const floating = type === 1 || type === 10 || type === 11;
    const values = floating ? new Float32Array(size) : new Array<number>(size);
    for (let at = 0; at < size; at++) values[at] = known.decode(view, at * known.size);
    return { dims, values };
  };
}
