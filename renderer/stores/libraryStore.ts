import { z } from 'zod';
import { create } from 'zustand';
import { blockKind } from '../../src/document/blocks.ts';
import { clip, limits } from '../../src/document/limits.ts';
import { uniqueNames } from '../../src/document/names.ts';
import { copy } from '../../src/document/operations/clipboard.ts';
import { parseDocument } from '../../src/document/parse.ts';
import type { ConvasDocument, LayerNode } from '../../src/document/schema.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import { host } from '../host/current.ts';
import { t } from '../i18n/index.ts';
import { useEngine } from './engineStore.ts';
import { alertError, useWorkspace } from './workspaceStore.ts';

/** A block that the person keeps for all documents. */
export interface KeptBlock {
  readonly id: string;
  readonly name: string;
  /** A `.convas` document of one layer, which stands for the block: it opens and travels as any file does. */
  readonly text: string;
}

const libraryVersion = 1;

const libraryText = z.object({
  version: z.literal(libraryVersion),
  blocks: z.array(z.object({ id: z.string(), name: z.string(), text: z.string() })),
});

interface LibraryState {
  readonly blocks: readonly KeptBlock[];
  /** Taken out last, and where it stood: it can be brought back. */
  readonly removed: { readonly block: KeptBlock; readonly at: number } | null;
  /** Keeps a document of one layer that stands for a block. */
  keep(name: string, document: ConvasDocument): void;
  rename(id: string, name: string): void;
  remove(id: string): void;
  bringBack(): void;
  /** Asks for a `.convas` file and keeps the blocks that it holds. */
  importFile(): Promise<void>;
  /** Asks where, and writes the block as a `.convas` file. */
  exportFile(id: string): Promise<void>;
}

const strings = t.blocks.palette;

/** Writes follow one another, so that the last one stays. */
let writing: Promise<void> = Promise.resolve();
/** Whether what was kept before is known: until then a write would lose it. */
let read = false;
/** Whether a change waits for an engine. */
let unwritten = false;

function write(blocks: readonly KeptBlock[]): void {
  const { client } = useEngine.getState();
  unwritten = !client || !read;
  if (!client || !read) return;
  const text = JSON.stringify({ version: libraryVersion, blocks });
  writing = writing
    .then(async () => void (await client.call('library.write', { text })))
    .catch((error: unknown) => alertError(strings.failed, error));
}

function freshId(blocks: readonly KeptBlock[]): string {
  const numbers = blocks.map(({ id }) => Number(id)).filter(Number.isSafeInteger);
  return String(Math.max(0, ...numbers) + 1);
}

/** A document of one instance of each block that no other of the document's blocks holds. */
function blocksOf(document: ConvasDocument): { name: string; document: ConvasDocument }[] {
  const held = new Set(
    document.blocks.flatMap((block) => block.layers.flatMap((layer) => layer.block?.definition ?? [])),
  );
  return document.blocks
    .filter((block) => !held.has(block.id))
    .map((block) => {
      const known = document.layers.find((layer) => layer.block?.definition === block.id);
      const layer: LayerNode = {
        id: 'layer-1',
        kind: blockKind,
        name: known?.name ?? block.name,
        params: known?.params ?? {},
        position: { x: 0, y: 0 },
        block: { definition: block.id, repeat: 1 },
      };
      return { name: block.name, document: copy({ ...document, layers: [layer] }, [layer.id]) };
    });
}

export const useLibrary = create<LibraryState>()((set, get) => {
  const change = (blocks: readonly KeptBlock[], more: Partial<LibraryState> = {}): void => {
    set({ blocks, removed: null, ...more });
    write(blocks);
  };
  return {
    blocks: [],
    removed: null,
    keep(name, document) {
      const { blocks } = get();
      const text = serializeDocument({ ...document, name });
      if (blocks.some((block) => block.text === text)) return;
      const names = blocks.map((block) => block.name);
      const unique = uniqueNames(names, limits.name)(name).replace(/_(\d+)$/, ' $1');
      change([...blocks, { id: freshId(blocks), name: unique, text }]);
    },
    rename(id, name) {
      const wanted = clip(name.trim(), limits.name);
      if (wanted === '') return;
      change(get().blocks.map((block) => (block.id === id ? { ...block, name: wanted } : block)));
    },
    remove(id) {
      const { blocks } = get();
      const at = blocks.findIndex((block) => block.id === id);
      const block = blocks[at];
      if (block) change(blocks.toSpliced(at, 1), { removed: { block, at } });
    },
    bringBack() {
      const { removed, blocks } = get();
      if (removed) change(blocks.toSpliced(removed.at, 0, removed.block));
    },
    async importFile() {
      const file = await host().openFile();
      if (!file) return;
      const parsed = parseDocument(file.text);
      if (!parsed.ok) throw new Error(parsed.error);
      const found = blocksOf(parsed.document);
      if (found.length === 0) throw new Error(strings.nothingIn(file.name));
      for (const { name, document } of found) get().keep(name, document);
    },
    async exportFile(id) {
      const block = get().blocks.find((other) => other.id === id);
      if (!block) return;
      const name = `${block.name.replace(/[^\p{L}\p{N} ._-]+/gu, '').trim() || 'block'}.convas`;
      await host().saveFiles(name, [{ name, bytes: new TextEncoder().encode(block.text) }]);
    },
  };
});

/** The document that a kept block is; null where it cannot be read any more, which is told. */
export function documentOf(id: string): ConvasDocument | null {
  const block = useLibrary.getState().blocks.find((other) => other.id === id);
  const parsed = block && parseDocument(block.text);
  if (block && parsed && !parsed.ok) useWorkspace.getState().alert(strings.damaged(block.name), parsed.error);
  return parsed?.ok ? parsed.document : null;
}

/** What the file of the library holds. @throws Error in one sentence: that it is damaged, or of a newer Convas */
function readLibrary(text: string): readonly KeptBlock[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error(strings.unreadable);
  }
  const parsed = libraryText.safeParse(json);
  if (parsed.success) return parsed.data.blocks;
  const version = z.object({ version: z.number() }).safeParse(json);
  const newer = version.success && version.data.version > libraryVersion;
  throw new Error(newer ? strings.newer : strings.unreadable);
}

/** Those of the file, then those that were kept before it was read, by ids of their own. */
function joined(found: readonly KeptBlock[], early: readonly KeptBlock[]): readonly KeptBlock[] {
  const all = [...found];
  for (const block of early) {
    if (found.every(({ text }) => text !== block.text)) all.push({ ...block, id: freshId(all) });
  }
  return all;
}

/**
 * Reads what is kept as soon as there is an engine, and writes what was kept before there was one; a new engine is no
 * reason to read again.
 */
export function followLibrary(): void {
  let reading = false;
  const load = async (): Promise<void> => {
    const { client } = useEngine.getState();
    if (!client || reading) return;
    if (!read) {
      reading = true;
      try {
        const { text } = await client.call('library.read', {});
        read = true;
        const found = text === null ? [] : readLibrary(text);
        useLibrary.setState(({ blocks }) => ({ blocks: joined(found, blocks) }));
      } catch (error) {
        alertError(strings.notRead, error);
      } finally {
        reading = false;
      }
    }
    if (unwritten) write(useLibrary.getState().blocks);
  };
  const start = (): void => void load();
  useEngine.subscribe((state, before) => {
    if (state.client !== before.client) start();
  });
  start();
}
