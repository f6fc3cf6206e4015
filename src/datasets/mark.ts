import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Files whose dates are asked for at a time. */
const atOnce = 64;

/** A line for each file and folder at a path, in a fixed order: its date, its size and its name. */
async function lines(path: string, name: string, depth: number): Promise<string[]> {
  const { mtimeMs, size } = await stat(path);
  const own = `${mtimeMs}:${size}:${name}`;
  const names = depth === 0 ? [] : (await readdir(path).catch(() => [])).sort();
  const found: string[] = [own];
  for (let from = 0; from < names.length; from += atOnce) {
    const some = names.slice(from, from + atOnce);
    // What goes while it is looked at, and what may not be looked at, leave a line without a date.
    const each = some.map((inner) =>
      lines(join(path, inner), `${name}/${inner}`, depth - 1).catch(() => [`${name}/${inner}`]),
    );
    for (const own of await Promise.all(each)) found.push(...own);
  }
  return found;
}

/**
 * A text of fixed length that changes when the data at a path do: a digest of the names, dates and sizes of the file,
 * or of all that the folder holds, three levels deep. It reads no content.
 * @throws where there is nothing at the path
 */
export async function dataMark(path: string, depth = 3): Promise<string> {
  const hash = createHash('sha256');
  for (const line of await lines(path, '', depth)) hash.update(line).update('\n');
  return hash.digest('hex');
}
