import { join } from 'node:path';
import { makeFolder } from '../runs/files.ts';
import { type Claim, claim } from '../runs/lease.ts';

/**
 * Claims a queue's folder for this process, so that no two train the same item. One that a process left behind when it
 * ended is taken over.
 * @throws EngineError `in-use` where another process works through it
 */
export async function claimQueue(folder: string): Promise<Claim> {
  await makeFolder(folder);
  return claim(
    join(folder, 'queue'),
    {
      inUse: (holder) =>
        `The queue is worked through by another Convas, ${holder}: use it there, or close it.`,
      takenOver: 'Another process has taken over the queue while this one stood still: use it there.',
    },
    { purpose: 'the queue' },
  );
}
