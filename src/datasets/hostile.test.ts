import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Transformer } from '@napi-rs/image';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readImage } from './decoders/image.ts';
import { encodeIdx } from './decoders/write-idx.ts';
import { decoding, loading } from './reading/budget.ts';
import { loadDataset } from './registry.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-hostile-'));
});
afterEach(() => rm(folder, { recursive: true }));

const at = (...parts: string[]): string => join(folder, ...parts);

async function put(name: string, content: Uint8Array | string): Promise<string> {
  await mkdir(dirname(at(name)), { recursive: true });
  await writeFile(at(name), content);
  return at(name);
}

const refusal = (path: string): Promise<{ code: string; message: string }> =>
  loadDataset(path).then(
    () => expect.unreachable('should have been refused'),
    (error) => error,
  );

/** A NumPy array whose header announces that shape, whatever follows. */
function npy(descr: string, shape: string, data: Uint8Array): Uint8Array {
  const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape}), }`
    .padEnd(117)
    .concat('\n');
  return Buffer.concat([
    Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 118, 0]),
    Buffer.from(header, 'latin1'),
    data,
  ]);
}
const bytesOf = (array: ArrayBufferView) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

describe.skipIf(process.platform === 'win32')('what is no regular file, as a dataset', () => {
  /** One place for each format, and the file of it that is read. */
  const places = [
    ['x.npz', 'x.npz'],
    ['x.csv', 'x.csv'],
    ['x.bin', 'x.bin'],
    ['images-idx3-ubyte', 'images-idx3-ubyte'],
    ['set', 'set/cat/1.png'],
  ] as const;

  it('is refused at once: five named pipes hold nobody up', async () => {
    for (const [, file] of places) {
      await mkdir(dirname(at(file)), { recursive: true });
      execFileSync('mkfifo', [at(file)]);
    }
    const started = performance.now();
    const all = Promise.all(places.map(([path]) => refusal(at(path))));
    expect((await loadDataset('mnist-10k')).train.count).toBe(8000);
    for (const [index, { message }] of (await all).entries()) {
      expect(message).toContain(`${at(places[index]![1])} could not be read: it is a named pipe, not a file`);
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('is refused at once behind a link to an endless device', async () => {
    for (const [path, file] of places) {
      await mkdir(dirname(at(file)), { recursive: true });
      await symlink('/dev/zero', at(file));
      expect((await refusal(at(path))).message).toMatch(/could not be read: it is a device, not a file/);
    }
  });

  it('is refused in words where a link leads in a circle', async () => {
    await symlink(at('loop.npz'), at('loop.npz'));
    expect((await refusal(at('loop.npz'))).message).toMatch(
      /what is at that path .* a link that leads in a circle/,
    );
    await put('set/cat/1.png', '');
    await symlink(at('set/cat/2.png'), at('set/cat/2.png'));
    expect((await refusal(at('set'))).message).toMatch(/cannot|could not/);
  });
});

describe('data that would take more memory than is to be had', () => {
  it('in NumPy archives is refused by what they announce, before it is unpacked', async () => {
    const far = npy('|u1', '4000000, 28, 28,', new Uint8Array(0));
    const file = await put(
      'far.npz',
      zipSync({ 'x.npy': far, 'y.npy': npy('|u1', '4000000,', new Uint8Array(0)) }),
    );
    expect((await refusal(file)).message).toMatch(/declares 4000000 × .* values, 0 bytes are there/);
  });

  it('in NumPy archives beside the arrays that are used is not unpacked at all', async () => {
    const stray = npy('|u1', '1000000,', new Uint8Array(1_000_000).fill(7));
    const archive = Buffer.from(
      zipSync({
        'x.npy': npy('|u1', '5, 1, 1,', new Uint8Array(5)),
        'y.npy': npy('|u1', '5,', Uint8Array.from([0, 1, 0, 1, 0])),
        'z.npy': stray,
        'x_test.npy': stray,
      }),
    );
    // The last of both kinds of headers of the two: with this method nothing can be unpacked.
    for (const name of ['z.npy', 'x_test.npy'])
      archive.writeUInt16LE(99, archive.lastIndexOf(name) - 46 + 10);
    expect((await loadDataset(await put('bomb.npz', archive))).train.count).toBe(5);
  });

  it('in gzip is refused by its header, or where it goes on longer than that says', async () => {
    const small = encodeIdx([1000, 28, 28], new Uint8Array(784_000));
    const labels = await put('set/train-labels-idx1-ubyte', encodeIdx([1000], new Uint8Array(1000)));
    expect(labels).toContain('labels');
    const huge = Buffer.from(small);
    huge.writeUInt32BE(2_700_000, 4);
    await put('set/train-images-idx3-ubyte', gzipSync(huge));
    expect((await refusal(at('set'))).message).toMatch(
      /should hold 2700000 × 28 × 28 bytes .* it has at most \d+/,
    );
    huge.writeUInt32BE(4_000_000, 4);
    await put('set/train-images-idx3-ubyte', gzipSync(huge));
    expect((await refusal(at('set'))).message).toMatch(
      /declares 4000000 × 28 × 28 bytes, at most 2,147,483,647/,
    );
    // A bomb: a small image set, and then zeros without end.
    await put(
      'set/train-images-idx3-ubyte',
      gzipSync(Buffer.concat([small, Buffer.alloc(300_000_000)]), { level: 1 }),
    );
    const before = process.memoryUsage().rss;
    expect((await refusal(at('set'))).message).toMatch(/it has more/);
    expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
  }, 60_000);

  it('in large images is decoded a few at a time', async () => {
    const side = 4000;
    const jpeg = await Transformer.fromRgbaPixels(
      new Uint8Array(side * side * 4).fill(255),
      side,
      side,
    ).jpeg();
    const files = await Promise.all(Array.from({ length: 10 }, (_, index) => put(`${index}.jpg`, jpeg)));
    let most = 0;
    const corners = await Promise.all(
      files.map((file) =>
        readImage(file, ({ data }) => {
          most = Math.max(most, decoding.held);
          return data[0];
        }),
      ),
    );
    expect(corners).toEqual(Array(10).fill(255));
    expect(most).toBeGreaterThan(side * side * 12);
    expect(most).toBeLessThanOrEqual(decoding.total);
    expect([decoding.held, loading.held]).toEqual([0, 0]);
  }, 120_000);

  it('in a CSV file of one line, longer than any string, fails the call and nothing else', async () => {
    // A sparse file: it takes no room on the disk.
    const file = await put('line.csv', '5,0,');
    await truncate(file, 2 ** 29 + 100);
    expect((await refusal(file)).message).toMatch(/line 1: value 3 is (not|missing)/);
    const names = await put('names.csv', 'label,');
    await truncate(names, 2 ** 29 + 100);
    expect((await refusal(names)).message).toMatch(/has no rows/);
    const numbers = await put('numbers.csv', '0,'.repeat(3_300_000));
    expect((await refusal(numbers)).message).toMatch(/line 1: more than 3,145,729 values/);
  }, 120_000);

  it.each([
    ['a digit', '1'],
    ['a separator', ','],
    ['a quoted letter', '"a'],
  ])(
    'in a table whose second row is %s without end is refused where it begins',
    async (_, filling) => {
      const head = filling.length > 1 ? filling[0]! : '';
      const file = await put(
        'table.csv',
        `width,height,kind\n1.5,2,a\n2.5,3,b\n${head}${filling.at(-1)!.repeat(20_000_000)}`,
      );
      const before = process.memoryUsage().rss;
      expect((await refusal(file)).message).toMatch(/line 4: the row .* more than 16,777,216 characters/);
      expect(process.memoryUsage().rss - before).toBeLessThan(400e6);
    },
    60_000,
  );
});

describe('more examples than a list can hold', () => {
  it('in a NumPy archive are refused by what it announces', async () => {
    const most = 30_000_000;
    const archive = zipSync({
      'x.npy': npy('|u1', `${most}, 1, 1,`, new Uint8Array(most)),
      'y.npy': npy('|u1', `${most},`, new Uint8Array(most)),
    });
    expect(archive.length).toBeLessThan(200_000);
    const { code, message } = await refusal(await put('a.npz', archive));
    expect(code).toBe('dataset-too-large');
    expect(message).toContain('a.npz has 30,000,000 examples, at most 16,777,216 can be used');
  }, 120_000);

  it('in IDX files are refused by what they announce', async () => {
    const zeros = gzipSync(Buffer.alloc(300_000_000), { level: 1 });
    const head = (dims: readonly number[]): Buffer => {
      const bytes = Buffer.alloc(4 + 4 * dims.length);
      bytes.set([0, 0, 8, dims.length]);
      dims.forEach((dimension, at) => {
        bytes.writeUInt32BE(dimension, 4 + 4 * at);
      });
      return bytes;
    };
    for (const part of ['train', 't10k']) {
      // Members of gzip one after the other are one file (RFC 1952, section 2.2).
      const file = (dims: readonly number[]) => Buffer.concat([gzipSync(head(dims)), zeros]);
      await put(`set/${part}-images-idx3-ubyte`, file([300_000_000, 1, 1]));
      await put(`set/${part}-labels-idx1-ubyte`, file([300_000_000]));
    }
    expect((await refusal(at('set'))).message).toMatch(/images-idx3-ubyte has 300,000,000 examples, at most/);
  }, 120_000);

  it('in a CSV file are refused at the first that is too many', async () => {
    const row = '1,200\n';
    const file = await put('a.csv', row.repeat(2 ** 24 + 1));
    expect((await refusal(file)).message).toMatch(/a\.csv has 16,777,217 examples/);
    const some = await loadDataset(await put('b.csv', row.repeat(200_000)));
    expect(some.train.count + some.test.count).toBe(200_000);
    expect([some.train.labels.at(-1), some.train.images.at(-1)]).toEqual([1, 200]);
  }, 120_000);
});

describe('data that are not what they seem', () => {
  it.each([
    ['int64 that would wrap around to 0', '<i8', BigInt64Array.from([0n, 1n, 2n ** 32n]), '4294967296'],
    ['int64 below all', '<i8', BigInt64Array.from([0n, 1n, -(2n ** 63n)]), '-9223372036854776000'],
    ['uint64 above all', '<u8', BigUint64Array.from([0n, 1n, 2n ** 64n - 1n]), '18446744073709552000'],
    ['uint32 that would become negative', '<u4', Uint32Array.from([0, 1, 2 ** 31]), '2147483648'],
  ])('labels of %s are refused', async (_name, descr, values, detail) => {
    const archive = zipSync({
      'x.npy': npy('|u1', '3, 1, 1,', new Uint8Array(3)),
      'y.npy': npy(descr, '3,', bytesOf(values)),
    });
    const { message } = await refusal(await put('a.npz', archive));
    expect(message).toContain(
      `a.npz, y: the label of example 2 is ${detail}. Labels are whole numbers from 0`,
    );
  });

  it('pixels that would wrap around are refused', async () => {
    const archive = zipSync({
      'x.npy': npy('<i8', '1, 1, 1,', bytesOf(BigInt64Array.from([2n ** 32n + 7n]))),
      'y.npy': npy('|u1', '1,', new Uint8Array(1)),
    });
    expect((await refusal(await put('a.npz', archive))).message).toMatch(/a pixel is 4294967303/);
  });

  it('arrays with a wrong checksum are refused', async () => {
    const archive = Buffer.from(
      zipSync(
        {
          'x.npy': npy('|u1', '3, 1, 1,', Uint8Array.from([1, 2, 3])),
          'y.npy': npy('|u1', '3,', new Uint8Array(3)),
        },
        { level: 0 },
      ),
    );
    archive[archive.indexOf(Buffer.from([1, 2, 3]))] = 9;
    expect((await refusal(await put('a.npz', archive))).message).toMatch(
      /x\.npy cannot be unpacked: its checksum is wrong/,
    );
  });

  it('images of no pixels are refused, in every format', async () => {
    const labels = npy('|u1', '5,', new Uint8Array(5));
    for (const [name, content] of [
      ['a.npz', zipSync({ 'x.npy': npy('|u1', '5, 28, 0,', new Uint8Array(0)), 'y.npy': labels })],
      ['b.npz', zipSync({ 'x.npy': npy('|u1', '5, 0, 28, 1,', new Uint8Array(0)), 'y.npy': labels })],
      ['c.csv', '0\n1\n2\n'],
      ['images-idx3-ubyte', encodeIdx([5, 28, 0], new Uint8Array(0))],
    ] as const) {
      await put('labels-idx1-ubyte', encodeIdx([5], new Uint8Array(5)));
      expect((await refusal(await put(name, content))).message, name).toMatch(
        /28 × 0|0 × 28|0 pixels per row|images were expected/,
      );
    }
  });
});
