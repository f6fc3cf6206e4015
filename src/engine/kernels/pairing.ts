import { choose, slowness, type Times } from './timing.ts';
import type { TrialRequest } from './trial-messages.ts';
import type { TrialName } from './trials.ts';

type Computes = TrialRequest['computes'];

/** Numbers of filters up to which columns can be paired, each with the trial that it is seen in. */
const pairings: readonly { readonly pairedFilters: number; readonly trial: TrialName }[] = [
  { pairedFilters: 4, trial: 'fourFilters' },
  { pairedFilters: 8, trial: 'sixFilters' },
];

/** What says whether columns are to be paired, where a batch is computed in so many shards. */
export const pairingRequests = (shards: number): TrialRequest[] =>
  (['training', 'inference'] as const).flatMap((computes) =>
    pairings.flatMap(({ pairedFilters, trial }) => [
      { trial, computes, graph: { pairedFilters: 0, shards } },
      { trial, computes, graph: { pairedFilters, shards } },
    ]),
  );

/** Up to how many filters columns are paired. @param first what is taken unless another is faster by the factor */
export function choosePairing(
  times: Times,
  { shards, computes, first, factor }: { shards: number; computes: Computes; first: number; factor: number },
): number {
  const options = [first, 0, ...pairings.map(({ pairedFilters }) => pairedFilters)];
  const slow = options.map((most) =>
    slowness(
      times,
      pairings.map(({ pairedFilters, trial }) => ({
        trial,
        computes,
        graph: { pairedFilters: pairedFilters <= most ? pairedFilters : 0, shards },
      })),
    ),
  );
  return options[choose(slow, factor)]!;
}
