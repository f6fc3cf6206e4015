import type { ElkNode } from 'elkjs/lib/elk-api.js';
import { card, gap, portY } from '../../../editing/card.ts';

export interface Wire {
  readonly id: string;
  readonly source: string;
  readonly target: string;
}

/** What lays a graph out: elkjs, in a worker or in this thread. */
export interface LayoutEngine {
  layout(graph: ElkNode): Promise<ElkNode>;
}

/** Above this many layers a quicker, less even way is taken. */
const many = 400;

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
      'elk.spacing.edgeNode': '24',
      'elk.spacing.componentComponent': String(gap.x),
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
      'elk.layered.nodePlacement.strategy': layers.length > many ? 'BRANDES_KOEPF' : 'NETWORK_SIMPLEX',
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
