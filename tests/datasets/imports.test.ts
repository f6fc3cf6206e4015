import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeIdx } from '../../src/datasets/decoders/write-idx.ts';
import { encodePng } from '../../src/datasets/encode-png.ts';
import { numbersOf } from '../../src/datasets/pixels.ts';
import { inspectDataset, loadDataset } from '../../src/datasets/registry.ts';
import { wordsOf } from '../../src/datasets/words.ts';
import { sentence } from '../../src/text/message.ts';
import golden from './imports.json' with { type: 'json' };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-imports-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function put(name: string, content: Uint8Array | string): Promise<string> {
  const file = join(folder, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  return file;
}
const changesOf = async (path: string) =>
  (await inspectDataset(path)).changes.map((detail) => sentence(detail));
const gray = (value: number) =>
  encodePng({ height: 8, width: 8, channels: 1, data: new Uint8Array(64).fill(value) });
/** Rows of numbers, as many as they are wide. */
const rowsOf = ({
  images,
  dtype,
  shape,
}: {
  images: Uint8Array;
  dtype?: 'uint8' | 'float32' | 'int32' | undefined;
  shape: readonly number[];
}) => {
  const all = [...numbersOf(images, dtype)];
  const width = shape[0]!;
  return Array.from({ length: all.length / width }, (_, at) => all.slice(at * width, (at + 1) * width));
};

describe('tables in CSV files', () => {
  const line = (at: number) => `${at / 2},${10 * at},${at % 2 ? 'yes' : 'no'},${at * 1.5},${at % 3 ? 1 : 0}`;
  const rows = Array.from({ length: 10 }, (_, at) => line(at)).join('\n');

  it('with a class in words', async () => {
    const path = await put('a.csv', `height,weight,class,price,sold\n${rows}\n`);
    const { info, train } = await loadDataset(path);
    expect(info).toMatchObject({ classes: ['no', 'yes'], sampleShape: [4], dtype: 'float32' });
    expect(rowsOf(train)[1]).toEqual([0.5, 10, 1.5, 1]);
  });

  it('with numbers to predict, and with labels of 0 and 1', async () => {
    const path = await put('a.csv', `height,weight,price,sold\n${rows.replace(/(yes|no),/g, '')}\n`);
    const numbers = await loadDataset(`${path}?numbers=price,weight`);
    expect(numbers.info.target).toEqual({ kind: 'numbers', count: 2, names: ['price', 'weight'] });
    expect([...numbers.train.targets!.slice(0, 4)]).toEqual([0, 0, 1.5, 10]);
    expect(rowsOf(numbers.train)[1]).toEqual([0.5, 1]);
    const flags = await loadDataset(`${path}?labels=sold`);
    expect(flags.info.target).toEqual({ kind: 'labels', names: ['sold'] });
    await expect(loadDataset(`${path}?labels=weight`)).rejects.toThrow(/line 3: value 2 is neither 0 nor 1/);
    await expect(loadDataset(`${path}?numbers=cost`)).rejects.toThrow(/names no column: "cost"/);
  });

  it('with fractions in the last column are read as numbers to predict, which is told', async () => {
    const path = await put(
      'a.csv',
      `a,b,c\n${Array.from({ length: 10 }, (_, at) => `${at},${-at},${at / 4}`).join('\n')}`,
    );
    expect((await loadDataset(path)).info.target).toMatchObject({ kind: 'numbers', names: ['c'] });
    expect(await changesOf(path)).toContain(
      'The column "c" has fractions: it was read as a number to predict, not as a class.',
    );
  });

  it('with four measures that would be an image of 2 × 2 stay measures', async () => {
    const path = await put(
      'iris.csv',
      '5.1,3.5,1.4,0.2,setosa\n4.9,3,1.4,0.2,setosa\n7,3.2,4.7,1.4,versicolor\n6.4,3.2,4.5,1.5,versicolor\n',
    );
    const { train, info } = await loadDataset(path);
    expect(info).toMatchObject({ classes: ['setosa', 'versicolor'], sampleShape: [4] });
    expect(rowsOf(train)[2]!.map((value) => Number(value.toFixed(3)))).toEqual([7, 3.2, 4.7, 1.4]);
  });

  it('with a blank or a ragged row are refused by line', async () => {
    const blank = await put('b.csv', 'a,b,c\n1.5,2,x\n2.5,,y\n');
    await expect(loadDataset(blank)).rejects.toThrow(/b\.csv, line 3: value 2 is missing/);
    const ragged = await put('c.csv', 'a,b,c\n1.5,2,x\n2.5,1,y,9\n');
    await expect(loadDataset(ragged)).rejects.toThrow(/c\.csv, line 3: 4 values, the other rows have 3/);
  });
});

describe('texts', () => {
  it('become the tokens that Keras makes of them', async () => {
    const quoted = golden.texts.map((text, at) => `"${text.replaceAll('"', '""')}",c${at % 2}`);
    const path = await put('a.csv', `text,label\r\n${quoted.join('\r\n')}\r\n`);
    const { train, test, info } = await loadDataset(`${path}?words=${golden.words}&length=${golden.length}`);
    expect(info).toMatchObject({ classes: ['c0', 'c1'], dtype: 'int32', sampleShape: [golden.length] });
    expect([...rowsOf(train), ...rowsOf(test)]).toEqual(golden.tokens);
  });

  it('in a folder for each class, with splits', async () => {
    for (const part of ['train', 'test'])
      for (const [label, text] of [
        ['good', 'a very fine day'],
        ['bad', 'an awful day'],
      ])
        for (let at = 0; at < 3; at++) await put(`set/${part}/${label}/${at}.txt`, text!);
    await put('set/train/good/notes.md', 'no text of the set');
    const { info, train, test } = await loadDataset(join(folder, 'set'));
    expect(info).toMatchObject({ classes: ['bad', 'good'], train: 6, test: 6, sampleShape: [4] });
    expect([...train.labels]).toEqual([0, 0, 0, 1, 1, 1]);
    expect(rowsOf(test)[0]![3]).toBe(0);
    expect(wordsOf('A  very-fine, day!')).toEqual(['a', 'veryfine', 'day']);
    expect(await changesOf(join(folder, 'set'))).toEqual([
      expect.stringMatching(/sequences of 4 tokens of 8/),
    ]);
  });

  it('have only the words of the training texts, whatever holds out the others', async () => {
    const unknown = 1;
    const lines = Array.from(
      { length: 20 },
      (_, at) => `a day like ${at < 8 ? 'no' : 'any'} other word${at},${at % 2}`,
    );
    const path = await put('a.csv', `text,mood\n${lines.join('\n')}\n`);
    for (const reference of [path, `${path}?split=60/20/20&seed=3`, `${path}?fold=1/5`]) {
      const { train, validation, test } = await loadDataset(reference);
      for (const split of [test, ...(validation ? [validation] : [])])
        for (const row of rowsOf(split)) expect(row[5], reference).toBe(unknown);
      const own = rowsOf(train).map((row) => row[5]!);
      expect(new Set(own.filter((word) => word !== unknown)).size, reference).toBeGreaterThan(8);
    }
    for (const [part, text] of [
      ['train', 'a fine day'],
      ['test', 'a fine evening'],
    ])
      for (const label of ['good', 'bad']) await put(`set/${part}/${label}/1.txt`, text!);
    const { train, test } = await loadDataset(join(folder, 'set'));
    expect(rowsOf(test)[0]).toEqual([...rowsOf(train)[0]!.slice(0, 2), unknown]);
    expect(rowsOf(train)[0]).not.toContain(unknown);
  });

  it('with a header that looks like an example are warned of', async () => {
    const lines = Array.from({ length: 6 }, (_, at) => `some words of text ${at},${at % 2 ? 'up' : 'down'}`);
    const path = await put('a.csv', `what was said here,mood\n${lines.join('\n')}\n`);
    const { warnings } = await inspectDataset(path);
    expect(warnings.map((detail) => sentence(detail))).toContainEqual(
      expect.stringMatching(/header that was read as an example: no other line has the label "mood"/),
    );
    expect((await loadDataset(`${path}?header=yes`)).info.classes).toEqual(['down', 'up']);
  });
});

describe('a folder of images and a list of their labels', () => {
  it('gives each its class and its split; what is in one alone is left out', async () => {
    for (let at = 0; at < 6; at++) await put(`set/images/${at}.png`, await gray(at));
    const rows = [
      '0.png,cat,train',
      '1.png,dog,train',
      '2.png,cat,test',
      '3.png,dog,valid',
      '9.png,dog,train',
    ];
    await put('set/labels.csv', `file,label,split\n${rows.join('\n')}\n`);
    const path = join(folder, 'set');
    const { info, train, validation, test } = await loadDataset(path);
    expect(info).toMatchObject({ classes: ['cat', 'dog'], train: 2, validation: 1, test: 1 });
    expect([train.images[0], train.images[64], validation!.images[0], test.images[0]]).toEqual([0, 1, 3, 2]);
    expect([...train.labels, ...validation!.labels, ...test.labels]).toEqual([0, 1, 1, 0]);
    const { leftOut } = await inspectDataset(path);
    expect(leftOut.map(({ file }) => file)).toEqual([
      '9.png',
      join('images', '4.png'),
      join('images', '5.png'),
    ]);
  });

  it('gives numbers, by names without an ending', async () => {
    for (let at = 0; at < 5; at++) await put(`set/p${at}.png`, await gray(at));
    await put(
      'set/ages.csv',
      `id,age,height\n${[0, 1, 2, 3, 4].map((at) => `p${at},${at + 0.5},${at}`).join('\n')}`,
    );
    const { info, train } = await loadDataset(`${join(folder, 'set')}?numbers=age`);
    expect(info.target).toEqual({ kind: 'numbers', count: 1, names: ['age'] });
    expect([...train.targets!]).toEqual([0.5, 1.5, 2.5, 3.5]);
  });
});

it('reads Parquet files as PyArrow writes them, with the names of Hugging Face', async () => {
  const file = join(import.meta.dirname, 'bars.parquet');
  const { info, train, test } = await loadDataset(file);
  expect(info).toMatchObject({ classes: ['ant', 'bee', 'cow'], sampleShape: [6, 5, 3], train: 12, test: 0 });
  const cows = [...train.labels.keys()].filter((at) => train.labels[at] === 2);
  expect(cows.flatMap((at) => [...train.images.subarray(90 * at, 90 * (at + 1))])).toEqual(golden.pixels);
  expect(test.count).toBe(0);
  await cp(file, join(folder, 'data', 'train-00000-of-00001.parquet'));
  await cp(file, join(folder, 'data', 'test-00000-of-00001.parquet'));
  expect((await loadDataset(folder)).info).toMatchObject({ train: 12, test: 12 });
  await expect(loadDataset(await put('cut.parquet', 'PAR1 and no more PAR1'))).rejects.toThrow(
    /cut\.parquet/,
  );
});

it.each(['zstd-brotli', 'brotli-lz4', 'lz4-zstd'])(
  'reads Parquet pages of images and labels in %s',
  async (codecs) => {
    const { info, train } = await loadDataset(join(import.meta.dirname, `bars-${codecs}.parquet`));
    expect(info).toMatchObject({ sampleShape: [6, 5, 3], train: 12 });
    const cows = [...train.labels.keys()].filter((at) => train.labels[at] === 2);
    expect(cows.flatMap((at) => [...train.images.subarray(90 * at, 90 * (at + 1))])).toEqual(golden.pixels);
  },
);

it('reads CIFAR-100 by its fine labels, and turns the images of EMNIST', async () => {
  const record = (coarse: number, fine: number) => [
    coarse,
    fine,
    ...Array.from({ length: 3072 }, (_, at) => at % 251),
  ];
  const bytes = Uint8Array.from([...record(3, 7), ...record(1, 99), ...record(0, 7)]);
  await put('cifar/train.bin', bytes);
  await put('cifar/test.bin', bytes);
  const cifar = await loadDataset(join(folder, 'cifar'));
  expect([...cifar.train.labels]).toEqual([7, 99, 7]);
  expect([...cifar.train.images.subarray(0, 3)]).toEqual([0, 1024 % 251, 2048 % 251]);
  const images = Uint8Array.from({ length: 5 * 6 }, (_, at) => at);
  for (const part of ['train', 'test']) {
    await put(`e/emnist-digits-${part}-images-idx3-ubyte`, encodeIdx([5, 2, 3], images));
    await put(`e/emnist-digits-${part}-labels-idx1-ubyte`, encodeIdx([5], Uint8Array.from([0, 1, 2, 3, 4])));
  }
  const { train, info } = await loadDataset(join(folder, 'e'));
  expect(info.sampleShape).toEqual([3, 2, 1]);
  expect([...train.images.subarray(0, 6)]).toEqual([0, 3, 1, 4, 2, 5]);
  expect(await changesOf(join(folder, 'e'))).toEqual([expect.stringMatching(/Rows and columns/)]);
  expect([...(await loadDataset(`${join(folder, 'e')}?transpose=no`)).train.images.subarray(0, 3)]).toEqual([
    0, 1, 2,
  ]);
});
