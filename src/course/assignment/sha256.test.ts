import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { Sha256, utf8 } from './sha256.ts';

test('digests of every length around a block are those of OpenSSL, in one piece and in several', () => {
  const bytes = Uint8Array.from({ length: 300 }, (_, at) => (at * 167 + 13) & 255);
  for (let length = 0; length <= bytes.length; length++) {
    const data = bytes.subarray(0, length);
    const hash = new Sha256();
    const cut = (length * 7) % (length + 1);
    hash.update(data.subarray(0, cut));
    hash.update(data.subarray(cut));
    expect(Buffer.from(hash.digest()).toString('hex')).toBe(createHash('sha256').update(data).digest('hex'));
  }
});

test('texts are encoded as everywhere', () => {
  for (const text of ['', 'C1', 'camada de convolução', '卷积', '\u{1f600} ok', 'half \ud800 of a pair'])
    expect([...utf8(text)]).toEqual([...new TextEncoder().encode(text)]);
});
