import { sizeOf } from '../../layers/shape.ts';
import { message } from '../../text/message.ts';
import type { Problem, Repair } from '../network.ts';
import { type LocalCheck, type ProblemContext, soleOutput } from '../problems/context.ts';
import { isWeighted, knownOf } from './walk.ts';

const bottleneckCache = new WeakMap<object, ReadonlySet<string>>();

/** Layers that everything passes through: after them no other layer is still waited for. */
function bottleneckLayers({ graph, sorted, isolated }: ProblemContext): ReadonlySet<string> {
  // The order is one list while layers and wires stay.
  const before = bottleneckCache.get(sorted);
  if (before) return before;
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
  bottleneckCache.set(sorted, found);
  return found;
}

/** Layers with as many values or more are looked through only where more are needed. */
const minBottleneck = 256;

/** How many values the decisions are; null where there is none, or where they are places, which are made of fewer on purpose. */
function wantedBy(context: ProblemContext): number | null {
  const output = soleOutput(context);
  if (output === null || context.document.data?.target === 'input') return null;
  const decided = knownOf(context, output)!.shape;
  return decided.length === 1 ? sizeOf(decided) : null;
}

function problemAt(context: ProblemContext, id: string, wanted: number): Problem[] {
  const known = knownOf(context, id);
  if (!known || !isWeighted(known) || id === soleOutput(context)) return [];
  const values = sizeOf(known.shape);
  if (values >= wanted || !bottleneckLayers(context).has(id)) return [];
  const name = (['units', 'filters'] as const).find((each) => typeof known.params[each] === 'number');
  const enough = Math.ceil(wanted / (values / known.shape.at(-1)!));
  const repairs: Repair[] = name
    ? [
        {
          label: message(name === 'units' ? 'repairs.set-units' : 'repairs.set-filters', { count: enough }),
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
}

export const bottleneck: LocalCheck = {
  code: 'bottleneck',
  at: (context, id) => problemAt(context, id, minBottleneck),
  among(context, problems) {
    const wanted = wantedBy(context);
    if (wanted === null) return [];
    const ids = wanted > minBottleneck ? context.sorted : problems.map(({ layer }) => layer!);
    return ids.flatMap((id) => problemAt(context, id, wanted));
  },
};
