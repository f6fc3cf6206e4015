import type { Viewport } from '@xyflow/react';
import type { ConvasDocument } from '../../../../src/document/schema.ts';
import { type Box, boundsOf } from '../../../editing/arrange.ts';
import { stripHeight } from '../../../editing/card.ts';
import { sizeOf } from '../../../editing/edits.ts';
import { lookup } from '../../../editing/lookup.ts';
import { drawnBox } from '../cards/drawn.ts';
import { openingFrame, wholeFrame } from './framing.ts';

/** Of the canvas on the screen, in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The cards and notes with these ids. */
export function boxesOf(document: ConvasDocument, ids: readonly string[]): readonly Box[] {
  const { layers, notes } = lookup(document);
  return ids.flatMap((id) => {
    const item = layers.get(id) ?? notes.get(id);
    return item ? [{ ...item.position, ...sizeOf(document, id) }] : [];
  });
}

/** What surrounds these, with the room below that feature maps take; null where there are none. */
export function frameOf(document: ConvasDocument, ids: readonly string[]): Box | null {
  const { layers } = lookup(document);
  const bounds = boundsOf(boxesOf(document, ids));
  const below = ids.some((id) => layers.has(id)) ? stripHeight : 0;
  return bounds && { ...bounds, height: bounds.height + below };
}

/** Where the view goes for what it is to show; null where there is nothing. */
export function viewportOf(document: ConvasDocument, shows: 'opened' | 'all', view: Size): Viewport | null {
  const { all, network } = drawnBox(document);
  if (all === null) return null;
  if (shows === 'all') return wholeFrame(all, view);
  return openingFrame(all, network ?? all, document.layers.length, view);
}
