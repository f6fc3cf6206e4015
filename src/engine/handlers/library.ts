import { createHash } from 'node:crypto';
import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { withLock } from '../../files/lock.ts';
import { readText } from '../../files/read.ts';
import type { CallResult } from '../../protocol/protocol.ts';
import type { Handlers } from '../../protocol/serve.ts';
import { makeFolder, writeAtomic, writeError } from '../runs/files.ts';
import { convasHome } from '../runs/home.ts';

type LibraryHandlers = Pick<Handlers, 'library.read' | 'library.write'>;

const libraryFile = (): string => join(convasHome(), 'blocks.json');

/** What a face of this version writes; another may have written more. */
const own = z.object({ version: z.literal(1), blocks: z.array(z.unknown()) });

function isOwn(text: string): boolean {
  try {
    return own.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

/** Null where there is none. */
async function readLibrary(): Promise<string | null> {
  try {
    return await readText(libraryFile());
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Names a text; null for none. */
const revisionOf = (text: string | null): string | null =>
  text === null ? null : createHash('sha256').update(text).digest('hex');

/** A name for what is set aside that nothing has yet. */
async function freeBackupName(): Promise<string> {
  const names = new Set(await readdir(convasHome()));
  for (let number = 1; ; number++) {
    const name = `blocks.damaged${number === 1 ? '' : `-${number}`}.json`;
    if (!names.has(name)) return join(convasHome(), name);
  }
}

async function write(text: string, revision: string | null): Promise<CallResult<'library.write'>> {
  const before = await readLibrary();
  const now = revisionOf(before);
  if (now !== revision) return { written: false, text: before, revision: now };
  // What a person may still fix is not written over.
  if (before !== null && !isOwn(before)) await rename(libraryFile(), await freeBackupName());
  await writeAtomic(libraryFile(), text);
  return { written: true, text, revision: revisionOf(text) };
}

/** A person's own blocks, one file beside the runs: every face of the app, in every process, has the same. */
export const libraryHandlers: LibraryHandlers = {
  'library.read': async () => {
    const text = await readLibrary();
    return { text, revision: revisionOf(text) };
  },
  'library.write': async ({ text, revision }) => {
    await makeFolder(convasHome());
    return withLock(libraryFile(), () => write(text, revision)).catch((error: unknown) => {
      throw writeError(libraryFile(), error);
    });
  },
};
