import type { Known } from '../infer.ts';
import type { ProblemContext } from '../problems/context.ts';

/** Whether a linear map stays one through a layer. */
export const isLinear = ({ kind, params }: Known): boolean => kind.linear?.(params) ?? false;

export const knownOf = (context: ProblemContext, id: string): Known | null =>
  context.inferred.get(id)?.known ?? null;

/** Convolutions and matrix products. */
export const isWeighted = (known: Known): boolean => known.macs > 0;

/** The one layer that a layer takes from; null where it takes from several or none. */
export function onlyPredecessor({ graph }: ProblemContext, id: string): string | null {
  const [first, ...others] = graph.incoming.get(id)!;
  return first && others.length === 0 ? first.source : null;
}

/** The one layer that takes from a layer; null where several do or none. */
export function after({ graph }: ProblemContext, id: string): string | null {
  const [first, ...others] = graph.outgoing.get(id)!;
  return first && others.length === 0 ? first.target : null;
}

/** Walks back over the layers that `passes` accepts, while they follow one another alone. */
export function walkBack(
  context: ProblemContext,
  id: string,
  passes: (known: Known) => boolean,
): { readonly id: string; readonly known: Known } | null {
  for (
    let current = onlyPredecessor(context, id);
    current !== null;
    current = onlyPredecessor(context, current)
  ) {
    const known = knownOf(context, current);
    if (!known || after(context, current) === null) return null;
    if (!passes(known)) return { id: current, known };
  }
  return null;
}

/** True for the kernel of a 1x1 convolution, which mixes channels and does not look around. */
export function isPointwise({ params }: Known): boolean {
  const size = params['kernelSize'];
  return Array.isArray(size) && size.every((length) => length === 1);
}
