import { readdir, stat } from 'node:fs/promises';
import { withRegular } from '../../files/read.ts';
import type { PathHead } from './decoder.ts';

/** Bytes at the beginning of a file that tell its format: the farthest signature, tar's, ends at 262. */
const headBytes = 512;

/** Looks at a path. @throws FileError for what is neither a folder nor a regular file, and for one that cannot be read */
export async function readHead(path: string): Promise<PathHead> {
  if ((await stat(path)).isDirectory()) {
    return { path, isFolder: true, names: (await readdir(path)).sort(), bytes: new Uint8Array(0) };
  }
  const bytes = await withRegular(path, Number.MAX_SAFE_INTEGER, async (file) => {
    const head = new Uint8Array(headBytes);
    return head.subarray(0, await file.read(head, 0));
  });
  return { path, isFolder: false, names: [], bytes };
}
