import { kindOf } from '../../../src/layers/registry.ts';

/** How a kind that is dragged out of the palette travels. */
export const kindDragType = 'application/x-convas-kind';

export function dragKind(transfer: DataTransfer, kind: string): void {
  transfer.setData(kindDragType, kind);
  transfer.effectAllowed = 'copy';
}

/** The kind that was dropped; null for anything else, of whatever origin. */
export function draggedKind(transfer: DataTransfer): string | null {
  const kind = transfer.getData(kindDragType);
  return kindOf(kind) ? kind : null;
}
