import { readFileSync } from 'node:fs';
import semver from 'semver';
import { expect, it } from 'vitest';

interface LockedPackage {
  readonly version?: string;
  readonly engines?: { readonly node?: string };
  readonly deprecated?: string;
}

const read = (name: string) => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'));
const locked = Object.entries<LockedPackage>(read('package-lock.json').packages);
const oldestNode: string = semver.minVersion(read('package.json').engines.node).version;

it('every package that npm install brings accepts the oldest Node that Convas does', () => {
  expect(oldestNode).toBe('20.19.0');
  const refusing = locked
    .filter(([, { engines }]) => engines?.node && !semver.satisfies(oldestNode, engines.node))
    .map(([path, { version, engines }]) => `${path} ${version} wants Node ${engines!.node}`);
  expect(refusing).toEqual([]);
});

it('none of them is deprecated', () => {
  const deprecated = locked
    .filter(([, found]) => found.deprecated)
    .map(([path, found]) => `${path}: ${found.deprecated}`);
  expect(deprecated).toEqual([]);
});
