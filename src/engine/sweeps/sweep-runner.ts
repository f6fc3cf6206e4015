import { randomBytes } from 'node:crypto';
import { serializeDocument } from '../../document/serialize.ts';
import { processMark } from '../../files/process.ts';
import { EngineError } from '../../protocol/client.ts';
import type { Emitter } from '../../protocol/emitter.ts';
import type { SweepInfo, SweepPoint } from '../../protocol/sweeps.ts';
import { documentOf, planSweep } from '../../sweep/plan.ts';
import type { SweepSpec } from '../../sweep/spec.ts';
import { message } from '../../text/message.ts';
import { textOf } from '../../text/text-error.ts';
import type { Queue, SettledItem } from '../queue/run-queue.ts';
import type { RunRecord } from '../runs/run-record.ts';
import { type RunStore, slug } from '../runs/run-store.ts';
import { readDocument } from '../training/prepare.ts';
import { createPoints } from './create-points.ts';
import { nextTrial } from './next-trial.ts';
import { promote } from './promote.ts';
import { endedUnnoticed, reopenPoints, runOf } from './remaining.ts';
import { sweepRunName } from './run-name.ts';
import { figuresOf } from './score.ts';
import { changePoint, type SweepRecord, sweepInfoOf } from './sweep-record.ts';
import type { SweepStore } from './sweep-store.ts';

/** Many trainings of one network, each with other values. Every method throws `EngineError` in words. */
export interface Sweeps {
  /** Lays it out, checks every combination, and puts what can be trained into the queue. */
  start(document: string, spec: SweepSpec): Promise<SweepInfo>;
  list(): Promise<SweepInfo[]>;
  /** Takes what still waits out of the queue; what trains is trained to its end. */
  stop(sweep: string): Promise<void>;
  /**
   * Trains what is missing of a sweep that was stopped or cut off, and of a finished one nothing.
   * @throws EngineError `busy` where it is worked on, or waits in the app's queue
   */
  resume(sweep: string): Promise<SweepInfo>;
  /** Goes on with those that an earlier process of the same queue left. */
  takeUp(): Promise<void>;
  /** Forgets a sweep that does not run. Its runs stay. */
  remove(sweep: string): Promise<void>;
}

interface SweepsParts {
  readonly queue: Queue;
  readonly store: RunStore;
  readonly sweepStore: SweepStore;
  readonly events: Emitter;
  /** Whether the queue outlives this process: then its sweeps do, too. */
  readonly kept: boolean;
  /** Adds a word to a run's tags. */
  readonly tag: (run: string, tag: string) => Promise<void>;
  /** Milliseconds of a forward pass of one example. */
  readonly latency: (run: string) => Promise<number>;
}

const mine = () => ({ pid: process.pid, mark: processMark(process.pid) });

/** The states in which a run gives a combination its score. */
const scored: ReadonlySet<string> = new Set(['finished', 'stopped']);

export function createSweeps({ queue, store, sweepStore, events, kept, tag, latency }: SweepsParts): Sweeps {
  /** One after the other: each reads the record, changes it and writes it. */
  let working: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = working.then(work);
    working = done.catch(() => {});
    return done;
  };

  /** The same for one sweep that other processes know as well. */
  const alone = <T>(sweep: string, work: () => Promise<T>): Promise<T> =>
    inTurn(() => sweepStore.alone(sweep, work));

  const keep = async (record: SweepRecord): Promise<void> => {
    await sweepStore.write(record);
    events.emit('sweep.changed', { sweep: sweepInfoOf(record) });
  };

  /** Puts the points that a rung is for into the queue. */
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

  /** A search with its next trial, or stopped with the reason where none can be had; null where it has all. */
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

  /** Once a rung is trained: the best go on, or the sweep is over. */
  const goOn = async (record: SweepRecord): Promise<SweepRecord> => {
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
    { run: begun, state, message: told }: Pick<SettledItem, 'run' | 'state' | 'message'>,
  ): Promise<SweepRecord> => {
    // Where going on was refused, no run began: it is the one that the point had.
    const run = begun ?? before.points.find((own) => own.point === point)?.run ?? null;
    const found = await recordOf(run);
    if (run !== null && found) await tag(run, before.name).catch(() => {});
    // A promoted run that had stopped early has nothing to go on with, and stays what it came to.
    const asBefore = state === 'failed' && found !== null && scored.has(found.state);
    const ended = scored.has(state) || asBefore;
    return changePoint(before, point, {
      run,
      state: ended ? 'trained' : 'failed',
      message: asBefore ? found.message : state === 'stopped' ? message('runs.stopped-by-hand') : told,
      rung: before.rung,
      ...(found ? figuresOf(found) : {}),
      ...(ended ? await withLatency(before, point, run) : {}),
      ...(ended ? {} : { score: null }),
    });
  };

  const onSettled = async (settled: SettledItem): Promise<void> => {
    const { sweep, point } = settled.sweep!;
    await keep(await goOn(await withEnd(await sweepStore.read(sweep), point, settled)));
  };

  /** Takes a sweep for this process, hears what its runs came to meanwhile, and has the rest trained. */
  const goOnWith = async (record: SweepRecord): Promise<SweepRecord> => {
    const { items } = await queue.list();
    const queued = new Set(
      items.flatMap((item) => (item.sweep?.sweep === record.sweep ? item.sweep.point : [])),
    );
    const missing = ({ state, point }: SweepPoint) => state === 'waiting' && !queued.has(point);
    let taken: SweepRecord = {
      ...record,
      points: reopenPoints(record),
      state: 'running',
      message: '',
      kept,
      ...mine(),
    };
    const runs = (await store.list()).map(({ record: run }) => run);
    for (const waiting of taken.points.filter(missing)) {
      const { point } = waiting;
      // One whose run was deleted begins again.
      const found = runOf(taken.sweep, waiting, runs);
      taken = changePoint(taken, point, { run: found?.id ?? null });
      if (found && endedUnnoticed(waiting, found)) {
        taken = await withEnd(taken, point, { run: found.id, state: found.state, message: found.message });
      }
    }
    await keep(taken);
    const rest = taken.points.filter(missing);
    if (rest.length > 0) {
      await enqueue(taken, rest);
      return taken;
    }
    const further = await goOn(taken);
    await keep(further);
    return further;
  };

  queue.onSettled((settled) => {
    if (settled.sweep === null) return;
    // A sweep that was deleted meanwhile has nothing to be told.
    alone(settled.sweep.sweep, () => onSettled(settled)).catch(() => {});
  });

  return {
    start: (document, spec) =>
      inTurn(async () => {
        const base = readDocument(document);
        const reading = planSweep(base, spec);
        if ('wrong' in reading) throw new EngineError('sweep', reading.wrong);
        const { points, rungs } = reading.plan;
        const first = spec.method.kind === 'search' ? await nextTrial(base, spec, spec.method, []) : null;
        const checked = first ? [first] : await createPoints(base, points);
        const sound = checked.filter(({ state }) => state === 'waiting');
        if (sound.length === 0) {
          throw new EngineError('sweep', message('runs.no-combination', { why: checked[0]!.message }));
        }
        const startedAt = new Date();
        const stamp = startedAt.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
        const record: SweepRecord = {
          format: 'convas-sweep',
          version: 1,
          sweep: `${stamp}-${slug(base.name)}-${randomBytes(2).toString('hex')}`,
          name: `${(base.name || 'Untitled').slice(0, 30)} sweep ${stamp.slice(4)}`,
          startedAt: startedAt.toISOString(),
          state: 'running',
          message: '',
          spec,
          rungs: [...rungs],
          rung: 0,
          points: checked,
          document,
          ...mine(),
          kept,
        };
        await keep(record);
        await enqueue(record, sound);
        return sweepInfoOf(record);
      }),
    list: async () => (await sweepStore.list()).map(sweepInfoOf),
    stop: (sweep) =>
      alone(sweep, async () => {
        const record = await sweepStore.read(sweep);
        if (record.state !== 'running') return;
        await queue.remove((item) => item.sweep?.sweep === sweep);
        const { items } = await queue.list();
        const training = new Set(
          items.flatMap((item) => (item.sweep?.sweep === sweep ? item.sweep.point : [])),
        );
        await keep({
          ...record,
          state: 'stopped',
          pid: null,
          message: message('runs.stopped-by-hand'),
          points: record.points.map((point) =>
            point.state === 'waiting' && !training.has(point.point)
              ? { ...point, state: point.rung === -1 ? 'dropped' : 'trained' }
              : point,
          ),
        });
      }),
    takeUp: () =>
      inTurn(async () => {
        const left = (record: SweepRecord): boolean =>
          record.state === 'running' && record.kept && sweepInfoOf(record).state !== 'running';
        for (const { sweep } of (await sweepStore.list()).filter(left)) {
          await sweepStore.alone(sweep, async () => {
            const record = await sweepStore.read(sweep);
            if (left(record)) await goOnWith(record);
          });
        }
      }),
    resume: (sweep) =>
      alone(sweep, async () => {
        const record = await sweepStore.read(sweep);
        if (record.state === 'finished') return sweepInfoOf(record);
        if (sweepInfoOf(record).state === 'running') {
          throw new EngineError('busy', message('runs.sweep-running'));
        }
        if (record.state === 'running' && record.kept && !kept) {
          throw new EngineError('busy', message('runs.sweep-in-app'));
        }
        return sweepInfoOf(await goOnWith(record));
      }),
    remove: (sweep) =>
      alone(sweep, async () => {
        if (sweepInfoOf(await sweepStore.read(sweep)).state === 'running') {
          throw new EngineError('busy', message('runs.sweep-delete-running'));
        }
        await sweepStore.remove(sweep);
      }),
  };
}
