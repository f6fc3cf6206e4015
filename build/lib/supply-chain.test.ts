import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inRoot } from './root.mjs';
import { sbomOf } from './sbom.mjs';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly inBundle?: boolean;
  readonly hasInstallScript?: boolean;
}
const read = (name: string): string => readFileSync(inRoot(name), 'utf8');
const lock: Readonly<Record<string, Locked>> = JSON.parse(read('package-lock.json')).packages;
const packages = Object.entries(lock).filter(([path, { link }]) => path.includes('node_modules/') && !link);

it('every package of the lockfile has a digest', () => {
  expect(packages.length).toBeGreaterThan(500);
  const without = packages.filter(
    ([, { integrity, inBundle }]) => !inBundle && !/^sha512-/.test(integrity ?? ''),
  );
  expect(without.map(([path]) => path)).toEqual([]);
});

it('every package that would run code at install is in SECURITY.md, with what is done instead', () => {
  expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m);
  const running = packages
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
  const listed = [...read('SECURITY.md').matchAll(/^\| `([^`]+)` \|[^|]+\|[^|]+\|$/gm)].map(
    ([, name]) => name,
  );
  expect(listed.sort()).toEqual([...new Set(running)].sort());
});

it('the bill of materials names each package once, with where it comes from, its license and its digest', () => {
  const { components, ...about } = sbomOf('1.2.3', { version: '45.4.1' });
  expect(about).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.5' });
  const refs = components.map((each: { 'bom-ref': string }) => each['bom-ref']);
  expect(new Set(refs).size).toBe(refs.length);
  const find = (name: string) => components.find((each: { name: string }) => each.name === name);
  expect(find('react')).toMatchObject({ purl: expect.stringMatching(/^pkg:npm\/react@\d/), type: 'library' });
  expect(find('@xyflow/react')?.purl).toMatch(/^pkg:npm\/%40xyflow\/react@/);
  expect(find('elkjs')?.licenses).toEqual([{ expression: 'EPL-2.0 OR GPL-3.0-or-later' }]);
  // As npm has it: the digest of the lockfile, in hexadecimal.
  const { integrity } = lock['node_modules/react']!;
  expect(Buffer.from(find('react')!.hashes[0].content, 'hex').toString('base64')).toBe(integrity!.slice(7));
});
