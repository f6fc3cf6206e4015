import { join } from 'node:path';
import type { WriteOptions } from '../../files/atomic.ts';
import { acquireLock, holderInWords, LockedError, type LockOptions, lockHolder } from '../../files/lock.ts';
import { EngineError } from '../../protocol/client.ts';
import { type Message, message } from '../../text/message.ts';
import { writeError } from './files.ts';

/** Something on disk that this process has to itself: handed to every write of it. */
export interface Claim extends WriteOptions {
  /** @throws EngineError `taken-over` where another process has it by now */
  readonly beforeCommit: () => Promise<void>;
  /** Whether another process has it by now, as far as was noticed. */
  readonly lost: boolean;
  /** Whether it is neither lost nor given up. */
  readonly held: boolean;
  /** Called once where another process has taken it over. */
  onLost(listener: () => void): void;
  /** May be called again. */
  release(): Promise<void>;
}

/** For what no other process can see. */
export const unshared: Claim = {
  beforeCommit: async () => {},
  lost: false,
  held: true,
  onLost: () => {},
  release: async () => {},
};

/**
 * Claims a file or folder for this process.
 * @param path what is locked, in a folder that exists
 * @param words for where `holder` has it, and where it was taken over
 * @throws EngineError `in-use` where another process has it, `not-writable` and `disk-full`
 */
export async function claim(
  path: string,
  words: { readonly inUse: (holder: Message) => Message; readonly takenOver: Message },
  options: LockOptions,
): Promise<Claim> {
  const listeners: (() => void)[] = [];
  let released = false;
  const onLost = (): void => {
    for (const listener of listeners) listener();
  };
  try {
    const lease = await acquireLock(path, { ...options, onLost });
    return {
      beforeCommit: () =>
        lease.check().catch(() => Promise.reject(new EngineError('taken-over', words.takenOver))),
      get lost() {
        return lease.lost;
      },
      get held() {
        return !released && !lease.lost;
      },
      onLost: (listener) => void listeners.push(listener),
      async release() {
        released = true;
        await lease.release();
      },
    };
  } catch (error) {
    if (error instanceof LockedError)
      throw new EngineError('in-use', words.inUse(holderInWords(error.holder)));
    throw writeError(path, error);
  }
}

const takenOver = (run: string): Message => message('runs.taken-over', { run });

const inUse = (run: string) => (holder: Message) => message('runs.in-use', { run, holder });

/**
 * Claims a run's folder to train it. A process that has ended loses its claim at once.
 * @throws EngineError `in-use` where it trains already, here or elsewhere
 */
export const claimRun = (folder: string, run: string): Promise<Claim> =>
  claim(join(folder, 'run'), { inUse: inUse(run), takenOver: takenOver(run) }, { purpose: 'training' });

/** Claims a run's folder for one change, which one that trains does not allow. @throws EngineError `in-use` */
export const claimBriefly = (folder: string, run: string): Promise<Claim> =>
  claim(
    join(folder, 'run'),
    { inUse: inUse(run), takenOver: takenOver(run) },
    { purpose: 'change', brief: true },
  );

/**
 * Claims a run's folder to delete it. A full disk has no room for a lock, and deleting runs is how to make some: there
 * it is enough that no one holds the folder.
 * @throws EngineError `in-use` and `not-writable`
 */
export async function claimToDelete(folder: string, run: string): Promise<Claim> {
  try {
    return await claimBriefly(folder, run);
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'disk-full') throw error;
    const holder = await lockHolder(join(folder, 'run'));
    if (holder) throw new EngineError('in-use', inUse(run)(holderInWords(holder)));
    return unshared;
  }
}
