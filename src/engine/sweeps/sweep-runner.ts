import { EngineError } from '../../protocol/client.ts';
import type { SweepInfo, SweepPoint } from '../../protocol/sweeps.ts';
import { planSweep } from '../../sweep/plan.ts';
import type { SweepSpec } from '../../sweep/spec.ts';
import { message } from '../../text/message.ts';
import type { SettledItem } from '../queue/run-queue.ts';
import { readDocument } from '../training/prepare.ts';
import { createPoints } from './create-points.ts';
import { nextTrial } from './next-trial.ts';
import { hasEndedUnreported, reopenPoints, runOf } from './remaining.ts';
import { changePoint, newSweepRecord, ownProcess, type SweepRecord, sweepInfoOf } from './sweep-record.ts';
import { createSweepSteps, type SweepStepsParts } from './sweep-steps.ts';

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
  resumeAll(): Promise<void>;
  /** Forgets a sweep that does not run. Its runs stay. */
  remove(sweep: string): Promise<void>;
}

interface SweepsParts extends SweepStepsParts {
  /** Whether the queue outlives this process: then its sweeps do, too. */
  readonly kept: boolean;
}

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

  const { keep, enqueue, advance, withEnd } = createSweepSteps({
    queue,
    store,
    sweepStore,
    events,
    tag,
    latency,
  });

  const onSettled = async (settled: SettledItem): Promise<void> => {
    const { sweep, point } = settled.sweep!;
    await keep(await advance(await withEnd(await sweepStore.read(sweep), point, settled)));
  };

  /** Takes a sweep for this process, hears what its runs came to meanwhile, and has the rest trained. */
  const continueSweep = async (record: SweepRecord): Promise<SweepRecord> => {
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
      ...ownProcess(),
    };
    const runs = (await store.list()).map(({ record: run }) => run);
    for (const waiting of taken.points.filter(missing)) {
      const { point } = waiting;
      // One whose run was deleted begins again.
      const found = runOf(taken.sweep, waiting, runs);
      taken = changePoint(taken, point, { run: found?.id ?? null });
      if (found && hasEndedUnreported(waiting, found)) {
        taken = await withEnd(taken, point, { run: found.id, state: found.state, message: found.message });
      }
    }
    await keep(taken);
    const rest = taken.points.filter(missing);
    if (rest.length > 0) {
      await enqueue(taken, rest);
      return taken;
    }
    const further = await advance(taken);
    await keep(further);
    return further;
  };

  queue.onSettled((settled) => {
    if (settled.sweep === null) return;
    // A sweep that was deleted meanwhile has nothing to report.
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
        const record = newSweepRecord(base, { document, spec, rungs, points: checked, kept });
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
    resumeAll: () =>
      inTurn(async () => {
        const left = (record: SweepRecord): boolean =>
          record.state === 'running' && record.kept && sweepInfoOf(record).state !== 'running';
        for (const { sweep } of (await sweepStore.list()).filter(left)) {
          await sweepStore.alone(sweep, async () => {
            const record = await sweepStore.read(sweep);
            if (left(record)) await continueSweep(record);
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
        return sweepInfoOf(await continueSweep(record));
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
