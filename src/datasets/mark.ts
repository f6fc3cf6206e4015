import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Files whose dates are asked for at a time. */
const atOnce = 64;

/** A line for each file and folder at a path, in a fixed order: its date, its size and its name. */
async function lines(path: string, name: string, depth: number, above: readonly string[]): Promise<string[]> {
  const found = await stat(path);
  const { mtimeMs, size } = found;
  const id = `${found.dev}:${found.ino}`;
  const own = `${mtimeMs}:${size}:${name}`;
  // A link may lead back to a folder that is being walked through.
  const names =
    depth === 0 || above.includes(id) || !found.isDirectory()
      ? []
      : (await readdir(path).catch(() => [])).sort();
  const all: string[] = [own];
  for (let from = 0; from < names.length; from += atOnce) {
    const some = names.slice(from, from + atOnce);
    // What goes while it is looked at, and what may not be looked at, leave a line without a date.
    const each = some.map((inner) =>
      lines(join(path, inner), `${name}/${inner}`, depth - 1, [...above, id]).catch(() => [
        `${name}/${inner}`,
      ]),
    );
    for (const inside of await Promise.all(each)) for (const line of inside) all.push(line);
  }
  return all;
}

/**
 * A text of fixed length that changes when the data at a path do: a digest of the names, dates and sizes of the file,
 * or of all that the folder holds, six levels deep. It reads no content.
 * @throws where there is nothing at the path
 */
export async function dataMark(path: string, depth = 6): Promise<string> {
  const hash = createHash('sha256');
  for (const line of await lines(path, '', depth, [])) hash.update(line).update('\n');
  return hash.digest('hex');
}
