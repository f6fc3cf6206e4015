import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { writeAtomic } from '../src/files/atomic.ts';
import { readRegular, readText } from '../src/files/read.ts';
import type { Draft, Handle, OpenedFile, RecentFile } from '../src/protocol/host.ts';
import { inWords, words } from './words.ts';

/** Far above any network that can be drawn. */
const largestDocument = 256 * 1024 * 1024;
/** Of the list of recent files, and of a draft, whose text is written as JSON. */
const largestOwn = 3 * largestDocument;
const mostRecent = 12;

const recentSchema = z.array(z.object({ path: z.string(), openedAt: z.string() }));
const draftSchema = z.object({
  text: z.string(),
  path: z.string().nullable(),
  name: z.string(),
  savedAt: z.string(),
});

/**
 * The documents that the page may read and write. It knows them by handles; the paths stay here. Only what a person
 * chose in a dialog, opened through the system, or opened lately has a handle.
 */
export class Documents {
  readonly #folder: string;
  readonly #paths = new Map<Handle, string>();

  /** @param folder where the list of recent files and the draft are kept */
  constructor(folder: string) {
    this.#folder = folder;
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
    const text = await readDocument(path, name);
    const readOnly = await access(path, constants.W_OK)
      .then(() => access(dirname(path), constants.W_OK))
      .then(
        () => false,
        () => true,
      );
    await this.#remember(path);
    return { handle: this.admit(path), name, text, readOnly };
  }

  openRecent(handle: Handle): Promise<OpenedFile> {
    return this.open(this.#path(handle));
  }

  /** @throws Error in words; the file that was there is untouched then */
  async save(handle: Handle, text: string): Promise<void> {
    const path = this.#path(handle);
    try {
      await writeAtomic(path, text);
    } catch (error) {
      throw inWords(error, 'write', `${basename(path)} could not be saved`);
    }
    await this.#remember(path);
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

  async keepDraft(draft: Draft | null): Promise<void> {
    if (draft === null) {
      await this.#write('draft.json', 'null');
      return;
    }
    const path = draft.handle === null ? null : (this.#paths.get(draft.handle) ?? null);
    const { text, name, savedAt } = draft;
    await this.#write('draft.json', JSON.stringify({ text, path, name, savedAt }));
  }

  async loadDraft(): Promise<Draft | null> {
    const draft = await this.#read('draft.json', draftSchema);
    if (!draft) return null;
    const { text, path, name, savedAt } = draft;
    return { text, handle: path === null ? null : this.admit(path), name, savedAt };
  }

  #path(handle: Handle): string {
    const path = this.#paths.get(handle);
    if (path === undefined) throw new Error(words.unknownFile);
    return path;
  }

  async #remember(path: string): Promise<void> {
    const full = resolve(path);
    const others = (await this.#readRecent()).filter((file) => file.path !== full);
    const files = [{ path: full, openedAt: new Date().toISOString() }, ...others].slice(0, mostRecent);
    // A list that cannot be kept must not keep a document from being saved.
    await this.#write('recent.json', JSON.stringify(files)).catch(() => {});
  }

  async #readRecent(): Promise<z.output<typeof recentSchema>> {
    return (await this.#read('recent.json', recentSchema)) ?? [];
  }

  async #read<T>(name: string, schema: z.ZodType<T>): Promise<T | null> {
    try {
      return schema.parse(JSON.parse(await readText(join(this.#folder, name), largestOwn)));
    } catch {
      return null;
    }
  }

  #write(name: string, text: string): Promise<void> {
    return writeAtomic(join(this.#folder, name), text);
  }
}

async function readDocument(path: string, name: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readRegular(path, largestDocument);
  } catch (error) {
    throw inWords(error, 'read', `${name} could not be opened`, words.openOther);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
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
