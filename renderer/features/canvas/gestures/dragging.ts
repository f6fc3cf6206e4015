import { place } from '../../../../src/document/operations/arrange.ts';
import { duplicate } from '../../../../src/document/operations/clipboard.ts';
import type { ConvasDocument } from '../../../../src/document/schema.ts';
import { selectIds } from '../../../actions/apply.ts';
import { type Box, boundsOf } from '../../../editing/arrange.ts';
import { grid, portY, snap } from '../../../editing/card.ts';
import { sizeOf } from '../../../editing/edits.ts';
import { lookup, titleOf } from '../../../editing/lookup.ts';
import { canStandInWire, moveIntoWire } from '../../../editing/wires.ts';
import { t } from '../../../i18n/index.ts';
import { useOpen } from '../../../stores/document/openStore.ts';
import { useCanvas } from '../../../stores/window/canvasStore.ts';
import { type Part, partOf } from '../near/boxes.ts';
import { screenOf, wireAt } from './gestures.ts';
import { type Aligned, alignTo } from './guides.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Dragged {
  readonly id: string;
  readonly position: Point;
}

/** What the canvas shows while something is dragged. */
export interface VisibleCanvas {
  readonly transform: readonly [number, number, number];
  readonly width: number;
  readonly height: number;
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
function neighbors(document: ConvasDocument, dragged: ReadonlySet<string>, box: Box, view: Part): Box[] {
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

/** Puts a dragged layer into the wire that it lies on, if that is shown. */
function showDrop(dropEdge: string | null): void {
  if (useCanvas.getState().dropEdge !== dropEdge) useCanvas.getState().set({ dropEdge });
}

/** The wire under the pointer, else under the middle of the card: it may be held by any part of it. */
function wireBelow(event: MouseEvent, card: Box & { readonly id: string | undefined }): string | null {
  const held = wireAt(screenOf(event), card.id);
  const middle = useCanvas.getState().view?.toScreen({ x: card.x + card.width / 2, y: card.y + portY });
  return held ?? (middle ? wireAt(middle, card.id) : null);
}

/**
 * Shows where dragged things would be put down: on the grid, drawn to the lines of their neighbors, in the wire below
 * the pointer or the card. With Alt copies go there instead. With Ctrl nothing attracts them but the grid.
 */
export function dragTo(event: MouseEvent, dragged: readonly Dragged[], view: VisibleCanvas): void {
  const { document } = useOpen.getState();
  const boxes = dragged.flatMap(({ id }) => boxOf(document, id) ?? []);
  const bounds = boundsOf(boxes);
  const [first] = dragged;
  const [start] = boxes;
  if (!bounds || !first || !start) return;
  const copying = event.altKey;
  const alone = event.ctrlKey || event.metaKey;
  const moved = { x: first.position.x - start.x, y: first.position.y - start.y };
  const box = { ...bounds, x: bounds.x + moved.x, y: bounds.y + moved.y };
  const others = new Set(copying ? [] : dragged.map(({ id }) => id));
  const near = alone ? [] : neighbors(document, others, box, partOf(view.transform, view));
  const most = Math.min(reach.canvas, reach.screen / view.transform[2]);
  const aligned = alone ? free : alignTo(box, near, most);
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
  useCanvas.getState().set({ moving, guides: aligned.guides, copying });
  const single = dragged.length === 1 && !alone && canStandInWire(document, first.id);
  showDrop(single ? wireBelow(event, { ...box, id: copying ? undefined : first.id }) : null);
}

/** The document with the dragged things where they were put down, or copies of them; `ids` of what lies there now. */
function putDown(document: ConvasDocument, places: ReadonlyMap<string, Point>, copying: boolean) {
  const ids = [...places.keys()];
  const from = copying ? boxOf(document, ids[0] ?? '') : null;
  const to = places.get(ids[0] ?? '');
  if (!from || !to) return { document: place(document, places), ids };
  return duplicate(document, ids, { x: to.x - from.x, y: to.y - from.y });
}

/** Puts what was dragged down: one step of undo, with the wire it was dropped on, if any. */
export function drop(): void {
  const { moving, copying, dropEdge, set } = useCanvas.getState();
  set({ moving: null, guides: [], copying: false, dropEdge: null });
  if (!moving) return;
  const { commit, document } = useOpen.getState();
  const [only] = moving.keys();
  const kind = only !== undefined && dropEdge !== null && lookup(document).layers.get(only)?.kind;
  const label = () => (kind ? words.insert(titleOf(kind)) : copying ? words.duplicate : words.move);
  let ids: readonly string[] = [];
  const done = commit(label, (before) => {
    const put = putDown(before, moving, copying);
    ids = put.ids;
    const [first] = ids;
    return dropEdge !== null && first !== undefined
      ? moveIntoWire(put.document, dropEdge, first)
      : put.document;
  });
  if (done && copying) selectIds(ids);
}
