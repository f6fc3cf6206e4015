import { EngineError } from '../../protocol/client.ts';

/** An array of a `.npy` file. */
export interface Npy {
  readonly shape: readonly number[];
  /** Floats as they are; what is whole in 32 bits. */
  readonly values: Uint8Array | Int32Array | Float64Array;
}

type Read = (view: DataView, at: number) => number;

/** Bytes an element and how to read it, by NumPy's type codes. */
const types: Readonly<Record<string, readonly [size: number, read: Read]>> = {
  '|u1': [1, (view, at) => view.getUint8(at)],
  '|b1': [1, (view, at) => view.getUint8(at)],
  '|i1': [1, (view, at) => view.getInt8(at)],
  '<u2': [2, (view, at) => view.getUint16(at, true)],
  '<i2': [2, (view, at) => view.getInt16(at, true)],
  '<u4': [4, (view, at) => view.getUint32(at, true)],
  '<i4': [4, (view, at) => view.getInt32(at, true)],
  '<i8': [8, (view, at) => Number(view.getBigInt64(at, true))],
  '<u8': [8, (view, at) => Number(view.getBigUint64(at, true))],
  '<f4': [4, (view, at) => view.getFloat32(at, true)],
  '<f8': [8, (view, at) => view.getFloat64(at, true)],
};

/**
 * Reads NumPy's array format (NEP 1), in C order.
 * @throws EngineError `dataset-corrupt`
 */
export function decodeNpy(bytes: Uint8Array, name: string): Npy {
  const corrupt = (why: string) => new EngineError('dataset-corrupt', `${name}: ${why}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || view.getUint32(0) !== 0x934e554d) throw corrupt('it is no NumPy array');
  const wide = bytes[6]! >= 2;
  const length = wide ? view.getUint32(8, true) : view.getUint16(8, true);
  const start = (wide ? 12 : 10) + length;
  if (start > bytes.length) throw corrupt('its header is cut short');
  const header = new TextDecoder('latin1').decode(bytes.subarray(wide ? 12 : 10, start));
  const code = /'descr':\s*'([^']*)'/.exec(header)?.[1] ?? '';
  const type = Object.hasOwn(types, code) ? types[code] : undefined;
  if (!type) throw corrupt(`values of type "${code}" cannot be read`);
  if (/'fortran_order':\s*True/.test(header)) throw corrupt('it is in Fortran order, C order is needed');
  const shape = (/'shape':\s*\(([^)]*)\)/.exec(header)?.[1] ?? '')
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(Number);
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  const [bytesEach, read] = type;
  if (!Number.isSafeInteger(size) || bytes.length - start !== size * bytesEach) {
    throw corrupt(`${shape.join(' × ')} values were announced, ${bytes.length - start} bytes are there`);
  }
  if (code === '|u1') return { shape, values: bytes.subarray(start) };
  const values = code.startsWith('<f') ? new Float64Array(size) : new Int32Array(size);
  for (let index = 0; index < size; index++) values[index] = read(view, start + index * bytesEach);
  return { shape, values };
}
