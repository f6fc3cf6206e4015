import type { TrialRequest } from './trial-messages.ts';

/** How long computations took at best, in seconds, by what they are. */
export type Times = ReadonlyMap<string, number>;

const keyOf = ({ trial, computes, graph }: TrialRequest): string =>
  [trial, computes, graph.pairedFilters, graph.shards, graph.ownOperations === true].join();

/** @param seconds of each request; null where they could not be timed */
export const timesOf = (requests: readonly TrialRequest[], seconds: readonly number[] | null): Times =>
  new Map((seconds ?? []).map((each, at) => [keyOf(requests[at]!), each]));

/** The mean logarithm of times: differences of it are ratios of speed. Infinite where one is missing. */
export function slowness(times: Times, requests: readonly TrialRequest[]): number {
  const logarithms = requests.map((request) =>
    Math.log(times.get(keyOf(request)) ?? Number.POSITIVE_INFINITY),
  );
  return logarithms.reduce((sum, each) => sum + each, 0) / requests.length;
}

/** Which is taken: the first, unless another is faster by that factor; the first as well where none could be timed. */
export function choose(slow: readonly number[], factor: number): number {
  const least = Math.min(...slow);
  return Number.isFinite(least) && slow[0]! - least > Math.log(factor) ? slow.indexOf(least) : 0;
}
