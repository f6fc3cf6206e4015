import type { Figure } from '../figure.ts';
import { imageOfFigure } from './image.ts';
import { csvOf, svgOf } from './text.ts';
import type { RgbImage } from './tiles.ts';

/** Between two figures. */
const gap = 24;

const white = 255;

/** Figures one below the other, as pixels on white. @throws Error where there are none */
export function imageOfFigures(figures: readonly Figure[]): RgbImage {
  const images = figures.map(imageOfFigure);
  const [first] = images;
  if (!first) throw new Error('There are no figures.');
  if (images.length === 1) return first;
  const width = Math.max(...images.map((image) => image.width));
  const height = images.reduce((sum, image) => sum + image.height, (images.length - 1) * gap);
  const data = new Uint8Array(width * height * 3).fill(white);
  let top = 0;
  for (const image of images) {
    for (let y = 0; y < image.height; y++)
      data.set(image.data.subarray(y * image.width * 3, (y + 1) * image.width * 3), (top + y) * width * 3);
    top += image.height + gap;
  }
  return { width, height, data };
}

/** Figures one below the other as SVG, each with its own scale; a single one as it is. */
export function svgOfFigures(figures: readonly Figure[]): string {
  const parts = figures.map((figure) => {
    const content = svgOf(figure).trim();
    const [, width = '0', height = '0'] = /viewBox="0 0 (\S+) (\S+)"/.exec(content) ?? [];
    return { content, width: Number(width), height: Number(height) };
  });
  if (parts.length === 1) return `${parts[0]!.content}\n`;
  const width = Math.max(0, ...parts.map((part) => part.width));
  let top = 0;
  const placed = parts.map((part) => {
    const own = part.content.replace(
      '<svg xmlns="http://www.w3.org/2000/svg"',
      `<svg x="0" y="${top}" width="${part.width}" height="${part.height}"`,
    );
    top += part.height + gap;
    return own;
  });
  const height = Math.max(0, top - gap);
  const paper = `<rect width="${width}" height="${height}" fill="#ffffff"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">${paper}${placed.join('')}</svg>\n`;
}

/** Figures one after the other as CSV, each with its own header, an empty line between two. */
export const csvOfFigures = (figures: readonly Figure[]): string => figures.map(csvOf).join('\r\n');
