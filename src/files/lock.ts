import { randomBytes } from 'node:crypto';
import nodeFs from 'node:fs';
import { access, mkdir, readdir, rename, rm, rmdir, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { lock as lockFolder } from 'proper-lockfile';
import { z } from 'zod';
import { type Message, message } from '../text/message.ts';
import { TextError } from '../text/text-error.ts';
import { type ProcessId, processState, thisProcess } from './process.ts';
import { readText } from './read.ts';
import { sweepOnce, temporaryBeside } from './temporary.ts';

const holderSchema = z.object({
  pid: z.int(),
  mark: z.string().nullable(),
  place: z.string(),
  host: z.string(),
  /** What it is held for: `training`, `change`, `queue`, `saving`, `installation`. */
  purpose: z.string(),
  /** ISO 8601. */
  since: z.string(),
  /** Held for one change to a file, not for long: who comes next waits. */
  brief: z.boolean(),
});

/** Who holds a lock. */
export type Holder = z.output<typeof holderSchema>;

const processInWords = ({ pid, host, place }: Holder): Message => {
  const isHere = place === thisProcess().place;
  if (pid === process.pid && isHere) return message('files.this-process');
  return message('files.process', { pid, host: isHere ? null : host });
};

/** Who holds a lock: the process, its machine where that is another one, and what for. */
export const holderInWords = (holder: Holder | null): Message =>
  holder === null
    ? message('files.other-process')
    : message('files.holder', { process: processInWords(holder), purpose: holder.purpose });

/** The lock is held. */
export class LockedError extends TextError {
  override readonly name = 'LockedError';
  /** Null where it was not to be read. */
  readonly holder: Holder | null;
  constructor(path: string, holder: Holder | null) {
    super(message('files.locked', { path, holder: holderInWords(holder) }));
    this.holder = holder;
  }
}

/** The lock was taken over while this process stood still. */
export class LockLostError extends TextError {
  override readonly name = 'LockLostError';
  constructor(path: string) {
    super(message('files.lock-lost', { path }));
  }
}

/** A lock that this process holds. */
export interface Lease {
  /** Whether another process has taken it over, as far as was noticed. */
  readonly lost: boolean;
  /** Asks the disk whether it is still held: right before each write of what it protects. @throws LockLostError */
  check(): Promise<void>;
  /** Lets go of it. May be called again. */
  release(): Promise<void>;
}

export interface LockOptions {
  readonly purpose: string;
  readonly brief?: boolean;
  /** Milliseconds to wait for one that is held; brief holders are waited for in any case. 0 if not given. */
  readonly wait?: number;
  readonly signal?: AbortSignal | undefined;
  /** Called each time that it is found held. */
  readonly onWait?: (() => void) | undefined;
  /** Called once where another process has taken it over. */
  readonly onLost?: (() => void) | undefined;
  /** Milliseconds without a sign of life after which a holder that cannot be asked counts as gone; a minute. */
  readonly stale?: number;
  /** Who takes it; this process if not given. */
  readonly self?: ProcessId;
}

const staleAfter = 60_000;
const briefly = 10_000;
const pause = (milliseconds: number) => new Promise((go) => setTimeout(go, milliseconds));
const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';

/** Where the lock of a file or folder is. */
const lockOf = (path: string): string => `${path}.lock`;

/**
 * Takes the lock of `path`, the folder `PATH.lock`. It holds one file that says who has it, under a name that is never
 * used again, and both come into being in one rename: so a lock is never without its holder, and who removes a dead
 * holder's file cannot remove a living one's. `proper-lockfile` shows signs of life while it is held (the folder's
 * modification time), notices when it is lost, and removes it when the process ends.
 *
 * A holder on this machine counts as gone when its process has ended, at once, and never before: one that computes for
 * minutes, or is stopped, keeps its lock. One that cannot be asked, of another machine or container, counts as gone
 * when it gave no sign of life for `stale` milliseconds. It may come back: `check` then fails.
 * @throws LockedError where it is held, and the file system's errors where it cannot be made
 */
export async function acquireLock(path: string, options: LockOptions): Promise<Lease> {
  const { wait = 0, stale = staleAfter, signal, onWait } = options;
  const place = lockOf(resolve(path));
  // By a clock that nobody sets.
  const since = performance.now();
  await sweepOnce(dirname(place));
  for (;;) {
    signal?.throwIfAborted();
    const lease = await tryLock(place, options);
    if (lease) return lease;
    const found = await readLock(place);
    if (found && isAbandoned(found, stale)) {
      await removeLock(place, found.file);
      continue;
    }
    const holder = found?.holder ?? null;
    const waited = performance.now() - since;
    if (waited >= Math.max(wait, holder === null || holder.brief ? briefly : 0))
      throw new LockedError(path, holder);
    onWait?.();
    await pause(waited < 1000 ? 5 + Math.random() * 20 : 250);
  }
}

/** Does work under a lock that is held for no longer. @throws LockedError where it cannot be obtained within ten seconds */
export async function withLock<T>(
  path: string,
  work: (lease: Lease) => Promise<T>,
  options: Partial<LockOptions> = {},
): Promise<T> {
  const lease = await acquireLock(path, { purpose: 'a change', brief: true, wait: briefly, ...options });
  try {
    return await work(lease);
  } finally {
    await lease.release();
  }
}

/** Who holds the lock of a path now; null where no one does. */
export async function lockHolder(path: string): Promise<Holder | null> {
  const found = await readLock(lockOf(resolve(path)));
  return found && !isAbandoned(found, staleAfter) ? found.holder : null;
}

interface Found {
  /** The file that says who holds it; null where it is being removed. */
  readonly file: string | null;
  readonly holder: Holder | null;
  /** Milliseconds since its last sign of life. */
  readonly age: number;
}

/** Null where there is no lock. */
async function readLock(place: string): Promise<Found | null> {
  try {
    const age = Date.now() - (await stat(place)).mtimeMs;
    const [file = null] = await readdir(place);
    const holder = file === null ? null : parseHolder(await readText(join(place, file)));
    return { file, holder, age };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function parseHolder(text: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function isAbandoned({ file, holder, age }: Found, stale: number): boolean {
  // Who removed the file did not come to remove the folder.
  if (file === null) return true;
  const fate = holder ? processState(holder) : 'unknown';
  return fate === 'unknown' ? age > stale : fate === 'ended';
}

/** Removes the lock of the holder that is named, and of no other. */
async function removeLock(place: string, file: string | null): Promise<void> {
  if (file !== null) await unlink(join(place, file)).catch(ignoring('ENOENT'));
  // A new one has a file of its own, and a folder with a file in it is not removed.
  await rmdir(place).catch(ignoring('ENOENT', 'ENOTEMPTY', 'EEXIST', 'EPERM', 'EBUSY'));
}

const ignoring =
  (...codes: readonly string[]) =>
  (error: unknown): void => {
    if (!codes.includes(codeOf(error))) throw error;
  };

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Makes the lock with its holder in it. @throws an error `EEXIST` where there is one */
async function claim(place: string, file: string, holder: Holder): Promise<void> {
  const temporary = temporaryBeside(place);
  await mkdir(temporary);
  try {
    await writeFile(join(temporary, file), JSON.stringify(holder), { flag: 'wx' });
    await rename(temporary, place);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true }).catch(() => {});
    const taken = ['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error));
    throw taken ? Object.assign(new Error(`${place} is held`), { code: 'EEXIST' }) : error;
  }
}

/** Null where it is held, or was a moment ago. */
async function tryLock(place: string, options: LockOptions): Promise<Lease | null> {
  const { purpose, brief = false, stale = staleAfter, onLost, self = thisProcess() } = options;
  const file = `${randomBytes(8).toString('hex')}.json`;
  const own = join(place, file);
  const holder: Holder = { ...self, host: hostname(), purpose, since: new Date().toISOString(), brief };
  const interval = Math.min(10_000, stale / 3);
  let state: 'held' | 'lost' | 'released' = 'held';
  let beat: NodeJS.Timeout | null = null;

  const lose = (): void => {
    if (state !== 'held') return;
    state = 'lost';
    if (beat) clearInterval(beat);
    onLost?.();
  };
  /** Whether it is gone, and not with the whole folder that it lies in: then a write has its own error. */
  const isGone = async (): Promise<boolean> => !(await isThere(own)) && (await isThere(dirname(place)));
  /** Something changed the folder's time. Where no one took it over, that was a program, or a coarse clock. */
  const onCompromised = async (): Promise<void> => {
    if (state !== 'held') return;
    if (await isGone()) return lose();
    const show = (): void => {
      const now = new Date();
      utimes(place, now, now).catch(async () => {
        if (await isGone()) lose();
      });
    };
    beat ??= setInterval(show, interval).unref();
  };

  type Done = (error: unknown) => void;
  const fs = {
    stat: nodeFs.stat,
    utimes: nodeFs.utimes,
    mkdir: (path: string, done: Done) => void claim(path, file, holder).then(() => done(null), done),
    rmdir: (path: string, done: Done) => void removeLock(path, file).then(() => done(null), done),
    rmdirSync(path: string) {
      nodeFs.unlinkSync(own);
      nodeFs.rmdirSync(path);
    },
  };
  let unlock: () => Promise<void>;
  try {
    unlock = await lockFolder(own, {
      lockfilePath: place,
      realpath: false,
      fs,
      // Who is gone is decided here, for a time alone does not tell.
      stale: Number.POSITIVE_INFINITY,
      update: interval,
      onCompromised: () => void onCompromised(),
    });
  } catch (error) {
    if (codeOf(error) === 'ELOCKED') return null;
    throw error;
  }
  return {
    get lost() {
      return state === 'lost';
    },
    async check() {
      if (state === 'held' && (await isGone())) lose();
      if (state === 'lost') throw new LockLostError(place.replace(/\.lock$/, ''));
    },
    async release() {
      if (state === 'released') return;
      state = 'released';
      if (beat) clearInterval(beat);
      await unlock().catch(() => {});
      await removeLock(place, file);
    },
  };
}
