import type { ConvasDocument, LayerNode } from '../schema.ts';
import { place } from './arrange.ts';
import { columnWidth } from './chain.ts';
import type { Position } from './layers.ts';

/** Of a card with the feature maps below it, in pixels of the canvas. */
export const cardHeight = 184;
/** Between two lines of a long network; less separates the branches of one line. */
export const lineGap = 56;
/** Between lines that are made here: a wire back has room over the shortcuts of the next. */
const wideGap = 80;
/** Columns after which what is put in goes on in a line of its own. */
const longest = 8;

/** The layers from `start` on along the wires, itself included. */
export function downstream(document: ConvasDocument, start: string): Set<string> {
  const targets = new Map<string, string[]>();
  for (const { source, target } of document.edges)
    targets.set(source, [...(targets.get(source) ?? []), target]);
  const reached = new Set([start]);
  for (const id of reached) for (const target of targets.get(id) ?? []) reached.add(target);
  return reached;
}

interface Line {
  readonly top: number;
  readonly bottom: number;
}

/** The line of a network, broken like text, in which a card at `y` stands: from one gap across all cards to the next. */
export function lineAt({ layers }: ConvasDocument, y: number): Line {
  let line: Line = { top: y, bottom: y + cardHeight };
  const tops = layers.map(({ position }) => position.y).sort((a, b) => a - b);
  const from = tops.findIndex((top) => top >= y);
  for (let at = from; at >= 0 && at < tops.length; at++) {
    if (tops[at]! >= line.bottom + lineGap) break;
    line = { ...line, bottom: tops[at]! + cardHeight };
  }
  for (let at = from < 0 ? tops.length - 1 : from - 1; at >= 0; at--) {
    if (tops[at]! + cardHeight + lineGap <= line.top) break;
    line = { ...line, top: tops[at]! };
  }
  return line;
}

const isIn = ({ top, bottom }: Line, { position }: LayerNode): boolean =>
  position.y >= top && position.y + cardHeight <= bottom;

/** With the wires alone that run to the right: one that runs back leads to another line, however near it stands. */
function onward(document: ConvasDocument): ConvasDocument {
  const x = new Map(document.layers.map(({ id, position }) => [id, position.x]));
  const edges = document.edges.filter(({ source, target }) => x.get(target)! > x.get(source)!);
  return { ...document, edges };
}

/**
 * Moves what follows a layer in its line to the right, and with `inclusive` the layer itself. Other lines stay: the
 * wire that leads to them grows longer, and crosses nothing.
 */
export function moveLine(
  document: ConvasDocument,
  layer: string,
  distance: number,
  inclusive: boolean,
): ConvasDocument {
  const start = document.layers.find(({ id }) => id === layer);
  if (!start) return document;
  const line = lineAt(document, start.position.y);
  const following = downstream(onward(document), layer);
  if (!inclusive) following.delete(layer);
  return place(
    document,
    new Map(
      document.layers
        .filter(
          (other) => following.has(other.id) && isIn(line, other) && other.position.x >= start.position.x,
        )
        .map(({ id, position }) => [id, { x: position.x + distance, y: position.y }]),
    ),
  );
}

/** Where the repetitions of what is put in for a layer go, from their top left corners. */
export interface Unfolded {
  readonly corners: readonly Position[];
  /** The document with room for them. */
  readonly document: ConvasDocument;
}

/**
 * Makes room in the place of a layer for as many repetitions of a drawing: beside each other, in lines below where
 * that would be long. What follows in the layer's line goes on behind the last; the lines below move down.
 */
export function makeRoom(
  document: ConvasDocument,
  layer: LayerNode,
  size: { readonly width: number; readonly height: number },
  repetitions: number,
): Unfolded {
  const inLine = Math.max(1, Math.floor((longest * columnWidth) / size.width));
  const lines = Math.ceil(repetitions / inLine);
  const line = lineAt(document, layer.position.y);
  const { x, y } = layer.position;
  const pitch = y - line.top + Math.max(size.height, line.bottom - y) + wideGap;
  const corners = Array.from({ length: repetitions }, (_, index) => ({
    x: x + (index % inLine) * size.width,
    y: y + Math.floor(index / inLine) * pitch,
  }));
  const right = (corners.at(-1)?.x ?? x) + size.width - (x + columnWidth);
  const down = (lines - 1) * pitch;
  const below = down + Math.max(0, y + size.height - line.bottom);
  const following = downstream(document, layer.id);
  const positions = new Map<string, Position>();
  for (const other of document.layers) {
    const { position } = other;
    if (position.y >= line.bottom) positions.set(other.id, { x: position.x, y: position.y + below });
    else if (following.has(other.id) && isIn(line, other) && position.x > x)
      positions.set(other.id, { x: position.x + right, y: position.y + down });
  }
  for (const { id, position } of document.notes) {
    if (position.y >= line.bottom) positions.set(id, { x: position.x, y: position.y + below });
  }
  return { corners, document: place(document, positions) };
}
