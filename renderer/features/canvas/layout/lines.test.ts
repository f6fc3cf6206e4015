import { describe, expect, it } from 'vitest';
import { breakRow, columnsOf, idsOf, lineWidths, stackLines } from './lines.ts';

const pitch = 264;
const wire = (source: string, target: string) => ({ source, target });
const named = (count: number): string[] => Array.from({ length: count }, (_, index) => `n${index}`);
const chained = (ids: readonly string[]) => ids.slice(1).map((id, index) => wire(ids[index]!, id));
const inRow = (ids: readonly string[]) => new Map(ids.map((id, index) => [id, { x: index * pitch, y: 0 }]));
const width = (cards: number): number => cards * pitch - 80;
const nothing = { above: 0, below: 0 };

describe('lines', () => {
  it('hold what their width does', () => {
    const ids = named(10);
    const row = columnsOf(inRow(ids), chained(ids));
    expect(breakRow(row, width(4)).map((line) => idsOf(line).length)).toEqual([4, 4, 2]);
    expect(breakRow(row, width(10))).toHaveLength(1);
    expect(lineWidths(row, 100)).toEqual(ids.map((_, index) => width(index + 1)));
    expect(lineWidths(row, 3)).toContain(width(10));
  });

  it('end where one layer leads on, not amid a residual unit', () => {
    const ids = ['in', 'a', 'b', 'c', 'sum', 'out', 'next'];
    const row = columnsOf(inRow(ids), [...chained(ids), wire('in', 'sum')]);
    // Of four cards the fourth would cut the shortcut; the first leads on alone.
    expect(breakRow(row, width(6)).map(idsOf)).toEqual([ids.slice(0, 6), ['next']]);
    const long = ['s', 'in', 'a', 'b', 'c', 'sum', 'out'];
    const unit = columnsOf(inRow(long), [...chained(long), wire('in', 'sum')]);
    expect(breakRow(unit, width(3))[0]!.length).toBe(2);
  });

  it('stand below each other with the room that they need', () => {
    const ids = named(4);
    const row = columnsOf(inRow(ids), chained(ids));
    const lines = breakRow(row, width(2));
    const plain = stackLines(lines, inRow(ids), [nothing, nothing]);
    expect([...plain.values()]).toEqual([
      { x: 0, y: 0 },
      { x: pitch, y: 0 },
      { x: 0, y: 224 },
      { x: pitch, y: 224 },
    ]);
    const roomy = stackLines(lines, inRow(ids), [
      { above: 0, below: 100 },
      { above: 60, below: 0 },
    ]);
    expect(roomy.get('n2')!.y).toBe(224 + 160);
  });

  it('answer for one card, for none, and for cards without wires', () => {
    expect(columnsOf(new Map(), [])).toEqual([]);
    expect(breakRow([], 100)).toEqual([]);
    const above = new Map([
      ['a', { x: 0, y: 0 }],
      ['b', { x: 100, y: 300 }],
    ]);
    expect(columnsOf(above, []).map(({ ids }) => ids)).toEqual([['a', 'b']]);
  });
});
