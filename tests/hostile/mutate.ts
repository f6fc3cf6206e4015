import { createGenerator, type Generator } from '../../src/engine/random/generator.ts';

/** Numbers and texts that parsers stumble over. */
const nasty: readonly unknown[] = [
  ...[0, -1, 1, 0.5, 1e308, -1e308, 1e9, 2 ** 31, 2 ** 53, 5e-324],
  ...[
    null,
    true,
    '',
    'NaN',
    '1e999',
    '__proto__',
    'constructor',
    '\0',
    '\ud800',
    '../../x',
    'x'.repeat(5000),
  ],
  ...[[], {}, [[[]]], [null], { __proto__: null }, [0, 0], [-1, 1e9]],
];

const keys = ['', '__proto__', 'constructor', 'toString', '0', 'a.b/c'];

const pick = <T>(draw: Generator, from: readonly T[]): T => from[draw.below(from.length)]!;

/** Every place in a JSON value, as the object or array and the key in it. */
function places(value: unknown, found: [Record<string, unknown>, string][] = []) {
  if (typeof value !== 'object' || value === null) return found;
  for (const [key, each] of Object.entries(value)) {
    found.push([value as Record<string, unknown>, key]);
    places(each, found);
  }
  return found;
}

/** A JSON text with one to three values changed, removed, doubled, or put where others were. */
function mutateJson(text: string, draw: Generator): string {
  const value: unknown = JSON.parse(text);
  const all = places(value);
  for (let change = draw.below(3); change >= 0 && all.length > 0; change--) {
    const [parent, key] = pick(draw, all);
    const [other, otherKey] = pick(draw, all);
    const way = draw.below(5);
    if (way === 0) delete parent[key];
    else if (way === 1) parent[key] = structuredClone(other[otherKey]);
    else if (way === 2 && Array.isArray(parent)) parent.push(structuredClone(parent[Number(key)]));
    else if (way === 3) parent[pick(draw, keys)] = structuredClone(parent[key]);
    else parent[key] = pick(draw, nasty);
  }
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    // A value was put inside itself.
    return text;
  }
}

/** Bytes cut, flipped, filled, doubled, or with another number where one of four bytes may be. */
function mutateBytes(bytes: Uint8Array, draw: Generator): Uint8Array {
  let out = bytes.slice();
  for (let change = draw.below(4); change >= 0 && out.length > 0; change--) {
    const at = draw.below(out.length);
    const way = draw.below(7);
    if (way === 0) out = out.slice(0, at);
    else if (way === 1) out[at]! ^= 1 << draw.below(8);
    else if (way === 2) out[at] = pick(draw, [0, 1, 0x7f, 0x80, 0xff]);
    else if (way === 3) out.fill(pick(draw, [0, 0xff]), at, Math.min(out.length, at + draw.below(16)));
    else if (way === 4) out = new Uint8Array([...out.subarray(0, at), ...out.subarray(at >> 1)]);
    else if (way === 5) out.copyWithin(at, draw.below(out.length), draw.below(out.length));
    else if (at + 4 <= out.length)
      new DataView(out.buffer).setUint32(
        at,
        pick(draw, [0, 1, 0xffffffff, 0x7fffffff, 1 << 28]),
        draw.below(2) === 0,
      );
  }
  return out;
}

const isJson = (bytes: Uint8Array): boolean => bytes[0] === 0x7b;

/** What a seed becomes in one round: the same for the same numbers. Half of what is JSON stays JSON. */
export function mutated(seedOf: Uint8Array, seed: number, round: number): Uint8Array {
  const draw = createGenerator(seed, `fuzz/${round}`);
  // Headers are where parsers decide: half of the changes lie in the first bytes.
  if (isJson(seedOf) && draw.below(2) === 0)
    return new TextEncoder().encode(mutateJson(new TextDecoder().decode(seedOf), draw));
  if (seedOf.length > 512 && draw.below(2) === 0)
    return new Uint8Array([...mutateBytes(seedOf.subarray(0, 256), draw), ...seedOf.subarray(256)]);
  return mutateBytes(seedOf, draw);
}
