import { describe, expect, it } from 'vitest';
import { place } from '../../../../src/document/operations/arrange.ts';
import { setRepeat } from '../../../../src/document/operations/blocks.ts';
import { chain } from '../../../../src/document/operations/chain.ts';
import { connect } from '../../../../src/document/operations/edges.ts';
import { makeBlock } from '../../../../src/document/operations/make-block.ts';
import { unpackBlock } from '../../../../src/document/operations/unpack-block.ts';
import type { ConvasDocument } from '../../../../src/document/schema.ts';
import { applyRepair } from '../../../../src/network/repair.ts';
import { card, portY } from '../../../editing/card.ts';
import { bareScene } from '../../../testing/bareScene.ts';
import { createFlow } from '../flow.ts';
import { wirePath } from './wires.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A wire's drawing as points near each other, its ends left out. */
function pointsOf(d: string): Point[] {
  const points: Point[] = [];
  let at: Point = { x: 0, y: 0 };
  const to = (...knots: Point[]): void => {
    const start = at;
    const steps = 40;
    for (let step = 1; step <= steps; step++) {
      let row = [start, ...knots];
      const t = step / steps;
      while (row.length > 1)
        row = row.slice(1).map((b, i) => ({
          x: row[i]!.x + (b.x - row[i]!.x) * t,
          y: row[i]!.y + (b.y - row[i]!.y) * t,
        }));
      points.push(row[0]!);
    }
    at = knots.at(-1)!;
  };
  for (const [, letter, rest] of d.matchAll(/([MHVLQC])([^A-Z]*)/g)) {
    const n = rest!.split(/[ ,]+/).map(Number);
    if (letter === 'M') at = { x: n[0]!, y: n[1]! };
    else if (letter === 'H') to({ x: n[0]!, y: at.y });
    else if (letter === 'V') to({ x: at.x, y: n[0]! });
    else to(...Array.from({ length: n.length / 2 }, (_, i) => ({ x: n[2 * i]!, y: n[2 * i + 1]! })));
  }
  return points;
}

const cross = (a: Point, b: Point, c: Point): number => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
const meet = (a: Point, b: Point, c: Point, d: Point): boolean =>
  cross(a, b, c) * cross(a, b, d) < 0 && cross(c, d, a) * cross(c, d, b) < 0;

const places = ({ layers }: ConvasDocument) => new Map(layers.map(({ id, position }) => [id, position]));

function wiresOf(document: ConvasDocument) {
  const scene = bareScene(document);
  const at = places(document);
  return createFlow()
    .edges(scene)
    .map(({ id, source, target, data }) => {
      const [from, to] = [at.get(source)!, at.get(target)!];
      const start = { x: from.x + card.width, y: from.y + portY };
      const end = { x: to.x, y: to.y + portY };
      return { id, source, target, points: pointsOf(wirePath(start, end, data?.lane ?? null).d) };
    });
}
type Wire = ReturnType<typeof wiresOf>[number];

function cardsOnEachOther(document: ConvasDocument): string[] {
  const all = [...places(document)];
  return all.flatMap(([a, p]) =>
    all
      .filter(([b, q]) => a < b && Math.abs(p.x - q.x) < card.width && Math.abs(p.y - q.y) < card.height)
      .map(([b]) => `${a} lies on ${b}`),
  );
}

const runsThrough = ({ source, target, points }: Wire, layer: string, { x, y }: Point): boolean =>
  layer !== source &&
  layer !== target &&
  points.some((p) => p.x > x && p.x < x + card.width && p.y > y && p.y < y + card.height);

const crosses = (a: Wire, b: Wire): boolean =>
  a.id < b.id &&
  a.source !== b.source &&
  a.target !== b.target &&
  a.points.slice(1).some((p, i) => b.points.slice(1).some((q, j) => meet(a.points[i]!, p, b.points[j]!, q)));

/** What is wrong with a drawing: cards on each other, wires through cards, wires across each other. */
function flaws(document: ConvasDocument): string[] {
  const wires = wiresOf(document);
  const all = [...places(document)];
  return [
    ...cardsOnEachOther(document),
    ...wires.flatMap((wire) =>
      all
        .filter(([layer, at]) => runsThrough(wire, layer, at))
        .map(([layer]) => `${wire.source}>${wire.target} runs through ${layer}`),
    ),
    ...wires.flatMap((a) =>
      wires
        .filter((b) => crosses(a, b))
        .map((b) => `${a.source}>${a.target} crosses ${b.source}>${b.target}`),
    ),
  ];
}

/** A chain in lines of six, as an arranged network has them. */
function inLines(count: number): ConvasDocument {
  const row = chain('lines', [
    ['input', { shape: [32, 32, 3] }],
    ...Array.from({ length: count - 1 }, () => ['conv2d', { filters: 8, padding: 'same' }] as const),
  ]);
  return place(
    row,
    new Map(
      row.layers.map(({ id }, index) => [id, { x: (index % 6) * 264, y: Math.floor(index / 6) * 240 }]),
    ),
  );
}

const lines = inLines(18);

describe('wires of an arranged network do not cross', () => {
  it('as it stands', () => {
    expect(flaws(lines)).toEqual([]);
  });

  it.each(['layer-2', 'layer-6', 'layer-7', 'layer-9'])('after a remedy beside %s', (layer) => {
    for (const action of ['insertBefore', 'insertAfter'] as const) {
      const repair = { action, layer, kind: 'batchNormalization', params: {}, label: '' } as const;
      const mended = applyRepair(lines, repair);
      expect(mended.layers).toHaveLength(19);
      expect(flaws(mended)).toEqual([]);
      // The other lines stay where they were.
      const line = lines.layers.find(({ id }) => id === layer)!.position.y;
      const elsewhere = lines.layers.filter(({ position }) => position.y !== line);
      for (const { id, position } of elsewhere)
        expect(mended.layers.find((other) => other.id === id)!.position).toEqual(position);
    }
  });

  it.each([1, 2, 3, 12])('after a block repeated %d times was unpacked', (repeat) => {
    const { document, instance } = makeBlock(lines, ['layer-9', 'layer-10'], 'Pair')!;
    const unpacked = unpackBlock(setRepeat(document, instance, repeat), instance)!;
    expect(unpacked.ids).toHaveLength(2 * repeat);
    expect(flaws(unpacked.document)).toEqual([]);
  });

  it('nor after a residual unit was unpacked many times', () => {
    const apart = place(
      lines,
      new Map(
        lines.layers
          .filter(({ position }) => position.y >= 240)
          .map(({ id, position }) => [id, { x: position.x, y: position.y + 200 }]),
      ),
    );
    const added = connect(
      {
        ...apart,
        layers: apart.layers.map((l) => (l.id === 'layer-11' ? { ...l, kind: 'add', params: {} } : l)),
      },
      'layer-8',
      'layer-11',
    );
    const { document, instance } = makeBlock(added, ['layer-8', 'layer-9', 'layer-10', 'layer-11'], 'Unit')!;
    const before = flaws(document);
    const unpacked = unpackBlock(setRepeat(document, instance, 5), instance)!;
    expect(before).toEqual([]);
    expect(flaws(unpacked.document)).toEqual([]);
  });
});
