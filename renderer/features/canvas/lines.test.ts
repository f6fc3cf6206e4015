import ELK from 'elkjs/lib/elk.bundled.js';
import { describe, expect, it } from 'vitest';
import { card } from '../../editing/card.ts';
import { layOut } from './layout.ts';
import { breakLines } from './lines.ts';

const wire = (source: string, target: string) => ({ id: `${source}-${target}`, source, target });
const named = (count: number): string[] => Array.from({ length: count }, (_, index) => `n${index}`);
const chained = (ids: readonly string[]) => ids.slice(1).map((id, index) => wire(ids[index]!, id));
const linesOf = (places: ReadonlyMap<string, { x: number; y: number }>): string[][] => {
  const lines = new Map<number, string[]>();
  for (const [id, { y }] of places) lines.set(y, [...(lines.get(y) ?? []), id]);
  return [...lines].sort(([a], [b]) => a - b).map(([, ids]) => ids);
};
const engine = new ELK();
const origin = { x: 0, y: 0 };

describe('lines', () => {
  it('leave a short chain on one line, and read a long one like a page', async () => {
    const few = named(5);
    expect(linesOf(await layOut(engine, few, chained(few), origin))).toEqual([few]);
    const many = named(24);
    const places = await layOut(engine, many, chained(many), origin);
    const lines = linesOf(places);
    expect(lines.flat()).toEqual(many);
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) expect(places.get(line[0]!)!.x).toBe(0);
    const right = Math.max(...[...places.values()].map(({ x }) => x)) + card.width;
    const bottom = Math.max(...[...places.values()].map(({ y }) => y)) + card.height;
    expect(right / bottom).toBeGreaterThan(1);
    expect(right / bottom).toBeLessThan(2.6);
  });

  it('end where one layer leads on, not amid a residual unit', async () => {
    const ids: string[] = [];
    const wires: ReturnType<typeof wire>[] = [];
    let last = 'input';
    ids.push(last);
    for (let unit = 0; unit < 10; unit++) {
      const own = ['a', 'b', 'c'].map((part) => `${part}${unit}`);
      const [sum, out] = [`sum${unit}`, `out${unit}`];
      ids.push(...own, sum, out);
      wires.push(wire(last, own[0]!), ...chained([...own, sum, out]), wire(last, sum));
      last = out;
    }
    const places = await layOut(engine, ids, wires, origin);
    expect(new Set([...places.values()].map(({ x, y }) => `${x} ${y}`)).size).toBe(ids.length);
    const starts = ids.filter((id) => places.get(id)!.x === 0);
    expect(starts.length).toBeGreaterThan(2);
    // Behind the sum a single wire leads on, behind the output two: to the unit and past it.
    for (const id of starts.slice(1)) expect(id).toMatch(/^(out|a)\d/);
  });

  it('answer for one card, for none, and for cards without wires', () => {
    expect(breakLines(new Map(), [])).toEqual(new Map());
    const one = new Map([['a', { x: 8, y: 8 }]]);
    expect(breakLines(one, [])).toEqual(one);
  });
});
