import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheRoot } from '../provision/cache.ts';

/** Where downloaded datasets are kept. */
export const datasetCache = (...parts: string[]): string => join(cacheRoot(), 'datasets', ...parts);

/** What ships with the app: beside this file, or where the build copies it, `dist/datasets` beside the bundle. */
export const shippedFolder = (name: string): string =>
  fileURLToPath(new URL(`../datasets/${name}`, import.meta.url));

/** The folder that a person named for data, if any. */
export function dataFolder(): string | null {
  const named = process.env['CONVAS_DATA'];
  return named ? resolve(named) : null;
}

export async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** Whether there is anything at a path, though its name looks like a reference with options. */
export const isPath = (path: string): Promise<boolean> =>
  stat(resolve(path)).then(
    () => true,
    () => false,
  );
