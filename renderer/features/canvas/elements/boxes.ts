import { card, portY, stripHeight } from '../../../editing/card.ts';
import type { CanvasEdge, CanvasNode } from '../flow.ts';

/** A part of the canvas. */
export interface Part {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What of the canvas a view shows. */
export function partOf(
  [x, y, zoom]: readonly [number, number, number],
  { width, height }: { readonly width: number; readonly height: number },
): Part {
  return { left: -x / zoom, top: -y / zoom, right: (width - x) / zoom, bottom: (height - y) / zoom };
}

export const grown = ({ left, top, right, bottom }: Part, by: number): Part => ({
  left: left - by,
  top: top - by,
  right: right + by,
  bottom: bottom + by,
});

/** Whether any of a layer's card lies there, with the feature maps below it. */
export const meets = ({ position: { x, y } }: CanvasNode, part: Part): boolean =>
  x < part.right && x + card.width > part.left && y < part.bottom && y + card.height + stripHeight > part.top;

/** How far a wire may bend out of the box that its ends span. */
const bend = 48;

/**
 * Where the wires of a drawing lie, as boxes of four numbers each: among a hundred thousand those in view are found
 * in less than a millisecond.
 */
export interface WireBoxes {
  readonly edges: readonly CanvasEdge[];
  /** Calls back with each wire that meets the part, and the nodes that it joins. */
  within(part: Part, found: (edge: CanvasEdge) => void): void;
}

export function wireBoxes(byId: ReadonlyMap<string, CanvasNode>, edges: readonly CanvasEdge[]): WireBoxes {
  const boxes = new Float64Array(edges.length * 4).fill(Number.NaN);
  edges.forEach((edge, index) => {
    const from = byId.get(edge.source)?.position;
    const to = byId.get(edge.target)?.position;
    if (!from || !to) return;
    const [start, end] = [from.x + card.width, to.x];
    const heights = [from.y + portY, to.y + portY, edge.data?.lane ?? from.y + portY];
    boxes[index * 4] = Math.min(start, end) - bend;
    boxes[index * 4 + 1] = Math.min(...heights) - bend;
    boxes[index * 4 + 2] = Math.max(start, end) + bend;
    boxes[index * 4 + 3] = Math.max(...heights) + bend;
  });
  return {
    edges,
    within({ left, top, right, bottom }, found) {
      for (let index = 0; index < edges.length; index++) {
        const at = index * 4;
        if (boxes[at]! < right && boxes[at + 2]! > left && boxes[at + 1]! < bottom && boxes[at + 3]! > top)
          found(edges[index]!);
      }
    },
  };
}
