import { isPort } from '../../src/document/blocks.ts';
import { setBypassed } from '../../src/document/operations/bypass.ts';
import type { ConvasDocument, LayerNode } from '../../src/document/schema.ts';
import { t } from '../i18n/index.ts';
import type { Edit } from './edit.ts';
import { lookup } from './lookup.ts';

/** The layers among these that can be bypassed: all but the ports of a block. */
export function bypassable(document: ConvasDocument, ids: readonly string[]): readonly LayerNode[] {
  return ids.flatMap((id) => lookup(document).layers.get(id) ?? []).filter((layer) => !isPort(layer));
}

export const isBypassed = (layers: readonly LayerNode[]): boolean =>
  layers.length > 0 && layers.every((layer) => layer.bypassed === true);

/** Bypasses these layers, or takes the bypass from them, as one step of undo. */
export function bypassOf(document: ConvasDocument, ids: readonly string[], bypassed: boolean): Edit {
  const layers = bypassable(document, ids);
  const what = layers.length === 1 ? layers[0]!.name : t.canvas.edits.items(layers.length);
  return {
    label: () => (bypassed ? t.canvas.edits.bypass(what) : t.canvas.edits.removeBypass(what)),
    change: (before) => ({ document: setBypassed(before, ids, bypassed) }),
  };
}
