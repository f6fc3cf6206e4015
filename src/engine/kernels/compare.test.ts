import { describe, expect, it } from 'vitest';
import type { Kernels, LibraryKernels } from '../../protocol/kernels.ts';
import { type CompareParts, compareKernels } from './compare.ts';
import { inShards } from './defaults.ts';
import type { TrialRunner } from './race.ts';
import type { TrialRequest } from './trial-messages.ts';

const threads = 4;
const whole: Kernels = {
  oneDnn: true,
  intraOpThreads: threads,
  interOpThreads: threads,
  training: { pairedFilters: 4, shards: 1 },
  inference: { pairedFilters: 0, shards: 1 },
};
const first = { separable: inShards(whole, threads), whole };

/** Compares on a machine where computations take so long, in seconds. */
function compareWhere(
  seconds: (library: LibraryKernels, request: TrialRequest) => number,
  parts: Partial<CompareParts> = {},
) {
  const ended: LibraryKernels[] = [];
  const progress: [number, number][] = [];
  const openRunner = (library: LibraryKernels): TrialRunner => ({
    open: async (request) => void seconds(library, request),
    time: async (request) => seconds(library, request),
    end: () => void ended.push(library),
  });
  const result = compareKernels({
    first,
    threads,
    hasOneDnn: true,
    openRunner,
    onProgress: (done, total) => void progress.push([done, total]),
    disturbed: () => false,
    signal: new AbortController().signal,
    ...parts,
  });
  return { result, ended, progress };
}

describe('the fastest kernels', () => {
  it('use our own operations for batch statistics where these are faster', async () => {
    const faster = compareWhere((_library, { graph }) => (graph.ownOperations ? 0.9 : 1));
    const { choice } = (await faster.result)!;
    expect(choice.whole.training.ownOperations).toBe(true);
    expect(choice.separable.training.ownOperations).toBeUndefined();
    const lacking = compareWhere((_library, { graph }) => {
      if (graph.ownOperations) throw new Error('not compiled');
      return 1;
    });
    expect((await lacking.result)!.choice).toEqual(first);
  });

  it('are the first ones where nothing is clearly faster', async () => {
    const { result } = compareWhere(({ oneDnn }) => (oneDnn ? 1 : 0.98));
    expect((await result)!.choice).toEqual(first);
  });

  it('are found for both kinds of network, with how fast the others were', async () => {
    // Without oneDNN twice as fast; shards no good; one thread between operations good for batch statistics alone.
    const { result } = compareWhere(
      ({ oneDnn, interOpThreads }, { trial, graph }) =>
        (oneDnn ? 2 : 1) *
        (graph.shards > 1 ? 2 : 1) *
        (interOpThreads === 1 && trial === 'normalized' ? 0.5 : 1),
    );
    const { choice, tried } = (await result)!;
    const { separable, whole: other } = choice;
    expect(separable).toEqual({ ...whole, oneDnn: false });
    expect(other).toEqual({ ...whole, oneDnn: false, interOpThreads: 1 });
    const speeds = tried.map(({ oneDnn, intraOpThreads, interOpThreads, shards, ...speed }) => [
      oneDnn,
      intraOpThreads,
      interOpThreads,
      shards,
      Number(speed.separable.toFixed(2)),
      Number(speed.whole.toFixed(2)),
    ]);
    expect(speeds).toEqual([
      [true, 4, 4, 1, 0.5, 0.35],
      [false, 4, 4, 1, 1, 0.71],
      [false, 4, 1, 1, 1, 1],
      [false, 2, 4, 1, 1, 0.71],
      [false, 1, 4, 1, 1, 0.71],
      [false, 1, 4, 4, 0.5, 0.71],
    ]);
  });

  it('compute in shards what can be, where that is not clearly slower, and use models so', async () => {
    const cost = (shards: number) => compareWhere((_library, { graph }) => (graph.shards > 1 ? shards : 1));
    const cheap = (await cost(0.7).result)!.choice;
    expect(cheap.separable).toMatchObject({
      intraOpThreads: 1,
      training: { shards: 4 },
      inference: { shards: 4 },
    });
    expect(cheap.whole).toMatchObject({
      intraOpThreads: 4,
      training: { shards: 1 },
      inference: { shards: 1 },
    });
    expect((await cost(1.5).result)!.choice.separable).toEqual(whole);
  });

  it.each([
    [0, { fourFilters: 1.2, sixFilters: 1.2 }],
    [4, { fourFilters: 0.7, sixFilters: 1.2 }],
    [8, { fourFilters: 0.9, sixFilters: 0.8 }],
  ])('pair columns up to %i filters where that costs %j times as much', async (expected, costs) => {
    const { result } = compareWhere((_library, { trial, graph, computes }) => {
      const paired = graph.pairedFilters >= (trial === 'sixFilters' ? 8 : 4) && computes === 'training';
      return paired ? ((costs as Record<string, number>)[trial] ?? 1) : 1;
    });
    const { separable, whole: other } = (await result)!.choice;
    for (const { training, inference } of [separable, other]) {
      expect(training.pairedFilters).toBe(expected);
      expect(inference.pairedFilters).toBe(0);
    }
  });

  it('need more of a lead while other programs are computing', async () => {
    const faster = ({ intraOpThreads }: LibraryKernels) => (intraOpThreads === 2 ? 0.85 : 1);
    expect((await compareWhere(faster).result)!.choice.whole.intraOpThreads).toBe(2);
    const { result } = compareWhere(faster, { disturbed: () => true });
    expect((await result)!.choice).toEqual(first);
  });

  it('are never those of a process that fails', async () => {
    const { result } = compareWhere(({ oneDnn }, { trial }) => {
      if (!oneDnn && trial === 'wide') throw new Error('it crashed');
      return oneDnn ? 1 : 0.1;
    });
    const { choice, tried } = (await result)!;
    expect(choice).toEqual(first);
    expect(tried.every(({ oneDnn }) => oneDnn)).toBe(true);
    const nowhere = compareWhere(() => {
      throw new Error('it crashed');
    });
    expect(await nowhere.result).toBeNull();
  });

  it('are not looked for among oneDNN kernels where there are none, or fewer threads than one', async () => {
    const one = { ...whole, intraOpThreads: 1, interOpThreads: 1 };
    const { result } = compareWhere(() => 1, {
      first: { separable: one, whole: one },
      threads: 1,
      hasOneDnn: false,
    });
    const { choice, tried } = (await result)!;
    expect(choice).toEqual({ separable: one, whole: one });
    expect(tried).toHaveLength(1);
  });

  it('are told of step by step, and every process is ended', async () => {
    const { result, ended, progress } = compareWhere(() => 1);
    await result;
    expect(progress.at(-1)).toEqual([progress.length, progress.length]);
    expect(new Set(ended.map((library) => JSON.stringify(library))).size).toBe(5);
  });

  it('are given up at once when nobody wants them any more', async () => {
    const stop = new AbortController();
    let steps = 0;
    const { result, ended } = compareWhere(() => 1, {
      signal: stop.signal,
      onProgress: () => ++steps === 5 && stop.abort(new Error('a run begins')),
    });
    await expect(result).rejects.toThrow('a run begins');
    expect(steps).toBeLessThan(8);
    expect(ended.length).toBeGreaterThanOrEqual(2);
  });
});
