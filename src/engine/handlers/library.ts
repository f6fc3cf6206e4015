import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Handlers } from '../../protocol/serve.ts';
import { writeAtomic } from '../runs/files.ts';
import { convasHome } from '../runs/home.ts';

type LibraryHandlers = Pick<Handlers, 'library.read' | 'library.write'>;

/** A person's own blocks, one file beside the runs: every face of the app has the same. */
export const libraryHandlers: LibraryHandlers = {
  'library.read': async () => {
    try {
      return { text: await readFile(join(convasHome(), 'blocks.json'), 'utf8') };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { text: null };
      throw error;
    }
  },
  'library.write': async ({ text }) => {
    await mkdir(convasHome(), { recursive: true });
    await writeAtomic(join(convasHome(), 'blocks.json'), text);
    return {};
  },
};
