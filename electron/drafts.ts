import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomic } from '../src/files/atomic.ts';
import { readText } from '../src/files/read.ts';
import type { Draft, FoundDrafts } from '../src/protocol/host.ts';
import type { Documents } from './documents.ts';
import { maxOwnFileBytes } from './version.ts';

const draftSchema = z.object({
  text: z.string(),
  path: z.string().nullable(),
  name: z.string(),
  version: z.string().nullable().default(null),
  savedAt: z.string(),
  /** It was offered before, and left where it was: it is not brought back by itself. */
  offered: z.boolean().default(false),
});

interface StoredDraft {
  readonly draft: Draft;
  readonly offered: boolean;
}

const extension = '.json';
const byLatest = (a: StoredDraft, b: StoredDraft): number => b.draft.savedAt.localeCompare(a.draft.savedAt);

/** Unsaved work, one file for each document that a page worked on. The page knows no paths; they stay in here. */
export class Drafts {
  readonly #folder: string;
  readonly #documents: Documents;
  /** Of the page that lives now, or lived before it was loaded again; null until a page has asked. */
  #own: Set<string> | null = null;
  /** Not to be brought back by itself: the page failed with it. */
  #setAside = false;

  /** @param state the app's own folder */
  constructor(state: string, documents: Documents) {
    this.#folder = join(state, 'drafts');
    this.#documents = documents;
  }

  async keep(draft: Draft): Promise<void> {
    this.#own?.add(draft.id);
    await this.#write({ draft, offered: false });
  }

  async forget(id: string): Promise<void> {
    this.#own?.delete(id);
    await rm(this.#place(id), { force: true });
  }

  /** Forgets what the page that lives now has kept: its work was saved, or given up. */
  async forgetOwn(): Promise<void> {
    for (const id of this.#own ?? []) await this.forget(id);
  }

  /** What is brought back by itself is not, the next time. */
  setAside(): void {
    this.#setAside = true;
  }

  /**
   * What pages have left behind. What the page that was loaded again had kept is its own; when the app starts, all that
   * was not offered before, for there is one window.
   */
  async load(): Promise<Omit<FoundDrafts, 'after'>> {
    await this.#adoptSingle();
    const names = await readdir(this.#folder).catch((): string[] => []);
    const ids = names
      .filter((name) => name.endsWith(extension))
      .map((name) => name.slice(0, -extension.length));
    const all = (await Promise.all(ids.map((id) => this.#read(id)))).filter((kept) => kept !== null);
    all.sort(byLatest);
    const mine = this.#own;
    const isOwn = ({ draft, offered }: StoredDraft): boolean =>
      mine === null ? !offered : mine.has(draft.id);
    const own = this.#setAside ? [] : all.filter(isOwn);
    this.#setAside = false;
    this.#own = new Set(own.map(({ draft }) => draft.id));
    const others = all.filter((kept) => !own.includes(kept));
    // Where that fails they are brought back by themselves the next time.
    for (const kept of others)
      if (!kept.offered) await this.#write({ ...kept, offered: true }).catch(() => {});
    return {
      own: own.map(({ draft }) => draft),
      others: others.map(({ draft: { id, name, savedAt } }) => ({ id, name, savedAt })),
    };
  }

  /** Hands a draft to the page that lives now. */
  async take(id: string): Promise<Draft | null> {
    const kept = await this.#read(id);
    if (kept) this.#own?.add(id);
    return kept?.draft ?? null;
  }

  #place(id: string): string {
    return join(this.#folder, id + extension);
  }

  async #write({ draft, offered }: StoredDraft): Promise<void> {
    const { id, text, handle, name, version, savedAt } = draft;
    const path = handle === null ? null : this.#documents.pathOf(handle);
    await mkdir(this.#folder, { recursive: true });
    await writeAtomic(this.#place(id), JSON.stringify({ text, path, name, version, savedAt, offered }));
  }

  async #read(id: string): Promise<StoredDraft | null> {
    try {
      const { path, offered, ...draft } = draftSchema.parse(
        JSON.parse(await readText(this.#place(id), maxOwnFileBytes)),
      );
      const handle = path === null ? null : this.#documents.admit(path);
      return { draft: { id, ...draft, handle }, offered };
    } catch {
      return null;
    }
  }

  /** Earlier versions kept one draft, in a file of its own. */
  async #adoptSingle(): Promise<void> {
    const single = join(this.#folder, '..', 'draft.json');
    const text = await readText(single, maxOwnFileBytes).catch(() => 'null');
    if (text === 'null') return;
    await mkdir(this.#folder, { recursive: true });
    await writeAtomic(this.#place(randomUUID()), text);
    await rm(single, { force: true });
  }
}
