import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { writeAtomic } from '../src/files/atomic.ts';
import { acquireLock } from '../src/files/lock.ts';
import { readRegular, readText } from '../src/files/read.ts';
import type { FileVersion, Handle, OpenedFile, RecentFile, SaveOutcome } from '../src/protocol/host.ts';
import { keyOf } from './open-files.ts';
import { maxDocumentBytes, maxOwnFileBytes, versionOf, versionOfBytes } from './version.ts';
import { inWords, words } from './words.ts';

const maxRecent = 12;

const recentSchema = z.array(z.object({ path: z.string(), openedAt: z.string() }));

/**
 * The documents that the page may read and write. It knows them by handles; the paths stay here. Only what a person
 * chose in a dialog, opened through the system, or opened lately has a handle.
 */
export class Documents {
  readonly #folder: string;
  readonly #shared: string;
  readonly #paths = new Map<Handle, string>();

  /**
   * @param folder where the list of recent files is kept
   * @param shared of all instances of the app: where they keep out of each other's way
   */
  constructor(folder: string, shared: string) {
    this.#folder = folder;
    this.#shared = shared;
  }

  /** The handle of a path; the same path keeps its handle. */
  admit(path: string): Handle {
    const full = resolve(path);
    for (const [handle, known] of this.#paths) if (known === full) return handle;
    const handle = randomUUID();
    this.#paths.set(handle, full);
    return handle;
  }

  /** @throws Error in words: gone, no permission, a folder, too large, not text */
  async open(path: string): Promise<OpenedFile> {
    const name = basename(path);
    const { text, version } = await readDocument(path, name);
    const readOnly = await access(path, constants.W_OK)
      .then(() => access(dirname(path), constants.W_OK))
      .then(
        () => false,
        () => true,
      );
    await this.#remember(path);
    return { handle: this.admit(path), name, text, readOnly, version };
  }

  openRecent(handle: Handle): Promise<OpenedFile> {
    return this.open(this.#path(handle));
  }

  /**
   * Writes a file that still holds `expected`, or in any case where that is null. Instances of the app save one file one
   * after the other; other programs keep no order, so that the file is looked at until right before it is replaced.
   * @throws Error in words; the file that was there is untouched then
   */
  async save(handle: Handle, text: string, expected: FileVersion | null): Promise<SaveOutcome> {
    const path = this.#path(handle);
    const version = versionOfBytes(text);
    const lease = await this.#takeTurn(path);
    try {
      await writeAtomic(path, text, {
        async beforeCommit() {
          if (expected === null) return;
          const current = await versionOf(path);
          if (current === null) throw new FileChangedError('missing');
          if (current !== expected && current !== version) throw new FileChangedError('changed');
        },
      });
    } catch (error) {
      if (error instanceof FileChangedError) return { saved: false, because: error.because };
      throw inWords(error, 'write', words.notSaved(basename(path)));
    } finally {
      await lease?.release();
    }
    await this.#remember(path);
    return { saved: true, version };
  }

  /** Null where there can be no lock: a save is not refused for that. */
  async #takeTurn(path: string) {
    try {
      await mkdir(this.#shared, { recursive: true });
      const place = join(this.#shared, await keyOf(path));
      return await acquireLock(place, { purpose: 'saving', brief: true, wait: 5000 });
    } catch {
      return null;
    }
  }

  async recent(): Promise<RecentFile[]> {
    const files = await this.#readRecent();
    return files.map(({ path, openedAt }) => ({
      handle: this.admit(path),
      name: basename(path),
      hint: hintOf(path),
      openedAt,
    }));
  }

  /** Where a file is, for the main process; null where the handle is none. */
  pathOf(handle: Handle): string | null {
    return this.#paths.get(handle) ?? null;
  }

  #path(handle: Handle): string {
    const path = this.#paths.get(handle);
    if (path === undefined) throw new Error(words.unknownFile);
    return path;
  }

  async #remember(path: string): Promise<void> {
    const full = resolve(path);
    const others = (await this.#readRecent()).filter((file) => file.path !== full);
    const files = [{ path: full, openedAt: new Date().toISOString() }, ...others].slice(0, maxRecent);
    // A list that cannot be kept must not keep a document from being saved.
    await this.#write('recent.json', JSON.stringify(files)).catch(() => {});
  }

  async #readRecent(): Promise<z.output<typeof recentSchema>> {
    return (await this.#read('recent.json', recentSchema)) ?? [];
  }

  async #read<T>(name: string, schema: z.ZodType<T>): Promise<T | null> {
    try {
      return schema.parse(JSON.parse(await readText(join(this.#folder, name), maxOwnFileBytes)));
    } catch {
      return null;
    }
  }

  #write(name: string, text: string): Promise<void> {
    return writeAtomic(join(this.#folder, name), text);
  }
}

/** The file is not what the page thinks it is. */
class FileChangedError extends Error {
  readonly because: 'changed' | 'missing';
  constructor(because: 'changed' | 'missing') {
    super(because);
    this.because = because;
  }
}

async function readDocument(path: string, name: string): Promise<{ text: string; version: FileVersion }> {
  let bytes: Uint8Array;
  try {
    bytes = await readRegular(path, maxDocumentBytes);
  } catch (error) {
    throw inWords(error, 'read', words.notOpened(name), words.openOther);
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { text, version: versionOfBytes(bytes) };
  } catch (error) {
    throw new Error(words.notText(name), { cause: error });
  }
}

/** The folder as a person knows it, the home folder shortened: `~/networks`. */
function hintOf(path: string): string {
  const folder = dirname(path);
  const home = homedir();
  return folder === home || folder.startsWith(join(home, '/')) ? `~${folder.slice(home.length)}` : folder;
}
