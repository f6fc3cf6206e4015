import { Buffer } from 'buffer';
import { Sha256 } from '../../src/course/assignment/sha256.ts';
import { bytesOf } from './fs-core.ts';

class Hash {
  readonly #sha = new Sha256();
  update(data: string | ArrayBufferView): this {
    this.#sha.update(bytesOf(data));
    return this;
  }
  digest(encoding?: 'hex' | 'base64'): string | Uint8Array {
    const bytes = Buffer.from(this.#sha.digest());
    return encoding === undefined ? bytes : bytes.toString(encoding);
  }
}

export function createHash(algorithm: string): Hash {
  if (algorithm !== 'sha256') throw new Error(`the page has no ${algorithm}`);
  return new Hash();
}

export const randomBytes = (count: number): Uint8Array =>
  Buffer.from(globalThis.crypto.getRandomValues(new Uint8Array(count)));

export const randomUUID = (): string => globalThis.crypto.randomUUID();
