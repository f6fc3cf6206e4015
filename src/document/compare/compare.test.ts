import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TextError } from '../../text/text-error.ts';
import { parseDocument } from '../parse.ts';
import type { ConvasDocument, LayerNode } from '../schema.ts';
import { compareArchitectures } from './architecture.ts';
import { compareSettings } from './settings.ts';
import { writeSetting } from './words.ts';

function template(id: string): ConvasDocument {
  const file = new URL(`../../../templates/${id}.convas`, import.meta.url);
  const parsed = parseDocument(readFileSync(file, 'utf8'));
  if (!parsed.ok) throw new TextError(parsed.error);
  return parsed.document;
}

const lenet = template('lenet-5');
const named = (document: ConvasDocument, name: string): LayerNode =>
  document.layers.find((layer) => layer.name === name)!;
const edit = (name: string, change: Partial<LayerNode>): ConvasDocument => ({
  ...lenet,
  layers: lenet.layers.map((layer) => (layer.name === name ? { ...layer, ...change } : layer)),
});

describe('the settings of runs', () => {
  it('are told apart by what differs, defaults filled in', () => {
    const other: ConvasDocument = {
      ...lenet,
      training: {
        ...lenet.training,
        epochs: 9,
        optimizer: { kind: 'momentum', params: { learningRate: 0.05 } },
        layers: { [named(lenet, 'C1').id]: { frozen: true } },
      },
    };
    const plain = { ...lenet, training: { ...lenet.training, optimizer: { kind: 'adam', params: {} } } };
    const { differing, alike } = compareSettings([plain, other]);
    const rows = Object.fromEntries(differing.map(({ title, values }) => [title, values.map(writeSetting)]));
    expect(rows).toMatchObject({
      Epochs: [String(lenet.training.epochs), '9'],
      Optimizer: ['Adam', expect.stringMatching(/momentum/i)],
      'Optimizer: Learning rate': ['0.001', '0.05'],
      'C1: frozen': ['–', 'yes'],
    });
    expect(rows).not.toHaveProperty('Batch size');
    expect(alike.map(({ path }) => path)).toContain('training.clipping.by');
    expect(alike.map(({ path }) => path)).toContain('data.dataset');
  });

  it('are alike for a document and itself, however its defaults are written', () => {
    const written = {
      ...lenet,
      training: {
        ...lenet.training,
        schedule: { ...lenet.training.schedule, params: { climb: 0.3 } },
      },
    };
    expect(compareSettings([lenet, written, lenet]).differing).toEqual([]);
  });
});

describe('the architectures of runs', () => {
  it('are the same for a document and itself', () => {
    for (const id of ['lenet-5', 'resnet18', 'googlenet']) {
      const document = template(id);
      expect(compareArchitectures(document, structuredClone(document))).toEqual([]);
    }
  });

  it('tell which layers were bypassed', () => {
    const [difference, ...others] = compareArchitectures(lenet, edit('S2', { bypassed: true }));
    expect(others).toEqual([]);
    expect(difference).toMatchObject({
      change: 'changed',
      layer: { name: 'S2' },
      params: [{ title: 'Bypassed', from: false, to: true }],
      inputs: null,
    });
  });

  it('tell what a parameter, a name and a kind were before', () => {
    const after = edit('C1', {
      name: 'first',
      kind: 'depthwiseConv2d',
      params: { kernelSize: [5, 5], depthMultiplier: 6 },
    });
    expect(compareArchitectures(lenet, after)).toEqual([
      expect.objectContaining({
        change: 'changed',
        layer: expect.objectContaining({ name: 'first', kind: 'DepthwiseConv2D' }),
        renamed: 'C1',
        replaced: 'Conv2D',
        inputs: null,
      }),
    ]);
    const wider = edit('C3', { params: { ...named(lenet, 'C3').params, filters: 32 } });
    expect(compareArchitectures(lenet, wider)).toEqual([
      expect.objectContaining({ params: [{ title: 'Filters', from: 16, to: 32 }], renamed: null }),
    ]);
  });

  it('tell of a layer put between by itself, not by its neighbors wires', () => {
    const [c1, s2] = [named(lenet, 'C1'), named(lenet, 'S2')];
    const dropout: LayerNode = { ...s2, id: 'new', name: 'drop', kind: 'dropout', params: {} };
    const after: ConvasDocument = {
      ...lenet,
      layers: [...lenet.layers, dropout],
      edges: lenet.edges.flatMap((edge) =>
        edge.source === c1.id && edge.target === s2.id
          ? [
              { ...edge, target: 'new' },
              { id: 'e', source: 'new', target: s2.id },
            ]
          : edge,
      ),
    };
    const layer = { id: 'new', name: 'drop', kind: 'Dropout', within: null };
    expect(compareArchitectures(lenet, after)).toEqual([{ change: 'added', layer }]);
    expect(compareArchitectures(after, lenet)).toEqual([{ change: 'removed', layer }]);
  });

  it('match layers by name where their ids were given anew, and tell of a wire that moved', () => {
    const renewed = JSON.parse(
      JSON.stringify(lenet).replaceAll(/"(id|source|target)":"/g, '"$1":"again-'),
    ) as ConvasDocument;
    expect(compareArchitectures(lenet, renewed)).toEqual([]);
    const [input, c3] = [named(lenet, 'Input'), named(lenet, 'C3')];
    const moved = {
      ...lenet,
      edges: lenet.edges.map((edge) => (edge.target === c3.id ? { ...edge, source: input.id } : edge)),
    };
    expect(compareArchitectures(lenet, moved)).toEqual([
      expect.objectContaining({ inputs: { from: ['S2'], to: ['Input'] } }),
    ]);
  });

  it('look inside blocks', () => {
    const resnet = template('resnet18');
    const [block] = resnet.blocks;
    const inner = block!.layers.find(({ kind }) => kind === 'conv2d')!;
    const after: ConvasDocument = {
      ...resnet,
      blocks: resnet.blocks.map((other) =>
        other !== block
          ? other
          : {
              ...other,
              layers: other.layers.map((layer) =>
                layer === inner ? { ...layer, params: { ...layer.params, useBias: true } } : layer,
              ),
            },
      ),
    };
    expect(compareArchitectures(resnet, after)).toEqual([
      expect.objectContaining({ layer: expect.objectContaining({ name: inner.name, within: block!.name }) }),
    ]);
  });
});
