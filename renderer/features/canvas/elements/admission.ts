import { card, gap } from '../../../editing/card.ts';
import type { CanvasEdge, CanvasNode, LayerFlowNode } from '../flow.ts';
import { grown, meets, type Part, wireBoxes } from './boxes.ts';

/**
 * Cards half a column beyond the view are made before they are seen, and stay until they are a column beyond it. Not
 * more of them: each costs a little in every frame.
 */
const ahead = (card.width + gap.x) / 2;
const behind = 2 * ahead;

/** How many cards become elements in one step: of those in view, and, if that leaves room, of those around it. */
export interface Limit {
  readonly inView: (missing: number) => number;
  readonly around: number;
}

export const limits = {
  /** While the view moves: what a frame has room for, and more only where an eighth of what is seen is missing. */
  moving: { inView: (missing) => Math.max(1, Math.ceil(missing / 8)), around: 1 },
  /** When it has come to rest. */
  resting: { inView: (missing) => Math.max(3, Math.ceil(missing / 8)), around: 2 },
  /** Where it jumps to, and what was opened or put in: as many as a screen holds. */
  jumped: { inView: () => 32, around: 0 },
} as const satisfies Record<string, Limit>;

/** More wires than this in view are painted: elements of them all would take seconds. */
export const maxWires = 400;

/** What is a picture instead of elements. */
export interface Painted {
  readonly nodes: readonly LayerFlowNode[];
  readonly edges: readonly CanvasEdge[];
  /** Only the wires are painted: the nodes say where they end. */
  readonly wiresOnly?: boolean;
}

export interface Admitted {
  /** For React Flow: what is drawn by it, what its wires end at, notes, and what is selected. */
  readonly nodes: CanvasNode[];
  readonly edges: CanvasEdge[];
  /** Cards in view that are not elements yet. */
  readonly waiting: readonly LayerFlowNode[];
  /** Wires that are too many to be elements, to be painted, and where they end; null where they are not too many. */
  readonly manyWires: Painted | null;
}

const hiddenNodes = new WeakMap<CanvasNode, CanvasNode>();

/** Known to React Flow, not drawn by it. */
export function hidden(node: CanvasNode): CanvasNode {
  const known = hiddenNodes.get(node) ?? { ...node, hidden: true };
  hiddenNodes.set(node, known);
  return known;
}

const middleOf = (part: Part) => ({ x: (part.left + part.right) / 2, y: (part.top + part.bottom) / 2 });

/** How far a card's middle lies from a point. */
const distance = ({ position }: CanvasNode, { x, y }: { x: number; y: number }): number =>
  Math.max(Math.abs(position.x + card.width / 2 - x), Math.abs(position.y + card.height / 2 - y));

/**
 * Decides which cards are elements: those in view and around it. Making one takes a millisecond or two, so that a
 * column that comes into view at once would cost frames: they are made a few at a time, the nearest first.
 */
export function createAdmission() {
  let live = new Set<string>();
  let known: { nodes: readonly CanvasNode[]; byId: ReadonlyMap<string, CanvasNode> } | null = null;
  let wires: ReturnType<typeof wireBoxes> | null = null;
  let manyWires: { readonly of: readonly CanvasEdge[]; readonly among: readonly CanvasNode[] } | null = null;
  let painted: Painted | null = null;

  /** The same object as long as nothing of it changes: the picture stays. */
  function paintedOf(nodes: readonly CanvasNode[], edges: readonly CanvasEdge[]): Painted {
    if (!painted || manyWires?.of !== edges || manyWires.among !== nodes) {
      painted = {
        nodes: nodes.filter((node): node is LayerFlowNode => node.type === 'layer'),
        edges: edges.filter(({ selected }) => !selected),
        wiresOnly: true,
      };
      manyWires = { of: edges, among: nodes };
    }
    return painted;
  }

  function learn(nodes: readonly CanvasNode[], edges: readonly CanvasEdge[]) {
    if (known?.nodes !== nodes) {
      known = { nodes, byId: new Map(nodes.map((node) => [node.id, node])) };
      wires = null;
    }
    if (wires?.edges !== edges) wires = wireBoxes(known.byId, edges);
    return { byId: known.byId, wires };
  }

  return {
    /**
     * Takes one step towards what the view asks for.
     *
     * @param pinned what stays an element wherever it is
     * @returns whether anything changed, and whether more is to be done
     */
    step(
      nodes: readonly CanvasNode[],
      part: Part,
      limit: Limit,
      pinned: ReadonlySet<string>,
    ): { changed: boolean; more: boolean } {
      const wanted = grown(part, ahead);
      const kept = grown(part, behind);
      const next = new Set<string>();
      const missing: CanvasNode[] = [];
      const leaving: CanvasNode[] = [];
      for (const node of nodes) {
        if (node.type !== 'layer') continue;
        const was = live.has(node.id);
        if (was && (pinned.has(node.id) || meets(node, kept))) next.add(node.id);
        else if (was) leaving.push(node);
        else if (meets(node, wanted)) missing.push(node);
      }
      const middle = middleOf(part);
      missing.sort((a, b) => distance(a, middle) - distance(b, middle));
      const seen = missing.filter((node) => meets(node, part));
      const entering = seen.slice(0, limit.inView(seen.length));
      const room = Math.max(0, limit.around - entering.length);
      const around = missing.filter((node) => !meets(node, part)).slice(0, room);
      for (const { id } of [...entering, ...around]) next.add(id);
      // Taking elements away costs as well, if less: a few at a time.
      const out = 2 * Math.max(1, limit.around);
      for (const { id } of leaving.slice(out)) next.add(id);
      live = next;
      const entered = entering.length + around.length;
      return {
        changed: entered > 0 || leaving.length > 0,
        more: missing.length > entered || leaving.length > out,
      };
    },

    /** What is live, for React Flow. */
    admit(nodes: readonly CanvasNode[], edges: readonly CanvasEdge[], part: Part): Admitted {
      const { byId, wires } = learn(nodes, edges);
      const wanted = grown(part, ahead);
      const isPending = (id: string): boolean => {
        const node = byId.get(id);
        return node !== undefined && !live.has(id) && meets(node, wanted);
      };
      const found: CanvasEdge[] = [];
      wires.within(wanted, (edge) => {
        found.push(edge);
      });
      const many = found.length > maxWires;
      const drawn = many
        ? found.filter(({ selected }) => selected)
        : found.filter(({ source, target }) => !isPending(source) && !isPending(target));
      const ends = new Set(drawn.flatMap(({ source, target }) => [source, target]));
      const given: CanvasNode[] = [];
      const waiting: LayerFlowNode[] = [];
      for (const node of nodes) {
        if (node.type !== 'layer' || live.has(node.id)) given.push(node);
        else {
          if (node.selected || ends.has(node.id)) given.push(hidden(node));
          if (meets(node, part)) waiting.push(node);
        }
      }
      return { nodes: given, edges: drawn, waiting, manyWires: many ? paintedOf(nodes, edges) : null };
    },
  };
}
