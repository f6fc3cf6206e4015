import { expect, it } from 'vitest';
import { tellSkipped } from './needs.mjs';

it('tells each reason to skip once, with its number of tests, and other skipped tests by name', () => {
  const missing = { native: 'no compiler. Install one.', electron: '', browser: 'no Chromium. Install it.' };
  const skipped = [
    { name: 'a', tags: ['native'] },
    { name: 'b', tags: ['native', 'browser'] },
    { name: 'c', tags: ['browser'] },
    { name: 'd', tags: [] },
    { name: 'e', tags: ['electron'] },
  ];
  expect(tellSkipped(skipped, missing)).toEqual([
    'skipped: 2 tests (native): no compiler. Install one.',
    'skipped: 1 test (browser): no Chromium. Install it.',
    'skipped: d',
    'skipped: e',
  ]);
  expect(tellSkipped([], missing)).toEqual([]);
});
