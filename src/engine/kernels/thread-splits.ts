import type { GraphKernels, KernelChoice, LibraryKernels } from '../../protocol/kernels.ts';
import { slowness, type Times } from './timing.ts';
import type { TrialRequest } from './trial-messages.ts';
import type { TrialName } from './trials.ts';

/** A way to spread the work: over how many threads, and a batch over how many shards. */
export interface ThreadSplit extends LibraryKernels {
  readonly shards: number;
}

/** What networks of both kinds are timed with. */
const trialsOf: Readonly<Record<keyof KernelChoice, readonly TrialName[]>> = {
  separable: ['sixFilters', 'wide'],
  whole: ['normalized', 'wide'],
};
const allTrials = ['sixFilters', 'wide', 'normalized'] as const;

/** Ways to spread the work with a library's other kernels: over all threads first, in shards last. */
export function threadSplitsFor(library: LibraryKernels, threads: number): ThreadSplit[] {
  const plain = { ...library, intraOpThreads: threads, interOpThreads: threads, shards: 1 };
  if (threads === 1) return [plain];
  return [
    plain,
    { ...plain, interOpThreads: 1 },
    // Two threads of a core may be in each other's way.
    ...(threads > 2 ? [{ ...plain, intraOpThreads: threads >> 1 }] : []),
    { ...plain, intraOpThreads: 1 },
    { ...plain, intraOpThreads: 1, shards: threads },
  ];
}

/** Training steps that show how fast networks of a kind are. @param graph with how many filters columns are paired */
export const trainingRequests = (
  of: keyof KernelChoice | 'both',
  { pairedFilters }: GraphKernels,
  shards = 1,
): TrialRequest[] =>
  (of === 'both' ? allTrials : trialsOf[of]).map((trial) => ({
    trial,
    computes: 'training',
    graph: { pairedFilters, shards },
  }));

/** A forward pass that shows whether it is better done in shards. */
export const inferenceRequest = (shards: number): TrialRequest => ({
  trial: 'wide',
  computes: 'inference',
  graph: { pairedFilters: 0, shards },
});

/** Everything that a way to spread the work is timed with. */
export const threadSplitRequests = (
  { shards, intraOpThreads }: ThreadSplit,
  graph: GraphKernels,
): TrialRequest[] => [
  ...trainingRequests(shards === 1 ? 'both' : 'separable', graph, shards),
  ...(intraOpThreads === 1 ? [inferenceRequest(shards)] : []),
];

/** How slow a way is for a kind of network; infinite where it is none for that kind. */
export const slownessOf = (
  { shards }: ThreadSplit,
  times: Times,
  of: keyof KernelChoice,
  graph: GraphKernels,
): number =>
  of === 'whole' && shards > 1
    ? Number.POSITIVE_INFINITY
    : slowness(times, trainingRequests(of, graph, shards));
