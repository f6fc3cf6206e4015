import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putPieces, receiveUpload } from './uploads.ts';

let home: string;
let cancel: () => void;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'convas-uploads-'));
  process.env['CONVAS_HOME'] = home;
});
afterEach(async () => {
  delete process.env['CONVAS_HOME'];
  await rm(home, { recursive: true, force: true });
});

type Announced = Parameters<typeof receiveUpload>[0];

/** Begins an upload; resolves once pieces can be sent. */
async function begin(
  announced: Announced,
): Promise<{ id: string; path: Promise<string>; missing: readonly number[] | undefined }> {
  let path!: Promise<string>;
  let missing: readonly number[] | undefined;
  const id = await new Promise<string>((resolve, reject) => {
    path = receiveUpload(announced, {
      progress: (first) => {
        missing = first.missing;
        resolve(first.upload);
      },
      onCancel: (listener) => {
        cancel = listener;
      },
    });
    path.catch(reject);
  });
  return { id, path, missing };
}

const text = (words: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(words));
const inHome = () => readdir(join(home, 'data')).catch(() => []);

describe('an upload', () => {
  it('takes its name once all pieces are there, with folders, empty files and names in any script', async () => {
    const { id, path } = await begin({
      name: 'digits',
      files: [
        { path: 'zero/a.txt', size: 5 },
        { path: 'um/ção 😀.txt', size: 4 },
        { path: 'um/empty', size: 0 },
      ],
    });
    await putPieces(id, [
      { file: 0, offset: 0, bytes: text('he') },
      { file: 0, offset: 2, bytes: text('llo') },
    ]);
    expect((await inHome()).filter((name) => !name.startsWith('.'))).toEqual([]);
    await putPieces(id, [{ file: 1, offset: 0, bytes: text('1234') }]);
    expect(await path).toBe(join(home, 'data', 'digits'));
    expect(await readFile(join(await path, 'zero', 'a.txt'), 'utf8')).toBe('hello');
    expect(await readFile(join(await path, 'um', 'ção 😀.txt'), 'utf8')).toBe('1234');
    expect(await readFile(join(await path, 'um', 'empty'), 'utf8')).toBe('');
    expect(await inHome()).toEqual(['digits']);
  });

  it('of one file is that file; of the same name again it gets another folder', async () => {
    for (const folder of ['table', 'table 2']) {
      const { id, path } = await begin({ name: 'table', files: [{ path: 'table.csv', size: 1 }] });
      await putPieces(id, [{ file: 0, offset: 0, bytes: text('1') }]);
      expect(await path).toBe(join(home, 'data', folder, 'table.csv'));
    }
  });

  it('leaves nothing behind when it is canceled', async () => {
    const { id, path } = await begin({ name: 'gone', files: [{ path: 'a', size: 100 }] });
    await putPieces(id, [{ file: 0, offset: 0, bytes: text('half') }]);
    cancel();
    await expect(path).rejects.toMatchObject({ code: 'canceled' });
    expect(await inHome()).toEqual([]);
    await expect(putPieces(id, [{ file: 0, offset: 4, bytes: text('more') }])).rejects.toThrow(
      'was canceled',
    );
  });

  it('that does not come as announced is refused as a whole', async () => {
    for (const piece of [
      { file: 0, offset: 1, bytes: text('x') },
      { file: 0, offset: 0, bytes: text('xyz') },
      { file: 7, offset: 0, bytes: text('x') },
    ]) {
      const { id, path } = await begin({ name: 'bad', files: [{ path: 'a', size: 2 }] });
      await Promise.all([
        expect(putPieces(id, [piece])).rejects.toMatchObject({ code: 'upload-changed' }),
        expect(path).rejects.toMatchObject({ code: 'upload-changed' }),
      ]);
      expect(await inHome()).toEqual([]);
    }
  });

  it('writes nowhere else, whatever the names', async () => {
    const names = ['../x', '/etc/x', 'a/../../x', 'a//b', '.', 'a\\..\\b', 'a\0b', `${'n'.repeat(300)}.png`];
    for (const path of names) {
      await expect(begin({ name: '../..', files: [{ path, size: 1 }] })).rejects.toMatchObject({
        code: 'upload-name',
      });
    }
    await expect(
      begin({
        name: 'x',
        files: [
          { path: 'A.png', size: 1 },
          { path: 'a.png', size: 1 },
        ],
      }),
    ).rejects.toThrow('two files named "a.png"');
    const { id, path } = await begin({ name: '../..', files: [{ path: 'x', size: 1 }] });
    await putPieces(id, [{ file: 0, offset: 0, bytes: text('1') }]);
    expect((await path).startsWith(join(home, 'data', ''))).toBe(true);
    expect(await readdir(home)).toEqual(['data']);
  });

  it('of more than can be copied is refused before a byte is sent, with the way out', async () => {
    await expect(begin({ name: 'big', files: [{ path: 'big.npz', size: 3e9 }] })).rejects.toThrow(
      'These files have 3.0 GB; at most 2.1 GB can be copied from a browser page. Enter their path instead',
    );
  });

  it('of what the engine has takes only what it lacks, and of the same data nothing', async () => {
    const file = (path: string, words: string) => ({
      path,
      size: words.length,
      sha256: createHash('sha256').update(words).digest('hex'),
    });
    const first = await begin({ name: 'digits', files: [file('a/1', 'one'), file('a/2', 'two')] });
    expect(first.missing).toEqual([0, 1]);
    await putPieces(first.id, [
      { file: 0, offset: 0, bytes: text('o') },
      { file: 0, offset: 1, bytes: text('ne') },
      { file: 1, offset: 0, bytes: text('two') },
    ]);
    const place = await first.path;
    // Under another name, too.
    const again = await begin({ name: 'again', files: [file('a/2', 'two'), file('a/1', 'one')] });
    expect([again.missing, await again.path]).toEqual([[], place]);
    const more = await begin({ name: 'digits', files: [file('b/2', 'two'), file('b/3', 'three')] });
    expect(more.missing).toEqual([1]);
    await putPieces(more.id, [{ file: 1, offset: 0, bytes: text('three') }]);
    expect(await more.path).toBe(join(home, 'data', 'digits 2'));
    expect(await readFile(join(await more.path, 'b', '2'), 'utf8')).toBe('two');
    // What a person changed there is none of it any more.
    await writeFile(join(place, 'a', '1'), 'uno');
    const changed = await begin({ name: 'digits', files: [file('a/1', 'one'), file('a/2', 'two')] });
    expect(changed.missing).toEqual([0]);
    cancel();
    await expect(changed.path).rejects.toMatchObject({ code: 'canceled' });
  });

  it('that is not what its hash says is refused', async () => {
    const sha256 = createHash('sha256').update('one').digest('hex');
    const { id, path } = await begin({ name: 'bad', files: [{ path: 'a', size: 3, sha256 }] });
    await Promise.all([
      expect(putPieces(id, [{ file: 0, offset: 0, bytes: text('two') }])).rejects.toMatchObject({
        code: 'upload-changed',
      }),
      expect(path).rejects.toMatchObject({ code: 'upload-changed' }),
    ]);
    expect(await inHome()).toEqual([]);
  });
});
