import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Transformer } from '@napi-rs/image';
import { zipSync } from 'fflate';
import { create } from 'tar';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sentence } from '../text/message.ts';
import { encodeIdx } from './decoders/write-idx.ts';
import { inMemory } from './in-memory.ts';
import type { PublishedArchive, PublishedForm } from './published/published.ts';
import { publishedArchives } from './published/registry.ts';
import { publishedSource } from './published-source.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-published-'));
  vi.stubEnv('CONVAS_CACHE', join(folder, 'cache'));
  vi.stubEnv('CONVAS_DATA', join(folder, 'data'));
  vi.stubEnv('CONVAS_OFFLINE', '1');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

async function put(name: string, content: Uint8Array): Promise<void> {
  const file = join(folder, 'data', name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}

/** Packs files of the data folder into an archive there. Returns its digest and length. */
async function pack(archive: string, names: readonly string[]) {
  const cwd = join(folder, 'data');
  await create({ gzip: true, file: join(cwd, archive), cwd, portable: true }, [...names]);
  const bytes = await readFile(join(cwd, archive));
  return {
    name: archive,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
    downloadBytes: bytes.length,
  };
}

async function load(source: ReturnType<typeof publishedSource>) {
  const { train, test, fingerprint } = await source.load({});
  return { train: await inMemory(train), test: await inMemory(test), fingerprint };
}

const record = (label: number, value: number): Uint8Array =>
  Uint8Array.from([label, ...new Uint8Array(3072).fill(value)]);

const info = {
  ...{ id: 'pets', title: 'Pets', description: 'Pets.', license: '', source: '' },
  ...{ classes: ['cat', 'dog'], sampleShape: [32, 32, 3], train: 2, test: 1 },
};
const binary: Omit<PublishedForm, 'files'> = {
  ...{ id: 'pets-binary', format: 'cifar-10', packed: 'tar', unpackedBytes: 100_000 },
  entries: { train: ['one.bin', 'two.bin'], test: ['held.bin'] },
  hosts: ['https://example.org/pets'],
  inData: ['.'],
};

async function binaryArchive(more: Partial<typeof info> = {}): Promise<PublishedArchive> {
  await put('pets/one.bin', record(0, 1));
  await put('pets/two.bin', record(1, 2));
  await put('pets/held.bin', record(1, 3));
  const file = await pack('pets.tar.gz', ['pets']);
  await rm(join(folder, 'data', 'pets'), { recursive: true });
  return { info: { ...info, ...more }, forms: [{ ...binary, files: [file] }] };
}

describe('a published archive', () => {
  it('is decoded once: then it is there without the archive', async () => {
    const source = publishedSource(await binaryArchive());
    const first = await load(source);
    expect([...first.train.labels, ...first.test.labels]).toEqual([0, 1, 1]);
    expect([first.train.images[0], first.train.images.at(-1), first.test.images[0]]).toEqual([1, 2, 3]);
    await rm(join(folder, 'data'), { recursive: true });
    expect(await source.info()).toMatchObject({ availability: 'ready', downloadBytes: 0 });
    const again = await load(source);
    expect(Buffer.from(again.train.images).equals(Buffer.from(first.train.images))).toBe(true);
    expect(again.fingerprint).toBe(first.fingerprint);
  });

  it('would be downloaded where no form of it is here', async () => {
    const archive = await binaryArchive();
    await rm(join(folder, 'data'), { recursive: true });
    expect(await publishedSource(archive).info()).toMatchObject({
      availability: 'download',
      downloadBytes: archive.forms[0].files[0]!.downloadBytes,
    });
  });

  it('is refused where its digest is another, or it holds other counts than published', async () => {
    const archive = await binaryArchive();
    const file = { ...archive.forms[0].files[0]!, sha256: '0'.repeat(64) };
    const forged: PublishedArchive = { ...archive, forms: [{ ...binary, files: [file] }] };
    await expect(publishedSource(forged).load({})).rejects.toThrow(/pets\.tar\.gz as published: its sha256/);
    const larger = await binaryArchive({ train: 3 });
    await expect(publishedSource(larger).load({})).rejects.toThrow(/holds 2 training images, Pets has 3/);
  });

  it('may be a zip archive of gzip files that other sets share, as EMNIST is', async () => {
    const turned = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    const idx = (dims: number[], data: number[]) => gzipSync(encodeIdx(dims, Uint8Array.from(data)));
    const zip = zipSync({
      'gzip/x-train-images': idx([2, 2, 3], [...turned]),
      'gzip/x-train-labels': idx([2], [1, 2]),
      'gzip/x-test-images': idx([1, 2, 3], [...turned.subarray(6)]),
      'gzip/x-test-labels': idx([1], [2]),
      'gzip/other-images': new Uint8Array(100),
    });
    await put('gzip.zip', zip);
    const sha256 = createHash('sha256').update(zip).digest('hex');
    const form: PublishedForm = {
      ...binary,
      ...{ id: 'pets-zip', format: 'emnist', packed: 'zip', firstLabel: 1, keepsArchive: true },
      files: [{ name: 'pets.zip', hostName: 'gzip.zip', sha256, bytes: zip.length, downloadBytes: 1 }],
      entries: { train: ['x-train-images', 'x-train-labels'], test: ['x-test-images', 'x-test-labels'] },
    };
    const source = publishedSource({ info: { ...info, sampleShape: [3, 2, 1] }, forms: [form] });
    const { train, test } = await load(source);
    expect([...train.labels, ...test.labels]).toEqual([0, 1, 1]);
    expect(train.shape).toEqual([3, 2, 1]);
    expect([...train.images.subarray(0, 6)]).toEqual([1, 4, 2, 5, 3, 6]);
    const small: PublishedForm = { ...form, id: 'pets-small', unpackedBytes: 30 };
    await expect(publishedSource({ info, forms: [small] }).load({})).rejects.toThrow(/more than expected/);
  });

  it('may have the digest of its packed files; an unpacked copy is then not taken for them', async () => {
    const content = Buffer.concat([record(0, 1), record(1, 2)]);
    const packed = gzipSync(content);
    const sha256 = createHash('sha256').update(packed).digest('hex');
    const file = { sha256, digestOf: 'file' as const, bytes: content.length, downloadBytes: 9 };
    const form: PublishedForm = {
      ...binary,
      ...{ id: 'pets-files', packed: 'files', entries: { train: ['a.gz'], test: ['a.gz'] } },
      files: [{ ...file, name: 'a.gz' }],
    };
    const source = () => publishedSource({ info: { ...info, test: 2 }, forms: [form] });
    await put('a', content);
    expect(await source().info()).toMatchObject({ availability: 'download' });
    await put('a.gz', gzipSync(content, { level: 0 }));
    await expect(source().load({})).rejects.toThrow(/a\.gz as published: its sha256/);
    await put('a.gz', packed);
    expect([...(await load(source())).train.labels]).toEqual([0, 1]);
  });

  it('may be images whose names have the label and the order', async () => {
    const png = (value: number) => Transformer.fromRgbaPixels(new Uint8Array(4096).fill(value), 32, 32).png();
    await put('train/dog/1.png', await png(255));
    await put('train/cat/2.png', await png(255));
    await put('test/cat/1.png', await png(255));
    await put('test/hidden.png', await png(255));
    const file = { ...(await pack('pets.tar', ['train', 'test'])), sha256: null };
    const form: PublishedForm = {
      ...binary,
      ...{ id: 'pets-png', format: 'labeled-images', files: [file], hosts: [], note: 'As PNG.' },
      entries: {
        train: /^train\/(?<label>[a-z]+)\/(?<order>\d+)\.png$/,
        test: /^test\/(?<label>[a-z]+)\/(?<order>\d+)\.png$/,
      },
    };
    const source = publishedSource({ info, forms: [form] });
    expect(sentence((await source.info()).description)).toBe('Pets. As PNG.');
    const { train, test } = await load(source);
    expect([[...train.labels], [...test.labels], train.images[0]]).toEqual([[1, 0], [0], 255]);
  });
});

describe('the datasets that have a name', () => {
  it.each(publishedArchives.map((archive) => [archive.info.id, archive] as const))(
    '%s has facts that go together',
    (_id, { info: facts, forms }) => {
      expect(new Set(facts.classes).size).toBe(facts.classes.length);
      for (const { files, packed, entries, format, unpackedBytes } of forms) {
        if (packed !== 'files') expect(files).toHaveLength(1);
        for (const { sha256 } of files) expect(sha256 ?? '0'.repeat(64)).toMatch(/^[0-9a-f]{64}$/);
        const pixels = facts.sampleShape.reduce((product, side) => product * side, facts.train + facts.test);
        if (format !== 'labeled-images') expect(unpackedBytes).toBeGreaterThanOrEqual(pixels);
        const named = files.map(({ name }) => name);
        for (const part of [entries.train, entries.test]) {
          if (packed === 'files' && !(part instanceof RegExp))
            expect(named).toEqual(expect.arrayContaining([...part]));
        }
      }
    },
  );

  it('keep what is cached apart', () => {
    const ids = publishedArchives.flatMap(({ forms }) => forms.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });
});
