import { sizeOf } from '../../layers/shape.ts';
import { message } from '../../text/message.ts';
import type { Problem, Repair } from '../network.ts';
import { type ProblemCheck, type ProblemContext, soleOutput } from '../problems/context.ts';
import { isWeighted, knownOf } from './walk.ts';

/** Layers that everything passes through: after them no other layer is still waited for. */
function straits({ graph, sorted, isolated }: ProblemContext): Set<string> {
  const waiting = new Map<string, number>();
  const found = new Set<string>();
  for (const id of sorted) {
    if (isolated.has(id)) continue;
    for (const { source } of graph.incoming.get(id)!) {
      const left = waiting.get(source)! - 1;
      if (left === 0) waiting.delete(source);
      else waiting.set(source, left);
    }
    const out = graph.outgoing.get(id)!.length;
    if (out > 0) waiting.set(id, out);
    if (waiting.size === 1 && waiting.has(id)) found.add(id);
  }
  return found;
}

export const bottleneck: ProblemCheck = {
  code: 'bottleneck',
  find(context) {
    const output = soleOutput(context);
    if (output === null || context.document.data?.target === 'input') return [];
    // Decisions are a vector; an output with places, such as an image, is made of fewer values on purpose.
    const decided = knownOf(context, output)!.shape;
    if (decided.length !== 1) return [];
    const wanted = sizeOf(decided);
    const through = straits(context);
    return context.sorted.flatMap((id): Problem[] => {
      const known = knownOf(context, id);
      if (!known || !isWeighted(known) || id === output || !through.has(id)) return [];
      const values = sizeOf(known.shape);
      if (values >= wanted) return [];
      const name = (['units', 'filters'] as const).find((each) => typeof known.params[each] === 'number');
      const enough = Math.ceil(wanted / (values / known.shape.at(-1)!));
      const repairs: Repair[] = name
        ? [
            {
              label: message(name === 'units' ? 'repairs.set-units' : 'repairs.set-filters', {
                count: enough,
              }),
              action: 'setParams',
              layer: id,
              params: { [name]: enough },
            },
          ]
        : [];
      return [
        {
          severity: 'warning',
          code: 'bottleneck',
          layer: id,
          message: message('lints.bottleneck', { values, needed: wanted }),
          repairs,
        },
      ];
    });
  },
};
