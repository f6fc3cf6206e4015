import type { Problem } from './network.ts';
import { anyError, type ProblemContext, soleOutput } from './problems/context.ts';
import { resolve } from './resolve.ts';

/** What is wired ends in an image or a sequence, while classes are to be distinguished: its end is still to come. */
export function isOpenEnded(context: ProblemContext): boolean {
  if (context.document.data?.target === 'input' || context.data?.target?.kind === 'mask') return false;
  const output = soleOutput(context);
  const shape = output === null ? undefined : context.inferred.get(output)?.known?.shape;
  return shape !== undefined && shape.length > 1;
}

/**
 * True while the network is being drawn, so that what it lacks is the next step rather than a mistake: it has no Input;
 * or nothing that takes part has weights; or layers without any wire wait beside it and the wired rest cannot be trained
 * without them; or it is open-ended. A network that is whole but for a wire is not under way: a wire went missing.
 */
export function isUnfinished(context: ProblemContext, found: readonly Problem[]): boolean {
  const { graph, isolated, inferred } = context;
  if (!graph.layers.some(({ node }) => resolve(node).kind?.inputs.max === 0)) return true;
  const taking = graph.layers.filter(({ id }) => !isolated.has(id));
  if (!taking.some(({ id }) => (inferred.get(id)?.known?.trainableCount ?? 0) > 0)) return true;
  return (isolated.size > 0 && anyError(found)) || isOpenEnded(context);
}

/** Of the problems that only say that something is missing, leaves the calm to those of a network under way. */
export function settle(context: ProblemContext, found: readonly Problem[]): readonly Problem[] {
  if (!found.some((problem) => problem.pending) || isUnfinished(context, found)) return found;
  return found.map(({ pending: _none, ...problem }) => problem);
}
