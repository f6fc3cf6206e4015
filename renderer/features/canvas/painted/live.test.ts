import { describe, expect, it } from 'vitest';
import { chain } from '../../../../src/document/operations/chain.ts';
import { bareScene } from '../../../testing/bareScene.ts';
import { type CanvasNode, createFlow } from '../flow.ts';
import { createDivider, isCrowded, layerUnder } from './live.ts';

const document = chain('far', [
  ['input', { shape: [8, 8, 1] }],
  ...Array.from({ length: 99 }, () => ['activation', {}] as const),
]);
const scene = bareScene(document);
const flow = createFlow();
const nodes = flow.nodes(scene);
const edges = flow.edges(scene);
const third = nodes[2]!;
const everywhere = { left: -1e6, top: -1e6, right: 1e6, bottom: 1e6 };

describe('far away', () => {
  it('cards are painted where many are in view, and not in turn with every step of a zoom', () => {
    const first = (count: number): CanvasNode[] => nodes.slice(0, count);
    expect(isCrowded(first(60), everywhere, 'stack', false)).toBe(false);
    expect(isCrowded(first(61), everywhere, 'stack', false)).toBe(true);
    expect(isCrowded(first(50), everywhere, 'stack', true)).toBe(true);
    expect(isCrowded(first(44), everywhere, 'stack', true)).toBe(false);
    const pile = Array.from({ length: 301 }, () => third);
    expect(isCrowded(pile, everywhere, 'card', false)).toBe(true);
    expect(isCrowded(nodes, everywhere, 'card', false)).toBe(false);
    const { x, y } = third.position;
    expect(isCrowded(nodes, { left: x, top: y, right: x + 10, bottom: y + 10 }, 'stack', false)).toBe(false);
  });

  it('the card under the pointer is found, and nothing beside it', () => {
    const { x, y } = third.position;
    expect(layerUnder(nodes, { x: x + 90, y: y + 70 })?.id).toBe(third.id);
    expect(layerUnder(nodes, { x: x + 200, y: y + 70 })).toBeNull();
  });

  it('all but the layer pointed at are painted, with its wires as elements', () => {
    const { nodes: given, edges: drawn, painted } = createDivider()(nodes, edges, third.id);
    expect(given.filter(({ hidden }) => !hidden).map(({ id }) => id)).toEqual([third.id]);
    expect(given.filter(({ hidden }) => hidden).map(({ id }) => id)).toEqual([nodes[1]!.id, nodes[3]!.id]);
    expect(drawn).toHaveLength(2);
    expect(painted.nodes).toHaveLength(nodes.length - 1);
    expect(painted.edges).toHaveLength(edges.length - 2);
  });

  it('the picture stays the same while only the layer pointed at moves', () => {
    const divide = createDivider();
    const before = divide(nodes, edges, third.id).painted;
    const moved = flow.nodes({ ...scene, moving: new Map([[third.id, { x: 7, y: 7 }]]) });
    expect(divide(moved, edges, third.id).painted).toBe(before);
    const other = flow.nodes({ ...scene, moving: new Map([[nodes[5]!.id, { x: 7, y: 7 }]]) });
    expect(divide(other, edges, third.id).painted).not.toBe(before);
  });
});
