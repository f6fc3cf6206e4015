import { bypassOf } from '../editing/bypass.ts';
import { useOpen } from '../stores/document/openStore.ts';
import { applyEdit } from './apply.ts';

/** Bypasses these layers of the open part, or takes the bypass from them. */
export function bypassLayers(ids: readonly string[], bypassed: boolean): void {
  applyEdit(bypassOf(useOpen.getState().document, ids, bypassed));
}
