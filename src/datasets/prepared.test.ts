import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rename, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodeIdx } from './decoders/write-idx.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-prepared-'));
  vi.stubEnv('CONVAS_CACHE', join(folder, 'cache'));
  vi.stubEnv('CONVAS_DATA', '');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

/** The registry as a new process has it. */
async function anew(): Promise<typeof import('./registry.ts')> {
  vi.resetModules();
  return import('./registry.ts');
}

const side = 28;
const rows = 2000;

/** A CSV file that is large enough to be worth keeping. */
async function writeCsv(): Promise<string> {
  const path = join(folder, 'digits.csv');
  const lines = Array.from({ length: rows }, (_, row) =>
    [row % 300, ...Array.from({ length: side * side }, (_, at) => (row * 7 + at) % 256)].join(),
  );
  await writeFile(path, lines.join('\n'));
  await utimes(path, 1000, 1000);
  return path;
}

/** Makes a file unreadable as data, without its length or dates telling. */
async function garble(path: string): Promise<void> {
  await writeFile(path, Buffer.alloc((await stat(path)).size, 'x'));
  await utimes(path, 1000, 1000);
}

/** Exchanges the first two labels of a file, which have 4 bytes each. */
async function flip(path: string): Promise<void> {
  const bytes = await readFile(path);
  await writeFile(path, Buffer.concat([bytes.subarray(4, 8), bytes.subarray(0, 4), bytes.subarray(8)]));
}

const manifestsIn = async (): Promise<string[]> => {
  const place = join(folder, 'cache', 'datasets', 'prepared');
  const names = await readdir(place).catch(() => []);
  return names.map((name) => join(place, name, 'manifest.json'));
};

describe('data at a path', () => {
  it('are decoded once: facts, labels, pixels and fingerprint are then had without the file', async () => {
    const path = await writeCsv();
    const first = await (await anew()).loadDataset(path);
    await garble(path);
    expect(await (await anew()).datasetInfo(path)).toEqual(first.info);
    const again = await (await anew()).loadDataset(path);
    expect(again.fingerprint).toBe(first.fingerprint);
    expect(again.info).toEqual(first.info);
    expect(first.info.classes).toHaveLength(300);
    for (const part of ['train', 'test'] as const) {
      expect(again[part].labels).toEqual(first[part].labels);
      expect(Buffer.from(again[part].images).equals(Buffer.from(first[part].images))).toBe(true);
    }
  });

  it('are asked for their facts without a pixel being read', async () => {
    const path = await writeCsv();
    const { info } = await (await anew()).loadDataset(path);
    const [manifest] = await manifestsIn();
    for (const name of ['train-pixels', 'test-pixels', 'train-labels', 'test-labels']) {
      await rm(join(manifest!, '..', name));
    }
    await garble(path);
    expect(await (await anew()).datasetInfo(path)).toEqual(info);
  });

  it('are decoded again when they have changed, in the place of the old ones', async () => {
    const path = await writeCsv();
    const first = await (await anew()).loadDataset(path);
    await writeFile(path, (await readFile(path, 'utf8')).split('\n').slice(0, 1900).join('\n'));
    const next = await (await anew()).loadDataset(path);
    expect(first.train.count + first.test.count).toBe(rows);
    expect(next.train.count + next.test.count).toBe(1900);
    expect(next.fingerprint).not.toBe(first.fingerprint);
    expect(await manifestsIn()).toHaveLength(1);
  });

  it.each([
    ['is cut short', (place: string) => truncate(join(place, 'train-pixels'), 100)],
    ['lacks a file', (place: string) => rm(join(place, 'test-labels'))],
    ['has other pixels', (place: string) => garble(join(place, 'train-pixels'))],
    ['has labels of no class', (place: string) => garble(join(place, 'test-labels'))],
    ['has other labels', (place: string) => flip(join(place, 'train-labels'))],
    [
      'has another fingerprint',
      async (place: string) => {
        const file = join(place, 'manifest.json');
        const manifest = JSON.parse(await readFile(file, 'utf8'));
        await writeFile(file, JSON.stringify({ ...manifest, fingerprint: '0'.repeat(64) }));
      },
    ],
    [
      'is a pipe',
      async (place: string) => {
        await rm(join(place, 'manifest.json'));
        execFileSync('mkfifo', [join(place, 'manifest.json')]);
      },
    ],
    [
      'has a manifest that is none',
      (place: string) => writeFile(join(place, 'manifest.json'), '{"version": 1}'),
    ],
  ])('are decoded again where what is kept %s', async (_name, damage) => {
    const path = await writeCsv();
    const first = await (await anew()).loadDataset(path);
    await damage(join((await manifestsIn())[0]!, '..'));
    const second = await (await anew()).loadDataset(path);
    expect(second.fingerprint).toBe(first.fingerprint);
    expect(Buffer.from(second.train.images).equals(Buffer.from(first.train.images))).toBe(true);
    expect(second.train.labels).toEqual(first.train.labels);
    // And it is fixed: the next one reads what is kept.
    await garble(path);
    expect((await (await anew()).loadDataset(path)).fingerprint).toBe(first.fingerprint);
  });

  it('are loaded where nothing can be kept', async () => {
    await writeFile(join(folder, 'cache'), 'a file where the folder should be');
    const { train, test } = await (await anew()).loadDataset(await writeCsv());
    expect(train.count + test.count).toBe(rows);
  });

  it('are kept as long as there is something at the path', async () => {
    const path = await writeCsv();
    await (await anew()).loadDataset(path);
    const other = join(folder, 'other.csv');
    await rename(path, other);
    await (await anew()).loadDataset(other);
    const manifests = await Promise.all((await manifestsIn()).map((file) => readFile(file, 'utf8')));
    expect(manifests.map((text) => JSON.parse(text).path)).toEqual([other]);
  });

  it('with more pixels than are to stay in memory are read from what is kept', async () => {
    const path = await writeCsv();
    const { info, ...whole } = await (await anew()).loadDataset(path);
    vi.resetModules();
    vi.doMock('./reading/budget.ts', async (original) => ({ ...(await original<object>()), resident: 1000 }));
    try {
      for (const _time of ['again', 'anew']) {
        const { openDataset, loadDataset } = await import('./registry.ts');
        const { withReader, exampleBytes } = await import('./pixels.ts');
        const opened = await openDataset(path);
        expect(opened).toMatchObject({ info, fingerprint: whole.fingerprint });
        for (const part of ['train', 'test'] as const) {
          expect(opened[part]).not.toHaveProperty('images');
          expect(opened[part].labels).toEqual(whole[part].labels);
          const last = new Uint8Array(exampleBytes(opened[part]));
          withReader(opened[part], ({ read, count }) => read([count - 1], last));
          expect(last).toEqual(Uint8Array.from(whole[part].images.slice(-last.length)));
        }
        const { train } = await loadDataset(path);
        expect(Buffer.from(train.images).equals(Buffer.from(whole.train.images))).toBe(true);
        // The second time nothing is kept yet.
        await rm(join(folder, 'cache'), { recursive: true });
        vi.resetModules();
      }
    } finally {
      vi.doUnmock('./reading/budget.ts');
    }
  });

  it('that are small leave nothing behind', async () => {
    const path = join(folder, 'small.csv');
    await writeFile(path, '0,1,2,3,4\n1,1,2,3,4\n');
    await (await anew()).loadDataset(path);
    expect(await manifestsIn()).toEqual([]);
  });
});

describe('what an earlier version kept', () => {
  it('is used and given a manifest', async () => {
    const place = join(folder, 'earlier');
    const { keepPrepared, findPrepared, readEarlier } = await import('./prepared.ts');
    expect(await readEarlier(place)).toBeNull();
    const { mkdir } = await import('node:fs/promises');
    await mkdir(place);
    for (const part of ['train', 'test']) {
      await writeFile(
        join(place, `${part}-images-idx4-ubyte`),
        encodeIdx([2, 1, 1, 3], Uint8Array.from([1, 2, 3, 4, 5, 6])),
      );
      await writeFile(join(place, `${part}-labels-idx1-ubyte`), encodeIdx([2], Uint8Array.from([0, 1])));
    }
    const found = await readEarlier(place);
    expect([...found!.train.images]).toEqual([1, 2, 3, 4, 5, 6]);
    const { kept } = await keepPrepared(place, {
      ...found!,
      key: 'k',
      path: null,
      classes: ['a', 'b'],
      report: null,
      validation: null,
    });
    expect(kept).toBe(true);
    expect((await findPrepared(place, 'k'))?.classes).toEqual(['a', 'b']);
    expect(await findPrepared(place, 'other')).toBeNull();
    expect(await readEarlier(place)).toBeNull();
  });
});
