import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { reportSkipped } from './needs.mjs';

it('tells each reason to skip once, with its number of tests, and other skipped tests by name', () => {
  const missing = { native: 'no compiler. Install one.', electron: '', browser: 'no Chromium. Install it.' };
  const skipped = [
    { name: 'a', tags: ['native'] },
    { name: 'b', tags: ['native', 'browser'] },
    { name: 'c', tags: ['browser'] },
    { name: 'd', tags: [] },
    { name: 'e', tags: ['electron'] },
  ];
  expect(reportSkipped(skipped, missing)).toEqual([
    'skipped: 2 tests (native): no compiler. Install one.',
    'skipped: 1 test (browser): no Chromium. Install it.',
    'skipped: d',
    'skipped: e',
  ]);
  expect(reportSkipped([], missing)).toEqual([]);
});

const tests = new URL('../../tests/', import.meta.url);
/** How a test opens what not every machine has, by the tag that it then carries. */
const openings = {
  native: /\bopenNative\(|backend: 'native'/,
  electron: /\bopenConvas\(/,
  browser: /\bstartBrowserFace\(/,
  torch: /\brunJob\(/,
};

it.each(Object.entries(openings))(
  'tests that open what not every machine has carry the tag %s',
  (tag, opens) => {
    const untagged = readdirSync(tests, { recursive: true, encoding: 'utf8' }).filter((name) => {
      if (!name.endsWith('.test.ts')) return false;
      const text = readFileSync(new URL(name, tests), 'utf8');
      return opens.test(text) && !text.includes(`@module-tag ${tag}`) && !text.includes(`tags: ['${tag}']`);
    });
    expect(untagged).toEqual([]);
  },
);
