import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { Transformer } from '@napi-rs/image';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sentence } from '../text/message.ts';
import { crc32 } from './decoders/crc32.ts';
import { encodePng } from './encode-png.ts';
import { inspectDataset, loadDataset, openDataset } from './registry.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-folders-'));
  vi.stubEnv('CONVAS_CACHE', join(folder, 'cache'));
  await mkdir(join(folder, 'cache'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const at = (...parts: string[]): string => join(folder, 'set', ...parts);
const image = (value: number): Uint8Array =>
  encodePng({ height: 4, width: 4, channels: 1, data: new Uint8Array(16).fill(value) });

async function put(name: string, content: Uint8Array | string): Promise<string> {
  await mkdir(dirname(at(name)), { recursive: true });
  await writeFile(at(name), content);
  return at(name);
}

/** Two classes of so many images. */
async function classes(each = 6): Promise<void> {
  for (let index = 0; index < each; index++) {
    await put(`cat/${index}.png`, image(index));
    await put(`dog/${index}.png`, image(100 + index));
  }
}

const leftOut = async (): Promise<Record<string, string>> => {
  const { leftOut: files } = await inspectDataset(at());
  return Object.fromEntries(
    files.map(({ file, reason }) => [file.replace(`${at()}/`, ''), sentence(reason)]),
  );
};

/** A chunk of a PNG file. */
function chunk(name: string, data: Uint8Array): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length);
  head.write(name, 4, 'latin1');
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(Buffer.concat([head.subarray(4), data]), 0) >>> 0);
  return Buffer.concat([head, data, sum]);
}

describe('files that are no images', () => {
  it('are left out by name with the reason: HTML named PNG, a truncated JPEG, an empty file', async () => {
    await classes();
    await put('cat/page.png', '<!DOCTYPE html><html></html>');
    const photo = await Transformer.fromRgbaPixels(new Uint8Array(64 * 64 * 4).fill(9), 64, 64).jpeg();
    await put('dog/cut.jpg', photo.subarray(0, 100));
    await put('dog/empty.png', '');
    const found = await leftOut();
    expect(Object.keys(found).sort()).toEqual(['cat/page.png', 'dog/cut.jpg', 'dog/empty.png']);
    expect((await loadDataset(at())).train.count + (await loadDataset(at())).test.count).toBe(12);
  });

  it('of 30,000 × 30,000 pixels in a few kilobytes are left out before they take the memory', async () => {
    await classes();
    const header = Buffer.alloc(13);
    header.writeUInt32BE(30_000, 0);
    header.writeUInt32BE(30_000, 4);
    header.set([8, 2, 0, 0, 0], 8);
    const bomb = Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(new Uint8Array(1 << 20))),
      chunk('IEND', new Uint8Array(0)),
    ]);
    await put('cat/bomb.png', bomb);
    const before = process.memoryUsage().rss;
    expect(Object.keys(await leftOut())).toEqual(['cat/bomb.png']);
    expect(process.memoryUsage().rss - before).toBeLessThan(500 * 2 ** 20);
  });
});

describe('names of every kind', () => {
  it('emoji, decomposed accents and 250 bytes are classes and files as any', async () => {
    const decomposed = 'a\u0303c\u0327a\u0303o';
    for (const name of ['🐈‍⬛', decomposed, 'x'.repeat(250), 'a,b "c"']) {
      for (let index = 0; index < 5; index++) await put(`${name}/📷 ${index}.png`, image(index));
    }
    const { info } = await loadDataset(at());
    expect([...info.classes].sort()).toEqual(
      ['a,b "c"', decomposed.normalize('NFC'), 'x'.repeat(250), '🐈‍⬛'].sort(),
    );
  });

  it('300 characters that no file system takes are refused in words', async () => {
    await expect(loadDataset(at('y'.repeat(300)))).rejects.toThrow(/There is no dataset/);
  });
});

describe('folders of other kinds', () => {
  it('an empty class is told, and one class alone is warned of or refused', async () => {
    await classes();
    await mkdir(at('fox'));
    const { classes: found, warnings } = await inspectDataset(at());
    expect(JSON.stringify([found, warnings])).toMatch(/cat.*dog/s);
    await rm(at('dog'), { recursive: true });
    const detail = await inspectDataset(at()).then(
      ({ warnings: all }) => all.map((text) => sentence(text)).join(' '),
      (error: Error) => error.message,
    );
    expect(detail).toMatch(/class/i);
  });

  it.skipIf(process.platform === 'win32')(
    'pipes and links in circles among images hold nobody up',
    async () => {
      await classes();
      execFileSync('mkfifo', [at('cat/pipe.png')]);
      await symlink(at(), at('dog', 'circle'));
      await symlink(at('dog', 'self'), at('dog', 'self'));
      // As a class it would have the images of all others, and whatever lies beside them.
      await symlink(join(at(), '..'), at('above'));
      const { train, test } = await loadDataset(at());
      expect(train.count + test.count).toBe(12);
      expect(Object.keys(await leftOut())).toContain('cat/pipe.png');
      expect((await leftOut())['above']).toContain('a folder that it is in');
    },
  );
});

it('files that vanish or change once they are read do no harm: what was read is kept', async () => {
  await classes();
  const opened = await openDataset(at());
  await unlink(at('cat/0.png'));
  await writeFile(at('dog/0.png'), 'no image any more');
  const { train, test, fingerprint } = opened;
  expect(train.count + test.count).toBe(12);
  // Opened again they are other data, which is reported to a run that resumes.
  const again = await openDataset(at());
  expect(again.train.count + again.test.count).toBe(10);
  expect(again.fingerprint).not.toBe(fingerprint);
});

// An account that may not read the folder: only the administrator can become one.
it.skipIf(process.platform === 'win32' || process.getuid?.() !== 0)(
  'a folder that may not be read is refused by name, and one class that may not is not passed over in silence',
  async () => {
    await classes();
    await mkdir(at('fox'));
    await chmod(at('fox'), 0o700);
    await chmod(folder, 0o755);
    await chmod(at(), 0o755);
    process.seteuid!(65_534);
    try {
      const outcome = await inspectDataset(at()).then(
        ({ leftOut, warnings }) => JSON.stringify([leftOut, warnings]),
        (error: Error) => error.message,
      );
      expect(outcome).toContain('fox');
      process.seteuid!(0);
      await chmod(at(), 0o700);
      process.seteuid!(65_534);
      await expect(inspectDataset(at())).rejects.toThrow(/permission/i);
    } finally {
      process.seteuid!(0);
    }
  },
);
