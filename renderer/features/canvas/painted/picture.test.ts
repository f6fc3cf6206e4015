import { expect, it } from 'vitest';
import { chain } from '../../../../src/document/operations/chain.ts';
import { bareScene } from '../../../testing/bareScene.ts';
import { createFlow, type LayerFlowNode } from '../flow.ts';
import { maxStrokes, wiresIn } from './picture.ts';

const document = chain('pair', [
  ['input', { shape: [8, 8, 1] }],
  ['activation', {}],
]);
const scene = bareScene(document);
const flow = createFlow();
const nodes = flow.nodes(scene).filter((node): node is LayerFlowNode => node.type === 'layer');
const [edge] = flow.edges(scene);
const wires = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ ...edge!, id: `wire-${index}` }));
const all = { left: -1e6, top: -1e6, right: 1e6, bottom: 1e6 };

it('of a hundred thousand wires as many are drawn as a moment allows, always the same, and it is known how many', () => {
  const { strokes, every } = wiresIn({ nodes, edges: wires(100_000) }, all);
  expect(strokes.length).toBeLessThanOrEqual(maxStrokes);
  expect(strokes.length).toBeGreaterThan(maxStrokes / 3);
  expect(every).toBe(64);
  const fewer = wiresIn({ nodes, edges: wires(50_000) }, all);
  const ids = new Set(fewer.strokes.map(({ edge }) => edge.id));
  expect(strokes.slice(0, 500).every(({ edge }) => ids.has(edge.id))).toBe(true);
});

it('all are drawn where they are not too many, and none out of view', () => {
  expect(wiresIn({ nodes, edges: wires(maxStrokes) }, all)).toMatchObject({ every: 1 });
  expect(wiresIn({ nodes, edges: wires(maxStrokes) }, all).strokes).toHaveLength(maxStrokes);
  const away = { left: 1e5, top: 1e5, right: 2e5, bottom: 2e5 };
  expect(wiresIn({ nodes, edges: wires(3) }, away).strokes).toEqual([]);
});
