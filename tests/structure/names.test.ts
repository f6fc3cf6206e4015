import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
/** Each catalogue has the same areas, in every language. */
const parallel = new Set(['src/text']);

/** The production files of a folder, as paths from the root. */
function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.includes('node_modules'))
    .map((file) => join(folder, file));
}

const foldersIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${folder}/${name}`);

/** A format's folder is a vocabulary of its own: each has its layers, its graph, its names of files. */
const formats = foldersIn('src/interchange');
const packages = [...foldersIn('src').filter((name) => !parallel.has(name)), ...formats];

/** The names that a file declares and exports. */
const exportsOf = (file: string): string[] =>
  [
    ...readFileSync(join(root, file), 'utf8').matchAll(
      /^export (?:abstract |async )*(?:const|function\*?|class|interface|type|enum) (\w+)/gm,
    ),
  ].map(([, name]) => name!);

/** What is declared in more than one file of a package: name and files. */
function shared(folder: string): string[] {
  const own = folder === 'src/interchange' ? formats : [];
  const files = filesBelow(folder).filter((file) => !own.some((format) => file.startsWith(`${format}/`)));
  // What a registry lists is named by its id; it is distinguished from others by the registry.
  const listed = files
    .filter((file) => basename(file) === 'registry.ts' && dirname(file) !== folder)
    .map((file) => `${dirname(file)}/`);
  const isListed = (file: string): boolean => listed.some((within) => file.startsWith(within));
  const places = new Map<string, Set<string>>();
  for (const file of files.filter((each) => !isListed(each)))
    for (const name of exportsOf(file)) places.set(name, (places.get(name) ?? new Set()).add(file));
  return [...places]
    .filter(([, found]) => found.size > 1)
    .map(([name, found]) => `${name}: ${[...found].map((file) => relative(folder, file)).join(', ')}`);
}

it.each([...packages, 'renderer', 'electron'])('no two things of %s have one name', (folder) => {
  expect(shared(folder)).toEqual([]);
});

it('finds a name that two files declare', () => {
  // The catalogues are the counterexample: their areas have one name in each language.
  expect(shared('src/text').some((line) => line.startsWith('ui:'))).toBe(true);
});
