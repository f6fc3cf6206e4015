import type { ConvasDocument, LayerNode } from '../document/schema.ts';

/** Of documents without regard to where things lie on the canvas, and to notes: moving a card changes no analysis. */
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
  for (const key of keys) if (key !== 'position' && one[key] !== other[key]) return false;
  return true;
}
