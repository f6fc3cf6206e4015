import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withRegular } from '../../files/read.ts';
import { crc32 } from './crc32.ts';
import { openZip } from './zip.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-zip-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** The text of member `a` of an archive. */
async function textIn(archive: Uint8Array): Promise<string> {
  const file = join(folder, 'a.zip');
  await writeFile(file, archive);
  return withRegular(file, 1e9, async (opened) => {
    const member = (await openZip(opened, (name) => name === 'a')).get('a')!;
    let text = '';
    for await (const piece of member.content()) text += Buffer.from(piece).toString();
    return text;
  });
}

const hello = strToU8('hello hello hello hello');
/** Where the two headers of the first member have their fields, the local one and that of the directory. */
const directoryOf = (archive: Uint8Array): number =>
  Buffer.from(archive).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));

describe('a zip archive', () => {
  it.each([0, 9] as const)('is read a piece at a time, packed at level %s', async (level) => {
    expect(await textIn(zipSync({ a: [hello, { level }], b: hello }))).toBe('hello hello hello hello');
  });

  const stored = 0;
  const deflated = 9;

  it.each<[string, 0 | 9, (archive: Buffer) => void, RegExp]>([
    [
      'a damaged byte',
      stored,
      (archive) => archive.writeUInt8(0x78, 36),
      /a\.zip, a cannot be .* checksum is wrong/,
    ],
    [
      'another checksum',
      deflated,
      (archive) => archive.writeUInt32LE(1, directoryOf(archive) + 16),
      /its checksum is wrong/,
    ],
    [
      'more announced than was packed',
      stored,
      (archive) => archive.writeUInt32LE(1e9, directoryOf(archive) + 24),
      /a\.zip cannot be unpacked: it is damaged, cut short, or not a zip archive\. Delete it/,
    ],
    [
      'more announced than any packing can hold',
      deflated,
      (archive) => archive.writeUInt32LE(1e9, directoryOf(archive) + 24),
      /declares 1,000,000,000 bytes, which \d+ packed bytes cannot hold/,
    ],
    [
      'encryption',
      deflated,
      (archive) => archive.writeUInt16LE(1, directoryOf(archive) + 8),
      /it is encrypted/,
    ],
    [
      'a method of its own',
      deflated,
      (archive) => archive.writeUInt16LE(99, directoryOf(archive) + 10),
      /its compression method \(99\) is not supported/,
    ],
    [
      'a directory elsewhere',
      stored,
      (archive) => archive.writeUInt32LE(7, archive.length - 6),
      /a\.zip cannot be unpacked: it is damaged, cut short, or not a zip archive\. Delete it/,
    ],
    [
      'no head where a file begins',
      stored,
      (archive) => archive.writeUInt32LE(7, 0),
      /a\.zip, a cannot be unpacked: it is damaged, cut short, or not a zip archive\. Delete it/,
    ],
  ])('with %s is refused', async (_name, level, harm, expected) => {
    const archive = Buffer.from(zipSync({ a: [hello, { level }] }));
    harm(archive);
    await expect(textIn(archive)).rejects.toThrow(expected);
  });

  it('that holds more than it announces, or less, is refused', async () => {
    const archive = Buffer.from(zipSync({ a: [new Uint8Array(100_000), { level: 9 }] }));
    archive.writeUInt32LE(99_999, directoryOf(archive) + 24);
    await expect(textIn(archive)).rejects.toThrow(/holds more than the 99,999 bytes/);
    archive.writeUInt32LE(100_001, directoryOf(archive) + 24);
    await expect(textIn(archive)).rejects.toThrow(/ends after 100,000 of 100,001 bytes/);
  });

  it('cut short, or none at all, is refused', async () => {
    const archive = zipSync({ a: hello });
    for (const bytes of [archive.subarray(0, archive.length - 1), strToU8('hello'), new Uint8Array(0)]) {
      await expect(textIn(bytes)).rejects.toThrow(
        /cannot be unpacked: it is damaged, cut short, or not a zip archive\. Delete it/,
      );
    }
  });
});

describe('crc32', () => {
  it('has the check value of the standard, in one piece and in several', () => {
    const digits = strToU8('123456789');
    expect(crc32(digits)).toBe(0xcbf43926);
    expect(crc32(digits.subarray(4), crc32(digits.subarray(0, 4)))).toBe(0xcbf43926);
  });
});
