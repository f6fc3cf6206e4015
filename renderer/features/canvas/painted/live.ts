import { card } from '../../../editing/card.ts';
import { hidden, type Painted } from '../elements/admission.ts';
import type { Part } from '../elements/boxes.ts';
import type { CanvasEdge, CanvasNode, LayerFlowNode } from '../flow.ts';
import type { Detail } from '../view/detail.ts';

/**
 * Above this many cards in view they are painted; below the other they are elements again. Where cards are legible so
 * many are in view only when they lie on each other.
 */
const most = {
  painted: { before: 60, after: 44 },
  card: { before: 300, after: 240 },
} as const;

/** A layer pointed at that has more wires than this keeps them painted. */
const maxLiveWires = 100;

/** Whether there are more than could ever be elements, wherever they lie. */
export const isMany = (nodes: readonly CanvasNode[]): boolean => nodes.length > most.painted.before;

/** Whether more cards than can be elements are in this part of the canvas. */
export function isCrowded(
  nodes: readonly CanvasNode[],
  part: Part,
  detail: Detail,
  wasCrowded: boolean,
): boolean {
  const { before, after } = most[detail === 'card' ? 'card' : 'painted'];
  let room = wasCrowded ? after : before;
  for (const { type, position } of nodes) {
    const { x, y } = position;
    if (type !== 'layer' || x > part.right || x + card.width < part.left) continue;
    if (y > part.bottom || y + card.height < part.top) continue;
    room--;
    if (room < 0) return true;
  }
  return false;
}

/** The card at a point of the canvas, the topmost of several. */
export function layerUnder(
  nodes: readonly CanvasNode[],
  { x, y }: { x: number; y: number },
): LayerFlowNode | null {
  for (let at = nodes.length - 1; at >= 0; at--) {
    const node = nodes[at]!;
    const { position } = node;
    if (node.type !== 'layer' || x < position.x || x > position.x + card.width) continue;
    if (y >= position.y && y <= position.y + card.height) return node;
  }
  return null;
}

export interface Divided {
  /** For React Flow: what is drawn by it, and, not drawn, what is selected, so that it moves together. */
  readonly nodes: CanvasNode[];
  readonly edges: CanvasEdge[];
  /** For the painter: the rest. */
  readonly painted: Painted;
}

const same = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);

/**
 * Divides scenes into what is an element and what is painted: the layer under the pointer is an element. What is
 * painted is the same object as long as nothing of it changes: while one layer is dragged, the picture stays.
 */
export function createDivider(): (
  nodes: readonly CanvasNode[],
  edges: readonly CanvasEdge[],
  pointed: string | null,
) => Divided {
  let last: Painted = { nodes: [], edges: [] };
  return (nodes, edges, pointed) => {
    const isOwn = (edge: CanvasEdge): boolean => edge.source === pointed || edge.target === pointed;
    const own = pointed === null ? [] : edges.filter(isOwn);
    const live = own.length <= maxLiveWires ? own : [];
    const ends = new Set(live.flatMap(({ source, target }) => [source, target]));
    const painted = {
      nodes: nodes.filter((node): node is LayerFlowNode => node.type === 'layer' && node.id !== pointed),
      edges: live.length > 0 ? edges.filter((edge) => !isOwn(edge)) : edges,
    };
    if (!same(last.nodes, painted.nodes) || !same(last.edges, painted.edges)) last = painted;
    return {
      nodes: nodes.flatMap((node) => {
        if (node.type !== 'layer' || node.id === pointed) return [node];
        return node.selected || ends.has(node.id) ? [hidden(node)] : [];
      }),
      edges: live,
      painted: last,
    };
  };
}
