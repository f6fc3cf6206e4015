import { paste } from '../../src/document/operations/clipboard.ts';
import type { ConvasDocument } from '../../src/document/schema.ts';
import { t } from '../i18n/index.ts';
import { type Box, boundsOf } from './arrange.ts';
import { card, grid, snap } from './card.ts';
import type { Edit, Point } from './edit.ts';

/** What surrounds copied layers and notes; null where nothing was copied. */
export const boundsOfCopied = ({ layers, notes }: ConvasDocument): Box | null =>
  boundsOf([
    ...layers.map(({ position }) => ({ ...position, ...card })),
    ...notes.map(({ position, size }) => ({ ...position, ...size })),
  ]);

/**
 * How far from where they were copied layers are pasted: to the pointer, or a step beside the originals.
 * @param times how often the same was pasted in a row; each is a step further, so that none hides the one before
 */
export const pasteOffset = (bounds: Box, pointer: Point | null, times: number): Point =>
  pointer
    ? { x: snap(pointer.x - bounds.x), y: snap(pointer.y - bounds.y) }
    : { x: 4 * grid * times, y: (card.height + 4 * grid) * times };

/** Pastes copied layers and notes, and selects them. */
export const pasteOf = (fragment: ConvasDocument, offset: Point): Edit => ({
  label: () => t.canvas.edits.paste,
  change(before) {
    const { document, ids } = paste(before, fragment, offset);
    return { document, select: ids };
  },
});
