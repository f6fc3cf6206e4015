import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Split } from '../../src/datasets/dataset.ts';
import { encodePng } from '../../src/datasets/encode-png.ts';
import { numbersOf } from '../../src/datasets/pixels.ts';
import { inspectDataset, loadDataset } from '../../src/datasets/registry.ts';
import { sentence } from '../../src/text/message.ts';
import golden from './arrays.json' with { type: 'json' };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-arrays-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function put(name: string, content: Uint8Array | string): Promise<string> {
  const file = join(folder, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  return file;
}
const fromBase64 = (text: string) => Buffer.from(text, 'base64');

/** What there is of both splits, in the order of the file: of ten examples some are held out. */
function inOrder(
  splits: readonly Split[],
  whole: readonly number[],
  of: (split: Split) => ArrayLike<number>,
) {
  const rows = (values: ArrayLike<number>, size: number) =>
    Array.from({ length: values.length / size }, (_, at) =>
      JSON.stringify(Array.from(values).slice(at * size, (at + 1) * size)),
    );
  const size = whole.length / 10;
  return {
    found: splits.flatMap((split) => rows(of(split), size)).sort(),
    expected: rows(whole, size).sort(),
  };
}

describe('NumPy arrays that are no images', () => {
  const cases = {
    series: { query: '', target: undefined, says: /taken as numbers, not as images/ },
    table: { query: '', target: undefined, says: /taken as numbers, not as images/ },
    volume: { query: '', target: undefined, says: /taken as numbers, not as images/ },
    regression: { query: '', target: { kind: 'numbers', count: 2 }, says: /taken as numbers to predict/ },
    labels: {
      query: '?target=labels',
      target: { kind: 'labels', names: ['1', '2', '3'] },
      says: /taken as numbers, not as images/,
    },
  } as const;

  it.each(Object.entries(cases))('%s: the numbers that NumPy has', async (name, { query, target, says }) => {
    const { file, shape, examples, targets } = golden[name as keyof typeof cases];
    const path = (await put('a.npz', fromBase64(file))) + query;
    const { info, train, test } = await loadDataset(path);
    expect(info).toMatchObject({ sampleShape: shape, dtype: 'float32' });
    expect(info.target).toEqual(target);
    const both = [train, test];
    const values = inOrder(both, examples, ({ images, dtype }) => numbersOf(images, dtype));
    expect(values.found).toEqual(values.expected);
    const answers = inOrder(both, targets, (split) => (target ? split.targets! : split.labels));
    expect(answers.found).toEqual(answers.expected);
    const { changes } = await inspectDataset(path);
    expect(changes.map((detail) => sentence(detail)).join(' ')).toMatch(says);
  });

  it('masks: each value is a class of pixels', async () => {
    const { file, examples, targets } = golden.masks;
    const { info, train, test } = await loadDataset(await put('m.npz', fromBase64(file)));
    const classes = ['0', '100', '200'];
    expect(info.target).toEqual({ kind: 'mask', height: 4, width: 5, classes });
    expect(info.sampleShape).toEqual([4, 5, 1]);
    const both = [train, test];
    const pixels = inOrder(both, examples, ({ images }) => images);
    expect(pixels.found).toEqual(pixels.expected);
    const ofPixels = inOrder(both, targets, (split) =>
      Float32Array.from(split.targets!, (at) => Number(classes[at])),
    );
    expect(ofPixels.found).toEqual(ofPixels.expected);
  });

  it('are images where that is said', async () => {
    const path = await put('a.npz', fromBase64(golden.series.file));
    await expect(loadDataset(`${path}?examples=images`)).rejects.toThrow(/a pixel is/);
    await expect(loadDataset(`${path}?examples=rows`)).rejects.toThrow(/Expected: images or numbers/);
    await expect(loadDataset(`${path}?target=mask`)).rejects.toThrow(/masks of shape 10 cannot be read/);
  });
});

describe('a folder of images and one of masks', () => {
  const pixels = (value: number, [height, width] = [4, 5]) =>
    encodePng({
      height: height!,
      width: width!,
      channels: 1,
      data: new Uint8Array(height! * width!).fill(value),
    });

  it('pairs them by name, and makes each color a class', async () => {
    for (let at = 0; at < 5; at++) {
      await put(`set/images/${at}.png`, pixels(at * 10));
      await put(`set/masks/${at}_mask.png`, fromBase64(golden.palette.file));
    }
    await put('set/images/alone.png', pixels(1));
    await put('set/masks/other.png', pixels(1));
    await put('set/images/cut.png', pixels(1));
    await put('set/masks/cut.png', pixels(1).subarray(0, 40));
    const path = join(folder, 'set');
    const { info, train, test } = await loadDataset(path);
    expect([train.count, test.count]).toEqual([4, 1]);
    const classes = ['0', '#008000', '#800000'];
    expect(info.target).toEqual({ kind: 'mask', height: 4, width: 5, classes });
    const colors = Array.from(train.targets!.slice(0, 20), (at) => classes[at]!.replace(/^0$/, '#000000'));
    expect(colors).toEqual(golden.palette.colors);
    const { leftOut, target } = await inspectDataset(path);
    expect(target).toBe('mask');
    expect(Object.fromEntries(leftOut.map(({ file, reason }) => [file, sentence(reason)]))).toEqual({
      [join('images', 'alone.png')]: 'it has no mask of the same name',
      [join('masks', 'other.png')]: 'it is a mask without an image of the same name',
      [join('masks', 'cut.png')]: expect.stringContaining('cut.png'),
    });
  });

  it('takes splits above or below them, and the nearest pixel of a mask of another size', async () => {
    for (const part of ['train', 'val', 'test']) {
      await put(`above/${part}/images/a.png`, pixels(7));
      await put(`above/${part}/masks/a.png`, pixels(part === 'test' ? 255 : 0, [8, 10]));
      await put(`below/images/${part}/a.png`, pixels(7));
      await put(`below/masks/${part}/a.png`, pixels(part === 'test' ? 255 : 0));
    }
    for (const name of ['above', 'below']) {
      const { info, train, validation, test } = await loadDataset(join(folder, name));
      expect(info.target).toMatchObject({ classes: ['0', '255'] });
      expect([train.count, validation?.count, test.count]).toEqual([1, 1, 1]);
      expect([...test.targets!]).toEqual(new Array(20).fill(1));
    }
  });

  it('refuses masks with the colors of a photo', async () => {
    const noise = Uint8Array.from({ length: 40 * 40 * 3 }, (_, at) =>
      at % 3 === 0 ? (at / 3) % 251 : at % 256,
    );
    await put('set/images/a.png', pixels(7, [40, 40]));
    await put('set/masks/a.png', encodePng({ height: 40, width: 40, channels: 3, data: noise }));
    await expect(loadDataset(join(folder, 'set'))).rejects.toThrow(/more than 256 different values/);
  });
});

describe('files as people have them', () => {
  const rows = (labels: readonly string[]) =>
    `a,b,kind\n${Array.from({ length: 10 }, (_, at) => `${at}.5,${2 * at},${labels[at % labels.length]}`).join('\n')}\n`;
  const warningsOf = async (path: string) =>
    (await inspectDataset(path)).warnings.map((detail) => sentence(detail)).join(' ');

  it('a folder with one table in it is that table; with several, one is to be chosen', async () => {
    await put('set/table.csv', rows(['x', 'y']));
    expect((await loadDataset(join(folder, 'set'))).info.classes).toEqual(['x', 'y']);
    await put('set/other.csv', rows(['x', 'y']));
    await expect(loadDataset(join(folder, 'set'))).rejects.toThrow(/other\.csv and table\.csv\. Open one/);
  });

  it('a table from a spreadsheet on Windows keeps its letters', async () => {
    const path = await put('w.csv', Buffer.from(rows(['maçã', 'pão']), 'latin1'));
    expect((await loadDataset(path)).info.classes).toEqual(['maçã', 'pão']);
    const { changes } = await inspectDataset(path);
    expect(changes.map((detail) => sentence(detail)).join(' ')).toContain('read as Windows-1252');
  });

  it('UTF-16 without a mark is read', async () => {
    const path = await put('u.csv', Buffer.from(rows(['x', 'y']), 'utf16le'));
    expect((await loadDataset(path)).info.classes).toEqual(['x', 'y']);
  });

  it('a class is the same however its accents are written', async () => {
    const names = ['é'.normalize('NFC'), 'é'.normalize('NFD'), 'z'];
    expect((await loadDataset(await put('n.csv', rows(names)))).info.classes).toEqual(['z', 'é']);
    const image = encodePng({ height: 2, width: 2, channels: 1, data: Uint8Array.from([1, 2, 3, 4]) });
    for (const name of names) await put(`set/${name}/0.png`, image);
    const { info, train, test } = await loadDataset(join(folder, 'set'));
    expect([info.classes, train.count + test.count]).toEqual([['z', 'é'], 3]);
  });

  it('a quote without end, and a number in another base, are refused with the line', async () => {
    const open = rows(['x', 'y']).replace('2.5,4,x', '2.5,4,"x');
    await expect(loadDataset(await put('q.csv', open))).rejects.toThrow(/line 4: a quote is opened/);
    const hex = rows(['x', 'y']).replace('2.5,', '0x10,');
    await expect(loadDataset(await put('h.csv', hex))).rejects.toThrow(
      /line 4: value 1 is missing or is not/,
    );
  });

  it('one class of a table is nothing to tell apart, and said', async () => {
    expect(await warningsOf(await put('o.csv', rows(['x'])))).toContain('There is only one class');
  });

  it('no examples are no data, and an image that is listed twice counts once', async () => {
    const none = Buffer.from([0, 0, 8, 3, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 8]);
    await put('idx/train-images-idx3-ubyte', none);
    await put('idx/train-labels-idx1-ubyte', Buffer.from([0, 0, 8, 1, 0, 0, 0, 0]));
    await expect(loadDataset(join(folder, 'idx'))).rejects.toThrow(/holds no examples/);
    const image = encodePng({ height: 2, width: 2, channels: 1, data: Uint8Array.from([1, 2, 3, 4]) });
    for (let at = 0; at < 3; at++) await put(`set/${at}.png`, image);
    await put('set/list.csv', 'file,label\n0.png,a\n1.png,b\n2.png,a\n0.png,b\n');
    const { leftOut, classes } = await inspectDataset(join(folder, 'set'));
    expect(classes.map(({ train, test }) => train + test)).toEqual([2, 1]);
    expect(leftOut.map(({ reason }) => sentence(reason))).toEqual([
      'line 5 of the list names it again; the first line counts',
    ]);
  });

  it('texts that are none are left out', async () => {
    for (const name of ['a', 'b'])
      for (let at = 0; at < 5; at++) await put(`texts/${name}/${at}.txt`, `word ${name}${at}`);
    await put('texts/a/binary.txt', Uint8Array.from([1, 0, 200, 0, 0, 7, 9, 0, 1]));
    await put('texts/a/empty.txt', ' \n');
    const { leftOut, splits } = await inspectDataset(join(folder, 'texts'));
    expect(splits.train + splits.test).toBe(10);
    expect(leftOut.map(({ reason }) => sentence(reason)).sort()).toEqual([
      'it holds no text',
      'it is not a text: it holds zero bytes',
    ]);
  });
});
