import type { GraphKernels } from '../../protocol/kernels.ts';
import { choose, slowness, type Times } from './timing.ts';
import type { TrialRequest } from './trial-messages.ts';

const request = (graph: GraphKernels): TrialRequest => ({
  trial: 'normalizedLarge',
  computes: 'training',
  graph,
});

const withOwn = (graph: GraphKernels): GraphKernels => ({ ...graph, ownOperations: true });

/** What says whether networks with batch statistics are trained with our own operations. */
export const ownOperationsRequests = (graph: GraphKernels): TrialRequest[] => [
  request(graph),
  request(withOwn(graph)),
];

/** Whether they are: where they are faster by the factor. */
export const chooseOwnOperations = (times: Times, graph: GraphKernels, factor: number): boolean =>
  choose(
    [graph, withOwn(graph)].map((each) => slowness(times, [request(each)])),
    factor,
  ) === 1;
