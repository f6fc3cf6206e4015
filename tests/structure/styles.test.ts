import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..', 'renderer');

const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** The classes of a module, without comments and what stands in braces. */
const classesOf = (module: string): ReadonlySet<string> =>
  new Set(
    [
      ...read(module)
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .replace(/:[^;{}]*;/g, ';')
        .matchAll(/\.([a-zA-Z][\w-]*)/g),
    ].map(([, name]) => name!),
  );

const modules = new Map(
  files.filter((file) => file.endsWith('.module.css')).map((file) => [file, classesOf(file)] as const),
);

/** What components take from modules: `css['panel']`. */
const used = files
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  .flatMap((file) => {
    const source = read(file);
    return [...source.matchAll(/import (\w+) from '([^']*\.module\.css)'/g)].flatMap(([, alias, path]) => {
      const module = relative(root, join(root, dirname(file), path!));
      const classes = [...source.matchAll(new RegExp(`\\b${alias}\\['([\\w-]+)'\\]`, 'g'))];
      return classes.map(([, name]) => ({ file, module, name: name! }));
    });
  });

it('every class that a component uses is in the module that it takes it from', () => {
  expect(used.length).toBeGreaterThan(500);
  expect(used.filter(({ module, name }) => !modules.get(module)?.has(name))).toEqual([]);
});
