import { describe, expect, it } from 'vitest';
import { place } from '../../../../src/document/operations/arrange.ts';
import { chain } from '../../../../src/document/operations/chain.ts';
import { bareScene } from '../../../testing/bareScene.ts';
import { type CanvasNode, createFlow } from '../flow.ts';
import { createAdmission, limits, maxWires } from './admission.ts';

const [columns, rows] = [40, 5];
const plain = chain('wall', [
  ['input', { shape: [8, 8, 1] }],
  ...Array.from({ length: columns * rows - 1 }, () => ['activation', {}] as const),
]);
/** Columns of five cards, as an arranged network has them. */
const document = place(
  plain,
  new Map(
    plain.layers.map(({ id }, index) => [id, { x: Math.floor(index / rows) * 264, y: (index % rows) * 240 }]),
  ),
);
const scene = bareScene(document);
const flow = createFlow();
const nodes = flow.nodes(scene);
const edges = flow.edges(scene);
const nobody: ReadonlySet<string> = new Set();
const view = (left: number) => ({ left, top: 0, right: left + 1100, bottom: 1100 });
const live = (given: readonly CanvasNode[]): string[] =>
  given.filter(({ hidden }) => !hidden).map(({ id }) => id);

function settled(left: number) {
  const admission = createAdmission();
  admission.step(nodes, view(left), limits.jumped, nobody);
  let steps = 0;
  while (admission.step(nodes, view(left), limits.resting, nobody).more) {
    if (++steps > 100) throw new Error('never comes to rest');
  }
  return admission;
}

describe('cards become elements', () => {
  it('all at once where a view opens, the rest around it afterwards', () => {
    const admission = createAdmission();
    admission.step(nodes, view(2640), limits.jumped, nobody);
    const opened = admission.admit(nodes, edges, view(2640));
    expect(opened.waiting).toEqual([]);
    const rested = settled(2640).admit(nodes, edges, view(2640));
    expect(live(rested.nodes).length).toBeGreaterThan(live(opened.nodes).length);
    expect(live(rested.nodes).length).toBeLessThan(40);
  });

  it('a few in each frame of a pan, as fast as it is, and none is left behind', () => {
    for (const speed of [10, 46, 120]) {
      const admission = settled(0);
      let before = new Set(live(admission.admit(nodes, edges, view(0)).nodes));
      let end = 0;
      for (let frame = 1; frame <= 40; frame++) {
        end = frame * speed;
        admission.step(nodes, view(end), limits.moving, nobody);
        const now = live(admission.admit(nodes, edges, view(end)).nodes);
        expect(now.filter((id) => !before.has(id)).length).toBeLessThanOrEqual(3);
        expect([...before].filter((id) => !now.includes(id)).length).toBeLessThanOrEqual(3);
        before = new Set(now);
      }
      while (admission.step(nodes, view(end), limits.resting, nobody).more);
      const rested = admission.admit(nodes, edges, view(end));
      expect(rested.waiting).toEqual([]);
      // Those just left stay a while.
      const asked = live(settled(end).admit(nodes, edges, view(end)).nodes);
      expect(live(rested.nodes)).toEqual(expect.arrayContaining(asked));
      expect(live(rested.nodes).length).toBeLessThanOrEqual(asked.length + 2 * rows);
    }
  });

  it('before they are seen, where a pan leaves time for it', () => {
    const admission = settled(0);
    for (let x = 0; x < 2000; x += 20) {
      admission.step(nodes, view(x), limits.moving, nobody);
      expect(admission.admit(nodes, edges, view(x)).waiting).toEqual([]);
    }
  });

  it('each with its wires, whose ends React Flow knows even out of view, in the order of the document', () => {
    const { nodes: given, edges: drawn } = settled(2640).admit(nodes, edges, view(2640));
    const ids = new Set(given.map(({ id }) => id));
    expect(drawn.every(({ source, target }) => ids.has(source) && ids.has(target))).toBe(true);
    const all = new Set(live(given));
    const between = edges.filter(({ source, target }) => all.has(source) && all.has(target));
    expect(between.every((edge) => drawn.includes(edge))).toBe(true);
    const order = nodes.filter(({ id }) => ids.has(id)).map(({ id }) => id);
    expect(given.map(({ id }) => id)).toEqual(order);
  });

  it('and stay so while they are dragged or have the keyboard', () => {
    const first = nodes[0]!.id;
    const admission = settled(0);
    for (let x = 0; x < 6000; x += 50) admission.step(nodes, view(x), limits.moving, new Set([first]));
    expect(live(admission.admit(nodes, edges, view(6000)).nodes)).toContain(first);
  });

  it('what is selected is known to React Flow wherever it is, so that it moves together', () => {
    const picked = flow.nodes({ ...scene, selected: { layers: new Set(['layer-199']), notes: new Set() } });
    const { nodes: given } = settled(0).admit(picked, edges, view(0));
    expect(given.find(({ selected }) => selected)).toMatchObject({ hidden: true });
  });

  it('with more wires in view than can be elements, these are painted, but for those selected', () => {
    const many = Array.from({ length: maxWires + 1 }, (_, index) => ({ ...edges[0]!, id: `w${index}` }));
    many[7] = { ...many[7]!, selected: true };
    const { edges: drawn, manyWires } = settled(0).admit(nodes, many, view(0));
    expect(drawn).toEqual([many[7]]);
    expect(manyWires?.edges).toHaveLength(maxWires);
    expect(settled(0).admit(nodes, many.slice(0, maxWires), view(0)).manyWires).toBeNull();
  });
});
