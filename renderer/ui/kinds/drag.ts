import { z } from 'zod';
import { kindOf } from '../../../src/layers/registry.ts';

/**
 * What can be put into a network: a layer of a kind, or one that stands for a block, of the document or of those that
 * the person keeps.
 */
export type Item = { readonly kind: string } | { readonly block: string } | { readonly kept: string };

/** How an item that is dragged out of the palette travels. */
export const itemDragType = 'application/x-convas-item';

const travelling = z.union([
  z.strictObject({ kind: z.string().refine((kind) => kindOf(kind) !== undefined) }),
  z.strictObject({ block: z.string() }),
  z.strictObject({ kept: z.string() }),
]);

export function dragItem(transfer: DataTransfer, item: Item): void {
  transfer.setData(itemDragType, JSON.stringify(item));
  transfer.effectAllowed = 'copy';
}

/** What was dropped; null for anything else, of whatever origin. */
export function droppedItem(transfer: DataTransfer): Item | null {
  try {
    return travelling.parse(JSON.parse(transfer.getData(itemDragType)));
  } catch {
    return null;
  }
}

/** Whether a wire can lead into a layer of the item. */
export const takesWires = (item: Item): boolean => !('kind' in item) || kindOf(item.kind)?.inputs.max !== 0;
