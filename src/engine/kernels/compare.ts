import type {
  GraphKernels,
  KernelChoice,
  Kernels,
  LibraryKernels,
  TriedKernels,
} from '../../protocol/kernels.ts';
import { chooseOwnOperations, ownOperationsRequests } from './own-operations.ts';
import { choosePairing, pairingRequests } from './pairing.ts';
import { type RaceEntry, race, stepsOf, type TrialRunner } from './race.ts';
import { libraryOf } from './tensorflow-library.ts';
import {
  inferenceRequest,
  slownessOf,
  type ThreadSplit,
  threadSplitRequests,
  threadSplitsFor,
  trainingRequests,
} from './thread-splits.ts';
import { choose, slowness, type Times, timesOf } from './timing.ts';

export interface CompareParts {
  /** What is taken unless something else is clearly faster. */
  readonly first: KernelChoice;
  /** Threads that this machine runs at the same time. */
  readonly threads: number;
  /** Whether TensorFlow has oneDNN kernels on this system. */
  readonly hasOneDnn: boolean;
  openRunner(library: LibraryKernels): TrialRunner;
  onProgress(done: number, total: number): void;
  /** Whether other programs have been computing, so that small differences mean nothing. */
  disturbed(): boolean;
  readonly signal: AbortSignal;
}

export interface Comparison {
  readonly choice: KernelChoice;
  readonly tried: readonly TriedKernels[];
}

/** Something else is taken only where it is faster by a factor: two measurements of the same differ as well. */
const clearly = { alone: 1.04, disturbed: 1.3 };

const kindsOfNetwork = ['separable', 'whole'] as const;

/** The libraries with and without oneDNN's kernels, the one that is taken unless the other is faster before it. */
function librariesOf({ first: { whole }, hasOneDnn }: CompareParts): LibraryKernels[] {
  const own = libraryOf(whole);
  return hasOneDnn ? [own, { ...own, oneDnn: !own.oneDnn }] : [own];
}

/** Runs races among processes, each started once, and counts their steps. */
function openRaces(parts: CompareParts, total: number) {
  const runners = new Map<string, TrialRunner>();
  let done = 0;
  return {
    enter(library: LibraryKernels): TrialRunner {
      const own = libraryOf(library);
      const key = JSON.stringify(own);
      const runner = runners.get(key) ?? parts.openRunner(own);
      runners.set(key, runner);
      return runner;
    },
    async run(entries: readonly RaceEntry[]): Promise<Times[]> {
      const seconds = await race(entries, () => {
        parts.signal.throwIfAborted();
        done += 1;
        parts.onProgress(done, total);
      });
      return seconds.map((each, at) => timesOf(entries[at]!.requests, each));
    },
    end(): void {
      for (const runner of runners.values()) runner.end();
    },
  };
}

/** The fastest way for each kind of network, by place; shards are the usual way where examples can be computed apart. */
function chooseSpreads(
  ways: readonly ThreadSplit[],
  times: readonly Times[],
  graph: GraphKernels,
  factor: number,
) {
  const pick = (of: keyof KernelChoice): number => {
    const order = [...ways.keys()];
    if (of === 'separable') order.unshift(order.pop()!);
    const slow = order.map((way) => slownessOf(ways[way]!, times[way]!, of, graph));
    return order[choose(slow, factor)]!;
  };
  return { separable: pick('separable'), whole: pick('whole') };
}

/** In how many shards batches are computed that are not trained on: each is to have a thread of its own. */
function chooseInferenceShards(
  ways: readonly ThreadSplit[],
  times: readonly Times[],
  way: number,
  factor: number,
) {
  const options = [...ways.keys()].filter((at) => ways[at]!.intraOpThreads === 1).reverse();
  if (ways[way]!.intraOpThreads > 1 || options.length === 0) return 1;
  const slow = options.map((at) => slowness(times[at]!, [inferenceRequest(ways[at]!.shards)]));
  return ways[options[choose(slow, factor)]!]!.shards;
}

/**
 * Finds out with small networks which kernels are the fastest on this machine, in processes of their own: whether
 * oneDNN's, then how the work is spread over threads, then which convolutions in pairs of columns.
 * @returns null where nothing could be measured
 * @throws the signal's reason where it is aborted
 */
export async function compareKernels(parts: CompareParts): Promise<Comparison | null> {
  const { first, threads, signal } = parts;
  const factor = (): number => (parts.disturbed() ? clearly.disturbed : clearly.alone);
  const graph = first.whole.training;
  const libraries = librariesOf(parts);
  const requests = trainingRequests('both', graph);
  const races = openRaces(
    parts,
    stepsOf(libraries.length * requests.length) +
      stepsOf(
        threadSplitsFor(libraries[0]!, threads).flatMap((way) => threadSplitRequests(way, graph)).length,
      ) +
      stepsOf(pairingRequests(1).length) +
      stepsOf(ownOperationsRequests(graph).length),
  );
  signal.throwIfAborted();
  signal.addEventListener('abort', races.end);
  try {
    const byLibrary = await races.run(
      libraries.map((library) => ({ runner: races.enter(library), requests })),
    );
    const slow = byLibrary.map((times) => slowness(times, requests));
    const best = choose(slow, factor());
    if (!Number.isFinite(slow[best])) return null;

    const ways = threadSplitsFor(libraries[best]!, threads);
    const times = await races.run(
      ways.map((way) => ({ runner: races.enter(way), requests: threadSplitRequests(way, graph) })),
    );
    const chosen = chooseSpreads(ways, times, graph, factor());

    const { shards } = ways[chosen.separable]!;
    const [pairTimes] = await races.run([
      { runner: races.enter(ways[chosen.separable]!), requests: pairingRequests(shards) },
    ]);
    const paired = (computes: 'training' | 'inference'): number => {
      const { pairedFilters } = first.separable[computes];
      return choosePairing(pairTimes!, { shards, computes, first: pairedFilters, factor: factor() });
    };
    const [trained, used] = [paired('training'), paired('inference')];

    // Where they cannot be obtained, the process is out of the race.
    const plain = { pairedFilters: trained, shards: 1 };
    const [ownTimes] = await races.run([
      { runner: races.enter(ways[chosen.whole]!), requests: ownOperationsRequests(plain) },
    ]);
    const ownOperations = chooseOwnOperations(ownTimes!, plain, factor());
    const kernelsOf = (way: number): Kernels => ({
      ...libraryOf(ways[way]!),
      training: { pairedFilters: trained, shards: ways[way]!.shards },
      inference: { pairedFilters: used, shards: chooseInferenceShards(ways, times, way, factor()) },
    });

    const whole = kernelsOf(chosen.whole);

    const slowest = (way: number, of: keyof KernelChoice): number =>
      slownessOf(ways[way]!, times[way]!, of, graph);
    const speeds = (slownessFor: (of: keyof KernelChoice) => number) => {
      const [separable, whole] = kindsOfNetwork.map((of) =>
        Math.exp(slowest(chosen[of], of) - slownessFor(of)),
      );
      return { separable: separable!, whole: whole! };
    };
    const tried = [
      // The better library was in both races: the other is as much slower as it was beside it.
      ...libraries.flatMap((library, at) => {
        const ofKind = (of: keyof KernelChoice) => trainingRequests(of, graph);
        const behind = (of: keyof KernelChoice): number =>
          slowness(byLibrary[at]!, ofKind(of)) - slowness(byLibrary[best]!, ofKind(of));
        return at === best ? [] : [{ ...library, shards: 1, ...speeds((of) => slowest(0, of) + behind(of)) }];
      }),
      ...ways.map((way, at) => {
        // With shards, networks that compute a batch whole do so as without.
        const same = (of: keyof KernelChoice): number => (of === 'whole' && way.shards > 1 ? at - 1 : at);
        return { ...way, ...speeds((of) => slowest(same(of), of)) };
      }),
    ].filter(({ separable, whole }) => separable > 0 && whole > 0);
    return {
      choice: {
        separable: kernelsOf(chosen.separable),
        whole: ownOperations ? { ...whole, training: { ...whole.training, ownOperations } } : whole,
      },
      tried,
    };
  } finally {
    signal.removeEventListener('abort', races.end);
    races.end();
  }
}
