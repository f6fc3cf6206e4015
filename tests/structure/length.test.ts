import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

/** Lines that a file may have; texts and styles are lists that no one reads as a whole. */
const limitOf = (path: string): number => (/^src\/text\//.test(path) || path.endsWith('.css') ? 400 : 300);

/**
 * Files that are longer, and how long they may be at most: none may grow, and one that was made shorter leaves the list.
 */
const longer: Readonly<Record<string, number>> = {
  'src/interchange/keras/graph.ts': 326,
};

/** The production files of a folder, as paths from the root. */
const filesBelow = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .filter(
      (path) =>
        /\.(tsx?|mjs|css)$/.test(path) && !/\.test\.\w+$/.test(path) && !path.includes('node_modules'),
    );

const lengths = ['src', 'renderer', 'electron', 'templates', 'build'].flatMap(filesBelow).map((path) => {
  const lines = readFileSync(join(root, path), 'utf8').split('\n').length - 1;
  return { path, lines };
});

it('no file is longer than one reads at once', () => {
  const tooLong = lengths.filter(({ path, lines }) => lines > (longer[path] ?? limitOf(path)));
  expect(tooLong).toEqual([]);
});

it('the list of longer files names none that is short enough', () => {
  const needless = Object.keys(longer).filter((path) => {
    const found = lengths.find((each) => each.path === path);
    return !found || found.lines <= limitOf(path);
  });
  expect(needless).toEqual([]);
});
