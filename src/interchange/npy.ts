type Numbers = Float32Array | Float64Array | Int32Array | Uint8Array;

const types = [
  [Float64Array, '<f8'],
  [Float32Array, '<f4'],
  [Int32Array, '<i4'],
  [Uint8Array, '|u1'],
] as const;

/** The head of a NumPy array file (NEP 1, version 1.0), for numbers that follow row by row. */
export function npyHead(of: Numbers, shape: readonly number[]): Uint8Array {
  const [, type] = types.find(([made]) => of instanceof made)!;
  const sides = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${type}', 'fortran_order': False, 'shape': (${sides}), }`;
  // The numbers begin at a multiple of 64.
  const length = Math.ceil((10 + text.length + 1) / 64) * 64;
  const head = new Uint8Array(length).fill(0x20);
  head.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, (length - 10) & 255, (length - 10) >> 8]);
  head.set(new TextEncoder().encode(text), 10);
  head[length - 1] = 0x0a;
  return head;
}

/** A whole array file. */
export function* npy(values: Numbers, shape: readonly number[]): Generator<Uint8Array> {
  yield npyHead(values, shape);
  yield new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
