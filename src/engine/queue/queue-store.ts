import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { namesIn, readText } from '../../files/read.ts';
import type { Claim } from '../runs/claim.ts';
import { makeFolder, writeAtomic } from '../runs/files.ts';
import { type StoredItem, storedItemSchema } from './item.ts';

const heldSchema = z.object({ held: z.boolean() });
const queueFile = 'queue.json';

/** Where a queue is kept: one file an item, so that a change writes little. Only who has claimed it writes. */
export interface QueueStore {
  /** Oldest first; what cannot be read is left out. */
  read(): Promise<{ readonly items: readonly StoredItem[]; readonly held: boolean }>;
  write(item: StoredItem, claim: Claim): Promise<void>;
  remove(item: string, claim: Claim): Promise<void>;
  hold(held: boolean, claim: Claim): Promise<void>;
}

/** @throws EngineError from each method where the folder cannot be written */
export function createQueueStore(folder: string): QueueStore {
  const fileOf = (item: string): string => join(folder, `${item}.item.json`);
  const readItem = async (name: string): Promise<StoredItem[]> => {
    try {
      return [storedItemSchema.parse(JSON.parse(await readText(join(folder, name))))];
    } catch {
      return [];
    }
  };
  const readHeld = async (): Promise<boolean> => {
    try {
      return heldSchema.parse(JSON.parse(await readText(join(folder, queueFile)))).held;
    } catch {
      return false;
    }
  };
  return {
    async read() {
      const names = await namesIn(folder);
      const items = names.filter((name) => name.endsWith('.item.json')).sort();
      return { items: (await Promise.all(items.map(readItem))).flat(), held: await readHeld() };
    },
    async write(item, claim) {
      await makeFolder(folder);
      await writeAtomic(fileOf(item.item), `${JSON.stringify(item)}\n`, claim);
    },
    async remove(item, claim) {
      await claim.beforeCommit();
      await rm(fileOf(item), { force: true });
    },
    async hold(held, claim) {
      await makeFolder(folder);
      await writeAtomic(join(folder, queueFile), `${JSON.stringify({ held })}\n`, claim);
    },
  };
}

/** A queue that ends with its process: for the command line. */
export const memoryQueueStore: QueueStore = {
  read: async () => ({ items: [], held: false }),
  write: async () => {},
  remove: async () => {},
  hold: async () => {},
};
