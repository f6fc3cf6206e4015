/*
 * In the place of the package `@napi-rs/image`: the browser decodes images. It knows no TIFF, and samples of 16 bits
 * come as 8.
 */

/** As the package numbers layouts of pixels. */
const gray = 0;
const colors = 3;

/** Whether a PNG or a JPEG says that it has no colors: the browser makes red, green and blue of every image. */
function isGray(bytes: Uint8Array): boolean {
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return bytes[25] === 0;
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return false;
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1]!;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return bytes[at + 9] === 1;
    at += 2 + ((bytes[at + 2]! << 8) | bytes[at + 3]!);
  }
  return false;
}

interface Decoded {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

export class Transformer {
  readonly #bytes: Uint8Array;
  #decoded: Promise<Decoded> | null = null;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  #decode(): Promise<Decoded> {
    const decode = async (): Promise<Decoded> => {
      const bitmap = await createImageBitmap(new Blob([new Uint8Array(this.#bytes)]), {
        premultiplyAlpha: 'none',
        colorSpaceConversion: 'none',
        imageOrientation: 'none' as ImageOrientation,
      });
      const { width, height } = bitmap;
      const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
      context.drawImage(bitmap, 0, 0);
      bitmap.close();
      const { data } = context.getImageData(0, 0, width, height);
      if (!isGray(this.#bytes)) return { width, height, pixels: new Uint8Array(data.buffer) };
      return { width, height, pixels: Uint8Array.from({ length: width * height }, (_, at) => data[4 * at]!) };
    };
    this.#decoded ??= decode();
    return this.#decoded;
  }

  async metadata() {
    const { width, height } = await this.#decode();
    return { width, height, colorType: isGray(this.#bytes) ? gray : colors };
  }

  async rawPixels(): Promise<Uint8Array> {
    return (await this.#decode()).pixels;
  }
}
