// @module-tag native
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { workshop } from './harness.ts';

const { path, json, refusal } = workshop();

describe('convas bench', () => {
  it('measures engines side by side and keeps what it found', { timeout: 240_000 }, async () => {
    const found = await json<{
      results: {
        network: string;
        batch: number;
        engine: string;
        imagesPerSecond: number;
        rounds: number[];
        peakShare: number;
        kernels: { instructionSet: string; oneDnn: boolean; threads: number };
      }[];
      peak: { gigaflops: number; by: string };
      stable: boolean;
      load: { others: number; busy: boolean };
      ratios: Record<string, Record<string, number>>;
      skipped: { engine: string; reason: string }[];
      file: string;
    }>(
      [
        ...['bench', '--engines', 'compiled,eager', '--against', 'keras', '--networks', 'lenet-5'],
        ...['--rounds', '2', '--max-rounds', '2', '--seconds', '0.05', '--out', path('bench.json')],
      ],
      { CONVAS_PYTHON: path('no-python') },
    );
    expect(found.results.map(({ batch, engine }) => `${batch} ${engine}`)).toEqual([
      ...['32 compiled', '32 eager', '128 compiled', '128 eager', '512 compiled', '512 eager'],
    ]);
    for (const { imagesPerSecond, rounds, peakShare, kernels } of found.results) {
      expect(imagesPerSecond).toBeGreaterThan(0);
      expect(rounds).toHaveLength(2);
      expect(peakShare).toBeGreaterThan(0);
      expect(kernels).toMatchObject({ oneDnn: expect.any(Boolean), threads: expect.any(Number) });
    }
    expect(found.peak).toMatchObject({ by: 'TensorFlow', gigaflops: expect.any(Number) });
    expect(typeof found.stable).toBe('boolean');
    expect(found.load.others).toBeLessThanOrEqual(1);
    expect(Object.keys(found.ratios)).toEqual(['lenet-5/32', 'lenet-5/128', 'lenet-5/512']);
    expect(found.skipped[0]).toMatchObject({ engine: 'keras', reason: expect.stringContaining('no-python') });
    expect(JSON.parse(await readFile(path('bench.json'), 'utf8')).results).toEqual(found.results);
  });

  it('refuses what it does not know', async () => {
    expect(await refusal(['bench', '--engines', 'abacus'], 2)).toMatch(/compiled, eager, tfjs, wasm/);
    expect(await refusal(['bench', '--against', 'caffe'], 2)).toMatch(/keras, keras-onednn, pytorch/);
    expect(await refusal(['bench', '--networks', 'vgg16'], 2)).toMatch(/lenet-5/);
  });
});
