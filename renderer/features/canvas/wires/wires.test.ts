import { describe, expect, it } from 'vitest';
import { headLength, wireLabel, wirePath, wireThickness } from './wires.ts';

describe('wires', () => {
  it('thicken with the channels, within bounds', () => {
    const widths = [
      [10, 10, 1],
      [10, 10, 6],
      [10, 10, 64],
      [10, 10, 1_000_000],
    ].map(wireThickness);
    expect(widths).toEqual([...widths].sort((a, b) => a - b));
    expect(widths[0]).toBe(1.5);
    expect(widths.at(-1)).toBe(6);
    expect(wireThickness(null)).toBe(1.5);
  });

  it('run straight between level cards and are labeled in the middle', () => {
    const path = wirePath({ x: 0, y: 40 }, { x: 100 + headLength - 1, y: 40 });
    expect(path.d).toBe('M0,40L100,40');
    expect(path.label).toEqual({ x: 50, y: 40, room: 92 });
  });

  it('say their shape within the room between cards, or nothing', () => {
    expect(wireLabel([32, 32, 1], 72)).toEqual({ text: '32 × 32 × 1', width: null });
    expect(wireLabel([10, 10, 16], 64)).toEqual({ text: '10 × 10 × 16', width: 64 });
    // Fits without its spaces.
    expect(wireLabel([112, 112, 64], 64)).toEqual({ text: '112×112×64', width: null });
    expect(wireLabel([224, 224, 1024], 64)).toEqual({ text: '224×224×1,024', width: 64 });
    expect(wireLabel([224, 224, 1024], 60)).toBeNull();
    expect(wireLabel([5408], 40)).toEqual({ text: '5,408', width: null });
  });

  it('bend out of the way when the target lies behind', () => {
    const path = wirePath({ x: 200, y: 0 }, { x: 0, y: 80 });
    const controls = path.d.match(/-?\d+(\.\d+)?/g)!.map(Number);
    expect(controls[2]).toBeGreaterThan(200);
    expect(controls[4]).toBeLessThan(0);
  });

  it('run back between the lines where the target begins the next one', () => {
    const path = wirePath({ x: 712, y: 80 }, { x: 0, y: 304 });
    expect(path.d.startsWith('M712,80H')).toBe(true);
    // Below the upper card and its feature maps, above the lower card.
    expect(path.label.y).toBeGreaterThan(184);
    expect(path.label.y).toBeLessThan(224);
    expect(path.label.x).toBe((712 + 24 + (0 - headLength + 1 - 24)) / 2);
  });

  it('pass cards at the height they are given, level where an end is level with it', () => {
    const over = wirePath({ x: 0, y: 80 }, { x: 1000, y: 80 }, -60);
    expect(over.label.y).toBe(-60);
    expect(over.d).toContain('V-48');
    const along = wirePath({ x: 0, y: 80 }, { x: 1000, y: 304 }, 304);
    expect(along.d.match(/V/g)).toHaveLength(1);
    expect(along.d.endsWith(`H${1000 - headLength + 1}`)).toBe(true);
  });
});
