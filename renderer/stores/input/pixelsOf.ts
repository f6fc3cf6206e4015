import type { Image } from '../../../src/protocol/data.ts';
import { t } from '../../i18n/index.ts';

/** Pixels along the longer side that are kept: far more than any input here, and quick to scale down. */
const maxSide = 1024;

type Drawable = CanvasImageSource & { readonly width: number; readonly height: number };

/** The picture's pixels as red, green and blue, what is transparent over white, at most `maxSide` long. */
export function pixelsOf(source: Drawable, width: number, height: number): Image & { readonly channels: 3 } {
  const scale = Math.min(1, maxSide / Math.max(width, height));
  const size = {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
  const canvas = Object.assign(document.createElement('canvas'), size);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error(t.insight.photo.noCanvas);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, size.width, size.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, 0, 0, size.width, size.height);
  const { data } = context.getImageData(0, 0, size.width, size.height);
  const rgb = new Uint8Array(size.width * size.height * 3);
  for (let from = 0, to = 0; from < data.length; from += 4) {
    rgb[to++] = data[from]!;
    rgb[to++] = data[from + 1]!;
    rgb[to++] = data[from + 2]!;
  }
  return { ...size, channels: 3, data: rgb };
}
