import { place } from '../../src/document/operations/arrange.ts';
import { duplicate } from '../../src/document/operations/clipboard.ts';
import type { ConvasDocument } from '../../src/document/schema.ts';
import { t } from '../i18n/index.ts';
import { type Box, boundsOf } from './arrange.ts';
import { grid, snap } from './card.ts';
import type { Edit, Point } from './edit.ts';
import { sizeOf } from './edits.ts';
import { type Aligned, alignTo, type Guide } from './guides.ts';
import { lookup, titleOf } from './lookup.ts';
import { moveIntoWire } from './wires.ts';

export interface Dragged {
  readonly id: string;
  readonly position: Point;
}

/** The part of the canvas that is in view. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface DragOptions {
  /** Copies are moved. */
  readonly copying: boolean;
  /** Nothing attracts but the grid. */
  readonly alone: boolean;
}

/** Where dragged things would be put down. */
export interface Drag {
  readonly moving: ReadonlyMap<string, Point>;
  readonly guides: readonly Guide[];
  /** The box around them, where the pointer has it. */
  readonly box: Box;
}

/** How near a line has to come to another to be drawn to it, in pixels of the screen and at most of the canvas. */
const reach = { screen: 6, canvas: 16 } as const;
/** What lies further away than this is no neighbor. */
const nearby = 800;
const words = t.canvas.edits;
const free: Aligned = { x: null, y: null, guides: [] };

const boxOf = (document: ConvasDocument, id: string): Box | null => {
  const { layers, notes } = lookup(document);
  const item = layers.get(id) ?? notes.get(id);
  return item ? { ...item.position, ...sizeOf(document, id) } : null;
};

/** What a dragged thing may be aligned with: what is in view and not far from it. */
function neighbors(document: ConvasDocument, dragged: ReadonlySet<string>, box: Box, view: Area): Box[] {
  const area = {
    left: Math.max(view.left, box.x - nearby),
    top: Math.max(view.top, box.y - nearby),
    right: Math.min(view.right, box.x + box.width + nearby),
    bottom: Math.min(view.bottom, box.y + box.height + nearby),
  };
  return [...document.layers, ...document.notes].flatMap(({ id }) => {
    const other = dragged.has(id) ? null : boxOf(document, id);
    if (!other || other.x > area.right || other.x + other.width < area.left) return [];
    return other.y > area.bottom || other.y + other.height < area.top ? [] : [other];
  });
}

/** How far a thing goes along an axis: to the line that it is aligned with, else to the grid, else it stays. */
function distanceAlong(start: number, moved: number, aligned: number | null): number {
  if (aligned !== null) return moved + aligned;
  return Math.abs(moved) < grid / 2 ? 0 : snap(start + moved) - start;
}

/**
 * Where dragged things would be put down: on the grid, drawn to the lines of their neighbors. Null where none of them
 * is in the document.
 * @param view what is in view @param zoom pixels of the screen per pixel of the canvas
 */
export function dragOf(
  document: ConvasDocument,
  dragged: readonly Dragged[],
  { copying, alone }: DragOptions,
  view: Area,
  zoom: number,
): Drag | null {
  const boxes = dragged.flatMap(({ id }) => boxOf(document, id) ?? []);
  const bounds = boundsOf(boxes);
  const [first] = dragged;
  const [start] = boxes;
  if (!bounds || !first || !start) return null;
  const moved = { x: first.position.x - start.x, y: first.position.y - start.y };
  const box = { ...bounds, x: bounds.x + moved.x, y: bounds.y + moved.y };
  const others = new Set(copying ? [] : dragged.map(({ id }) => id));
  const near = alone ? [] : neighbors(document, others, box, view);
  const aligned = alone ? free : alignTo(box, near, Math.min(reach.canvas, reach.screen / zoom));
  const distance = {
    x: distanceAlong(start.x, moved.x, aligned.x),
    y: distanceAlong(start.y, moved.y, aligned.y),
  };
  const moving = new Map(
    dragged.flatMap(({ id }) => {
      const from = boxOf(document, id);
      return from ? [[id, { x: from.x + distance.x, y: from.y + distance.y }] as const] : [];
    }),
  );
  return { moving, guides: aligned.guides, box };
}

/** The document with the dragged things where they were put down, or copies of them; `ids` of what lies there now. */
function putDown(document: ConvasDocument, places: ReadonlyMap<string, Point>, copying: boolean) {
  const ids = [...places.keys()];
  const from = copying ? boxOf(document, ids[0] ?? '') : null;
  const to = places.get(ids[0] ?? '');
  if (!from || !to) return { document: place(document, places), ids };
  return duplicate(document, ids, { x: to.x - from.x, y: to.y - from.y });
}

/** Puts what was dragged down, or copies of it; into the wire it was dropped on, if any. */
export function dropOf(
  { layers }: ReturnType<typeof lookup>,
  moving: ReadonlyMap<string, Point>,
  { copying, wire }: { readonly copying: boolean; readonly wire: string | null },
): Edit {
  const [only] = moving.keys();
  const kind = only !== undefined && wire !== null ? layers.get(only)?.kind : undefined;
  return {
    label: () => (kind ? words.insert(titleOf(kind)) : copying ? words.duplicate : words.move),
    change: (before) => {
      const { document, ids } = putDown(before, moving, copying);
      const [first] = ids;
      return {
        document: wire !== null && first !== undefined ? moveIntoWire(document, wire, first) : document,
        ...(copying && { select: ids }),
      };
    },
  };
}
