import ELK from 'elkjs/lib/elk.bundled.js';
import { describe, expect, it } from 'vitest';
import { card, grid } from '../../editing/card.ts';
import { layOut } from './layout.ts';

const wire = (source: string, target: string) => ({ id: `${source}-${target}`, source, target });
const engine = new ELK();
const origin = { x: 80, y: 40 };

describe('automatic layout', () => {
  it('puts a chain on one level line, left to right, without overlap, at the origin', async () => {
    const places = await layOut(engine, ['a', 'b', 'c'], [wire('a', 'b'), wire('b', 'c')], origin);
    const [a, b, c] = ['a', 'b', 'c'].map((id) => places.get(id)!);
    expect(a).toEqual(origin);
    expect(b!.y).toBe(a!.y);
    expect(c!.y).toBe(a!.y);
    expect(b!.x - a!.x).toBeGreaterThan(card.width);
    expect(c!.x - b!.x).toBeGreaterThan(card.width);
  });

  it('keeps branches apart, in the order of the document, on the grid', async () => {
    const wires = [wire('in', 'one'), wire('in', 'two'), wire('one', 'sum'), wire('two', 'sum')];
    const places = await layOut(engine, ['in', 'one', 'two', 'sum'], wires, origin);
    expect(places.get('two')!.y - places.get('one')!.y).toBeGreaterThanOrEqual(card.height);
    for (const { x, y } of places.values()) expect([x % grid, y % grid].map(Math.abs)).toEqual([0, 0]);
  });

  it('answers with a cycle and with wires to layers that are not there', async () => {
    const wires = [wire('a', 'b'), wire('b', 'a'), wire('a', 'gone')];
    const places = await layOut(engine, ['a', 'b'], wires, origin);
    expect([...places.keys()].sort()).toEqual(['a', 'b']);
  });
});
