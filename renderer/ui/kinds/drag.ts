import { kindOf } from '../../../src/layers/registry.ts';

/** How a kind that is dragged out of the palette travels. */
export const kindDragType = 'application/x-convas-kind';

export function dragKind(transfer: DataTransfer, kind: string): void {
  transfer.setData(kindDragType, kind);
  transfer.effectAllowed = 'copy';
}

/** A block of the document, or one that the person keeps, as it is dragged and added in a kind's place. */
export const ownBlock = (definition: string): string => `block:${definition}`;
export const keptBlock = (id: string): string => `kept:${id}`;

/** Which block was meant; null where it was a kind. */
export function blockMeant(item: string): { from: 'document' | 'library'; id: string } | null {
  const found = /^(block|kept):(.+)$/s.exec(item);
  return found && { from: found[1] === 'block' ? 'document' : 'library', id: found[2]! };
}

/** The kind or block that was dropped; null for anything else, of whatever origin. */
export function draggedKind(transfer: DataTransfer): string | null {
  const item = transfer.getData(kindDragType);
  return kindOf(item) || blockMeant(item) ? item : null;
}
