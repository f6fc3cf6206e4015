import type { Benchmark, BenchmarkResult } from '../../../src/protocol/benchmark.ts';

/** An engine's place in a case. */
export interface RankedResult extends BenchmarkResult {
  /** Of the fastest engine's images per second. */
  readonly share: number;
  /** How many times as fast the case's first engine is; null for itself. */
  readonly ratio: number | null;
}

/** A network at a batch size, and the engines that trained it, the first of them Convas's own. */
export interface SpeedCase {
  readonly network: string;
  readonly batch: number;
  readonly ranked: readonly [RankedResult, ...RankedResult[]];
}

const nameOf = ({ network, batch }: { readonly network: string; readonly batch: number }): string =>
  `${network}/${batch}`;

/** In the order of measurement. */
export function casesOf({ results, ratios }: Benchmark): readonly SpeedCase[] {
  const groups = new Map<string, BenchmarkResult[]>();
  for (const result of results) {
    const name = nameOf(result);
    groups.set(name, [...(groups.get(name) ?? []), result]);
  }
  return [...groups].map(([name, group]) => {
    const best = Math.max(...group.map(({ imagesPerSecond }) => imagesPerSecond));
    const first = group[0]!;
    const ranked = group.map((result) => ({
      ...result,
      share: result.imagesPerSecond / best,
      ratio: ratios[name]?.[`${first.engine}/${result.engine}`] ?? null,
    }));
    return {
      network: first.network,
      batch: first.batch,
      ranked: ranked as [RankedResult, ...RankedResult[]],
    };
  });
}

/** What was skipped, grouped by reason. */
export function skippedTogether({ skipped }: Benchmark): readonly {
  readonly engine: string;
  readonly reason: string;
  readonly cases: readonly { readonly network: string; readonly batch: number }[];
}[] {
  const groups = new Map<string, { engine: string; reason: string; cases: typeof skipped }>();
  for (const one of skipped) {
    const { engine, reason } = one;
    const key = `${engine}\n${reason}`;
    const group = groups.get(key) ?? { engine, reason, cases: [] };
    if (!group.cases.some((other) => nameOf(other) === nameOf(one))) group.cases.push(one);
    groups.set(key, group);
  }
  return [...groups.values()];
}
