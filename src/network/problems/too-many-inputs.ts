import { sameShape } from '../../layers/shape.ts';
import { message, type Text } from '../../text/message.ts';
import type { GraphEdge, GraphLayer } from '../graph.ts';
import type { Repair } from '../network.ts';
import { resolve } from '../resolve.ts';
import { nameOf, type ProblemCheck, type ProblemContext } from './context.ts';

function merging(context: ProblemContext, layer: GraphLayer, wires: readonly GraphEdge[]): Repair[] {
  const shapes = wires.map((wire) => context.inferred.get(wire.source)?.known?.shape);
  const first = shapes[0];
  const alike =
    first !== undefined && shapes.every((shape) => shape !== undefined && sameShape(shape, first));
  const insert = (kind: string, label: Text): Repair => ({
    label,
    action: 'insertBefore',
    layer: layer.id,
    kind,
    params: {},
  });
  const concatenate = insert('concatenate', message('repairs.insert-concatenate'));
  return alike ? [insert('add', message('repairs.insert-add')), concatenate] : [concatenate];
}

/** More wires than these are not offered one by one. */
const maxOffered = 6;

function repairs(context: ProblemContext, layer: GraphLayer, max: number): Repair[] {
  const wires = context.graph.incoming.get(layer.id)!;
  const removals = wires.slice(max, max + maxOffered).map(
    (wire): Repair => ({
      label: message('repairs.remove-wire-from', { name: nameOf(context, wire.source) }),
      action: 'removeEdge',
      edge: wire.id,
    }),
  );
  return max === 1 ? [...merging(context, layer, wires), ...removals] : removals;
}

export const tooManyInputs: ProblemCheck = {
  code: 'too-many-inputs',
  structural: true,
  find: (context) =>
    context.graph.layers.flatMap((layer) => {
      const max = resolve(layer.node).kind?.inputs.max ?? Number.POSITIVE_INFINITY;
      const has = context.graph.incoming.get(layer.id)!.length;
      if (has <= max) return [];
      const { name } = layer;
      return [
        {
          severity: 'error' as const,
          code: 'too-many-inputs',
          layer: layer.id,
          message:
            max === 0
              ? message('network.takes-no-wire', { name, wires: has })
              : message('network.too-many-inputs', { name, most: max, wires: has }),
          repairs: repairs(context, layer, max),
        },
      ];
    }),
};
