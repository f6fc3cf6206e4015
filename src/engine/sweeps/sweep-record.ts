import { z } from 'zod';
import type { ConvasDocument } from '../../document/schema.ts';
import { isStillRunning, processMark } from '../../files/process.ts';
import type { SweepInfo, SweepPoint } from '../../protocol/sweeps.ts';
import { sweepInfo } from '../../protocol/sweeps.ts';
import { message } from '../../text/message.ts';
import { newId, stampOf } from '../runs/run-store.ts';

/** A sweep as it is kept on disk. */
export const sweepRecordSchema = sweepInfo.extend({
  format: z.literal('convas-sweep'),
  version: z.literal(1),
  /** What it varies. */
  document: z.string(),
  /** The process that works on it, while one does. */
  pid: z.int().nullable(),
  /** What distinguishes that process from a later one of its number. */
  mark: z.string().nullable(),
  /** Whether it is worked on through a queue that outlives its process. */
  kept: z.boolean(),
});

export type SweepRecord = z.output<typeof sweepRecordSchema>;

/** What a face receives: all but the document; one that no one works on any more does not run. */
export function sweepInfoOf({
  format: _f,
  version: _v,
  document: _d,
  kept: _k,
  pid,
  mark,
  ...info
}: SweepRecord): SweepInfo {
  if (info.state !== 'running' || (pid !== null && isStillRunning(pid, mark))) return info;
  return { ...info, state: 'stopped', message: message('runs.sweep-engine-ended') };
}

/** The sweep with something of one point changed. */
export const changePoint = (record: SweepRecord, point: string, to: Partial<SweepPoint>): SweepRecord => ({
  ...record,
  points: record.points.map((other) => (other.point === point ? { ...other, ...to } : other)),
});

/** Marks a record as worked on by this process. */
export const ownProcess = () => ({ pid: process.pid, mark: processMark(process.pid) });

/** The record of a sweep that begins now. */
export function newSweepRecord(
  { name }: Pick<ConvasDocument, 'name'>,
  {
    rungs,
    points,
    ...parts
  }: Pick<SweepRecord, 'document' | 'spec' | 'kept'> & {
    readonly rungs: readonly SweepRecord['rungs'][number][];
    readonly points: readonly SweepPoint[];
  },
): SweepRecord {
  const startedAt = new Date();
  return {
    format: 'convas-sweep',
    version: 1,
    sweep: newId(name, startedAt),
    name: `${(name || 'Untitled').slice(0, 30)} sweep ${stampOf(startedAt).slice(4)}`,
    startedAt: startedAt.toISOString(),
    state: 'running',
    message: '',
    rungs: [...rungs],
    rung: 0,
    points: [...points],
    ...ownProcess(),
    ...parts,
  };
}
