import { describe, expect, it } from 'vitest';
import type { Figure } from '../figure.ts';
import { drawingOf } from './drawings.ts';
import { imageOfFigure } from './image.ts';
import { paperPalette } from './palette.ts';
import { rasterize } from './raster.ts';
import { csvOf, jsonOf, svgOf } from './text.ts';

const axis = (label: string) => ({ label, min: null, max: null });

const lines: Figure = {
  figure: 'lines',
  title: 'Calibração',
  x: axis('confidence'),
  y: axis('accuracy'),
  series: [
    { label: 'a & b', style: 'line', x: Float32Array.of(0, 1, 2), y: Float32Array.of(0, Number.NaN, 4) },
    { label: 'chance', style: 'reference', x: Float32Array.of(0, 2), y: Float32Array.of(0, 2) },
  ],
};
const scatter: Figure = {
  figure: 'scatter',
  title: null,
  x: axis('x'),
  y: axis('y'),
  xs: Float32Array.of(0, 1),
  ys: Float32Array.of(0, 1),
  classes: Float32Array.of(0, 1),
  labels: ['zero', 'one'],
  thumbnails: null,
};
const gallery: Figure = {
  figure: 'gallery',
  title: 'Mistakes',
  height: 1,
  width: 2,
  channels: 3,
  images: Uint8Array.of(255, 0, 0, 0, 255, 0),
  captions: ['red\nand green'],
};
const table: Figure = {
  figure: 'table',
  of: 'matrix',
  title: null,
  columns: ['', 'a'],
  rows: [
    ['a', 4],
    ['b', 0],
  ],
};

/** The share of pixels that are not paper. */
function inked(figure: Figure): number {
  const { data } = imageOfFigure(figure);
  return data.filter((value) => value !== 255).length / data.length;
}

describe('a figure of lines and words', () => {
  it.each([lines, scatter, gallery, table].map((figure) => [figure.figure, figure] as const))(
    'becomes pixels, SVG, CSV and JSON: %s',
    (_, figure) => {
      expect(inked(figure)).toBeGreaterThan(0.002);
      expect(inked(figure)).toBeLessThan(0.6);
      expect(svgOf(figure)).toMatch(/^<svg .*<\/svg>\n$/s);
      expect(csvOf(figure).split('\r\n').length).toBeGreaterThan(2);
      expect(JSON.parse(jsonOf([figure]))[0].figure).toBe(figure.figure);
    },
  );

  it('writes the words of an SVG as text, and breaks a line where there is no value', () => {
    const svg = svgOf(lines);
    expect(svg).toContain('>Calibração</text>');
    expect(svg).toContain('>a &amp; b</text>');
    const own = svg.match(new RegExp(`<polyline[^>]*stroke="${paperPalette.series[0]}"`, 'g'));
    expect(own).toHaveLength(2);
    expect(svg.match(/stroke-dasharray/g)).toHaveLength(1);
  });

  it('puts values where the axes say, upwards', () => {
    const drawing = drawingOf(scatter, paperPalette)!;
    const dots = drawing.marks.filter((mark) => mark.mark === 'dot' && mark.radius === 2);
    const [low, high] = dots as unknown as readonly [{ x: number; y: number }, { x: number; y: number }];
    expect(high.x).toBeGreaterThan(low.x);
    expect(high.y).toBeLessThan(low.y);
  });

  it('has its texts and values in a CSV', () => {
    expect(csvOf(scatter)).toBe('x,y,class\r\n0,0,zero\r\n1,1,one\r\n');
    expect(csvOf(gallery)).toBe('image,caption\r\n0,"red, and green"\r\n');
    expect(csvOf(table)).toBe(',a\r\na,4\r\nb,0\r\n');
  });
});

describe('rasterize', () => {
  it('covers whole pixels of boxes and images, two a unit, and blends edges of lines', () => {
    const image = { width: 1, height: 1, data: Uint8Array.of(1, 2, 3) };
    const { width, height, data } = rasterize(
      {
        width: 6,
        height: 2,
        marks: [
          { mark: 'box', x: 0, y: 0, width: 1, height: 1, color: '#102030' },
          { mark: 'image', x: 2, y: 1, scale: 1, image },
          {
            mark: 'path',
            points: [
              [5, 0],
              [5, 2],
            ],
            color: '#000000',
            width: 0.5,
            dashed: false,
          },
        ],
      },
      '#ffffff',
    );
    expect([width, height]).toEqual([12, 4]);
    const pixel = (x: number, y: number) => [...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)];
    expect([pixel(0, 0), pixel(1, 1), pixel(2, 0)]).toEqual([
      [16, 32, 48],
      [16, 32, 48],
      [255, 255, 255],
    ]);
    expect([pixel(4, 2), pixel(5, 3), pixel(3, 2)]).toEqual([
      [1, 2, 3],
      [1, 2, 3],
      [255, 255, 255],
    ]);
    for (const x of [9, 10]) expect(pixel(x, 1)[0]).toBe(127);
  });

  it('writes letters with their accents', () => {
    const rows = (text: string): number => {
      const mark = {
        mark: 'text',
        x: 0,
        y: 12,
        text,
        color: '#000000',
        anchor: 'start',
        turned: false,
      } as const;
      const { data } = rasterize({ width: 20, height: 16, marks: [mark] }, '#ffffff');
      return data.filter((value) => value === 0).length;
    };
    expect(rows('a')).toBeGreaterThan(0);
    expect(rows('ã')).toBe(rows('a') + 4 * 4 * 3);
  });
});
