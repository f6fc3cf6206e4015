import { z } from 'zod';
import { isStillRunning } from '../../files/process.ts';
import { preprocessingSchema } from '../../preprocessing/schema.ts';
import { type RunSummary, runFacts } from '../../protocol/data.ts';
import { issueText } from '../../text/issue.ts';
import { type Message, message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';

/**
 * How the examples that validate were drawn: `stratified` by class, or at `random` from all, as runs did before. A run
 * that is resumed keeps its own.
 */
const validationDraw = z.enum(['random', 'stratified']);

export type ValidationDraw = z.output<typeof validationDraw>;

/** A run's `run.json`. The document beside it holds the settings. */
export const runRecordSchema = z.object({
  format: z.literal('convas-run'),
  version: z.literal(1),
  id: z.string().min(1).max(4096),
  name: z.string().max(200),
  /** The process that trains it, while one does, and what distinguishes it from a later one of the same number. */
  pid: z.int().nullable(),
  mark: z.string().nullable().default(null),
  /** Class names, so that a run can be used where the data is not. */
  labels: z.array(z.string()),
  /** sha256 over the data, hex. */
  fingerprint: z.string(),
  backend: z.string(),
  step: z.string(),
  validationDraw: validationDraw.default('random'),
  /** Learning rates set by hand while it trained, before any schedule, each from the step after so many on. */
  rates: z.array(z.object({ step: z.int().min(0), learningRate: z.number().positive() })).default([]),
  /** The preprocessing with what its steps learned from the training split; left out where they learn nothing. */
  fitted: preprocessingSchema.optional(),
  /** The combination that it is of; a sweep that was cut off finds its runs by this. */
  sweep: z.object({ sweep: z.string(), point: z.string() }).optional(),
  ...runFacts,
});

export type RunRecord = z.output<typeof runRecordSchema>;

/** Earlier versions wrote `kernels: null` where a backend has no choice of kernels; now the field is left out. */
function withoutNullKernels(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('kernels' in value)) return value;
  const { kernels, ...rest } = value;
  return kernels === null ? rest : value;
}

/**
 * The record in the text of a `run.json`, of this version or an earlier one.
 * @throws TextError that names the field, or says that the text is not JSON
 */
export function readRunRecord(text: string): RunRecord {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new TextError(message('runs.record-not-json'));
  }
  const parsed = runRecordSchema.safeParse(withoutNullKernels(value));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new TextError(
    message('runs.record-field', { field: issue!.path.join('.') || '(root)', why: issueText(issue!) }),
  );
}

/** What a person says of a run. */
export type RunDescription = Pick<RunRecord, 'name' | 'tags' | 'notes'>;

const ended: ReadonlySet<RunRecord['state']> = new Set([
  'finished',
  'stopped',
  'diverged',
  'failed',
  'interrupted',
  'imported',
]);

export const hasEnded = (state: RunRecord['state']): boolean => ended.has(state);

/** What a crash has left of a run. */
function keptOf({ epochs, pretraining = [] }: RunRecord): Message {
  if (epochs.length > 0) return message('runs.kept-weights', { epoch: epochs.length });
  const last = pretraining.at(-1);
  return last ? message('runs.kept-pretraining', { layer: last.name }) : message('runs.kept-nothing');
}

/**
 * The record with a state that is true now: one that says "running" while no one runs it was interrupted.
 * @param mine whether this process trains it
 */
export function withActualState(record: RunRecord, mine: boolean): RunRecord {
  if (hasEnded(record.state) || mine) return record;
  if (record.pid !== null && record.pid !== process.pid && isStillRunning(record.pid, record.mark))
    return record;
  return {
    ...record,
    state: 'interrupted',
    message: message('runs.engine-ended', { kept: keptOf(record) }),
  };
}

export const summaryOf = (record: RunRecord): RunSummary => ({
  run: record.id,
  name: record.name,
  state: record.state,
  startedAt: record.startedAt,
  dataset: record.dataset,
  step: record.step === 'eager' ? 'eager' : 'compiled',
  epochs: record.epochs,
  test: record.test,
  params: record.params,
  ...(record.target && { target: record.target }),
  ...(record.kernels && { kernels: record.kernels }),
  seconds: record.seconds,
  message: record.message,
  ...(record.parent && { parent: record.parent }),
  ...(record.pretraining && record.pretraining.length > 0 && { pretraining: record.pretraining }),
  tags: record.tags,
  notes: record.notes,
});
