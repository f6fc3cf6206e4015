import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transformer } from '@napi-rs/image';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-large-'));
  vi.stubEnv('CONVAS_CACHE', join(folder, 'cache'));
  vi.stubEnv('CONVAS_DATA', '');
});
afterEach(async () => {
  vi.doUnmock('./reading/budget.ts');
  vi.resetModules();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const side = 200;

/** A picture that no other is like. */
function picture(seed: number): Promise<Uint8Array> {
  const pixels = Uint8Array.from({ length: side * side * 4 }, (_, at) =>
    at % 4 === 3 ? 255 : (at * (seed + 3) + seed) % 256,
  );
  return Transformer.fromRgbaPixels(pixels, side, side).png();
}

/** Twelve pictures of two classes, and one that cannot be read among them. */
async function writePictures(): Promise<string> {
  const set = join(folder, 'set');
  for (const [at, name] of ['cat', 'dog'].entries()) {
    await mkdir(join(set, name), { recursive: true });
    for (let index = 0; index < 6; index++)
      await writeFile(join(set, name, `${index}.png`), await picture(10 * at + index));
  }
  const broken = (await picture(99)).subarray(0, 400);
  await writeFile(join(set, 'cat', '2-broken.png'), broken);
  return set;
}

const left = (): Promise<string[]> =>
  readdir(join(folder, 'cache', 'datasets', 'prepared')).then(
    (names) => names.filter((name) => name.endsWith('.tmp')),
    () => [],
  );

/** The registry of a process in whose memory fewer pixels may stay than the set has. */
async function withLittleMemory(): Promise<typeof import('./registry.ts')> {
  vi.resetModules();
  vi.doMock('./reading/budget.ts', async (original) => ({
    ...(await original<object>()),
    resident: 300_000,
  }));
  return import('./registry.ts');
}

describe('image files with more pixels than are to stay in memory', () => {
  it('become records as they are decoded, of the same bits', async () => {
    const set = await writePictures();
    const usual = await import('./registry.ts');
    const whole = await usual.loadDataset(set);
    const report = await usual.inspectDataset(set);
    await rm(join(folder, 'cache'), { recursive: true });
    const { openDataset, loadDataset, inspectDataset } = await withLittleMemory();
    const opened = await openDataset(set);
    for (const part of ['train', 'test'] as const) {
      expect(opened[part]).toHaveProperty('records');
      expect(opened[part].labels).toEqual(whole[part].labels);
    }
    expect(opened.fingerprint).toBe(whole.fingerprint);
    expect(await inspectDataset(set)).toEqual(report);
    expect(report.leftOut.map(({ file }) => file)).toEqual([join('cat', '2-broken.png')]);
    const read = await loadDataset(set);
    for (const part of ['train', 'test'] as const)
      expect(Buffer.from(read[part].images).equals(Buffer.from(whole[part].images))).toBe(true);
    expect(await left()).toEqual([]);
  });

  it('leave nothing behind where decoding is canceled', async () => {
    const set = await writePictures();
    const { openDataset } = await withLittleMemory();
    let looked = false;
    const opening = openDataset(set, {
      onProgress: () => {
        looked = true;
      },
      // When the first image is to be decoded.
      canceled: () => looked,
    });
    await expect(opening).rejects.toMatchObject({ code: 'canceled' });
    expect(await left()).toEqual([]);
  });
});
