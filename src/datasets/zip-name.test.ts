import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { zipName } from './zip-name.ts';

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));

describe('zipName', () => {
  it('reads names as macOS, Info-ZIP and Windows write them', () => {
    expect(zipName(hex('63c3ad7263756c6f2f612e706e67'))).toBe('círculo/a.png');
    // Python: 'maçã/coração.png'.encode('cp850')
    expect(zipName(hex('6d6187c62f636f726187c66f2e706e67'))).toBe('maçã/coração.png');
    expect(zipName(hex('f09f9095'))).toBe('🐕');
    expect(zipName(hex('612e706e67'))).toBe('a.png');
  });

  it('knows every character of code page 850', () => {
    const all = Uint8Array.from({ length: 128 }, (_, at) => 128 + at);
    // Python: hashlib.sha256(bytes(range(128, 256)).decode('cp850').encode()).hexdigest()
    expect(createHash('sha256').update(zipName(all)).digest('hex')).toBe(
      '4ca3112428df72e8b152b5a552dc82d56b73c1ea8a13b768be5119252027043e',
    );
  });
});
