import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readText } from '../../files/read.ts';
import { makeFolder, writeAtomic } from '../runs/files.ts';
import { copiesFolder } from './places.ts';

/*
 * What is in the copies that were announced with hashes: files that the engine has already are not sent again. A file
 * counts only while it has the size and date that it had when its hash was checked.
 */

const entry = z.object({
  path: z.string(),
  size: z.int(),
  /** SHA-256, hexadecimal. */
  sha256: z.string(),
  mtimeMs: z.number(),
});
const stored = z.object({ version: z.literal(1), files: z.array(entry) });

/** A file with what is in it. */
export type Hashed = Pick<z.output<typeof entry>, 'path' | 'size' | 'sha256'>;

const folderOfManifests = (): string => join(copiesFolder(), '.manifests');

interface Manifest {
  /** The folder of the copy. */
  readonly folder: string;
  readonly files: readonly z.output<typeof entry>[];
}

/** Those of copies that are still there. */
async function readManifests(): Promise<readonly Manifest[]> {
  const names = await readdir(folderOfManifests()).catch(() => []);
  const found = await Promise.all(
    names.sort().map(async (name): Promise<Manifest[]> => {
      try {
        const folder = join(copiesFolder(), name.replace(/\.json$/, ''));
        await stat(folder);
        const { files } = stored.parse(JSON.parse(await readText(join(folderOfManifests(), name))));
        return [{ folder, files }];
      } catch {
        return [];
      }
    }),
  );
  return found.flat();
}

/** Records what is in a copy. @param name of its folder */
export async function keepManifest(name: string, files: readonly Hashed[]): Promise<void> {
  const entries = await Promise.all(
    files.map(async ({ path, size, sha256 }) => {
      const { mtimeMs } = await stat(join(copiesFolder(), name, path));
      return { path, size, sha256, mtimeMs };
    }),
  );
  await makeFolder(folderOfManifests());
  await writeAtomic(
    join(folderOfManifests(), `${name}.json`),
    JSON.stringify({ version: 1, files: entries }),
  );
}

const isAsRecorded = (path: string, { size, mtimeMs }: z.output<typeof entry>): Promise<boolean> =>
  stat(path).then(
    (now) => now.isFile() && now.size === size && now.mtimeMs === mtimeMs,
    () => false,
  );

/** What the engine has already. */
export interface Known {
  /** The folder of a copy that has these files and no others; null where there is none. */
  whole(files: readonly Hashed[]): Promise<string | null>;
  /** Where a file of that content is; null where it is not, or was changed. */
  placeOf(sha256: string): Promise<string | null>;
}

export async function knownCopies(): Promise<Known> {
  const manifests = await readManifests();
  const places = new Map(
    manifests.flatMap(({ folder, files }) =>
      files.map((file) => [file.sha256, { path: join(folder, file.path), file }] as const),
    ),
  );
  const key = (files: readonly Hashed[]): string =>
    JSON.stringify(files.map(({ path, sha256 }) => [path, sha256]).sort());
  return {
    async whole(files) {
      const wanted = key(files);
      for (const { folder, files: own } of manifests) {
        if (own.length !== files.length || key(own) !== wanted) continue;
        const intact = await Promise.all(own.map((file) => isAsRecorded(join(folder, file.path), file)));
        if (intact.every(Boolean)) return folder;
      }
      return null;
    },
    async placeOf(sha256) {
      const found = places.get(sha256);
      return found && (await isAsRecorded(found.path, found.file)) ? found.path : null;
    },
  };
}
