import { z } from 'zod';
import { stillRuns } from '../../files/process.ts';
import type { SweepInfo, SweepPoint } from '../../protocol/sweeps.ts';
import { sweepInfo } from '../../protocol/sweeps.ts';
import { message } from '../../text/message.ts';

/** A sweep as it is kept on disk. */
export const sweepRecordSchema = sweepInfo.extend({
  format: z.literal('convas-sweep'),
  version: z.literal(1),
  /** What it varies. */
  document: z.string(),
  /** The process that works on it, while one does. */
  pid: z.int().nullable(),
  /** What tells that process from a later one of its number. */
  mark: z.string().nullable(),
  /** Whether it is worked on through a queue that outlives its process. */
  kept: z.boolean(),
});

export type SweepRecord = z.output<typeof sweepRecordSchema>;

/** What a face is told: all but the document; one that nobody works on any more does not run. */
export function sweepInfoOf({
  format: _f,
  version: _v,
  document: _d,
  kept: _k,
  pid,
  mark,
  ...info
}: SweepRecord): SweepInfo {
  if (info.state !== 'running' || (pid !== null && stillRuns(pid, mark))) return info;
  return { ...info, state: 'stopped', message: message('runs.sweep-engine-ended') };
}

/** The sweep with something of one point changed. */
export const changePoint = (record: SweepRecord, point: string, to: Partial<SweepPoint>): SweepRecord => ({
  ...record,
  points: record.points.map((other) => (other.point === point ? { ...other, ...to } : other)),
});
