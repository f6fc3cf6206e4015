import { deflateSync } from 'node:zlib';
import { Transformer } from '@napi-rs/image';
import { describe, expect, it } from 'vitest';
import { crc32 } from './crc32.ts';
import { decodeImage } from './image.ts';
import { readImageHeader } from './image-header.ts';
import { withoutPackedChunks } from './png-chunks.ts';

/** 3 x 2 pixels: red, green, blue above; white, gray, half transparent black below. */
const pixels = Uint8Array.from([
  ...[255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255],
  ...[255, 255, 255, 255, 128, 128, 128, 255, 0, 0, 0, 128],
]);
const source = () => Transformer.fromRgbaPixels(pixels, 3, 2);

describe('readImageHeader', () => {
  it('tells format and size without decoding', async () => {
    const files = {
      PNG: await source().png(),
      JPEG: await source().jpeg(),
      BMP: await source().bmp(),
      WebP: await source().webpLossless(),
    };
    for (const [format, bytes] of Object.entries(files)) {
      expect(await readImageHeader(bytes), format).toEqual({
        format,
        width: 3,
        height: 2,
        deep: false,
        channels: 3,
        orientation: 1,
      });
    }
    expect(await readImageHeader(await source().webp(90))).toMatchObject({
      format: 'WebP',
      width: 3,
      height: 2,
    });
  });

  it('answers null to anything else, however short', async () => {
    const png = await source().png();
    for (let length = 0; length < 24; length++)
      expect(await readImageHeader(png.subarray(0, length))).toBeNull();
    expect(await readImageHeader(Buffer.from('GIF88a'.padEnd(100, '\0')))).toBeNull();
    expect(await readImageHeader(Buffer.from([0xff, 0xd8, ...Array(60).fill(0xff)]))).toBeNull();
  });
});

describe('a PNG image with packed data beside its pixels', () => {
  const chunk = (name: string, data: Uint8Array): Buffer => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    checksum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, checksum]);
  };
  /** Puts chunks behind the header, which ends at byte 33. */
  const withChunks = (png: Uint8Array, ...chunks: Buffer[]): Buffer =>
    Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)]);

  it('is decoded without unpacking them: half a megabyte would take half a gigabyte each', async () => {
    const png = await source().png();
    const bomb = deflateSync(Buffer.alloc(512 * 1024 * 1024), { level: 1 });
    const begin = Buffer.from('x\0\0');
    const chunks = ['iCCP', 'zTXt', 'iTXt'].map((name) => chunk(name, Buffer.concat([begin, bomb])));
    const before = process.resourceUsage().maxRSS;
    const image = await decodeImage(withChunks(png, ...chunks, chunk('tEXt', Buffer.from('a\0b'))), 'x.png');
    expect(image).toEqual(await decodeImage(png, 'x.png'));
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(100_000);
    expect(withoutPackedChunks(withChunks(png, ...chunks))).toEqual(Buffer.from(png));
  });

  it('is left as it is where there are none, or where it is cut short', async () => {
    const png = await source().png();
    expect(withoutPackedChunks(png)).toBe(png);
    const long = withChunks(png, chunk('zTXt', Buffer.alloc(100)));
    for (const length of [8, 33, 40, 60]) {
      expect(() => withoutPackedChunks(long.subarray(0, length))).not.toThrow();
    }
    await expect(decodeImage(long.subarray(0, 60), 'x.png')).rejects.toMatchObject({ code: 'image' });
  });
});

describe('decodeImage', () => {
  it('gives color without alpha, what is transparent over white', async () => {
    const { width, height, channels, data } = await decodeImage(await source().png(), 'a.png');
    expect([width, height, channels]).toEqual([3, 2, 3]);
    expect([...data.subarray(0, 9)]).toEqual([255, 0, 0, 0, 255, 0, 0, 0, 255]);
    expect([...data.subarray(12)]).toEqual([128, 128, 128, 127, 127, 127]);
  });

  it('keeps gray gray', async () => {
    const gray = await new Transformer(await source().png()).grayscale().png();
    expect((await decodeImage(gray, 'a.png')).channels).toBe(1);
  });

  it('turns the image upright as EXIF says', async () => {
    const jpeg = await Transformer.fromRgbaPixels(new Uint8Array(16 * 8 * 4).fill(255), 16, 8).jpeg();
    // An APP1 segment with one tag: orientation 6, turned by 90 degrees.
    const tiff = [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0];
    const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
    const segment = Buffer.from([0xff, 0xe1, 0, exif.length + 2, ...exif]);
    const turned = Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]);
    const { width, height } = await decodeImage(turned, 'a.jpg');
    expect([width, height]).toEqual([8, 16]);
  });

  it('refuses a declared size that is too large before decoding it', async () => {
    const png = Buffer.from(await source().png());
    png.writeUInt32BE(60_000, 16);
    await expect(decodeImage(png, 'bomb.png')).rejects.toThrow('bomb.png is 60000 × 2 pixels: too large');
    png.writeUInt32BE(0, 16);
    await expect(decodeImage(png, 'none.png')).rejects.toThrow('none.png is 0 × 2 pixels: it is empty');
  });

  it('refuses a GIF whose frame is larger than its canvas before it takes the memory', async () => {
    const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==', 'base64');
    expect((await decodeImage(gif, 'a.gif')).data).toEqual(Uint8Array.from([255, 255, 255]));
    gif.writeUInt16LE(65_535, gif.indexOf(0x2c) + 5);
    await expect(decodeImage(gif, 'bomb.gif')).rejects.toThrow(/bomb\.gif .* not inside its canvas/);
    gif.writeUInt16LE(30_000, 6);
    await expect(decodeImage(gif, 'wide.gif')).rejects.toThrow(/too large/);
  });

  it('names the file that is damaged', async () => {
    const png = await source().png();
    await expect(decodeImage(png.subarray(0, 45), 'cut.png')).rejects.toThrow(/cut\.png cannot be decoded/);
  });
});
