/** Murmur3's finaliser: every input bit reaches every output bit. */
export function mix(value: number): number {
  let bits = value >>> 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** 32 random bits for a key of two words and a counter, without state (Salmon et al. 2011 name the idea). */
export function bitsAt(high: number, low: number, counter: number): number {
  const keyed = mix(mix(high ^ 0x9e3779b9) ^ low);
  return mix(mix(keyed + Math.imul(counter, 0x9e3779b9)) ^ Math.imul(high, 0x85ebca6b) ^ counter);
}

/** Uniform on [0, 1), in steps of 2^-24 so that float32 holds it below 1. */
export function uniformAt(high: number, low: number, counter: number): number {
  return (bitsAt(high, low, counter) >>> 8) / 2 ** 24;
}

/** Standard normal (Box and Muller 1958). */
export function normalAt(high: number, low: number, counter: number): number {
  const radius = Math.sqrt(-2 * Math.log((bitsAt(high, low, 2 * counter) + 1) / 2 ** 32));
  return radius * Math.cos((2 * Math.PI * bitsAt(high, low, 2 * counter + 1)) / 2 ** 32);
}

/** A 32-bit number for a text (FNV-1a, mixed), the same everywhere. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return mix(hash);
}
