import type { GraphLayer } from '../graph.ts';
import type { Repair } from '../network.ts';
import { resolve } from '../resolve.ts';
import { allUnfolded, nameOf, type ProblemCheck, type ProblemContext } from './context.ts';

/** Wires from loose ends that would not close a cycle, the nearest on the canvas first. */
function repairs(context: ProblemContext, layer: GraphLayer): Repair[] {
  const { graph } = context;
  const behind = downstream(context, layer.id);
  const here = layer.node.position;
  const distance = ({ node: { position } }: GraphLayer): number =>
    Math.hypot(position.x - here.x, position.y - here.y) + (position.x > here.x ? 1e6 : 0);
  return graph.layers
    .filter(({ id }) => id !== layer.id && !behind.has(id) && graph.outgoing.get(id)!.length === 0)
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, 3)
    .map((source) => ({
      label: `Connect "${nameOf(context, source.id)}" to it`,
      action: 'connect',
      source: source.id,
      target: layer.id,
    }));
}

function downstream({ graph }: ProblemContext, from: string): Set<string> {
  const reached = new Set<string>();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop())
    for (const { target } of graph.outgoing.get(id)!)
      if (!reached.has(target)) {
        reached.add(target);
        open.push(target);
      }
  return reached;
}

/** The most layers that get repairs of their own; each costs a walk over the network. */
const mostRepaired = 20;

export const missingInput: ProblemCheck = {
  code: 'missing-input',
  find(context) {
    if (!allUnfolded(context)) return [];
    const { graph, isolated } = context;
    const lacking = graph.layers.filter(({ id, node }) => {
      const needed = resolve(node).kind?.inputs.min ?? 0;
      return !isolated.has(id) && graph.incoming.get(id)!.length < needed;
    });
    return lacking.map((layer, index) => {
      const has = graph.incoming.get(layer.id)!.length;
      const needs = resolve(layer.node).kind!.inputs.min;
      return {
        severity: 'error',
        code: 'missing-input',
        layer: layer.id,
        message:
          has === 0
            ? `Nothing flows into "${layer.name}": draw a wire from the layer it should take from.`
            : `"${layer.name}" combines at least ${needs} inputs, but has ${has}: draw another wire into it.`,
        repairs: index < mostRepaired ? repairs(context, layer) : [],
      };
    });
  },
};
