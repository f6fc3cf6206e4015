import type { KindRepair } from '../../layers/kind.ts';
import type { Repair } from '../network.ts';
import type { LocalCheck } from './context.ts';

const at = (repair: KindRepair, layer: string): Repair => ({ ...repair, layer });

/** What the kinds themselves find in a layer's parameters and input shapes; each has a code of its own. */
export const kindProblems: LocalCheck = {
  code: 'kind',
  at: ({ inferred }, id) =>
    inferred.get(id)!.problems.map(({ repairs, ...problem }) => ({
      ...problem,
      layer: id,
      repairs: repairs.map((repair) => at(repair, id)),
    })),
};
