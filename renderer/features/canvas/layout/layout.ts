import { place } from '../../../../src/document/operations/arrange.ts';
import type { ConvasDocument } from '../../../../src/document/schema.ts';
import { type Box, boundsOf } from '../../../editing/arrange.ts';
import { card, snap, stripHeight } from '../../../editing/card.ts';
import { drawnBox } from '../cards/drawn.ts';
import { wholeFrame } from '../view/framing.ts';
import { lanesOf } from '../wires/lanes.ts';
import { type LayoutEngine, layoutGraph } from './graph.ts';
import {
  breakRow,
  columnsOf,
  type Extra,
  extentOf,
  type GridRow,
  idsOf,
  lineWidths,
  stackLines,
} from './lines.ts';
import { type Anchored, anchorNotes, notesOfLine, placeNotes } from './notes.ts';

interface Position {
  readonly x: number;
  readonly y: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

type Places = ReadonlyMap<string, Position>;

/** Above this many layers the wires are not asked how much room they take: each drawing would cost too much. */
const maxLayersMeasured = 1500;
/** Drawings that are compared. */
const maxCandidates = 40;
/** Of those that promise to be the largest so many are looked at exactly. */
const promising = 6;
/** What a cut through branches costs, as a share of the size, and the most that all of them cost: wires then cross. */
const cutCost = { each: 0.25, most: 0.55 } as const;
/** Drawings whose size differs by less are alike: the one of fewer lines is taken. */
const sizeTolerance = 1.01;
/** From a shortcut up to what is above it. */
const overLane = 12;

/** A network, or a part of one, drawn as one row from left to right. */
interface Drawing {
  readonly document: ConvasDocument;
  readonly places: Places;
  readonly row: GridRow;
  readonly notes: readonly Anchored[];
  /** Wires that pass over cards, and how high. */
  readonly lanes: readonly { readonly source: string; readonly target: string; readonly y: number }[];
}

function drawingOf(document: ConvasDocument, places: Places): Drawing {
  // The notes are still where they were.
  const cards = { ...place(document, places), notes: [] };
  const lanes = document.layers.length > maxLayersMeasured ? new Map<string, number>() : lanesOf(cards);
  const before = new Map(document.layers.map(({ id, position }) => [id, position]));
  return {
    document,
    places,
    row: columnsOf(places, document.edges),
    notes: anchorNotes(document.notes, before),
    lanes: document.edges.flatMap(({ id, source, target }) => {
      const y = lanes.get(id);
      return y === undefined ? [] : [{ source, target, y }];
    }),
  };
}

/** What the lines of a drawing need above and below, for the shortcuts within them and the notes beside them. */
function extraSpaceOf({ places, notes, lanes }: Drawing, lines: readonly GridRow[], width: number): Extra[] {
  const lineOf = new Map(lines.flatMap((line, index) => idsOf(line).map((id) => [id, index] as const)));
  const highest = new Array<number>(lines.length).fill(Number.POSITIVE_INFINITY);
  for (const { source, target, y } of lanes) {
    const line = lineOf.get(source);
    if (line !== undefined && line === lineOf.get(target)) highest[line] = Math.min(highest[line]!, y);
  }
  return lines.map((line, index) => {
    const ids = idsOf(line);
    const lane = Math.max(0, extentOf(ids, places).top - highest[index]! + overLane);
    if (notes.length === 0) return { above: lane, below: 0 };
    const { above, below } = notesOfLine(notes, places, ids, line[0]!.left + width);
    return { above: Math.max(lane, above.height), below: below.height };
  });
}

/** How large a drawing is shown when all of it is shown; wires and notes included. */
export function fitOf(document: ConvasDocument, view: Size): number {
  const { all } =
    document.layers.length > maxLayersMeasured ? { all: boundsOf(boxesOf(document)) } : drawnBox(document);
  return all ? wholeFrame(all, view).zoom : 0;
}

const boxesOf = ({ layers, notes }: ConvasDocument): Box[] => [
  ...layers.map(({ position }) => ({ ...position, width: card.width, height: card.height + stripHeight })),
  ...notes.map(({ position, size }) => ({ ...position, ...size })),
];

interface Candidate {
  readonly lines: readonly GridRow[];
  readonly places: Places;
  /** How large it is shown, less what cuts through branches cost. */
  readonly score: number;
}

/** What is left of a size for lines that are cut where more than one layer leads on. */
function cutPenalty(lines: readonly GridRow[]): number {
  const cuts = lines.slice(0, -1).filter((line) => line.at(-1)!.open > 1).length;
  return 1 - Math.min(cutCost.most, cutCost.each * cuts);
}

/** A drawing in lines, and about how large it is shown: by its cards alone, and the room between the lines. */
function roughly(drawing: Drawing, width: number, view: Size): Candidate {
  const lines = breakRow(drawing.row, width);
  const places = stackLines(lines, drawing.places, extraSpaceOf(drawing, lines, width));
  let [right, bottom] = [0, 0];
  for (const { x, y } of places.values()) {
    right = Math.max(right, x + card.width);
    bottom = Math.max(bottom, y + card.height + stripHeight);
  }
  const { zoom } = wholeFrame({ x: 0, y: 0, width: right, height: bottom }, view);
  return { lines, places, score: zoom * cutPenalty(lines) };
}

/** With its notes, and exactly how large it is shown. */
function measureExactly(drawing: Drawing, { lines, places }: Candidate, view: Size): Candidate {
  const all = new Map([...places, ...placeNotes(drawing.notes, lines.map(idsOf), places)]);
  return { lines, places: all, score: fitOf(place(drawing.document, all), view) * cutPenalty(lines) };
}

/** The row broken into the lines that fill the view best; of drawings that are alike that of fewer lines. */
function fill(drawing: Drawing, view: Size): Places {
  const best = lineWidths(drawing.row, maxCandidates)
    .map((width) => roughly(drawing, width, view))
    .sort((a, b) => b.score - a.score)
    .slice(0, promising)
    .map((each) => measureExactly(drawing, each, view))
    .sort((a, b) => a.lines.length - b.lines.length)
    .reduce<Candidate | null>(
      (found, each) => (found && each.score <= found.score * sizeTolerance ? found : each),
      null,
    );
  return best?.places ?? drawing.places;
}

/** The layers that are arranged, with the wires between them and the notes beside them. */
function partOf(document: ConvasDocument, ids: readonly string[] | null): ConvasDocument {
  if (ids === null) return document;
  const chosen = new Set(ids);
  const all = new Map(document.layers.map(({ id, position }) => [id, position]));
  const beside = new Set(
    anchorNotes(document.notes, all).flatMap(({ note, layer }) => (chosen.has(layer) ? [note.id] : [])),
  );
  return {
    ...document,
    layers: document.layers.filter(({ id }) => chosen.has(id)),
    edges: document.edges.filter(({ source, target }) => chosen.has(source) && chosen.has(target)),
    notes: document.notes.filter(({ id }) => beside.has(id)),
  };
}

const corner = (positions: Iterable<Position>): Position => {
  let [x, y] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const each of positions) {
    x = Math.min(x, each.x);
    y = Math.min(y, each.y);
  }
  return { x, y };
};

/** True where nothing lies on anything else and every wire leads to the right or to a line further down. */
export function isTidy(document: ConvasDocument): boolean {
  const at = new Map(document.layers.map(({ id, position }) => [id, position]));
  const onward = document.edges.every(({ source, target }) => {
    const [from, to] = [at.get(source), at.get(target)];
    return !from || !to || to.x >= from.x + card.width || to.y >= from.y + card.height;
  });
  if (!onward) return false;
  const boxes = boxesOf(document).sort((a, b) => a.x - b.x);
  return boxes.every((box, index) => {
    for (let next = index + 1; next < boxes.length && boxes[next]!.x < box.x + box.width; next++) {
      const other = boxes[next]!;
      if (other.y < box.y + box.height && box.y < other.y + other.height) return false;
    }
    return true;
  });
}

/**
 * Arranges a network so that it fills the view: from left to right, a long one in lines like those of a page, as many
 * as make it largest; notes go with the cards that they stand beside. A part stays where its top left corner was.
 *
 * @param ids the layers to arrange; null for all
 * @param view of the canvas, in pixels
 * @returns where layers and notes go, on the grid; null where all is arranged as well already
 * @throws what the engine throws
 */
export async function arrange(
  engine: LayoutEngine,
  document: ConvasDocument,
  ids: readonly string[] | null,
  view: Size,
): Promise<Places | null> {
  const part = partOf(document, ids);
  if (part.layers.length === 0) return null;
  const layers = part.layers.map(({ id }) => id);
  const drawn = await engine.layout(layoutGraph(layers, part.edges));
  const row = new Map((drawn.children ?? []).map(({ id, x = 0, y = 0 }) => [id, { x, y }]));
  const filled = fill(drawingOf(part, row), view);
  const from = corner(layers.map((id) => filled.get(id)!));
  const to = corner(part.layers.map(({ position }) => position));
  const places = new Map(
    [...filled].map(([id, { x, y }]) => [id, { x: snap(x - from.x + to.x), y: snap(y - from.y + to.y) }]),
  );
  const better = fitOf(place(part, places), view) >= fitOf(part, view) || !isTidy(part);
  return better ? places : null;
}
