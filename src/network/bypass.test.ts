import { describe, expect, it } from 'vitest';
import { templates } from '../../templates/index.ts';
import { setRepeat } from '../document/operations/blocks.ts';
import { setBypassed } from '../document/operations/bypass.ts';
import { chain } from '../document/operations/chain.ts';
import { connect, disconnect } from '../document/operations/edges.ts';
import { addLayer, removeAndRewire } from '../document/operations/layers.ts';
import { makeBlock } from '../document/operations/make-block.ts';
import { unpackBlock } from '../document/operations/unpack-block.ts';
import { parseDocument } from '../document/parse.ts';
import type { ConvasDocument } from '../document/schema.ts';
import { serializeDocument } from '../document/serialize.ts';
import { sentence } from '../text/message.ts';
import { TextError } from '../text/text-error.ts';
import { analyze, createAnalyzer } from './analyze.ts';
import type { Analysis } from './network.ts';
import { applyRepair } from './repair.ts';

const bypass = (document: ConvasDocument, ...ids: string[]) => setBypassed(document, ids, true);

/** What a network computes, whatever its layers are called. */
function essence({ network, totals, problems }: Analysis) {
  const place = new Map(network?.layers.map((layer, index) => [layer.id, index]));
  return {
    totals,
    problems: problems.map(({ code }) => code),
    layers: network?.layers.map(({ kind, params, inputs, outputShape, weights }) => ({
      kind: kind.kind,
      params,
      inputs: inputs.map((id) => place.get(id)),
      outputShape,
      weights,
    })),
  };
}

/** input, conv 8, [conv 8, conv 8 + shortcut], flatten, dense: layers 1 to 7. */
function residual(): ConvasDocument {
  const same = { filters: 8, padding: 'same' };
  const row = chain('residual', [
    ['input', { shape: [16, 16, 1] }],
    ['conv2d', { ...same, activation: 'relu' }, 'stem'],
    ['conv2d', { ...same, activation: 'relu' }, 'a'],
    ['conv2d', { ...same, activation: 'relu' }, 'b'],
    ['add', {}, 'sum'],
    ['flatten'],
    ['dense', { units: 10, activation: 'softmax' }, 'out'],
  ]);
  return connect(row, 'layer-2', 'layer-5');
}

/** The residual network without its unit. */
const plain = chain('plain', [
  ['input', { shape: [16, 16, 1] }],
  ['conv2d', { filters: 8, padding: 'same', activation: 'relu' }, 'stem'],
  ['flatten'],
  ['dense', { units: 10, activation: 'softmax' }, 'out'],
]);

const codes = ({ problems }: Analysis) => problems.map(({ code }) => code);

describe('a bypassed layer', () => {
  it('is to the network as if it were deleted and its neighbors joined, in every template', () => {
    let compared = 0;
    for (const { id, text } of templates) {
      const parsed = parseDocument(text);
      if (!parsed.ok) throw new TextError(parsed.error);
      const { document } = parsed;
      const analyzer = createAnalyzer();
      const single = document.layers.filter(
        (layer) => document.edges.filter((edge) => edge.target === layer.id).length === 1,
      );
      // Of a long network a few layers say as much as all.
      const step = Math.max(1, Math.floor(single.length / 6));
      for (const layer of single.filter((_, index) => index % step === 0)) {
        const without = removeAndRewire(document, [layer.id]);
        // Where a shortcut leads around it, deleting drops the second wire from the same layer; passing on keeps it.
        if (without.edges.length !== document.edges.length - 1) continue;
        const passed = analyzer(bypass(document, layer.id), null);
        expect(essence(passed), `${id}: ${layer.name}`).toEqual(essence(analyze(without, null)));
        expect(passed.bypassed.map((each) => each.id)).toEqual([layer.id]);
        compared += 1;
      }
      expect(essence(analyzer(document, null))).toEqual(essence(analyze(document, null)));
    }
    expect(compared).toBeGreaterThan(80);
  }, 60_000);

  it('carries the shape that it passes on, and counts nothing', () => {
    const analysis = analyze(bypass(residual(), 'layer-3', 'layer-4'), null);
    expect(analysis.problems).toEqual([]);
    expect(analysis.bypassed).toMatchObject([
      { id: 'layer-3', name: 'a', inputShapes: [[16, 16, 8]], outputShape: [16, 16, 8], params: 0, macs: 0 },
      { id: 'layer-4', name: 'b', outputShape: [16, 16, 8], output: 'layer-2' },
    ]);
    const sum = analysis.network!.layers.find(({ name }) => name === 'sum')!;
    // Both arms of the residual unit now carry the same: twice the shortcut.
    expect(sum.inputs).toEqual(['layer-2', 'layer-2']);
  });

  it('must have a single input to pass on', () => {
    const merging = analyze(bypass(residual(), 'layer-5'), null);
    expect(merging.network).toBeNull();
    expect(merging.problems[0]).toMatchObject({ code: 'bypass-inputs', layer: 'layer-5', severity: 'error' });
    expect(sentence(merging.problems[0]!.message)).toContain('combines 2 inputs ("b" and "stem")');
    const [again, alone] = merging.problems[0]!.repairs;
    expect(codes(analyze(applyRepair(bypass(residual(), 'layer-5'), again!), null))).toEqual([]);
    const kept = analyze(applyRepair(bypass(residual(), 'layer-5'), alone!), null);
    expect(codes(kept)).toEqual([]);
    expect(kept.network!.layers.map(({ name }) => name)).toEqual([
      'input',
      'stem',
      'a',
      'b',
      'flatten',
      'out',
    ]);

    const entry = analyze(bypass(residual(), 'layer-1'), null);
    expect(sentence(entry.problems.find(({ code }) => code === 'bypass-inputs')?.message ?? '')).toContain(
      'is where data enters',
    );
    const loose = analyze(bypass(disconnect(residual(), ['edge-1']), 'layer-2'), null);
    expect(sentence(loose.problems.find(({ code }) => code === 'bypass-inputs')?.message ?? '')).toContain(
      'Nothing flows into "stem"',
    );
    const all = analyze(bypass(residual(), ...residual().layers.map(({ id }) => id)), null);
    expect(codes(all)).toContain('empty-network');
    expect(all.network).toBeNull();
  });

  it('may have several wires that lead to the same layer', () => {
    const analysis = analyze(bypass(residual(), 'layer-3', 'layer-4', 'layer-5'), null);
    expect(codes(analysis)).toEqual([]);
    expect(essence(analysis)).toEqual(essence(analyze(plain, null)));
  });

  it('may be a block, or be inside of one, and stays so when the block is unpacked', () => {
    const { document, instance } = makeBlock(residual(), ['layer-3', 'layer-4', 'layer-5'], 'unit')!;
    const without = analyze(plain, null);
    const passed = analyze(bypass(setRepeat(document, instance, 3), instance), null);
    expect(essence(passed)).toEqual(essence(without));
    expect(passed.blocks).toEqual([]);
    const unpacked = unpackBlock(bypass(setRepeat(document, instance, 3), instance), instance)!;
    expect(essence(analyze(unpacked.document, null))).toEqual(essence(without));

    const inner = bypass(residual(), 'layer-4');
    const block = makeBlock(inner, ['layer-3', 'layer-4', 'layer-5'], 'unit')!;
    expect(essence(analyze(block.document, null))).toEqual(essence(analyze(inner, null)));
    expect(analyze(block.document, null).bypassed).toMatchObject([{ id: `${block.instance}/1/layer-4` }]);
  });

  it('is kept in the file, and a circle through it is named', () => {
    const document = bypass(residual(), 'layer-3');
    const parsed = parseDocument(serializeDocument(document));
    expect(parsed).toMatchObject({ ok: true, notices: [] });
    expect(parsed.ok && parsed.document).toEqual(document);
    expect(setBypassed(document, ['layer-3'], false)).toEqual(residual());
    expect(setBypassed(document, ['layer-3'], true)).toBe(document);
    const circle = connect(
      connect(bypass(residual(), 'layer-4'), 'layer-4', 'layer-3'),
      'layer-2',
      'layer-3',
    );
    expect(codes(analyze(circle, null))).toContain('cycle');
  });

  it('that has no wires takes no part', () => {
    const { document, id } = addLayer(residual(), 'dense', { x: 0, y: 400 });
    expect(codes(analyze(document, null))).toEqual(['unconnected-layer']);
    expect(codes(analyze(bypass(document, id), null))).toEqual([]);
  });
});
