import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { datasetInfos, loadDataset } from './registry.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-data-'));
  vi.stubEnv('CONVAS_CACHE', join(folder, 'cache'));
  vi.stubEnv('CONVAS_DATA', join(folder, 'data'));
  vi.stubEnv('CONVAS_OFFLINE', '1');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  await rm(folder, { recursive: true });
});

const idx = (dims: readonly number[], data: readonly number[]): Buffer => {
  const header = Buffer.alloc(4 + dims.length * 4);
  header[2] = 8;
  header[3] = dims.length;
  dims.forEach((dimension, index) => {
    header.writeUInt32BE(dimension, 4 + index * 4);
  });
  return Buffer.concat([header, Buffer.from(data)]);
};

async function put(name: string, content: Uint8Array): Promise<string> {
  const file = join(folder, 'data', name);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, content);
  return file;
}

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable('should have been refused'),
    (error: { code: string; message: string }) => error,
  );

describe('mnist-10k', () => {
  it('is there without a folder or a network: 8,000 and 2,000 digits of every class', async () => {
    const { info, train, test, fingerprint } = await loadDataset('mnist-10k');
    expect([train.count, test.count]).toEqual([info.train, info.test]);
    expect(train.shape).toEqual([28, 28, 1]);
    expect(train.images.length).toBe(8000 * 784);
    for (const split of [train, test]) {
      const counts = Array<number>(10).fill(0);
      for (const label of split.labels) counts[label]! += 1;
      for (const count of counts) expect(count / split.count).toBeGreaterThan(0.08);
    }
    expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('mnist', () => {
  it('says that it would be downloaded', async () => {
    const mnist = (await datasetInfos()).find(({ id }) => id === 'mnist');
    expect(mnist).toMatchObject({ availability: 'download', downloadBytes: 11_594_722 });
  });

  it('offline, names the file and the way out', async () => {
    const error = await refusal(loadDataset('mnist'));
    expect(error.code).toBe('offline');
    expect(error.message).toMatch(/train-images-idx3-ubyte\.gz.*CONVAS_DATA/);
  });

  it('refuses a copy that is not the published file, naming it', async () => {
    const file = await put(
      'mnist/train-images-idx3-ubyte.gz',
      gzipSync(idx([1, 28, 28], Array(784).fill(1))),
    );
    const error = await refusal(loadDataset('mnist'));
    expect(error.code).toBe('dataset-corrupt');
    expect(error.message).toContain(file);
    expect(error.message).toContain('sha256');
  });

  it('refuses a truncated copy and one that unpacks to far more', { timeout: 30_000 }, async () => {
    const packed = gzipSync(Buffer.alloc(48_000_000), { level: 1 });
    const file = await put('train-images-idx3-ubyte.gz', packed);
    expect((await refusal(loadDataset('mnist'))).message).toContain(
      `${file} cannot be unpacked: it is larger`,
    );
    await put('train-images-idx3-ubyte.gz', packed.subarray(0, 1000));
    expect((await refusal(loadDataset('mnist'))).message).toContain('it ends too early');
  });

  it('out of reach, or given something else, leaves nothing behind', async () => {
    vi.stubEnv('CONVAS_OFFLINE', '');
    for (const answer of [
      () => Promise.reject(new TypeError('fetch failed')),
      async () => new Response('<html>sign in to this network</html>'),
      async () => new Response('', { status: 404 }),
    ]) {
      vi.stubGlobal('fetch', answer);
      const error = await refusal(loadDataset('mnist'));
      expect(error.code).toBe('dataset-unreachable');
      expect(error.message).toMatch(/train-images.*CONVAS_DATA/);
      expect(await readdir(join(folder, 'cache', 'datasets', 'mnist'))).toEqual([]);
    }
  });

  it('stops a download when it is canceled', async () => {
    vi.stubEnv('CONVAS_OFFLINE', '');
    let pulled = 0;
    const endless = () =>
      new ReadableStream({
        pull(controller) {
          pulled += 1;
          controller.enqueue(new Uint8Array(1000));
        },
      });
    vi.stubGlobal('fetch', async () => new Response(endless()));
    const error = await refusal(loadDataset('mnist', { canceled: () => pulled > 5 }));
    expect(error.code).toBe('canceled');
    expect(pulled).toBeLessThan(1000);
    expect(await readdir(join(folder, 'cache', 'datasets', 'mnist'))).toEqual([]);
  });
});

describe('a path', () => {
  const images = idx(
    [10, 1, 2],
    Array.from({ length: 20 }, (_, index) => index),
  );
  const labels = idx([10], [0, 1, 0, 1, 0, 1, 0, 1, 0, 1]);

  it('may be a folder of IDX files; without a test part every fifth of a class is held out', async () => {
    await put('own/train-images-idx3-ubyte', images);
    await put('own/train-labels-idx1-ubyte.gz', labels);
    const missing = await refusal(loadDataset(join(folder, 'data', 'own')));
    expect(missing.message).toMatch(/train-labels-idx1-ubyte could not be read: it does not exist/);
    await put('own/train-labels-idx1-ubyte', labels);
    const { train, test, info } = await loadDataset(join(folder, 'data', 'own'));
    expect(info).toMatchObject({ classes: ['0', '1'], train: 8, test: 2, sampleShape: [1, 2, 1] });
    expect([...test.images]).toEqual([16, 17, 18, 19]);
    expect([...test.labels]).toEqual([0, 1]);
    expect([...train.labels]).toEqual([0, 1, 0, 1, 0, 1, 0, 1]);
  });

  it('may be one images file with its labels beside it', async () => {
    const file = await put('one/digits-images-idx3-ubyte', images);
    await put('one/digits-labels-idx1-ubyte', labels);
    expect((await loadDataset(file)).train.count).toBe(8);
  });

  it('is loaded anew when the file has changed', async () => {
    const file = await put('two/images-idx3-ubyte', images);
    await put('two/labels-idx1-ubyte', labels);
    const first = await loadDataset(file);
    expect(await loadDataset(file)).toBe(first);
    await put('two/images-idx3-ubyte', idx([10, 1, 1], Array(10).fill(3)));
    expect((await loadDataset(file)).info.sampleShape).toEqual([1, 1, 1]);
  });

  it.each([
    ['nothing', null, /no dataset.*mnist-10k/],
    ['an empty folder', undefined, /holds no data/],
    ['another format', Buffer.from('hello'), /is not an IDX file/],
    ['values that are no bytes', Buffer.from([0, 0, 13, 1, 0, 0, 0, 0]), /type 13/],
    ['a header that promises more', idx([9, 9, 9], [1]), /should hold 9 × 9 × 9/],
    ['no image', idx([4], [1, 2, 3, 4]), /images were expected/],
    ['other labels than images', idx([3, 1, 1], [1, 2, 3]), /3 images, but .* 10 labels/],
  ])('with %s is refused in words', async (_name, content, expected) => {
    const path = join(folder, 'data', 'bad');
    if (content !== null) await mkdir(path, { recursive: true });
    if (content) {
      await put('bad/train-images-idx3-ubyte', content);
      await put('bad/train-labels-idx1-ubyte', labels);
    }
    expect((await refusal(loadDataset(path))).message).toMatch(expected);
  });
});
