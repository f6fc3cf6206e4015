/**
 * How much a layer shows at a zoom: the whole card, its drawing and name, or a block of its family's color.
 * The thresholds are where the card's 12 px text, and then a name as large as its place, stop being legible.
 */
export type Detail = 'card' | 'stack' | 'block';

/** From here on the whole card is seen. */
export const cardZoom = 0.55;

export function detailAt(zoom: number): Detail {
  if (zoom >= cardZoom) return 'card';
  if (zoom >= 0.14) return 'stack';
  return 'block';
}
