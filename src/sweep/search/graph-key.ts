import type { Network } from '../../network/network.ts';

/** 128 bits of a text (cyrb128, a variant of MurmurHash3), as hexadecimal digits. */
function digest(text: string): string {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    a = b ^ Math.imul(a ^ code, 597399067);
    b = c ^ Math.imul(b ^ code, 2869860233);
    c = d ^ Math.imul(c ^ code, 951274213);
    d = a ^ Math.imul(d ^ code, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  return [a ^ b ^ c ^ d, b, c, d].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** JSON with the fields of objects in alphabetical order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

/**
 * What distinguishes networks: kinds, parameters with their defaults, and wires, and how they are trained; not names,
 * ids, places, or what is bypassed. Each layer is named by what it computes of its inputs, so that the order in which a
 * file lists layers does not matter.
 */
export function graphKey(network: Network, settings: unknown): string {
  const keys = new Map<string, string>();
  for (const { id, kind, params, inputs } of network.layers)
    keys.set(id, digest(canonical([kind.kind, params, inputs.map((input) => keys.get(input))])));
  return digest(canonical([[...keys.values()].sort(), network.outputs.map((id) => keys.get(id)), settings]));
}
