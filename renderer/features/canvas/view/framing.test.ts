import { describe, expect, it } from 'vitest';
import { keptFrame, openingFrame, shownFrame, type Viewport, wholeFrame } from './framing.ts';

const view = { width: 900, height: 700 };
const at = (point: { x: number; y: number }, { x, y, zoom }: Viewport) => ({
  x: point.x * zoom + x,
  y: point.y * zoom + y,
});
const box = (width: number, height: number) => ({ x: 40, y: -24, width, height });

describe('what the canvas shows', () => {
  it('is all of a box, in the view, no larger than life and a little', () => {
    const wide = wholeFrame(box(3000, 200), view);
    expect(at({ x: 40, y: -24 }, wide).x).toBeCloseTo(32);
    expect(at({ x: 3040, y: -24 }, wide).x).toBeCloseTo(900 - 32);
    expect(wholeFrame(box(100, 100), view).zoom).toBe(1.15);
  });

  it('is a small network: whole, or without its notes, or from its beginning', () => {
    const row = box(4000, 184);
    expect(openingFrame(box(712, 700), box(712, 632), 9, view)).toEqual(wholeFrame(box(712, 700), view));
    expect(openingFrame(box(712, 2000), box(712, 632), 9, view)).toEqual(wholeFrame(box(712, 632), view));
    const opened = openingFrame(row, row, 9, view);
    expect(opened.zoom).toBe(0.56);
    expect(at({ x: 40, y: 0 }, opened).x).toBeCloseTo(32);
  });

  it('leaves no note under the buttons where the layers would gain little', () => {
    const small = { width: 535, height: 470 };
    const all = { x: 0, y: 0, width: 712, height: 744 };
    const opened = openingFrame(all, { ...all, height: 632 }, 9, small);
    expect(at({ x: 0, y: 744 }, opened).y).toBeLessThanOrEqual(470 - 64);
    expect(opened.zoom).toBeGreaterThan(0.5);
  });

  it('is a network whose cards do not fit as drawings, whole', () => {
    const rows = box(2032, 632);
    expect(openingFrame(box(2032, 760), rows, 17, view)).toEqual(wholeFrame(box(2032, 760), view));
    expect(openingFrame(box(2032, 4000), rows, 17, view)).toEqual(wholeFrame(rows, view));
  });

  it('is the whole of a large network however small', () => {
    const large = box(20_000, 4000);
    expect(openingFrame(large, large, 300, view)).toEqual(wholeFrame(large, view));
  });

  it('keeps its middle when the view changes its size', () => {
    const before = { x: 10, y: 20, zoom: 0.5 };
    const now = { width: 500, height: 300 };
    const after = keptFrame(before, view, now, null);
    const middle = { x: (450 - 10) / 0.5, y: (350 - 20) / 0.5 };
    expect(at(middle, after)).toEqual({ x: 250, y: 150 });
  });

  it('keeps whole what was seen whole, and what was cut as it was', () => {
    const small = { width: 600, height: 400 };
    const before = wholeFrame(box(900, 600), view);
    const after = keptFrame(before, view, small, box(900, 600));
    expect(after).toEqual(wholeFrame(box(900, 600), small));
    expect(after.zoom).toBeLessThan(before.zoom);
    const roomy = keptFrame(before, view, { width: 1200, height: 900 }, box(900, 600));
    expect(roomy.zoom).toBe(before.zoom);
    const near = { x: -500, y: -300, zoom: 1 };
    expect(keptFrame(near, view, small, box(900, 600)).zoom).toBe(1);
  });

  it('moves as little as shows a box, and not at all where it is seen', () => {
    const near = { x: 0, y: 0, zoom: 1 };
    expect(shownFrame({ x: 100, y: 100, width: 184, height: 144 }, near, view)).toBeNull();
    const right = shownFrame({ x: 1000, y: 100, width: 184, height: 144 }, near, view)!;
    expect(right).toEqual({ x: 900 - 32 - 1184, y: 0, zoom: 1 });
    expect(shownFrame({ x: -200, y: 100, width: 184, height: 144 }, near, view)).toMatchObject({
      x: 232,
      y: 0,
    });
    const small = { x: 0, y: 0, zoom: 0.3 };
    expect(shownFrame({ x: 100, y: 100, width: 184, height: 144 }, small, view, 0.55)?.zoom).toBe(0.7);
    const far = shownFrame({ x: 9000, y: 0, width: 184, height: 144 }, { x: 0, y: 0, zoom: 0.2 }, view)!;
    expect(far.zoom).toBe(0.7);
    expect(at({ x: 9092, y: 0 }, far).x).toBeCloseTo(450);
  });

  it('keeps what is worked on in view when a dock takes its place', () => {
    const before = { x: 0, y: 0, zoom: 1 };
    const focus = { x: 700, y: 540, width: 184, height: 144 };
    const all = box(4000, 3000);
    const now = { width: 500, height: 500 };
    const after = keptFrame(before, view, now, all, focus);
    expect(after.zoom).toBe(1);
    const [start, end] = [at(focus, after), at({ x: 884, y: 684 }, after)];
    expect(start.x).toBeGreaterThanOrEqual(0);
    expect(start.y).toBeGreaterThanOrEqual(0);
    expect(end.x).toBeLessThanOrEqual(500);
    expect(end.y).toBeLessThanOrEqual(500 - 64);
    // What was out of view already is not chased.
    const elsewhere = { x: 5000, y: 0, width: 184, height: 144 };
    expect(keptFrame(before, view, now, all, elsewhere)).toEqual(keptFrame(before, view, now, all));
  });

  it('shows what lies under the buttons at the bottom, and comes no nearer than shows all of a box', () => {
    const near = { x: 0, y: 0, zoom: 1 };
    const under = { x: 100, y: 545, width: 184, height: 144 };
    expect(at({ x: 0, y: 689 }, shownFrame(under, near, view)!).y).toBeCloseTo(700 - 64);
    const wide = { x: 0, y: 0, width: 2400, height: 300 };
    const shown = shownFrame(wide, { x: 0, y: 0, zoom: 0.2 }, { width: 400, height: 300 }, 0.55)!;
    expect(shown.zoom).toBeLessThan(0.3);
  });
});
