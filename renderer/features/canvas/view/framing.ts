import type { Box } from '../../../editing/arrange.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** Of empty canvas around what is shown, in pixels of the screen; below it the canvas's buttons lie. */
const margin = { side: 32, top: 28, bottom: 64 } as const;
const nearest = 1.15;
/** Below this a card's text is not read. */
const readable = 0.56;
/** Below this the names at the drawings are not read: a network is opened at its beginning rather than smaller. */
const recognizable = 0.3;
/** Notes are left out of view where the layers alone are this much larger: else they would lie under the buttons for little. */
const gain = 1.25;
/** A network of more layers is opened whole, as a map: its beginning would say too little of it. */
const fewLayers = 40;

const room = (view: Size): Size => ({
  width: Math.max(1, view.width - 2 * margin.side),
  height: Math.max(1, view.height - margin.top - margin.bottom),
});

const fittingZoom = (box: Box, { width, height }: Size): number =>
  Math.min(nearest, width / Math.max(1, box.width), height / Math.max(1, box.height));

/** All of a box in the middle of the view, no nearer than `most`. */
export function wholeFrame(box: Box, view: Size, most = nearest): Viewport {
  const { width, height } = room(view);
  const zoom = Math.min(most, fittingZoom(box, { width, height }));
  return {
    x: margin.side + width / 2 - (box.x + box.width / 2) * zoom,
    y: margin.top + height / 2 - (box.y + box.height / 2) * zoom,
    zoom,
  };
}

/**
 * What is seen of a network that was just opened: all of it with its notes, or all its layers, where cards can be
 * read and are much larger so; else all of it as drawings; of a small network that does not fit even so, its beginning
 * with its cards.
 */
export function openingFrame(all: Box, layers: Box, count: number, view: Size): Viewport {
  const whole = wholeFrame(all, view);
  if (whole.zoom >= readable) return whole;
  const narrower = wholeFrame(layers, view);
  if (whole.zoom >= recognizable && narrower.zoom < gain * whole.zoom) return whole;
  if (narrower.zoom >= readable || count > fewLayers) return narrower;
  if (whole.zoom >= recognizable) return whole;
  if (narrower.zoom >= recognizable) return narrower;
  const { width, height } = room(view);
  const start = (from: number, extent: number, at: number, space: number): number =>
    at + Math.max(0, (space - extent * readable) / 2) - from * readable;
  return {
    x: start(layers.x, layers.width, margin.side, width),
    y: start(layers.y, layers.height, margin.top, height),
    zoom: readable,
  };
}

const isInside = (box: Box, { x, y, zoom }: Viewport, view: Size): boolean =>
  box.x * zoom + x >= 0 &&
  box.y * zoom + y >= 0 &&
  (box.x + box.width) * zoom + x <= view.width &&
  (box.y + box.height) * zoom + y <= view.height;

/**
 * The same middle in a view of another size; what was seen whole stays whole, smaller where it has to be, and what is
 * worked on (`focus`) stays in view.
 */
export function keptFrame(
  viewport: Viewport,
  before: Size,
  now: Size,
  all: Box | null,
  focus: Box | null = null,
): Viewport {
  const kept = {
    x: viewport.x + (now.width - before.width) / 2,
    y: viewport.y + (now.height - before.height) / 2,
    zoom: viewport.zoom,
  };
  const cut = all !== null && isInside(all, viewport, before) && !isInside(all, kept, now);
  if (cut) return wholeFrame(all, now, viewport.zoom);
  const lost = focus !== null && isInside(focus, viewport, before) && !isInside(focus, kept, now);
  return lost ? movedTo(focus, kept, now, viewport.zoom) : kept;
}

/** Nearer than this a box is shown when it was out of view. */
const legibleZoom = 0.7;

/**
 * The view moved as little as shows a box, in its middle where it comes nearer; null where all of the box is in view
 * and, if it is to be read, no smaller than `least`.
 */
export function shownFrame(box: Box, viewport: Viewport, view: Size, least = 0): Viewport | null {
  // Below lie the canvas's buttons: what is under them is not seen.
  const clear = { width: view.width, height: view.height - margin.bottom + margin.top };
  if (viewport.zoom >= least && isInside(box, viewport, clear)) return null;
  const fits = wholeFrame(box, view, Number.POSITIVE_INFINITY).zoom;
  return movedTo(box, viewport, view, Math.min(Math.max(viewport.zoom, legibleZoom), fits));
}

/** The view moved, at `zoom`, as little as brings a box into its room; into the middle where the zoom changes. */
function movedTo(box: Box, viewport: Viewport, view: Size, zoom: number): Viewport {
  const { width, height } = room(view);
  const along = (from: number, extent: number, at: number, start: number, space: number): number => {
    const [least, most] = [start - from * zoom, start + space - (from + extent) * zoom];
    if (zoom !== viewport.zoom || most < least) return (least + most) / 2;
    return Math.min(Math.max(at, least), most);
  };
  return {
    x: along(box.x, box.width, viewport.x, margin.side, width),
    y: along(box.y, box.height, viewport.y, margin.top, height),
    zoom,
  };
}
