import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readNumbersFile } from './numbers-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-numbers-'));
});
afterEach(() => rm(folder, { recursive: true }));

const read = async (name: string, content: string | Uint8Array, shape: readonly number[]) => {
  await writeFile(join(folder, name), content);
  return (await readNumbersFile(join(folder, name), shape)).map((values) => [...values]);
};

/** An array in NumPy's format (NEP 1). */
function npy(shape: readonly number[], values: readonly number[]): Uint8Array {
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`;
  const magic = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 118, 0]);
  const header = Buffer.from(text.padEnd(117).concat('\n'), 'latin1');
  return Buffer.concat([magic, header, Buffer.from(Float32Array.from(values).buffer)]);
}

it.each([
  ['rows with a header', 'a.csv', 'x,y,z\n1,2,3\n4,5,6\n', [3]],
  ['rows without', 'a.csv', '1,2,3\n4,5,6\n', [3]],
  ['semicolons and decimal commas', 'a.csv', '1,0;2,0;3,0\r\n4,0;5,0;6,0\r\n', [3]],
  ['tabs', 'a.tsv', '1\t2\t3\n4\t5\t6', [3]],
  ['a series in each row', 'a.csv', '1,2,3\n4,5,6\n', [3, 1]],
  ['an array of several', 'a.npy', npy([2, 3], [1, 2, 3, 4, 5, 6]), [3]],
] as const)('%s', async (_name, file, content, shape) =>
  expect(await read(file, content, shape)).toEqual([
    [1, 2, 3],
    [4, 5, 6],
  ]),
);

it('one series with a row for each step, and one array', async () => {
  const all = [[1, 2, 3, 4, 5, 6]];
  expect(await read('a.csv', '1,2\n3,4\n5,6\n', [3, 2])).toEqual(all);
  expect(await read('a.csv', '1\n2\n3\n4\n5\n6\n', [6, 1])).toEqual(all);
  expect(await read('a.npy', npy([3, 2], all[0]!), [3, 2])).toEqual(all);
  expect(await read('a.npy', npy([6], all[0]!), [3, 2])).toEqual(all);
});

it.each([
  [
    'a row too many values',
    'a.csv',
    '1,2,3,0\n4,5,6,1\n',
    /2 rows with 8 numbers in all, and the network takes 3/,
  ],
  ['a word', 'a.csv', '1,2,3\n4,x,6\n', /line 2, value 2: "x" is not a number/],
  ['a blank cell', 'a.csv', '1,2,3\n4,,6\n', /line 2, value 2: the cell is empty/],
  ['nothing', 'a.csv', '', /0 rows with 0 numbers/],
  ['an array of another shape', 'a.npy', npy([2, 2], [1, 2, 3, 4]), /array of shape 2 × 2 \(float32\)/],
  ['no array', 'a.npy', 'hello', /a\.npy/],
] as const)('%s is refused', async (_name, file, content, detail) =>
  expect(read(file, content, [3])).rejects.toThrow(detail),
);
