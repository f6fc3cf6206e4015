import type { Problem } from '../network.ts';
import { connections, surplusWires, wiresInto } from './connecting.ts';
import type { ProblemCheck, ProblemContext } from './context.ts';

/** What is wrong with the wires of a block's instance; `null` where it is something else. */
function ofWires(
  { document }: ProblemContext,
  { code, layer }: Problem,
): Pick<Problem, 'repairs' | 'pending'> | null {
  if (layer === null) return null;
  if (code === 'unconnected-layer') return { repairs: connections(document, layer), pending: true };
  if (code !== 'block-inputs') return null;
  const surplus = surplusWires(document, layer);
  return surplus.length > 0 ? { repairs: surplus } : { repairs: wiresInto(document, layer), pending: true };
}

/** What is wrong with the blocks themselves; found while unfolding them. */
export const blockProblems: ProblemCheck = {
  code: 'block',
  structural: true,
  find: (context) =>
    context.expansion.problems.map((problem) => {
      const wires = ofWires(context, problem);
      return wires ? { ...problem, ...wires, repairs: [...wires.repairs, ...problem.repairs] } : problem;
    }),
};
