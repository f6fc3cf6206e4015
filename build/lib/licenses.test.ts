import { expect, it } from 'vitest';
import { licensesText, shippedPackages } from './licenses.mjs';

/** That a program under any license may be made of; MPL-2.0 and EPL-2.0 ask for their own files' sources alone. */
const permitted =
  /^\(?(MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0|Python-2\.0|OFL-1\.1|MPL-2\.0|EPL-2\.0|CC0-1\.0)\b/;
/** Licenses that stand in a file instead of a word, by package, as they were read. */
const readIn: Readonly<Record<string, string>> = { h5wasm: 'public domain (NIST) and HDF5, BSD-style' };

it('everything that ships has a license that permits it', () => {
  const packages = shippedPackages();
  expect(packages.length).toBeGreaterThan(100);
  const others = packages.filter(
    ({ name, license }: { name: string; license: string }) => !permitted.test(license) && !readIn[name],
  );
  expect(others).toEqual([]);
});

it('all licenses are in one text, each package by name and version', () => {
  const packages = shippedPackages();
  const text = licensesText(packages);
  for (const { name, version } of packages) expect(text).toContain(`${name} ${version} (`);
  expect(text).toContain('elkjs');
  expect(text).toContain('Eclipse Public License');
  expect(text).toContain('Permission is hereby granted');
  expect(text.match(/has no file with its text/g)?.length ?? 0).toBeLessThan(10);
});
