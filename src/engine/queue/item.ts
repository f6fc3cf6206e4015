import { z } from 'zod';
import { forkPoint } from '../../protocol/fork.ts';
import { queueItem } from '../../protocol/sweeps.ts';

/** A training that waits, as it is kept on disk. */
export const storedItemSchema = queueItem.extend({
  format: z.literal('convas-queue-item'),
  version: z.literal(1),
  document: z.string(),
  /** The run that it goes on with; null starts a new one. */
  resume: z.string().nullable(),
  from: forkPoint,
  /** How often the engine ended while it trained, without an epoch in between. */
  attempts: z.int().min(0),
  /** Epochs that its run had finished when an engine last began with it. */
  epochs: z.int().min(0),
});

export type StoredItem = z.output<typeof storedItemSchema>;

/** What a face is told of an item: all but the document and the bookkeeping. */
export const queueItemOf = ({ item, name, state, run, message, addedAt, sweep }: StoredItem) => ({
  item,
  name,
  state,
  run,
  message,
  addedAt,
  sweep,
});
