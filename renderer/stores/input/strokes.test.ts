import { describe, expect, it } from 'vitest';
import { boxOf, imageFromStrokes, type Stroke } from './strokes.ts';

const paper = { height: 28, width: 28 };
const digitFromStrokes = (strokes: readonly Stroke[]) => imageFromStrokes(strokes, paper);

const line = (x0: number, y0: number, x1: number, y1: number): Stroke =>
  Array.from({ length: 20 }, (_, at) => ({
    x: x0 + ((x1 - x0) * at) / 19,
    y: y0 + ((y1 - y0) * at) / 19,
  }));

function inkBox(data: Uint8Array) {
  const ink = [...data.keys()].filter((at) => data[at]! > 0);
  const xs = ink.map((at) => at % 28);
  const ys = ink.map((at) => Math.floor(at / 28));
  return {
    width: Math.max(...xs) - Math.min(...xs) + 1,
    height: Math.max(...ys) - Math.min(...ys) + 1,
  };
}

function centerOfMass(data: Uint8Array) {
  let mass = 0;
  let x = 0;
  let y = 0;
  data.forEach((ink, at) => {
    mass += ink;
    x += ink * ((at % 28) + 0.5);
    y += ink * (Math.floor(at / 28) + 0.5);
  });
  return { x: x / mass, y: y / mass };
}

const seven: Stroke[] = [line(0.2, 0.2, 0.7, 0.2), line(0.7, 0.2, 0.4, 0.9)];

describe('imageFromStrokes', () => {
  it('gives nothing for an empty pad', () => {
    expect(digitFromStrokes([])).toBeNull();
    expect(digitFromStrokes([[]])).toBeNull();
  });

  it('fits the longer side to 20 pixels wherever and however large it was drawn', () => {
    const small = seven.map((stroke) => stroke.map((p) => ({ x: p.x * 0.3 + 0.6, y: p.y * 0.3 + 0.1 })));
    for (const strokes of [seven, small]) {
      const digit = digitFromStrokes(strokes)!;
      expect([digit.height, digit.width, digit.channels]).toEqual([28, 28, 1]);
      expect(inkBox(digit.data).height).toBe(20);
      expect(inkBox(digit.data).width).toBeLessThan(20);
    }
  });

  it('puts the center of mass within half a pixel of the middle', () => {
    const center = centerOfMass(digitFromStrokes(seven)!.data);
    expect(Math.abs(center.x - 14)).toBeLessThanOrEqual(0.51);
    expect(Math.abs(center.y - 14)).toBeLessThanOrEqual(0.51);
  });

  it('keeps the aspect: a stroke down stays a stroke, not a block', () => {
    const { width, height } = inkBox(digitFromStrokes([line(0.5, 0.1, 0.5, 0.9)])!.data);
    expect(height).toBe(20);
    expect(width).toBeLessThanOrEqual(4);
  });

  it('draws full ink inside and gray edges', () => {
    const data = digitFromStrokes([line(0.2, 0.1, 0.8, 0.9)])!.data;
    expect(Math.max(...data)).toBe(255);
    expect(data.filter((ink) => ink > 0 && ink < 255).length).toBeGreaterThan(20);
  });

  it('draws a single touch as a dot', () => {
    const data = digitFromStrokes([[{ x: 0.1, y: 0.9 }]])!.data;
    const { width, height } = inkBox(data);
    expect(width).toBe(height);
    expect(width).toBeLessThanOrEqual(4);
  });

  it('draws for images of any size as MNIST does for its own', () => {
    expect(boxOf(paper)).toBe(20);
    const wide = imageFromStrokes(seven, { height: 14, width: 40 })!;
    expect([wide.height, wide.width, wide.data.length]).toEqual([14, 40, 560]);
    const inked = [...wide.data.keys()].filter((at) => wide.data[at]! > 0);
    const rows = inked.map((at) => Math.floor(at / 40));
    expect(Math.max(...rows) - Math.min(...rows) + 1).toBe(boxOf({ height: 14, width: 40 }));
    const columns = inked.map((at) => at % 40);
    expect(Math.abs((Math.max(...columns) + Math.min(...columns)) / 2 - 20)).toBeLessThan(3);
  });
});
