import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { decodeImage, plainImage } from '../../src/datasets/decoders/image.ts';
import { readImageHeader, uprightSize } from '../../src/datasets/decoders/image-header.ts';

interface Case {
  readonly name: string;
  readonly file: string;
  readonly shape: readonly [number, number, number];
  readonly pixels: string;
  readonly tolerance: number;
}

// `make_images.py` made them with Pillow.
const cases: Case[] = JSON.parse(readFileSync(join(import.meta.dirname, 'images.json'), 'utf8'));
const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'base64'));

it.each(cases.map((each) => [each.name, each] as const))(
  '%s is read as Pillow reads it',
  async (name, each) => {
    const bytes = bytesOf(each.file);
    const header = (await readImageHeader(bytes))!;
    const image = await decodeImage(bytes, name);
    const expected = bytesOf(each.pixels);
    expect([image.height, image.width, image.channels]).toEqual(each.shape);
    expect([...uprightSize(header), header.channels]).toEqual(each.shape);
    const apart = image.data.map((value, at) => Math.abs(value - expected[at]!));
    expect(Math.max(...apart)).toBeLessThanOrEqual(each.tolerance);
  },
);

it('lays transparency over the background that is asked for', async () => {
  const each = cases.find(({ name }) => name === 'PNG of 8 bits, RGBA')!;
  const black = await decodeImage(bytesOf(each.file), each.name, { ...plainImage, background: [0, 50, 0] });
  expect([...black.data.subarray(0, 3)]).toEqual([0, 50, 0]);
});

it('stretches samples that have fewer bits than 16', async () => {
  const each = cases.find(({ name }) => name === 'PNG of 16 bits')!;
  const image = await decodeImage(bytesOf(each.file), each.name, { ...plainImage, bits: 12 });
  expect([...image.data.subarray(0, 4)]).toEqual([0, 112, 224, 255]);
  expect(image.peak).toBe(34 * 1800);
});
