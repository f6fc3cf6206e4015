import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Handlers } from '../../protocol/serve.ts';
import { makeFolder, writeAtomic } from '../runs/files.ts';
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
    return await readFile(libraryFile(), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** A person's own blocks, one file beside the runs: every face of the app has the same. */
export const libraryHandlers: LibraryHandlers = {
  'library.read': async () => ({ text: await readLibrary() }),
  'library.write': async ({ text }) => {
    await makeFolder(convasHome());
    const before = await readLibrary();
    // What a person may still mend is not written over.
    if (before !== null && !isOwn(before))
      await rename(libraryFile(), join(convasHome(), 'blocks.damaged.json'));
    await writeAtomic(libraryFile(), text);
    return {};
  },
};
