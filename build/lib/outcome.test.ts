import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { failedFiles, readOutcomes, sumOutcomes } from './outcome.mjs';
import { inRoot } from './root.mjs';

const folder = mkdtempSync(join(tmpdir(), 'convas-outcome-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, testResults: unknown[]): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify({ testResults }));
  return path;
}

const test = (fullName: string, status: string, failureMessages: string[] = []) => ({
  fullName,
  status,
  failureMessages,
  tags: [],
});

it('counts by file, and names what failed with the first line of its message', () => {
  const report = write('mixed.json', [
    {
      name: inRoot('tests', 'a.test.ts'),
      status: 'failed',
      message: '',
      assertionResults: [
        test('one', 'passed'),
        test('two', 'failed', ['Error: no\n at x']),
        test('three', 'skipped'),
      ],
    },
    {
      name: inRoot('tests', 'b.test.ts'),
      status: 'passed',
      message: '',
      assertionResults: [test('four', 'passed')],
    },
  ]);
  const outcomes = readOutcomes(report, 1);
  expect(failedFiles(outcomes)).toEqual(['tests/a.test.ts']);
  expect(sumOutcomes([...outcomes.values()])).toEqual({
    passed: 2,
    failures: [{ name: 'tests/a.test.ts: two', message: 'Error: no' }],
    skipped: [{ name: 'three', tags: [] }],
  });
});

it('takes a file whose tests never began for a failure', () => {
  const report = write('broken.json', [
    {
      name: inRoot('tests', 'a.test.ts'),
      status: 'failed',
      message: 'no display',
      assertionResults: [test('one', 'pending')],
    },
  ]);
  expect(sumOutcomes([...readOutcomes(report, 1).values()]).failures).toEqual([
    { name: 'tests/a.test.ts', message: 'no display' },
  ]);
});

it('takes an exit status without a failed test, or no report, for a failure of no file', () => {
  expect(failedFiles(readOutcomes(write('none.json', []), 1))).toEqual(['']);
  expect(failedFiles(readOutcomes(write('none.json', []), 0))).toEqual([]);
  expect(failedFiles(readOutcomes(join(folder, 'missing.json'), 0))).toEqual(['']);
});
