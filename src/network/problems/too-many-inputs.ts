import { sameShape } from '../../layers/shape.ts';
import type { GraphEdge, GraphLayer } from '../graph.ts';
import type { Repair } from '../network.ts';
import { resolve } from '../resolve.ts';
import { nameOf, type ProblemCheck, type ProblemContext } from './context.ts';

function merging(context: ProblemContext, layer: GraphLayer, wires: readonly GraphEdge[]): Repair[] {
  const shapes = wires.map((wire) => context.inferred.get(wire.source)?.known?.shape);
  const first = shapes[0];
  const alike =
    first !== undefined && shapes.every((shape) => shape !== undefined && sameShape(shape, first));
  const insert = (kind: string, label: string): Repair => ({
    label,
    action: 'insertBefore',
    layer: layer.id,
    kind,
    params: {},
  });
  const concatenate = insert('concatenate', 'Concatenate them before it');
  return alike ? [insert('add', 'Add them up before it'), concatenate] : [concatenate];
}

/** More wires than these are not offered one by one. */
const mostOffered = 6;

function repairs(context: ProblemContext, layer: GraphLayer, max: number): Repair[] {
  const wires = context.graph.incoming.get(layer.id)!;
  const removals = wires.slice(max, max + mostOffered).map(
    (wire): Repair => ({
      label: `Remove the wire from "${nameOf(context, wire.source)}"`,
      action: 'removeEdge',
      edge: wire.id,
    }),
  );
  return max === 1 ? [...merging(context, layer, wires), ...removals] : removals;
}

export const tooManyInputs: ProblemCheck = {
  code: 'too-many-inputs',
  find: (context) =>
    context.graph.layers.flatMap((layer) => {
      const max = resolve(layer.node).kind?.inputs.max ?? Number.POSITIVE_INFINITY;
      const has = context.graph.incoming.get(layer.id)!.length;
      if (has <= max) return [];
      const takes =
        max === 0 ? 'is where data enters and takes no wire' : `takes ${max} input${max === 1 ? '' : 's'}`;
      return [
        {
          severity: 'error' as const,
          code: 'too-many-inputs',
          layer: layer.id,
          message: `"${layer.name}" ${takes}, but ${has} wire${has === 1 ? ' leads' : 's lead'} into it.`,
          repairs: repairs(context, layer, max),
        },
      ];
    }),
};
