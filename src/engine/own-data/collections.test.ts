import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { datasetInfo, openDataset } from '../../datasets/registry.ts';
import * as collections from './collections.ts';
import { addRecent, listRecents, removeRecent, restoreRecent } from './recents.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'convas-collections-'));
  process.env['CONVAS_HOME'] = home;
});
afterEach(async () => {
  delete process.env['CONVAS_HOME'];
  await rm(home, { recursive: true, force: true });
});

const gray = (...values: number[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(values.flatMap((value) => new Array<number>(64).fill(value)));
const counts = async (id: string) =>
  (await collections.collectionState(id)).classes.map(({ name, count }) => [name, count]);
const shades = async (id: string, name: string) => {
  const { images } = await collections.examplePage(id, name, { offset: 0, count: 100, side: 8 });
  return Array.from({ length: images.length / 64 }, (_, at) => images[at * 64]);
};

describe('a collection', () => {
  it('is a dataset: a folder for each class, a PNG of the right channels for each example', async () => {
    const id = await collections.createCollection('my digits', [8, 8, 1], ['zero', 'um']);
    await collections.addExamples(id, 'zero', gray(10, 20, 30, 40, 50, 60));
    await collections.addExamples(id, 'um', gray(200, 210, 220, 230, 240, 250));
    const { path } = await collections.collectionState(id);
    expect(await readdir(path)).toEqual(['um', 'zero']);
    expect(await datasetInfo(path)).toMatchObject({
      classes: ['um', 'zero'],
      sampleShape: [8, 8, 1],
      train: 10,
    });
    const { test } = await openDataset(path);
    expect(test.count).toBe(2);
    expect(await shades(id, 'zero')).toEqual([60, 50, 40, 30, 20, 10]);
  });

  it('keeps every class that is added at the same moment', async () => {
    const id = await collections.createCollection('c', [8, 8, 1], []);
    const names = Array.from({ length: 8 }, (_, at) => `class ${at}`);
    await Promise.all(names.map((name) => collections.addClass(id, name)));
    expect((await counts(id)).map(([name]) => name).sort()).toEqual(names);
  });

  it('leaves nothing behind where it is refused', async () => {
    await expect(collections.createCollection('twice', [8, 8, 1], ['a', 'A'])).rejects.toThrow(
      'There is a class "A" already',
    );
    expect(await readdir(home)).toEqual([]);
  });

  it('gives back what was deleted, examples and classes', async () => {
    const id = await collections.createCollection('c', [8, 8, 1], ['a', 'b']);
    await collections.addExamples(id, 'a', gray(1, 2, 3));
    const undo = await collections.deleteExamples(id, 'a', [0, 2, 2, 99]);
    expect(await shades(id, 'a')).toEqual([2]);
    await collections.restore(id, undo);
    expect(await shades(id, 'a')).toEqual([3, 2, 1]);
    const whole = await collections.deleteClass(id, 'a');
    expect(await counts(id)).toEqual([['b', 0]]);
    await collections.addClass(id, 'a');
    await collections.addExamples(id, 'a', gray(9));
    await collections.restore(id, whole);
    expect(await counts(id)).toEqual([
      ['b', 0],
      ['a', 4],
    ]);
    await expect(collections.restore(id, undo)).rejects.toMatchObject({ code: 'nothing-to-restore' });
    await expect(collections.restore(id, '../..')).rejects.toMatchObject({ code: 'invalid' });
  });

  it('renames classes, and keeps their names apart and within the folder', async () => {
    const id = await collections.createCollection('c', [8, 8, 3], ['a', 'b']);
    await expect(collections.addClass(id, 'A')).rejects.toMatchObject({ code: 'class-exists' });
    await expect(collections.renameClass(id, 'a', 'b')).rejects.toMatchObject({ code: 'class-exists' });
    await collections.renameClass(id, 'a', '../../evil');
    await collections.addExamples(id, '-..-evil', new Uint8Array(64 * 3).fill(7));
    expect(await counts(id)).toEqual([
      ['-..-evil', 1],
      ['b', 0],
    ]);
    await expect(collections.addExamples(id, 'zz', gray(1))).rejects.toMatchObject({ code: 'no-such-class' });
    await expect(collections.addExamples(id, 'b', new Uint8Array(5))).rejects.toMatchObject({
      code: 'invalid',
    });
    await expect(collections.collectionState('../c')).rejects.toMatchObject({ code: 'no-such-collection' });
    expect((await collections.listCollections()).map(({ name }) => name)).toEqual(['c']);
  });

  it('of 32,000 examples answers a page anywhere at once', { timeout: 120_000 }, async () => {
    const id = await collections.createCollection('many', [8, 8, 1], ['a']);
    const batch = gray(...Array.from({ length: 1000 }, (_, at) => at % 256));
    for (let part = 0; part < 32; part++) await collections.addExamples(id, 'a', batch);
    expect(await counts(id)).toEqual([['a', 32_000]]);
    const started = performance.now();
    const { images, total } = await collections.examplePage(id, 'a', {
      offset: 16_000,
      count: 128,
      side: 64,
    });
    expect(total).toBe(32_000);
    expect(images.length).toBe(128 * 64);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('the data used lately', () => {
  it('are listed, the last first, and can be removed and had back', async () => {
    const id = await collections.createCollection('mine', [8, 8, 1], ['a']);
    const { path } = await collections.collectionState(id);
    await addRecent('/somewhere/else');
    await addRecent(path);
    await addRecent('/somewhere/else');
    const listed = async () => (await listRecents()).map(({ name, place, exists }) => [name, place, exists]);
    expect(await listed()).toEqual([
      ['else', 'elsewhere', false],
      ['mine', 'collected', true],
    ]);
    await removeRecent(path);
    expect(await listed()).toEqual([['else', 'elsewhere', false]]);
    await restoreRecent(path);
    expect(await listed()).toEqual([
      ['else', 'elsewhere', false],
      ['mine', 'collected', true],
    ]);
  });
});
