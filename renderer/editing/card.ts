/** A layer's card in pixels of the canvas; all multiples of the grid. */
export const grid = 8;
export const card = { width: 184, height: 144 } as const;
/** Where wires meet the card, from its top; fixed, so that a card that grows keeps its wires level. */
export const portY = 80;
/** What a strip of feature maps adds below. */
export const stripHeight = 40;
/** Between neighbors in an automatic layout, and when a layer is put behind another. */
export const gap = { x: 80, y: 56 } as const;

export function snap(value: number): number {
  return Math.round(value / grid) * grid;
}
