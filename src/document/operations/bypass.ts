import { isPort } from '../blocks.ts';
import type { ConvasDocument, LayerNode } from '../schema.ts';

function withBypass(layer: LayerNode, bypassed: boolean): LayerNode {
  if ((layer.bypassed === true) === bypassed) return layer;
  const { bypassed: _before, ...plain } = layer;
  return bypassed ? { ...plain, bypassed } : plain;
}

/**
 * Bypasses the layers, or uses them again. A bypassed layer keeps its parameters and wires, but takes no part: what
 * arrives at its input is passed on. The ports of a block cannot be bypassed and stay as they are.
 */
export function setBypassed(
  document: ConvasDocument,
  ids: Iterable<string>,
  bypassed: boolean,
): ConvasDocument {
  const chosen = new Set(ids);
  const layers = document.layers.map((layer) =>
    chosen.has(layer.id) && !isPort(layer) ? withBypass(layer, bypassed) : layer,
  );
  return layers.some((layer, index) => layer !== document.layers[index]) ? { ...document, layers } : document;
}
