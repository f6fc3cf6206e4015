import { describe, expect, it } from 'vitest';
import { place } from '../../../../src/document/operations/arrange.ts';
import { chain } from '../../../../src/document/operations/chain.ts';
import { connect } from '../../../../src/document/operations/edges.ts';
import { lanesOf } from './lanes.ts';

/** Six cards in a row, 264 apart, on the level 0. */
const row = () => {
  const document = chain(
    'row',
    Array.from({ length: 6 }, () => ['activation', {}] as const),
  );
  return place(document, new Map(document.layers.map(({ id }, index) => [id, { x: index * 264, y: 0 }])));
};
const wire = (document: ReturnType<typeof row>, from: number, to: number) =>
  document.edges.find((edge) => edge.source === `layer-${from}` && edge.target === `layer-${to}`)!.id;

describe('lanes', () => {
  it('lead over the cards that a wire would run behind', () => {
    const shortcut = connect(row(), 'layer-2', 'layer-5');
    const lanes = lanesOf(shortcut);
    expect([...lanes.keys()]).toEqual([wire(shortcut, 2, 5)]);
    expect([...lanes.values()][0]).toBeLessThan(0);
    expect(lanesOf(row()).size).toBe(0);
  });

  it('lie apart, the longer above, and none where the way is free', () => {
    const both = connect(connect(row(), 'layer-1', 'layer-6'), 'layer-2', 'layer-5');
    const lanes = lanesOf(both);
    expect(lanes.get(wire(both, 1, 6))).toBeLessThan(lanes.get(wire(both, 2, 5))! - 10);
    const below = place(
      connect(row(), 'layer-1', 'layer-4'),
      new Map([
        ['layer-2', { x: 264, y: 400 }],
        ['layer-3', { x: 528, y: 400 }],
      ]),
    );
    expect(lanesOf(below).size).toBe(0);
    const apart = connect(connect(row(), 'layer-1', 'layer-3'), 'layer-3', 'layer-5');
    expect(new Set(lanesOf(apart).values()).size).toBe(1);
  });

  it('run on the level of a branch that lies on a line of its own', () => {
    const document = connect(row(), 'layer-1', 'layer-5');
    const branch = place(document, new Map([['layer-5', { x: 4 * 264, y: 224 }]]));
    expect(lanesOf(branch).get(wire(branch, 1, 5))).toBe(224 + 80);
  });

  it('go over a second row of cards, too', () => {
    const document = connect(row(), 'layer-1', 'layer-6');
    const above = place(document, new Map([['layer-4', { x: 528, y: -160 }]]));
    expect([...lanesOf(above).values()][0]).toBeLessThan(-160);
  });

  it('pass a note between two lines, above or below it', () => {
    const lines = (lower: number) =>
      place(
        row(),
        new Map([4, 5, 6].map((each, index) => [`layer-${each}`, { x: index * 264, y: lower }] as const)),
      );
    const noted = (y: number, height: number, lower = 360) => {
      const document = lines(lower);
      const note = { id: 'note-1', text: 'Between', position: { x: 0, y }, size: { width: 712, height } };
      return { ...document, notes: [note] };
    };
    expect(lanesOf(lines(360)).size).toBe(0);
    const below = noted(200, 96);
    expect([...lanesOf(below)]).toEqual([[wire(below, 3, 4), 340]]);
    const above = noted(240, 104);
    expect([...lanesOf(above)]).toEqual([[wire(above, 3, 4), 184]]);
    // Beside the wire, and where the note leaves no height free.
    expect(lanesOf(noted(480, 80)).size).toBe(0);
    expect(lanesOf(noted(150, 300)).size).toBe(0);
  });

  it('lead back to a branch of the next line over the branches above it', () => {
    const next = { x: 0, y: 264 };
    const branches = place(
      connect(connect(row(), 'layer-3', 'layer-5'), 'layer-3', 'layer-6'),
      new Map([
        ['layer-4', { x: 792, y: 0 }],
        ['layer-5', next],
        ['layer-6', { x: 0, y: 264 + 200 }],
      ]),
    );
    const lanes = lanesOf(branches);
    // Both run between the lines: the lower one not through the branch above it.
    expect(lanes.get(wire(branches, 3, 6))).toBe(264 - 20);
    expect(lanes.has(wire(branches, 3, 5))).toBe(false);
  });

  it('end, for a thicket of long wires: the longest run straight', { timeout: 60_000 }, () => {
    const one = chain('thicket', [['activation', {}]]);
    const layers = Array.from({ length: 5000 }, (_, at) => ({
      ...one.layers[0]!,
      id: `layer-${at + 1}`,
      position: { x: (at % 100) * 264, y: Math.floor(at / 100) * 200 },
    }));
    const edges = layers.flatMap(({ id }, index) => [
      { id: `from-${index}`, source: 'layer-1', target: id },
      { id: `to-${index}`, source: id, target: 'layer-100' },
    ]);
    const lanes = lanesOf({ ...one, layers, edges });
    expect(lanes.size).toBeGreaterThan(0);
    expect(lanes.size).toBeLessThan(edges.length / 2);
  });
});
