import { join } from 'node:path';
import { message } from '../../text/message.ts';
import { type Claim, claim } from '../runs/claim.ts';
import { makeFolder } from '../runs/files.ts';

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
      inUse: (holder) => message('runs.queue-in-use', { holder }),
      takenOver: message('runs.queue-taken-over'),
    },
    { purpose: 'queue' },
  );
}
