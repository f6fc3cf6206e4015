/** An IDX file of unsigned bytes, as `decodeIdx` reads it. */
export function encodeIdx(dims: readonly number[], data: Uint8Array): Uint8Array {
  const start = 4 + dims.length * 4;
  const bytes = new Uint8Array(start + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(2, 0x08);
  view.setUint8(3, dims.length);
  dims.forEach((dimension, index) => {
    view.setUint32(4 + index * 4, dimension);
  });
  bytes.set(data, start);
  return bytes;
}
