import type { ConvasDocument, LayerNode } from '../document/schema.ts';

/**
 * Of documents without regard to where things lie on the canvas, to notes, and to what a search may vary: none of it
 * changes the analysis.
 */
export function sameNetwork(one: ConvasDocument, other: ConvasDocument): boolean {
  if (one === other) return true;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)] as (keyof ConvasDocument)[]);
  for (const key of keys) if (key !== 'layers' && key !== 'notes' && one[key] !== other[key]) return false;
  return (
    one.layers.length === other.layers.length &&
    one.layers.every((layer, at) => layer === other.layers[at] || sameButPlace(layer, other.layers[at]!))
  );
}

function sameButPlace(one: LayerNode, other: LayerNode): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)] as (keyof LayerNode)[]);
  for (const key of keys)
    if (key !== 'position' && key !== 'searchSpace' && one[key] !== other[key]) return false;
  return true;
}

/**
 * The indices of the layers that have other parameters in the second document; null where more is different than
 * parameters and places: layers, kinds, names, wires, data, or training.
 */
export function sameNetworkButParams(one: ConvasDocument, other: ConvasDocument): number[] | null {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)] as (keyof ConvasDocument)[]);
  for (const key of keys) if (key !== 'layers' && key !== 'notes' && one[key] !== other[key]) return null;
  if (one.layers.length !== other.layers.length) return null;
  const changed: number[] = [];
  for (let at = 0; at < one.layers.length; at++) {
    const [before, after] = [one.layers[at]!, other.layers[at]!];
    if (before === after || sameButPlace(before, after)) continue;
    if (!sameButPlace({ ...before, params: after.params }, after)) return null;
    changed.push(at);
  }
  return changed;
}
