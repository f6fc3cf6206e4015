import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { latestBenchmark } from './benchmark-results.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-benchmarks-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const measured = (at: string) => ({
  results: [
    { network: 'lenet-5', batch: 32, engine: 'compiled', version: '', imagesPerSecond: 9000, rounds: [9000] },
  ],
  skipped: [],
  ratios: {},
  rounds: 1,
  seconds: 1,
  at,
  machine: { cpu: '', cores: 2, memoryBytes: 1, platform: '', node: '' },
});

it('finds the newest benchmark, past files that are none', async () => {
  expect(await latestBenchmark(join(folder, 'not-there'))).toBeNull();
  expect(await latestBenchmark(folder)).toBeNull();
  await writeFile(join(folder, '2026-01-01.json'), JSON.stringify(measured('older')));
  await writeFile(join(folder, '2026-01-02.json'), JSON.stringify(measured('newer')));
  await writeFile(join(folder, '2026-01-03.json'), '{"results": [');
  await writeFile(join(folder, '2026-01-04.json'), '{"results": []}');
  expect((await latestBenchmark(folder))?.at).toBe('newer');
});
