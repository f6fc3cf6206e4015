import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { benchmark } from '../../src/protocol/benchmark.ts';
import { withBenchmark, withTables } from './speed-table.mjs';

const root = join(import.meta.dirname, '../..');
const empty = { format: 'convas-speed-results', version: 1, machines: [] } as const;
const place = 'before\n<!-- speed: written by build/speed-table.mjs -->\n\nold\n<!-- speed: end -->\nafter\n';

const measured = (instructionSet: string, emulated: boolean, imagesPerSecond: number) =>
  benchmark.parse({
    results: [
      {
        network: 'lenet-5',
        batch: 32,
        engine: 'compiled',
        version: '',
        imagesPerSecond,
        rounds: [],
        peakShare: 0.37,
      },
      { network: 'lenet-5', batch: 32, engine: 'pytorch', version: '', imagesPerSecond: 1000, rounds: [] },
    ],
    skipped: [],
    ratios: { 'lenet-5/32': { 'compiled/pytorch': 1.5 } },
    stable: !emulated,
    rounds: 5,
    seconds: 2,
    at: '',
    machine: {
      cpu: 'Some processor',
      cores: 2,
      memoryBytes: 1,
      platform: '',
      node: '',
      instructionSet,
      emulated,
    },
  });

describe('the tables of the README', () => {
  it('are those of docs/speed.json, which holds results of machines by their names', async () => {
    const results = JSON.parse(await readFile(join(root, 'docs', 'speed.json'), 'utf8'));
    expect(results.machines.length).toBeGreaterThan(0);
    for (const machine of results.machines) expect(() => benchmark.parse(machine.benchmark)).not.toThrow();
    const readme = await readFile(join(root, 'README.md'), 'utf8');
    expect(withTables(readme, results)).toBe(readme);
  });

  it('have one for each machine, and say which is emulated', () => {
    const one = withBenchmark({ ...empty, machines: [] }, measured('AVX-512', false, 9000));
    const both = withBenchmark(one, measured('AVX2', true, 5000));
    const text = withTables(place, both);
    expect(text).toContain('**Some processor, 2 processors, AVX-512**');
    expect(text).toContain('| LeNet-5, batch 32 | 9,000 | - | - | - | 1.50x | 37 % |');
    expect(text).toContain('**Some processor, 2 processors, AVX2 (emulated)**');
    expect(text).toContain('Emulated: the libraries were kept from instructions beyond AVX2.');
    expect(text).toContain('Not all medians were stable.');
    expect(text).not.toContain('old');
    expect(text.startsWith('before\n') && text.endsWith('after\n')).toBe(true);
    expect(withTables(text, both)).toBe(text);
  });

  it('take a new run of a machine in the place of its old one', () => {
    const first = withBenchmark({ ...empty, machines: [] }, measured('AVX2', false, 4000));
    const again = withBenchmark(first, measured('AVX2', false, 6000));
    expect(again.machines).toHaveLength(1);
    expect(withTables(place, again)).toContain('6,000');
  });
});
