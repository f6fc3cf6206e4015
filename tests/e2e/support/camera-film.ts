import { writeFile } from 'node:fs/promises';

/** What the camera sees for some seconds; `at` counts the frames of all scenes. */
export interface Scene {
  /** Luma of marks at the left and the right edge, 16 to 235: outside of the square middle that is looked at. */
  readonly marks: readonly [left: number, right: number];
  readonly frames: number;
  /** Luma of a pixel of `[height, width]`. */
  paint(x: number, y: number, at: number): number;
}

export const film = { width: 160, height: 120, rate: 10, markWidth: 12 } as const;

/** Whole numbers from 0 to 2^32 that depend on two others alone. */
export function noise(a: number, b: number): number {
  let value = (a * 0x9e3779b1 + b * 0x85ebca6b) >>> 0;
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3ced) >>> 0;
  return (value ^ (value >>> 13)) >>> 0;
}

/** Writes scenes as an uncompressed film (YUV4MPEG2, 4:2:0), which Chromium takes for a camera and plays in a loop. */
export async function writeFilm(path: string, scenes: readonly Scene[]): Promise<void> {
  const { width, height, rate, markWidth } = film;
  const pieces: Uint8Array[] = [
    new TextEncoder().encode(`YUV4MPEG2 W${width} H${height} F${rate}:1 Ip A1:1 C420jpeg\n`),
  ];
  let at = 0;
  for (const { marks, frames, paint } of scenes)
    for (let frame = 0; frame < frames; frame++, at++) {
      const luma = new Uint8Array(width * height);
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++)
          luma[y * width + x] =
            x < markWidth
              ? marks[0]
              : x >= width - markWidth
                ? marks[1]
                : Math.max(16, Math.min(235, paint(x, y, at) + (noise(at, y * width + x) % 13) - 6));
      pieces.push(new TextEncoder().encode('FRAME\n'), luma, new Uint8Array((width * height) / 2).fill(128));
    }
  await writeFile(path, pieces);
}
