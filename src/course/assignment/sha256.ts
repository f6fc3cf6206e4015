/** SHA-256 (FIPS 180-4) for who cannot wait: the browser's own is asynchronous. */

const rounds = new Uint32Array(64);
const first = new Uint32Array(8);

/** The first bits of the fractional parts of roots of the first primes, as the standard defines its constants. */
function fillConstants(): void {
  const fraction = (value: number): number => Math.floor((value - Math.floor(value)) * 2 ** 32);
  const isPrime = (value: number): boolean => {
    for (let by = 2; by * by <= value; by++) if (value % by === 0) return false;
    return true;
  };
  for (let value = 2, at = 0; at < 64; value++) {
    if (!isPrime(value)) continue;
    if (at < 8) first[at] = fraction(Math.sqrt(value));
    rounds[at++] = fraction(Math.cbrt(value));
  }
}
fillConstants();

const turn = (value: number, by: number): number => (value >>> by) | (value << (32 - by));

export class Sha256 {
  readonly #state = Uint32Array.from(first);
  readonly #block = new Uint8Array(64);
  readonly #words = new Int32Array(64);
  #filled = 0;
  #length = 0;

  update(data: Uint8Array): void {
    this.#length += data.length;
    let at = 0;
    if (this.#filled > 0) {
      at = Math.min(64 - this.#filled, data.length);
      this.#block.set(data.subarray(0, at), this.#filled);
      this.#filled += at;
      if (this.#filled < 64) return;
      this.#take(this.#block, 0);
      this.#filled = 0;
    }
    for (; at + 64 <= data.length; at += 64) this.#take(data, at);
    this.#block.set(data.subarray(at));
    this.#filled = data.length - at;
  }

  digest(): Uint8Array {
    const bits = this.#length * 8;
    const end = new Uint8Array(this.#filled < 56 ? 64 - this.#filled : 128 - this.#filled);
    end[0] = 0x80;
    const view = new DataView(end.buffer);
    view.setUint32(end.length - 8, Math.floor(bits / 2 ** 32));
    view.setUint32(end.length - 4, bits >>> 0);
    this.update(end);
    const out = new DataView(new ArrayBuffer(32));
    this.#state.forEach((word, at) => {
      out.setUint32(4 * at, word);
    });
    return new Uint8Array(out.buffer);
  }

  #take(data: Uint8Array, from: number): void {
    const w = this.#words;
    for (let t = 0, at = from; t < 16; t++, at += 4)
      w[t] = (data[at]! << 24) | (data[at + 1]! << 16) | (data[at + 2]! << 8) | data[at + 3]!;
    for (let t = 16; t < 64; t++) {
      const a = w[t - 15]!;
      const b = w[t - 2]!;
      const s0 = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3);
      const s1 = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
      w[t] = (w[t - 16]! + s0 + w[t - 7]! + s1) | 0;
    }
    let [a, b, c, d, e, f, g, h] = this.#state as unknown as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    for (let t = 0; t < 64; t++) {
      const t1 =
        (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + rounds[t]! + w[t]!) | 0;
      const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    const s = this.#state;
    s[0]! += a;
    s[1]! += b;
    s[2]! += c;
    s[3]! += d;
    s[4]! += e;
    s[5]! += f;
    s[6]! += g;
    s[7]! += h;
  }
}

const wellFormed = (text: string): string =>
  text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');

/** A text in UTF-8; half of a surrogate pair becomes the replacement character, as everywhere. */
export function utf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of wellFormed(text)) {
    const code = character.codePointAt(0)!;
    const more = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    if (more === 0) bytes.push(code);
    else bytes.push([0, 0xc0, 0xe0, 0xf0][more]! | (code >> (6 * more)));
    for (let at = more - 1; at >= 0; at--) bytes.push(0x80 | ((code >> (6 * at)) & 0x3f));
  }
  return Uint8Array.from(bytes);
}
