import { isBusy, type Load, processorSeconds, watchLoad } from '../../engine/speed/load.ts';
import type {
  Benchmark,
  BenchmarkKernels,
  BenchmarkPeak,
  BenchmarkResult,
  BenchmarkSkipped,
} from '../../protocol/benchmark.ts';
import { text } from '../../text/language.ts';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import { oneLine } from '../output.ts';
import type { BenchEngine, Enter } from './bench-engine.ts';
import { type Case, orderFor } from './cases.ts';
import { isStable, median, medianConfidence } from './statistics.ts';

export interface Plan {
  readonly cases: readonly Case[];
  readonly engines: readonly string[];
  /** Turns that each engine has at least, and at most where the medians are not stable before. */
  readonly rounds: number;
  readonly maxRounds: number;
  readonly seconds: number;
  /** Half of the width that a median's confidence may have, as a share of it. */
  readonly tolerance: number;
}

interface Parts {
  readonly enter: Enter;
  readonly report: (done: number, total: number, what: string) => void;
  readonly watch?: (own: () => number) => () => Load;
}

/** An engine that trains a case, as far as it is measured. */
interface Track {
  readonly contestant: BenchEngine;
  readonly version: string;
  readonly kernels: BenchmarkKernels;
  readonly rounds: number[];
  others: number;
}

export interface Measured {
  readonly results: BenchmarkResult[];
  readonly skipped: BenchmarkSkipped[];
  readonly peak: BenchmarkPeak | null;
  readonly stable: boolean;
  readonly load: NonNullable<Benchmark['load']>;
}

/** A product of these takes long enough for the clock, and fits caches as large ones do. */
const peakSize = 2048;
const peakSeconds = 0.5;
/** The engine whose process multiplies matrices with TensorFlow. */
const multiplier = 'peak';

/**
 * Measures engines side by side: one network open in all of them, each trains alone for a while in turn, the order
 * turning round by round, so that what else the machine does meets all alike. Rounds are added until the medians are
 * stable or there are enough; a round that other programs disturb is taken again, as often as rounds may be added.
 * Each case has processes of its own, since TensorFlow is loaded for a network.
 */
export async function measure(
  plan: Plan,
  { enter, report, watch = (own) => watchLoad({ own }) }: Parts,
): Promise<Measured> {
  const results: BenchmarkResult[] = [];
  const skipped: BenchmarkSkipped[] = [];
  const all: BenchEngine[] = [];
  const engage = (engine: string): BenchEngine => {
    const contestant = enter(engine);
    all.push(contestant);
    return contestant;
  };
  const own = (): number =>
    processorSeconds() + all.reduce((sum, contestant) => sum + contestant.processorSeconds(), 0);
  const whole = watch(own);
  const total = plan.cases.length * plan.engines.length * (plan.rounds + 1);
  let done = 0;
  const best: { peak: BenchmarkPeak | null } = { peak: null };

  /** Asks for matrix products; an engine that has none to offer is not missed. */
  const multiply = async (contestant: BenchEngine, by: string): Promise<void> => {
    const order = { type: 'peak', size: peakSize, seconds: peakSeconds } as const;
    const answer = await contestant.ask(order).catch(() => null);
    if (answer?.type !== 'multiplied' || answer.gigaflops <= (best.peak?.gigaflops ?? 0)) return;
    best.peak = { gigaflops: answer.gigaflops, size: peakSize, by };
  };

  const run = async ({ contestant }: Pick<Track, 'contestant'>) => {
    const load = watch(own);
    const answer = await contestant.ask({ type: 'run', seconds: plan.seconds });
    if (answer.type !== 'ran') throw new TextError(message('cli.bench-unexpected'));
    return { rate: answer.images / answer.seconds, others: load().others };
  };

  /** Adds rounds to all tracks until there are enough; one that fails is left out. */
  const takeRounds = async (
    tracks: Track[],
    attempt: (contestant: BenchEngine, work: () => Promise<void>) => Promise<boolean>,
  ): Promise<void> => {
    const settled = (): boolean =>
      [...tracks.map(({ rounds }) => rounds), ...pairsOf(tracks)].every((values) =>
        isStable(values, plan.tolerance),
      );
    /** Rounds that others may disturb before they count: such a round is taken again, by all engines. */
    let spare = plan.maxRounds - plan.rounds;
    const kept = (): number => tracks[0]?.rounds.length ?? 0;
    for (let round = 0; kept() < plan.rounds || (kept() < plan.maxRounds && !settled()); round++) {
      const taken = new Map<Track, { rate: number; others: number }>();
      for (const track of inTurn(tracks, round)) {
        const ok = await attempt(track.contestant, async () => void taken.set(track, await run(track)));
        if (!ok) tracks.splice(tracks.indexOf(track), 1);
      }
      if (tracks.length === 0) break;
      const disturbed = [...taken.values()].some(({ others }) => isBusy({ others, stolen: 0 }));
      if (disturbed && spare-- > 0) continue;
      for (const track of tracks) {
        const { rate, others } = taken.get(track)!;
        track.rounds.push(rate);
        track.others = Math.max(track.others, others);
      }
    }
  };

  const measureCase = async (one: Case, product: BenchEngine): Promise<(() => BenchmarkResult)[]> => {
    const { network, batch } = one;
    const { order, flops } = orderFor(one);
    const contestants = plan.engines.map(engage);
    const tracks: Track[] = [];
    const attempt = async ({ engine }: BenchEngine, work: () => Promise<void>): Promise<boolean> => {
      done = Math.min(done + 1, total);
      report(done, total, text.commands.bench.case({ network, batch, engine }));
      try {
        await work();
        return true;
      } catch (error) {
        skipped.push({ network, batch, engine, reason: oneLine(error) });
        return false;
      }
    };
    for (const contestant of contestants) {
      await attempt(contestant, async () => {
        const opened = await contestant.ask(order);
        if (opened.type !== 'ready') throw new TextError(message('cli.bench-not-opened'));
        const { version, kernels } = opened;
        // Tracing, compiling and the first touches of memory are not what is measured.
        await run({ contestant });
        tracks.push({ contestant, version, kernels, rounds: [], others: 0 });
      });
    }
    await multiply(product, 'TensorFlow');
    for (const contestant of contestants) {
      if (contestant.engine === 'pytorch') await multiply(contestant, 'PyTorch');
    }
    await takeRounds(tracks, attempt);
    for (const contestant of contestants) contestant.end();
    return tracks.map(({ contestant, version, kernels, rounds, others }) => () => {
      const imagesPerSecond = median(rounds);
      const [low, high] = medianConfidence(rounds);
      return {
        network,
        batch,
        engine: contestant.engine,
        version,
        imagesPerSecond,
        rounds,
        confidence: [low, high],
        stable: isStable(rounds, plan.tolerance),
        // Once all cases are measured the peak is known.
        peakShare: best.peak && (imagesPerSecond * flops) / (best.peak.gigaflops * 1e9),
        kernels,
        others,
      };
    });
  };

  try {
    const product = engage(multiplier);
    const pending: (() => BenchmarkResult)[] = [];
    for (const one of plan.cases) pending.push(...(await measureCase(one, product)));
    results.push(...pending.map((finish) => finish()));
  } finally {
    for (const contestant of all) contestant.end();
  }
  const load = whole();
  return {
    results,
    skipped,
    peak: best.peak,
    stable: results.every(({ stable }) => stable === true),
    load: { ...load, busy: isBusy(load) || results.some(({ others = 0 }) => isBusy({ others, stolen: 0 })) },
  };
}

/** Each begins as often, and comes as often after each other: what one leaves behind, such as threads that still spin. */
function inTurn<T>(all: readonly T[], round: number): T[] {
  const first = (round >> 1) % Math.max(1, all.length);
  const turned = [...all.slice(first), ...all.slice(0, first)];
  return round % 2 === 0 ? turned : turned.reverse();
}

/** The ratios of the first engine to each other, round by round. */
const pairsOf = (tracks: readonly Pick<Track, 'rounds'>[]): number[][] => {
  const [first, ...others] = tracks;
  return others.map((other) => ratios(first!.rounds, other.rounds));
};

/**
 * Of each round that both had: each is compared with the one beside it in time, since what else the machine does
 * changes from round to round.
 */
const ratios = (one: readonly number[], other: readonly number[]): number[] =>
  Array.from({ length: Math.min(one.length, other.length) }, (_, round) => one[round]! / other[round]!);

/** How many times as fast the first engine of a case is as each other: `{"lenet-5/32": {"compiled/tfjs": 4.2}}`. */
export function ratiosOf(results: readonly BenchmarkResult[]): Record<string, Record<string, number>> {
  const found: Record<string, Record<string, number>> = {};
  for (const result of results) {
    const { network, batch, engine } = result;
    const first = results.find((other) => other.network === network && other.batch === batch)!;
    if (first === result) continue;
    const name = `${network}/${batch}`;
    found[name] ??= {};
    found[name][`${first.engine}/${engine}`] = Number(median(ratios(first.rounds, result.rounds)).toFixed(3));
  }
  return found;
}
