import { message } from '../../text/message.ts';
import type { Repair } from '../network.ts';
import { nameOf, type ProblemCheck, type ProblemContext } from './context.ts';

/** The wire to open: one that leads back to a layer placed further left, else the one that closes the loop. */
function closingWire(context: ProblemContext, cycle: readonly string[]): Repair[] {
  const wires = cycle.flatMap((source, index) => {
    const target = cycle[(index + 1) % cycle.length]!;
    return context.graph.outgoing.get(source)!.filter((edge) => edge.target === target);
  });
  const x = (id: string): number => context.graph.byId.get(id)!.node.position.x;
  const back = wires.reduce((furthest, edge) =>
    x(edge.target) - x(edge.source) < x(furthest.target) - x(furthest.source) ? edge : furthest,
  );
  const [from, to] = [nameOf(context, back.source), nameOf(context, back.target)];
  const label = message('repairs.remove-wire-between', { from, to });
  return [{ label, action: 'removeEdge', edge: back.id }];
}

export const cycle: ProblemCheck = {
  code: 'cycle',
  structural: true,
  find: (context) =>
    context.cycles.map((ids) => {
      const names = ids.map((id) => nameOf(context, id));
      const more = names.length > 6;
      return {
        severity: 'error',
        code: 'cycle',
        layer: ids[0]!,
        message: message('network.cycle', { names: more ? names.slice(0, 5) : names, more }),
        repairs: closingWire(context, ids),
      };
    }),
};
