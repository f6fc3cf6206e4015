import type { SweepPoint } from '../../protocol/sweeps.ts';
import type { RunRecord } from '../runs/run-record.ts';
import type { SweepRecord } from './sweep-record.ts';

/** Whether a stop took it out of the queue: before its first rung, or before the one that it was promoted to. */
const wasDropped = ({ state, rung }: SweepPoint, at: number): boolean =>
  rung === -1 ? state === 'dropped' : state === 'trained' && rung < at;

/** The points of a sweep that is to continue: what a stop took out waits again. */
export const reopenPoints = ({ state, points, rung }: SweepRecord): SweepPoint[] =>
  points.map((point) =>
    state === 'stopped' && wasDropped(point, rung) ? { ...point, state: 'waiting', message: '' } : point,
  );

/** The run of a point, where it has one: a sweep that was cut off may not have been recorded yet. */
export const runOf = (
  sweep: string,
  { point, run }: SweepPoint,
  runs: readonly RunRecord[],
): RunRecord | undefined =>
  runs.find(({ id }) => id === run) ??
  runs.find(({ sweep: of }) => of?.sweep === sweep && of.point === point);

/**
 * Whether the run of a waiting point has ended in the current rung without the sweep being notified. What
 * was promoted has ended in the rung before: only a further epoch says that it continued.
 */
export function hasEndedUnreported({ epochs }: SweepPoint, run: RunRecord): boolean {
  if (run.state === 'diverged' || run.state === 'failed') return true;
  return (run.state === 'finished' || run.state === 'stopped') && run.epochs.length > epochs;
}
