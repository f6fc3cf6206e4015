/** Chunks that hold packed data beside the pixels (PNG, third edition, 11.3.2.2 and 11.3.3): profiles and texts. */
const packed = new Set(['iCCP', 'zTXt', 'iTXt']);

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Length and name before a chunk's data, checksum behind them. */
const around = 12;

/**
 * The same PNG image without its packed profiles and texts: decoders unpack them without a bound, 2 MB to 2 GB, and
 * no one looks at them here. Any other file as it is.
 */
export function withoutPackedChunks(bytes: Uint8Array): Uint8Array {
  if (!signature.every((byte, at) => bytes[at] === byte)) return bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Uint8Array[] = [];
  let kept = 0;
  for (let at = signature.length; at + around <= bytes.length; ) {
    const end = at + around + view.getUint32(at);
    if (packed.has(String.fromCharCode(...bytes.subarray(at + 4, at + 8)))) {
      parts.push(bytes.subarray(kept, at));
      kept = Math.min(end, bytes.length);
    }
    at = end;
  }
  return kept === 0 ? bytes : Buffer.concat([...parts, bytes.subarray(kept)]);
}
