import { clampPosition } from '../limits.ts';
import type { ConvasDocument } from '../schema.ts';
import type { Position } from './layers.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}
export type Alignment = 'left' | 'center' | 'right' | 'top' | 'middle' | 'bottom';

/** Puts layers and notes where `positions` says, by id; the rest stays. */
export function place(document: ConvasDocument, positions: ReadonlyMap<string, Position>): ConvasDocument {
  const moved = <T extends { id: string; position: { x: number; y: number } }>(items: T[]): T[] => {
    let changed = false;
    const after = items.map((item) => {
      const to = positions.get(item.id);
      if (!to || !Number.isFinite(to.x) || !Number.isFinite(to.y)) return item;
      const { x, y } = clampPosition(to);
      if (x === item.position.x && y === item.position.y) return item;
      changed = true;
      return { ...item, position: { x, y } };
    });
    return changed ? after : items;
  };
  const layers = moved(document.layers);
  const notes = moved(document.notes);
  return layers === document.layers && notes === document.notes ? document : { ...document, layers, notes };
}

/** Moves layers and notes by the same distance. */
export function moveBy(document: ConvasDocument, ids: Iterable<string>, distance: Position): ConvasDocument {
  const chosen = new Set(ids);
  const positions = new Map<string, Position>();
  for (const { id, position } of [...document.layers, ...document.notes])
    if (chosen.has(id)) positions.set(id, { x: position.x + distance.x, y: position.y + distance.y });
  return place(document, positions);
}

interface Box extends Position, Size {
  readonly id: string;
}

function boxesOf(document: ConvasDocument, ids: Iterable<string>, sizeOf: (id: string) => Size): Box[] {
  const chosen = new Set(ids);
  return [...document.layers, ...document.notes]
    .filter((item) => chosen.has(item.id))
    .map(({ id, position }) => ({ id, ...position, ...sizeOf(id) }));
}

const aligned: Record<Alignment, (box: Box, all: readonly Box[]) => Position> = {
  left: (box, all) => ({ x: Math.min(...all.map((other) => other.x)), y: box.y }),
  right: (box, all) => ({ x: Math.max(...all.map((other) => other.x + other.width)) - box.width, y: box.y }),
  center: (box, all) => ({ x: middle(all, 'x', 'width') - box.width / 2, y: box.y }),
  top: (box, all) => ({ x: box.x, y: Math.min(...all.map((other) => other.y)) }),
  bottom: (box, all) => ({
    x: box.x,
    y: Math.max(...all.map((other) => other.y + other.height)) - box.height,
  }),
  middle: (box, all) => ({ x: box.x, y: middle(all, 'y', 'height') - box.height / 2 }),
};

function middle(boxes: readonly Box[], start: 'x' | 'y', extent: 'width' | 'height'): number {
  const first = Math.min(...boxes.map((box) => box[start]));
  const last = Math.max(...boxes.map((box) => box[start] + box[extent]));
  return (first + last) / 2;
}

/** Lines the chosen layers and notes up along one edge or middle of their common box. */
export function align(
  document: ConvasDocument,
  ids: Iterable<string>,
  alignment: Alignment,
  sizeOf: (id: string) => Size,
): ConvasDocument {
  const boxes = boxesOf(document, ids, sizeOf);
  if (boxes.length < 2) return document;
  return place(document, new Map(boxes.map((box) => [box.id, aligned[alignment](box, boxes)])));
}

/** Gives the chosen equal gaps from the first to the last, which stay where they are. */
export function distribute(
  document: ConvasDocument,
  ids: Iterable<string>,
  axis: 'horizontal' | 'vertical',
  sizeOf: (id: string) => Size,
): ConvasDocument {
  const [start, extent] = axis === 'horizontal' ? (['x', 'width'] as const) : (['y', 'height'] as const);
  const boxes = boxesOf(document, ids, sizeOf).sort((a, b) => a[start] - b[start]);
  const first = boxes[0];
  const last = boxes.at(-1);
  if (!first || !last || boxes.length < 3) return document;
  const inner = boxes.reduce((sum, box) => sum + box[extent], 0);
  const gap = (last[start] + last[extent] - first[start] - inner) / (boxes.length - 1);
  let next = first[start];
  const positions = new Map<string, Position>();
  for (const box of boxes) {
    positions.set(box.id, { x: box.x, y: box.y, [start]: next });
    next += box[extent] + gap;
  }
  return place(document, positions);
}
