import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { forkPoint } from '../../protocol/fork.ts';
import { type QueueItem, queueItem } from '../../protocol/sweeps.ts';
import { message } from '../../text/message.ts';
import { hasEnded, type RunRecord } from '../runs/run-record.ts';

/** A training that waits, as it is kept on disk. */
export const storedItemSchema = queueItem.extend({
  format: z.literal('convas-queue-item'),
  version: z.literal(1),
  document: z.string(),
  /** The run that it continues with; null starts a new one. */
  resume: z.string().nullable(),
  from: forkPoint,
  /** How often the engine ended while it trained, without an epoch in between. */
  attempts: z.int().min(0),
  /** Epochs that its run had finished when an engine last began with it. */
  epochs: z.int().min(0),
});

export type StoredItem = z.output<typeof storedItemSchema>;

/** What a face receives of an item: all but the document and the bookkeeping. */
export const queueItemOf = ({ item, name, state, run, message, addedAt, sweep }: StoredItem) => ({
  item,
  name,
  state,
  run,
  message,
  addedAt,
  sweep,
});

/** A training that is to be queued. */
export interface NewItem {
  readonly document: string;
  /** A run to continue with; null starts a new one. */
  readonly resume?: string | null;
  /** A checkpoint that the new run starts from. */
  readonly from?: StoredItem['from'];
  readonly name: string;
  readonly sweep?: QueueItem['sweep'];
}

/** @param sequence orders items: later ones have larger numbers */
export const newItem = (
  { document, resume = null, from = null, name, sweep = null }: NewItem,
  sequence: number,
): StoredItem => ({
  format: 'convas-queue-item',
  version: 1,
  item: `${String(sequence).padStart(8, '0')}-${randomBytes(3).toString('hex')}`,
  name: name || 'Untitled',
  state: 'waiting',
  run: null,
  message: '',
  addedAt: new Date().toISOString(),
  sweep,
  document,
  resume,
  from,
  attempts: 0,
  epochs: 0,
});

/** The number that an item's name begins with; 0 where it has none. */
export const sequenceOf = ({ item }: StoredItem): number => Number.parseInt(item, 10) || 0;

/** An engine that ends this often with the same item, without an epoch in between, is not asked again. */
const maxAttempts = 2;

/**
 * What becomes of an item whose engine has ended: one that trained continues, unless that keeps happening, or its run had
 * just ended.
 * @param record of the run that the item trained; null where there is none
 * @returns the item, and its run's record where that has ended
 */
export function recoverItem(
  item: StoredItem,
  record: RunRecord | null,
): { readonly item: StoredItem; readonly ended: RunRecord | null } {
  if (item.state !== 'training') return { item, ended: null };
  if (record && hasEnded(record.state)) return { item, ended: record };
  const epochs = record?.epochs.length ?? 0;
  const attempts = epochs > item.epochs ? 1 : item.attempts + 1;
  if (attempts >= maxAttempts) {
    const detail = message('runs.queue-attempts', { attempts });
    return { item: { ...item, state: 'failed', message: detail, attempts }, ended: null };
  }
  return {
    item: { ...item, state: 'waiting', attempts, epochs, resume: record ? item.run : null },
    ended: null,
  };
}
