import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Transformer } from '@napi-rs/image';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sentence } from '../text/message.ts';
import { inspectDataset, loadDataset } from './registry.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-path-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function put(name: string, content: Uint8Array | string): Promise<string> {
  const file = join(folder, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  return file;
}

const refusal = (path: string) =>
  loadDataset(path).then(
    () => expect.unreachable('should have been refused'),
    (error: Error) => error.message,
  );

/** A picture of one color. */
async function picture(width: number, height: number, rgb: readonly [number, number, number]) {
  const pixels = new Uint8Array(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel++) pixels.set([...rgb, 255], pixel * 4);
  return Transformer.fromRgbaPixels(pixels, width, height).png();
}

describe('a folder of images for each class', () => {
  it('gives the classes their names; every image the most common size', async () => {
    await put('set/cat/6.png', await picture(4, 3, [200, 0, 0]));
    for (let index = 0; index < 5; index++) {
      await put(`set/cat/${index}.png`, await picture(4, 3, [200, 0, 0]));
      await put(`set/dog/${index}.png`, await picture(8, 6, [0, 0, 99]));
    }
    await put('set/cat/notes.txt', 'no image');
    const { info, train, test } = await loadDataset(join(folder, 'set'));
    expect(info).toMatchObject({ classes: ['cat', 'dog'], sampleShape: [3, 4, 3], train: 9, test: 2 });
    expect([...train.labels]).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1]);
    const { changes, sizes, leftOut } = await inspectDataset(join(folder, 'set'));
    expect(changes.map((detail) => sentence(detail))).toEqual([
      '5 of 11 images were resized to 3 × 4, the most common size.',
    ]);
    expect(sizes).toEqual([
      { height: 3, width: 4, count: 6 },
      { height: 6, width: 8, count: 5 },
    ]);
    expect(leftOut).toEqual([{ file: join('cat', 'notes.txt'), reason: { key: 'imports.no-image-name' } }]);
    expect([...train.images.subarray(0, 3)]).toEqual([200, 0, 0]);
    expect([...test.images.subarray(-3)]).toEqual([0, 0, 99]);
  });

  it('keeps train and test apart where they are', async () => {
    await put('set/train/a/1.png', await picture(2, 2, [1, 1, 1]));
    await put('set/train/b/1.png', await picture(2, 2, [2, 2, 2]));
    await put('set/test/b/1.png', await picture(2, 2, [3, 3, 3]));
    const { train, test } = await loadDataset(join(folder, 'set'));
    expect([train.count, test.count, test.labels[0], test.images[0]]).toEqual([2, 1, 1, 3]);
  });

  it('is read anew where an image came to a class', async () => {
    const red = async () => {
      const { train } = await loadDataset(join(folder, 'set'));
      return [train.count, train.images[0]];
    };
    for (const name of ['a', 'b']) await put(`set/train/${name}/1.png`, await picture(2, 2, [1, 1, 1]));
    await put('set/test/b/1.png', await picture(2, 2, [3, 3, 3]));
    expect(await red()).toEqual([2, 1]);
    await put('set/train/b/2.png', await picture(2, 2, [2, 2, 2]));
    expect(await red()).toEqual([3, 1]);
  });

  it('takes a validation split that is there, and names a class that only one split has', async () => {
    for (const part of ['train', 'valid', 'Test'])
      for (const name of ['a', 'b']) await put(`set/${part}/${name}/1.png`, await picture(2, 2, [9, 9, 90]));
    await put('set/Test/c/1.png', await picture(2, 2, [1, 1, 1]));
    await put('set/valid/d/1.png', await picture(2, 2, [1, 1, 1]));
    const { info, validation } = await loadDataset(join(folder, 'set'));
    expect(info).toMatchObject({ classes: ['a', 'b', 'c', 'd'], train: 2, validation: 3, test: 3 });
    expect([...validation!.labels]).toEqual([0, 1, 3]);
    expect(info.notices!.map((detail) => sentence(detail))).toEqual([
      expect.stringMatching(/^Only the validation split has examples of "d"/),
      expect.stringMatching(/^The training split has no examples of "c", but the test split does/),
    ]);
  });

  it('takes a folder "train" for a class where it holds images itself', async () => {
    for (const name of ['bus', 'car', 'train'])
      await put(`set/${name}/1.png`, await picture(2, 2, [1, 2, 3]));
    expect((await loadDataset(join(folder, 'set'))).info.classes).toEqual(['bus', 'car', 'train']);
  });

  it('leaves out what is no image, and says so; what systems leave behind is not spoken of', async () => {
    for (const name of ['a', 'b']) {
      await put(`set/${name}/1.png`, await picture(2, 2, [1, 2, 3]));
      await put(`set/${name}/inside/2.png`, await picture(2, 2, [3, 2, 1]));
      await put(`set/${name}/._1.png`, 'resource fork');
      await put(`set/${name}/Thumbs.db`, 'preview');
    }
    await put('set/annotations/notes.txt', 'hello');
    await put('set/readme.md', 'hello');
    await put('set/a/page.png', '<!doctype html><html><body>Not found</body></html>');
    await put('set/b/cut.jpg', (await picture(20, 20, [5, 5, 5])).subarray(0, 60));
    const { classes, leftOut, splits } = await inspectDataset(join(folder, 'set'));
    expect(classes.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(splits).toMatchObject({ train: 4, test: 0 });
    const detail = Object.fromEntries(leftOut.map(({ file, reason }) => [file, sentence(reason)]));
    expect(detail).toEqual({
      'readme.md': 'it is in no folder of a class',
      annotations: 'it is a folder without images',
      [join('a', 'page.png')]: expect.stringContaining('page.png is not a PNG'),
      [join('b', 'cut.jpg')]: expect.stringContaining('cut.jpg cannot be decoded'),
    });
  });

  it('is refused with the first problem where no image can be read', async () => {
    const bad = await put('set/a/2.png', 'not an image at all, whatever its name may say of it');
    expect(await refusal(join(folder, 'set'))).toContain(
      `cannot be read. The first problem: ${bad} is not a PNG`,
    );
  });

  it('is read as its options say', async () => {
    for (const name of ['a', 'b']) await put(`set/${name}/1.png`, await picture(3, 2, [1, 2, 3]));
    const set = join(folder, 'set');
    expect((await loadDataset(`${set}?size=4x5`)).info.sampleShape).toEqual([4, 5, 3]);
    expect(await refusal(`${set}?size=big`)).toMatch(
      /option "size" cannot be "big"\. Expected: height and width/,
    );
    expect(await refusal(`${set}?label=0`)).toMatch(
      /has no option "label"\. Options: size, background, and bits/,
    );
  });
});

function npy(descr: string, shape: readonly number[], data: Uint8Array): Uint8Array {
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`;
  const header = text.padEnd(118 - 1, ' ').concat('\n');
  return Buffer.concat([
    Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 118, 0]),
    Buffer.from(header, 'latin1'),
    data,
  ]);
}

const bytesOf = (array: ArrayBufferView) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

describe('a NumPy archive', () => {
  it('is read as Keras and MedMNIST name their arrays, whatever the type', async () => {
    const keras = await put(
      'a.npz',
      zipSync({
        'x_train.npy': npy('|u1', [2, 1, 2], Uint8Array.from([1, 2, 3, 4])),
        'y_train.npy': npy('<i8', [2], bytesOf(BigInt64Array.from([1n, 0n]))),
        'x_test.npy': npy('|u1', [1, 1, 2], Uint8Array.from([5, 6])),
        'y_test.npy': npy('<i8', [1], bytesOf(BigInt64Array.from([1n]))),
      }),
    );
    const { train, test } = await loadDataset(keras);
    expect([...train.images, ...train.labels, ...test.images]).toEqual([1, 2, 3, 4, 1, 0, 5, 6]);
    const floats = await put(
      'b.npz',
      zipSync({
        'images.npy': npy('<f4', [5, 1, 1, 3], bytesOf(Float32Array.from({ length: 15 }, () => 1))),
        'labels.npy': npy('|u1', [5, 1], new Uint8Array(5)),
      }),
    );
    const loaded = await loadDataset(floats);
    expect([loaded.train.count, loaded.test.count, loaded.train.images[0]]).toEqual([4, 1, 255]);
  });

  const ofFloats = (pixels: readonly number[], label: number) =>
    zipSync({
      'x.npy': npy('<f4', [5, 1, 1], bytesOf(Float32Array.from(pixels))),
      'y.npy': npy('<f8', [5], bytesOf(Float64Array.from([0, 1, 0, 1, label]))),
    });

  it('may hold all of it as floats, as arithmetic in NumPy leaves it', async () => {
    const { info, train } = await loadDataset(await put('f.npz', ofFloats([0, 254.6, 128, 1, 0.5], 1)));
    expect(info.classes).toEqual(['0', '1']);
    expect([...train.images]).toEqual([0, 255, 128, 1, 1]);
  });

  const labels = npy('|u1', [5], Uint8Array.from([0, 1, 0, 1, 0]));
  const read = async (arrays: Record<string, Uint8Array>, query = '') => {
    const path = (await put('r.npz', zipSync(arrays))) + query;
    const { info, train } = await loadDataset(path);
    const { changes } = await inspectDataset(path);
    return { ...info, pixels: [...train.images], changes: changes.map((detail) => sentence(detail)) };
  };
  const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

  it.each([
    ['bool', '|b1', Uint8Array.from([0, 1, 1, 0, 1]), [0, 255, 255, 0, 255], /^True was made 255/],
    [
      'float16',
      '<f2',
      bytesOf(Uint16Array.from([0, 0x3c00, 0x3800, 0, 0])),
      [0, 255, 128, 0, 0],
      /from 0 to 1 were/,
    ],
    ['float64, big-endian', '>f8', new Uint8Array(40).fill(0x40, 8, 9), [0, 2, 0, 0, 0], null],
    [
      'floats around 0',
      '<f4',
      bytesOf(Float32Array.from([-1, 0, 1, 0.5, 0])),
      [0, 128, 255, 191, 128],
      /from -1 to 1 were/,
    ],
    [
      'uint16',
      '<u2',
      bytesOf(Uint16Array.from([0, 257, 65535, 0, 0])),
      [0, 1, 255, 0, 0],
      /from 0 to 65,535 were/,
    ],
  ] as const)('of %s gives bytes, and says how', async (_name, descr, data, pixels, detail) => {
    const found = await read({ 'x.npy': npy(descr, [5, 1, 1], data), 'y.npy': labels });
    expect(found.pixels).toEqual(pixels);
    expect(found.changes).toEqual(detail === null ? [] : [expect.stringMatching(detail)]);
  });

  it('may have the channels first, or be rows of pixels', async () => {
    const planes = Uint8Array.from({ length: 5 * 3 * 25 }, (_, at) => Math.floor(at / 25) % 3);
    const first = await read({ 'x.npy': npy('|u1', [5, 3, 5, 5], planes), 'y.npy': labels });
    expect([first.sampleShape, first.pixels.slice(0, 6)]).toEqual([
      [5, 5, 3],
      [0, 1, 2, 0, 1, 2],
    ]);
    expect(first.changes).toEqual([expect.stringMatching(/^The channels were moved/)]);
    const rows = await read({ 'x.npy': npy('|u1', [5, 4], new Uint8Array(20).fill(7)), 'y.npy': labels });
    expect([rows.sampleShape, rows.changes]).toEqual([[2, 2, 1], [expect.stringMatching(/^Rows of values/)]]);
  });

  it('lays transparency over the background', async () => {
    const data = Uint8Array.from({ length: 20 }, (_, at) => (at % 4 === 3 ? 0 : 9));
    const arrays = { 'x.npy': npy('|u1', [5, 1, 1, 4], data), 'y.npy': labels };
    expect((await read(arrays)).pixels.slice(0, 3)).toEqual([255, 255, 255]);
    expect((await read(arrays, '?background=102030')).pixels.slice(0, 3)).toEqual([16, 32, 48]);
  });

  it('may have names or rows of one 1 for labels', async () => {
    const x = npy('|u1', [5, 1, 1], Uint8Array.from([1, 2, 3, 4, 5]));
    expect((await read({ 'x.npy': x, 'y.npy': npy('|S3', [5], ascii('owlantowlbeeant')) })).classes).toEqual([
      'ant',
      'bee',
      'owl',
    ]);
    const oneHot = Float32Array.from([0, 1, 1, 0, 0, 1, 0, 1, 1, 0]);
    const { train } = await loadDataset(
      await put('h.npz', zipSync({ 'x.npy': x, 'y.npy': npy('<f4', [5, 2], bytesOf(oneHot)) })),
    );
    expect([...train.labels]).toEqual([1, 0, 1, 1, 0]);
    oneHot[9] = 1;
    const bad = zipSync({ 'x.npy': x, 'y.npy': npy('<f4', [5, 2], bytesOf(oneHot)) });
    expect(await refusal(await put('b.npz', bad))).toMatch(/label of example 4 is no class of 2/);
  });

  it('may name its arrays in any way that is clear, or that is said', async () => {
    const x = npy('|u1', [5, 1, 1], Uint8Array.from([1, 2, 3, 4, 5]));
    for (const [images, marks] of [
      ['arr_0', 'arr_1'],
      ['data', 'labels'],
      ['trainImages', 'trainLabels'],
      ['pictures', 'kinds'],
    ]) {
      expect((await read({ [`${images}.npy`]: x, [`${marks}.npy`]: labels })).train).toBe(5);
    }
    const three = { 'p.npy': x, 'a.npy': labels, 'b.npy': labels };
    await expect(read(three)).rejects.toThrow(/holds p \(5 × 1 × 1, uint8\), a \(5, uint8\), and b/);
    expect((await read(three, '?images=p&labels=b')).train).toBe(5);
    await expect(read(three, '?images=q&labels=b')).rejects.toThrow(/has no array "q"\. It holds p/);
    await put('arrays/x_train.npy', x);
    await put('arrays/y_train.npy', labels);
    expect((await loadDataset(join(folder, 'arrays'))).train.count).toBe(5);
    expect((await loadDataset(join(folder, 'arrays', 'x_train.npy'))).train.count).toBe(5);
  });

  it('with test images of another size is refused', async () => {
    const x = npy('|u1', [5, 2, 2], new Uint8Array(20));
    const arrays = { 'x_train.npy': x, 'y_train.npy': labels, 'y_test.npy': labels };
    await expect(read({ ...arrays, 'x_test.npy': npy('|u1', [5, 1, 1], new Uint8Array(5)) })).rejects.toThrow(
      /the test images are 1 × 1 × 1, those of the training split 2 × 2 × 1/,
    );
  });

  it.each([
    ['no archive', Buffer.from('hello'), /cannot be unpacked/],
    [
      'other arrays',
      zipSync({ 'z.npy': npy('|u1', [1], new Uint8Array(1)) }),
      /holds z \(1, uint8\): it is not clear which of them are images and labels\. Name them/,
    ],
    [
      'too few values',
      zipSync({
        'x.npy': npy('|u1', [9, 9, 9], new Uint8Array(3)),
        'y.npy': npy('|u1', [9], new Uint8Array(9)),
      }),
      /declares 9 × 9 × 9 values, 3 bytes are there/,
    ],
    [
      'objects',
      zipSync({
        'x.npy': npy('|O', [1, 1, 1], new Uint8Array(1)),
        'y.npy': npy('|u1', [1], new Uint8Array(1)),
      }),
      /type "\|O" cannot be read/,
    ],
    [
      'labels that do not match',
      zipSync({
        'x.npy': npy('|u1', [2, 1, 1], new Uint8Array(2)),
        'y.npy': npy('|u1', [1], new Uint8Array(1)),
      }),
      /2 images, but 1 label\./,
    ],
    ['half a class', ofFloats([0, 0, 0, 0, 0], 0.5), /label of example 4 is 0\.5\. Labels are whole numbers/],
    ['pixels that are no numbers', ofFloats([0, Number.NaN, 0, 0, 0], 1), /a pixel is NaN/],
  ])('with %s is refused in words', async (_name, content, expected) => {
    expect(await refusal(await put('bad.npz', content))).toMatch(expected);
  });
});

describe('a .csv file', () => {
  it('has a label and the pixels of a square image in each row', async () => {
    const rows = Array.from({ length: 5 }, (_, index) => `1,${index},20,30,255`);
    const file = await put('a.csv', ['label,a,b,c,d', '0,9,9,9,9', ...rows, ''].join('\r\n'));
    const { train, test, info } = await loadDataset(file);
    expect(info).toMatchObject({ sampleShape: [2, 2, 1], classes: ['0', '1'], train: 5, test: 1 });
    expect([...train.images.subarray(0, 8)]).toEqual([9, 9, 9, 9, 0, 20, 30, 255]);
    expect([...test.images]).toEqual([4, 20, 30, 255]);
  });

  const pixels = (row: number) => [row, 20, 30, 255].join();
  const table = (head: string | null, line: (row: number) => string) =>
    [...(head === null ? [] : [head]), ...Array.from({ length: 10 }, (_, row) => line(row)), ''].join('\n');
  const inspect = async (name: string, content: Uint8Array | string, query = '') => {
    const path = (await put(name, content)) + query;
    const { train, info } = await loadDataset(path);
    const { changes, splits } = await inspectDataset(path);
    return {
      classes: info.classes,
      shape: info.sampleShape,
      count: splits.train + splits.test,
      first: [...train.images.subarray(0, 4)],
      label: info.classes[train.labels[1]!],
      changes: changes.map((detail) => sentence(detail)),
    };
  };
  const same = { shape: [2, 2, 1], count: 10, first: [0, 20, 30, 255] };

  it.each([
    ['the label last, by its name', table('a,b,c,d,label', (row) => `${pixels(row)},${row % 2}`), ['0', '1']],
    [
      'names of classes',
      table('label,a,b,c,d', (row) => `${['owl', 'ant'][row % 2]},${pixels(row)}`),
      ['ant', 'owl'],
    ],
    [
      'names without a header',
      table(null, (row) => `${['owl', 'ant'][row % 2]},${pixels(row)}`),
      ['ant', 'owl'],
    ],
    [
      'quoted names with commas',
      table(null, (row) => `"${['b, c', 'a ""x""'][row % 2]}",${pixels(row)}`),
      ['a "x"', 'b, c'],
    ],
    [
      'one-hot columns',
      table('cat,dog,a,b,c,d', (row) => `${row % 2 ? '0,1' : '1,0'},${pixels(row)}`),
      ['cat', 'dog'],
    ],
    [
      'one-hot columns behind',
      table('a,b,c,d,cat,dog', (row) => `${pixels(row)},${row % 2 ? '0,1' : '1,0'}`),
      ['cat', 'dog'],
    ],
    ['a header of numbers', table('0,1,2,3,4', (row) => `${row % 2},${pixels(row)}`), ['0', '1']],
    ['an index column', table(',label,a,b,c,d', (row) => `${row},${row % 2},${pixels(row)}`), ['0', '1']],
    ['semicolons', table('y;a;b;c;d', (row) => `${row % 2};${pixels(row).replaceAll(',', ';')}`), ['0', '1']],
    ['decimal commas', table('y;a;b;c;d', (row) => `${row % 2};${row},0;20,1;29,9;255`), ['0', '1']],
    ['tabs', table(null, (row) => `${row % 2}\t${pixels(row).replaceAll(',', '\t')}`), ['0', '1']],
  ])('is read with %s', async (_name, content, classes) => {
    const found = await inspect('t.csv', content);
    expect(found).toMatchObject({ ...same, classes });
    expect(found.label).toBe(classes.find((name) => /^(1|ant|a "x"|dog)$/.test(name)));
  });

  it('is read in UTF-16 and with a byte order mark', async () => {
    const text = table('label,a,b,c,d', (row) => `${['größe', 'ant'][row % 2]},${pixels(row)}`);
    for (const bytes of [
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
      Buffer.from(`\ufeff${text}`, 'utf8'),
    ]) {
      expect(await inspect('u.csv', bytes)).toMatchObject({ ...same, classes: ['ant', 'größe'] });
    }
  });

  it('is scaled where all pixels are shares of one, and says so', async () => {
    const found = await inspect(
      's.csv',
      table(null, (row) => `${row % 2},0,0.5,1,0.25`),
    );
    expect([found.first, found.changes]).toEqual([
      [0, 128, 255, 64],
      ['Values from 0 to 1 were scaled to 0 to 255.'],
    ]);
    const around = await inspect(
      'r.csv',
      table(null, (row) => `${row % 2},-1,0.5,1,0`),
    );
    expect(around.first).toEqual([0, 191, 255, 128]);
  });

  it('is read as its options say', async () => {
    const text = table(null, (row) => `${pixels(row)},20,30,${row % 3}`);
    const found = await inspect('o.csv', text, '?label=last&shape=2x3&header=no');
    expect(found).toMatchObject({ classes: ['0', '1', '2'], shape: [2, 3, 1], count: 10 });
    expect(found.changes).toEqual([]);
    for (const [query, detail] of [
      ['label=nothing', /names no column: "nothing"\. Expected: .* from 0 to 6/],
      ['shape=5x5&label=last', /"shape" cannot be "5x5": each row has 6 pixels/],
      ['header=perhaps', /"header" cannot be "perhaps"\. Expected: yes or no/],
      ['colour=red', /has no option "colour"\. Options: label, separator/],
    ] as const) {
      expect(await refusal(`${join(folder, 'o.csv')}?${query}`)).toMatch(detail);
    }
  });

  it('without a label or a pixel somewhere is refused with the line', async () => {
    const holes = (hole: string) => table('label,a,b,c,d', (row) => (row === 3 ? hole : `1,${pixels(row)}`));
    expect(await refusal(await put('m.csv', holes(',1,2,3,4')))).toContain('line 5: the label is missing');
    expect(await refusal(await put('m.csv', holes('1,1,,3,4')))).toContain('line 5: value 3 is missing');
    expect(await refusal(await put('m.csv', holes('1,1,NaN,3,4')))).toContain('line 5: value 3 is missing');
    const names = table('label,a,b,c,d', (row) => `${row === 3 ? ' ' : 'ant'},${pixels(row)}`);
    expect(await refusal(await put('m.csv', names))).toContain('line 5: the label is missing');
    expect(await refusal(await put('g.csv', gzipSync(Buffer.from(names))))).toMatch(
      /g\.csv is packed with gzip/,
    );
  });

  it.each([
    ['no rows', 'a,b\n', /has no rows/],
    ['a row that is short', '1,9,3,4,5\n1,2\n', /line 2: 2 values/],
    ['a label below 0', '0,2,3,4,5\n-3,2,3,4,5\n', /line 2: the label is "-3"\. Labels are whole numbers/],
    ['half a class', '0,2,3,4,5\n1.5,2,3,4,5\n', /line 2: the label is "1\.5"/],
    [
      'a label beyond all classes',
      '0,2,3,4,5\n2000000000,2,3,4,5\n',
      /A label is 2,000,000,000\. Classes are/,
    ],
    ['what is no number', '1,9,3,4,5\n1,2,x,4,5\n', /line 2: value 3 is missing or is not a number/],
    ['a pixel above 255', '1,2,3,4,256\n', /value 5/],
    ['labels alone', '1\n2\n', /0 pixels per row are no square/],
  ])('with %s is refused in words', async (_name, text, expected) => {
    expect(await refusal(await put('bad.csv', text))).toMatch(expected);
  });
});

describe("CIFAR-10's binary files", () => {
  it('are read from a folder, the test batch held out', async () => {
    await put('set/data_batch_1.bin', new Uint8Array(2 * 3073).fill(1));
    await put('set/test_batch.bin', new Uint8Array(3073).fill(2));
    const { info, train, test } = await loadDataset(join(folder, 'set'));
    expect(info).toMatchObject({ sampleShape: [32, 32, 3], train: 2, test: 1 });
    expect([train.labels[0], test.labels[0], test.images[0]]).toEqual([1, 2, 2]);
  });
});
