import { serializeDocument } from '../../document/serialize.ts';
import type { Emitter } from '../../protocol/emitter.ts';
import type { SweepPoint } from '../../protocol/sweeps.ts';
import { documentOf } from '../../sweep/plan.ts';
import { message } from '../../text/message.ts';
import { textOf } from '../../text/text-error.ts';
import type { Queue, SettledItem } from '../queue/run-queue.ts';
import type { RunRecord } from '../runs/run-record.ts';
import type { RunStore } from '../runs/run-store.ts';
import { readDocument } from '../training/prepare.ts';
import { nextTrial } from './next-trial.ts';
import { promote } from './promote.ts';
import { sweepRunName } from './run-name.ts';
import { figuresOf } from './score.ts';
import { changePoint, type SweepRecord, sweepInfoOf } from './sweep-record.ts';
import type { SweepStore } from './sweep-store.ts';

/** The states in which a run gives a combination its score. */
const scored: ReadonlySet<string> = new Set(['finished', 'stopped']);

export interface SweepStepsParts {
  readonly queue: Queue;
  readonly store: RunStore;
  readonly sweepStore: SweepStore;
  readonly events: Emitter;
  /** Adds a word to a run's tags. */
  readonly tag: (run: string, tag: string) => Promise<void>;
  /** Milliseconds of a forward pass of one example. */
  readonly latency: (run: string) => Promise<number>;
}

/** What moves a sweep from one record to the next. Its caller sees to it that one at a time works on a sweep. */
export function createSweepSteps({ queue, store, sweepStore, events, tag, latency }: SweepStepsParts) {
  const keep = async (record: SweepRecord): Promise<void> => {
    await sweepStore.write(record);
    events.emit('sweep.changed', { sweep: sweepInfoOf(record) });
  };

  /** Adds combinations to the queue, with the epochs of the sweep's current rung. */
  const enqueue = async (record: SweepRecord, points: readonly SweepPoint[]): Promise<void> => {
    const base = readDocument(record.document);
    const { epochs } = record.rungs[record.rung]!;
    // The epochs may be what is varied: then each has its own.
    const own = record.rungs.length === 1 ? null : epochs;
    await queue.add(
      points.map(({ point, values, run }) => {
        const name = sweepRunName(base.name, record.spec.method.kind === 'search' ? point : values);
        return {
          name,
          document: serializeDocument({ ...documentOf(base, values, own), name }),
          resume: run,
          sweep: { sweep: record.sweep, point },
        };
      }),
    );
  };

  /** A search with its next trial, or stopped with the reason where none can be obtained; null where it has all. */
  const furtherTrial = async (record: SweepRecord): Promise<SweepRecord | null> => {
    const { spec, rung, rungs, points, document } = record;
    if (spec.method.kind !== 'search' || rung > 0 || points.length >= rungs[0]!.count) return null;
    try {
      const trial = await nextTrial(readDocument(document), spec, spec.method, points);
      return trial && { ...record, points: [...points, trial] };
    } catch (error) {
      return { ...record, state: 'stopped', pid: null, message: textOf(error) };
    }
  };

  /** Once a rung is trained: promotes the best combinations to the next rung, or ends the sweep. */
  const advance = async (record: SweepRecord): Promise<SweepRecord> => {
    if (record.state !== 'running' || record.points.some(({ state }) => state === 'waiting')) return record;
    const trial = await furtherTrial(record);
    const next = trial ?? promote(record);
    if (!next) return { ...record, state: 'finished', pid: null };
    if (next.state !== 'running') return next;
    await keep(next);
    await enqueue(
      next,
      next.points.filter(({ state }) => state === 'waiting'),
    );
    return next;
  };

  const recordOf = async (run: string | null): Promise<RunRecord | null> => {
    if (run === null) return null;
    try {
      return (await store.read(await store.folderOf(run))).record;
    } catch {
      return null;
    }
  };

  /** The figures of a trial with its latency, where the search weighs it. */
  const withLatency = async ({ spec, points }: SweepRecord, point: string, run: string | null) => {
    const { figures } = points.find((own) => own.point === point) ?? {};
    const weighed = spec.method.kind === 'search' && spec.method.costs.includes('latency');
    if (!weighed || !figures || run === null) return {};
    return { figures: { ...figures, latency: await latency(run).catch(() => null) } };
  };

  /** The sweep with what came of a point's run. */
  const withEnd = async (
    before: SweepRecord,
    point: string,
    { run: begun, state, message: detail }: Pick<SettledItem, 'run' | 'state' | 'message'>,
  ): Promise<SweepRecord> => {
    // Where going on was refused, no run began: it is the one that the point had.
    const run = begun ?? before.points.find((own) => own.point === point)?.run ?? null;
    const found = await recordOf(run);
    if (run !== null && found) await tag(run, before.name).catch(() => {});
    // A promoted run that had stopped early has nothing to continue with, and stays what it came to.
    const asBefore = state === 'failed' && found !== null && scored.has(found.state);
    const ended = scored.has(state) || asBefore;
    return changePoint(before, point, {
      run,
      state: ended ? 'trained' : 'failed',
      message: asBefore ? found.message : state === 'stopped' ? message('runs.stopped-by-hand') : detail,
      rung: before.rung,
      ...(found ? figuresOf(found) : {}),
      ...(ended ? await withLatency(before, point, run) : {}),
      ...(ended ? {} : { score: null }),
    });
  };

  return { keep, enqueue, advance, withEnd };
}
