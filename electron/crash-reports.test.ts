import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { reportCrash } from './crash-reports.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-crashes-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('a report has what failed, the versions and the system', async () => {
  const cause = new TypeError('it is not a function');
  const file = reportCrash(join(folder, 'new'), { what: 'page', cause }, { convas: '1.2.3', electron: '45' });
  const text = await readFile(file!, 'utf8');
  expect(text).toContain('failed: page\n');
  expect(text).toContain('convas: 1.2.3\n');
  expect(text).toMatch(/TypeError: it is not a function\n\s+at /);
  expect(text).toContain(process.platform);
});

it('the latest twenty are kept, and nothing else in the folder is touched', async () => {
  await writeFile(join(folder, 'mine.txt'), 'mine');
  for (let at = 0; at < 25; at++)
    reportCrash(folder, { what: 'process', cause: `the ${at}th` }, {}, new Date(Date.UTC(2026, 0, 1, 0, at)));
  const names = (await readdir(folder)).sort();
  expect(names.pop()).toBe('mine.txt');
  expect(names).toHaveLength(20);
  expect(await readFile(join(folder, names.at(-1)!), 'utf8')).toContain('the 24th');
});

it('where it cannot be written, nothing is thrown', async () => {
  await writeFile(join(folder, 'file'), '');
  expect(reportCrash(join(folder, 'file'), { what: 'page', cause: 'x' }, {})).toBeNull();
});
