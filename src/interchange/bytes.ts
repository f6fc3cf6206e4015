const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** Numbers as float32, little-endian: where the machine is so itself, the same memory. */
export function bytesOf(values: Float32Array): Uint8Array {
  if (littleEndian) return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const bytes = new Uint8Array(values.byteLength);
  const view = new DataView(bytes.buffer);
  values.forEach((value, at) => {
    view.setFloat32(4 * at, value, true);
  });
  return bytes;
}
