import { mkdir, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Transformer } from '@napi-rs/image';
import { beforeAll, describe, expect, it } from 'vitest';
import { cacheRoot } from '../../src/provision/cache.ts';
import { workshop } from './harness.ts';

const { path, json } = workshop();

const side = 28;
const rows = 2000;
let csv = '';
const env = () => ({ CONVAS_CACHE: path('cache'), CONVAS_KERNELS: 'default' });

/** Bars, upright or lying, at ten places, large enough together to be worth keeping. */
beforeAll(async () => {
  await mkdir(path('cache'));
  await symlink(join(cacheRoot(), 'native'), path('cache', 'native'));
  csv = path('bars.csv');
  const lines = Array.from({ length: rows }, (_, row) => {
    const label = row % 10;
    const lies = label % 2;
    const place = 2 * label + (row % 3);
    const pixels = Array.from({ length: side * side }, (__, at) =>
      (lies ? Math.floor(at / side) : at % side) === place ? 255 : 0,
    );
    return [label, ...pixels].join();
  });
  await writeFile(csv, lines.join('\n'));
  await utimes(csv, 1000, 1000);
});

/** What cannot be decoded any more, though neither length nor date tells. */
async function garble(): Promise<void> {
  await writeFile(csv, Buffer.alloc((await stat(csv)).size, 'x'));
  await utimes(csv, 1000, 1000);
}

describe('data at a path', () => {
  it('are decoded once: training, evaluating and predicting in other processes do not read them again', async () => {
    const settings = ['--epochs', '1', '--batch-size', '64', '--seed', '1'];
    const train = () =>
      json<{ run: string; epochs: { loss: number }[]; test: { accuracy: number } }>(
        ['train', 'tiny-cnn', '--dataset', csv, ...settings],
        env(),
      );
    const first = await train();
    await garble();
    const again = await train();
    expect(again.epochs[0]!.loss).toBe(first.epochs[0]!.loss);
    expect(again.test).toEqual(first.test);
    const evaluated = await json<{ accuracy: number }>(['evaluate', first.run], env());
    expect(evaluated.accuracy).toBe(first.test.accuracy);
    const white = Transformer.fromRgbaPixels(new Uint8Array(side * side * 4).fill(255), side, side);
    await writeFile(path('white.png'), await white.png());
    await json(['predict', first.run, path('white.png')], env());
    const resumed = await json<{ epochs: unknown[] }>(
      ['train', '--resume', first.run, '--epochs', '2'],
      env(),
    );
    expect(resumed.epochs).toHaveLength(2);
  });
});
