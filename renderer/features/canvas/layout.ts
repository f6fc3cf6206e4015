import type { ElkNode } from 'elkjs/lib/elk-api.js';
import { card, gap, portY, snap } from '../../editing/card.ts';
import { breakLines } from './lines.ts';

interface Wire {
  readonly id: string;
  readonly source: string;
  readonly target: string;
}

export interface Position {
  readonly x: number;
  readonly y: number;
}

/** What lays a graph out: elkjs, in a worker or in this thread. */
export interface LayoutEngine {
  layout(graph: ElkNode): Promise<ElkNode>;
}

/**
 * The network as elkjs is asked to draw it: left to right in layers, wires entering and leaving where the
 * cards' ports are, the order of the document kept between equals, so that branches stay where they were.
 */
export function layoutGraph(layers: readonly string[], wires: readonly Wire[]): ElkNode {
  const known = new Set(layers);
  return {
    id: 'network',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.spacing.nodeNode': String(gap.y),
      'elk.layered.spacing.nodeNodeBetweenLayers': String(gap.x),
      'elk.spacing.componentComponent': String(gap.x),
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
      'elk.layered.nodePlacement.strategy': layers.length > 400 ? 'BRANDES_KOEPF' : 'NETWORK_SIMPLEX',
      'elk.edgeRouting': 'POLYLINE',
    },
    children: layers.map((id) => ({
      id,
      width: card.width,
      height: card.height,
      layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
      ports: [
        { id: `${id}>in`, x: 0, y: portY, width: 0, height: 0, layoutOptions: { 'elk.port.side': 'WEST' } },
        {
          id: `${id}>out`,
          x: card.width,
          y: portY,
          width: 0,
          height: 0,
          layoutOptions: { 'elk.port.side': 'EAST' },
        },
      ],
    })),
    edges: wires
      .filter((wire) => known.has(wire.source) && known.has(wire.target))
      .map((wire) => ({ id: wire.id, sources: [`${wire.source}>out`], targets: [`${wire.target}>in`] })),
  };
}

const least = (places: ReadonlyMap<string, Position>, axis: 'x' | 'y'): number =>
  [...places.values()].reduce((most, place) => Math.min(most, place[axis]), Number.POSITIVE_INFINITY);

/**
 * Where each layer goes, on the grid; a long network in lines. The drawing's top left corner is put at `origin`.
 *
 * @throws what the engine throws
 */
export async function layOut(
  engine: LayoutEngine,
  layers: readonly string[],
  wires: readonly Wire[],
  origin: Position,
): Promise<ReadonlyMap<string, Position>> {
  const drawn = await engine.layout(layoutGraph(layers, wires));
  const row = new Map((drawn.children ?? []).map(({ id, x = 0, y = 0 }) => [id, { x, y }]));
  const places = breakLines(row, wires);
  const left = least(places, 'x');
  const top = least(places, 'y');
  return new Map(
    [...places].map(([id, { x, y }]) => [id, { x: snap(x - left + origin.x), y: snap(y - top + origin.y) }]),
  );
}
