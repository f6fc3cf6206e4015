import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, realpath, rm, stat, utimes } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { writeAtomic } from '../src/files/atomic.ts';
import { processState, thisProcess } from '../src/files/process.ts';
import { readText } from '../src/files/read.ts';
import type { FileState, Handle } from '../src/protocol/host.ts';
import { versionOf } from './version.ts';

/** After so long without a sign of life an instance that cannot be asked (of another machine) counts as gone. */
const staleAfterMs = 60_000;

/** In bytes. */
const maxEntryBytes = 4096;

const entrySchema = z.object({ pid: z.int(), mark: z.string().nullable(), place: z.string() });

/** The name under which all instances know a file, whatever links lead to it. */
export async function keyOf(path: string): Promise<string> {
  const full = await realpath(path).catch(() => resolve(path));
  return createHash('sha256').update(full).digest('hex').slice(0, 32);
}

/** A file of which the page is informed. */
export interface OpenFile {
  readonly handle: Handle;
  readonly path: string;
}

interface Followed extends OpenFile {
  readonly key: string;
  /** This instance's entry among those who have the file open. */
  readonly entry: string;
}

interface FileSnapshot {
  /** Size and times: while they stay, so does what the file holds. Empty where there is no file. */
  readonly sign: string;
  /** Undefined until it is read. */
  version?: string | null;
}

/**
 * Follows the files that the page works on: says when one holds something else, and how many other instances of the app
 * have it open. These find each other by their entries in one folder.
 */
export class OpenFiles {
  readonly #follower: () => FileFollower;
  readonly #followers = new Map<string, FileFollower>();
  #turning: Promise<void> = Promise.resolve();

  /**
   * @param folder the same for all instances of this person
   * @param interval milliseconds between two looks at a file: a stat each, unless the file has changed
   */
  constructor(folder: string, notify: (state: FileState) => void, interval = 1500) {
    this.#follower = () => new FileFollower(folder, notify, interval);
  }

  /** Follows these files and no others. */
  follow(files: readonly OpenFile[]): Promise<void> {
    this.#turning = this.#turning.then(() => this.#turnTo(files)).catch(() => {});
    return this.#turning;
  }

  stop(): Promise<void> {
    return this.follow([]);
  }

  /** Looks now, not when it is time: the person comes back to the window. */
  async lookTwice(): Promise<void> {
    await Promise.all([...this.#followers.values()].map((follower) => follower.lookTwice()));
  }

  async #turnTo(files: readonly OpenFile[]): Promise<void> {
    const wanted = new Map(files.map((file) => [JSON.stringify([file.handle, file.path]), file]));
    for (const [key, follower] of this.#followers) {
      if (wanted.has(key)) continue;
      this.#followers.delete(key);
      await follower.stop();
    }
    const added = [...wanted].filter(([key]) => !this.#followers.has(key));
    await Promise.all(
      added.map(([key, file]) => {
        const follower = this.#follower();
        this.#followers.set(key, follower);
        return follower.start(file);
      }),
    );
  }
}

class FileFollower {
  readonly #folder: string;
  readonly #interval: number;
  readonly #notify: (state: FileState) => void;
  #followed: Followed | null = null;
  #seen: FileSnapshot | null = null;
  #reported = '';
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> = Promise.resolve();

  constructor(folder: string, notify: (state: FileState) => void, interval: number) {
    this.#folder = folder;
    this.#interval = interval;
    this.#notify = notify;
  }

  async start({ handle, path }: OpenFile): Promise<void> {
    const key = await keyOf(path);
    const entry = join(this.#folder, `${key}.${randomBytes(6).toString('hex')}.json`);
    this.#followed = { handle, path, key, entry };
    // That others are not told must not keep the file from being followed.
    await mkdir(this.#folder, { recursive: true })
      .then(() => writeAtomic(entry, JSON.stringify(thisProcess())))
      .catch(() => {});
    this.#timer = setInterval(() => void this.look(), this.#interval);
    await this.lookTwice();
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    const { entry } = this.#followed ?? {};
    this.#followed = null;
    if (entry !== undefined) await rm(entry, { force: true }).catch(() => {});
  }

  async lookTwice(): Promise<void> {
    await this.look();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await this.look();
  }

  private look(): Promise<void> {
    this.#looking = this.#looking.then(() => this.#look()).catch(() => {});
    return this.#looking;
  }

  async #look(): Promise<void> {
    const followed = this.#followed;
    if (!followed) return;
    const now = new Date();
    await utimes(followed.entry, now, now).catch(() => {});
    const sign = await signOf(followed.path);
    // What changed is read when it has stood still for one look: whoever writes it may not be done.
    if (this.#seen?.sign !== sign) {
      this.#seen = { sign };
      return;
    }
    this.#seen.version ??= sign === '' ? null : await versionOf(followed.path);
    const others = await this.#othersOn(followed);
    if (this.#followed !== followed) return;
    const state: FileState = { handle: followed.handle, version: this.#seen.version ?? null, others };
    const news = JSON.stringify(state);
    if (news === this.#reported) return;
    this.#reported = news;
    this.#notify(state);
  }

  async #othersOn({ key, entry }: Followed): Promise<number> {
    const names = await readdir(this.#folder).catch((): string[] => []);
    let others = 0;
    for (const name of names) {
      const place = join(this.#folder, name);
      if (!name.startsWith(`${key}.`) || !name.endsWith('.json') || place === entry) continue;
      const fate = await entryOwnerState(place);
      if (fate === 'runs') others += 1;
      if (fate === 'ended') await rm(place, { force: true }).catch(() => {});
    }
    return others;
  }
}

/** Empty where there is no file. */
async function signOf(path: string): Promise<string> {
  try {
    const { size, mtimeMs, ctimeMs, ino } = await stat(path);
    return `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
  } catch {
    return '';
  }
}

/** Whether the instance that made an entry still has the file open. */
async function entryOwnerState(place: string): Promise<'runs' | 'ended' | 'unknown'> {
  try {
    const { mtimeMs } = await stat(place);
    const fate = processState(entrySchema.parse(JSON.parse(await readText(place, maxEntryBytes))));
    if (fate !== 'unknown') return fate;
    return Date.now() - mtimeMs < staleAfterMs ? 'runs' : 'ended';
  } catch {
    // Being written, or being removed.
    return 'unknown';
  }
}
