import { z } from 'zod';
import { create } from 'zustand';
import { blockKind } from '../../../src/document/blocks.ts';
import { clip, limits } from '../../../src/document/limits.ts';
import { uniqueNames } from '../../../src/document/names.ts';
import { copy } from '../../../src/document/operations/clipboard.ts';
import { parseDocument } from '../../../src/document/parse.ts';
import type { ConvasDocument, LayerNode } from '../../../src/document/schema.ts';
import { serializeDocument } from '../../../src/document/serialize.ts';
import type { EngineClient } from '../../../src/protocol/client.ts';
import { TextError } from '../../../src/text/text-error.ts';
import { host } from '../../host/current.ts';
import { t } from '../../i18n/index.ts';
import { useEngine } from '../engine/engineStore.ts';
import { alertError, useWorkspace } from '../window/workspaceStore.ts';
import { freshId, type LibraryBlock, mergeLibraries } from './libraryMerge.ts';

const libraryVersion = 1;

const libraryText = z.object({
  version: z.literal(libraryVersion),
  blocks: z.array(z.object({ id: z.string(), name: z.string(), text: z.string() })),
});

interface LibraryState {
  readonly blocks: readonly LibraryBlock[];
  /** Taken out last, and where it stood: it can be brought back. */
  readonly removed: { readonly block: LibraryBlock; readonly at: number } | null;
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

/** What the file holds, as far as this window knows; null until it was read: a write would lose it. */
let lastRead: { readonly blocks: readonly LibraryBlock[]; readonly revision: string | null } | null = null;
/** Whether changes are being written. */
let writing = false;

/** Takes in what another window has written, and keeps what was changed here. */
function mergeChanges(theirs: readonly LibraryBlock[], revision: string | null): void {
  const merged = mergeLibraries(lastRead?.blocks ?? [], useLibrary.getState().blocks, theirs);
  const same = merged.length === theirs.length && merged.every((block, at) => block === theirs[at]);
  useLibrary.setState({ blocks: same ? theirs : merged });
  lastRead = { blocks: theirs, revision };
}

/** Writes until the file holds what is kept here: changes that come meanwhile too. */
async function writeAll(client: EngineClient): Promise<void> {
  while (lastRead && useLibrary.getState().blocks !== lastRead.blocks) {
    const { blocks } = useLibrary.getState();
    const text = JSON.stringify({ version: libraryVersion, blocks });
    const answer = await client.call('library.write', { text, revision: lastRead.revision });
    if (answer.written) lastRead = { blocks, revision: answer.revision };
    // One that is gone was not emptied by anybody: it is written again.
    else if (answer.text === null) lastRead = { ...lastRead, revision: null };
    else {
      lastRead = { ...lastRead, revision: answer.revision };
      mergeChanges(readLibrary(answer.text), answer.revision);
    }
  }
}

/** Has what is kept here written, as soon as there is an engine and the file was read. */
function write(): void {
  const { client } = useEngine.getState();
  if (!client || !lastRead || writing) return;
  writing = true;
  writeAll(client)
    .catch((error: unknown) => alertError(() => strings.failed, error))
    .finally(() => {
      writing = false;
    });
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
  const change = (blocks: readonly LibraryBlock[], more: Partial<LibraryState> = {}): void => {
    set({ blocks, removed: null, ...more });
    write();
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
      if (!parsed.ok) throw new TextError(parsed.error);
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

/** The document that a kept block is; null where it cannot be read any more, which is reported. */
export function documentOf(id: string): ConvasDocument | null {
  const block = useLibrary.getState().blocks.find((other) => other.id === id);
  const parsed = block && parseDocument(block.text);
  if (block && parsed && !parsed.ok)
    useWorkspace.getState().alert(() => strings.damaged(block.name), parsed.error);
  return parsed?.ok ? parsed.document : null;
}

/** What the file of the library holds. @throws Error in one sentence: that it is damaged, or of a newer Convas */
function readLibrary(text: string): readonly LibraryBlock[] {
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

/**
 * Reads what is kept as soon as there is an engine, and writes what was kept before there was one; a new engine is no
 * reason to read again.
 */
export function followLibrary(): void {
  let reading = false;
  const load = async (): Promise<void> => {
    const { client } = useEngine.getState();
    if (!client || reading) return;
    if (!lastRead) {
      reading = true;
      try {
        const { text, revision } = await client.call('library.read', {});
        lastRead = { blocks: [], revision };
        if (text !== null) mergeChanges(readLibrary(text), revision);
      } catch (error) {
        alertError(() => strings.notRead, error);
      } finally {
        reading = false;
      }
    }
    write();
  };
  const start = (): void => void load();
  useEngine.subscribe((state, before) => {
    if (state.client !== before.client) start();
  });
  start();
}
