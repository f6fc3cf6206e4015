import { gunzipSync as gunzip, unzlibSync, zlibSync } from 'fflate';

/** What a `Readable` of `stream.ts` is piped into: the browser's own unpacking. */
class Unpacker {
  #source: AsyncIterable<Uint8Array> | null = null;
  #failed: unknown = null;
  readonly #format: CompressionFormat;

  constructor(format: CompressionFormat) {
    this.#format = format;
  }

  take(source: AsyncIterable<Uint8Array>): void {
    this.#source = source;
  }

  destroy(error?: unknown): void {
    this.#failed ??= error ?? null;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void> {
    const stream = new DecompressionStream(this.#format);
    const writer = stream.writable.getWriter();
    const fill = async (): Promise<void> => {
      try {
        for await (const piece of this.#source!) await writer.write(new Uint8Array(piece));
        await writer.close();
      } catch (error) {
        this.#failed ??= error;
        await writer.abort(error).catch(() => {});
      }
    };
    const filling = fill();
    const reader = stream.readable.getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        yield value;
      }
      await filling;
    } catch (error) {
      // The browser says "TypeError" for whatever is wrong with the data.
      throw this.#failed instanceof Error && 'code' in this.#failed
        ? this.#failed
        : Object.assign(new Error(String(error)), { code: 'Z_DATA_ERROR' });
    } finally {
      await reader.cancel().catch(() => {});
    }
  }
}

export type Gunzip = Unpacker;
export type InflateRaw = Unpacker;
export const createGunzip = (): Unpacker => new Unpacker('gzip');
export const createInflateRaw = (): Unpacker => new Unpacker('deflate-raw');
export const deflateSync = (bytes: Uint8Array): Uint8Array => zlibSync(bytes);

/** @throws RangeError where it becomes more than is asked for */
export function inflateSync(bytes: Uint8Array, { maxOutputLength }: { maxOutputLength: number }): Buffer {
  const whole = unzlibSync(bytes);
  if (whole.length > maxOutputLength) throw new RangeError(`${whole.length} bytes`);
  return Buffer.from(whole);
}

/** @throws RangeError where it becomes more than is asked for */
export function gunzipSync(bytes: Uint8Array, { maxOutputLength }: { maxOutputLength: number }): Uint8Array {
  const whole = gunzip(bytes);
  if (whole.length > maxOutputLength) throw new RangeError(`${whole.length} bytes`);
  return whole;
}

/** Browsers unpack Brotli for themselves alone. */
export function brotliDecompressSync(): never {
  throw Object.assign(new Error('Brotli is not there in a page'), { code: 'Z_DATA_ERROR' });
}
