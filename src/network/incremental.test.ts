import { describe, expect, it } from 'vitest';
import { chain } from '../document/operations/chain.ts';
import { connect } from '../document/operations/edges.ts';
import { addLayer, removeLayers, setParams } from '../document/operations/layers.ts';
import type { ConvasDocument, LayerNode } from '../document/schema.ts';
import { analyze, createAnalyzer } from './analyze.ts';

const image = { sampleShape: [16, 16, 3], classes: 10 };

/** Numbers that look random and are the same each time (Park and Miller 1988). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** A chain with a branch, on which every check has something to look at. */
function network(): ConvasDocument {
  const plain = chain('mixed', [
    ['input', { shape: [16, 16, 3] }],
    ['conv2d', { filters: 8, padding: 'same' }],
    ['dropout', { rate: 0.2 }],
    ['batchNormalization'],
    ['conv2d', { filters: 8, padding: 'same', activation: 'tanh' }],
    ['maxPooling2d'],
    ['conv2d', { filters: 16, padding: 'same', activation: 'relu' }],
    ['globalAveragePooling2d'],
    ['dense', { units: 32, activation: 'sigmoid' }],
    ['dense', { units: 32, activation: 'sigmoid' }],
    ['dense', { units: 10, activation: 'softmax' }],
  ]);
  const side = addLayer(plain, 'conv2d', { x: 0, y: 0 }, { filters: 8, padding: 'same' });
  const sum = addLayer(side.document, 'add', { x: 0, y: 0 });
  const [, first, , , second] = plain.layers.map(({ id }) => id);
  const wired = connect(connect(sum.document, first!, side.id), side.id, sum.id);
  return connect(wired, second!, sum.id);
}

type Value = LayerNode['params'][string];

/** Values of each parameter, some of them wrong. */
const values: Readonly<Record<string, readonly Value[]>> = {
  activation: ['linear', 'relu', 'tanh', 'sigmoid', 'softmax', 'no such'],
  filters: [2, 8, 16, 64, -1, 'many'],
  units: [1, 2, 10, 32, 0.5],
  kernelSize: [
    [1, 1],
    [3, 3],
    [40, 40],
  ],
  padding: ['same', 'valid'],
  strides: [
    [1, 1],
    [2, 2],
  ],
  rate: [0, 0.2, 7],
  useBias: [true, false],
  shape: [
    [16, 16, 3],
    [16, 16, 1],
    [8, 8, 3],
  ],
};
const names = Object.keys(values);

describe('an analysis after an edit of parameters', () => {
  it('is what an analysis of the whole document is', () => {
    const pick = randomFrom(11);
    for (let round = 0; round < 12; round++) {
      const run = createAnalyzer();
      let document = network();
      const data = [image, null][pick(2)]!;
      run(document, data);
      for (let edit = 0; edit < 40; edit++) {
        const layer = document.layers[pick(document.layers.length)]!;
        const name = names[pick(names.length)]!;
        const params = { [name]: values[name]![pick(values[name]!.length)]! };
        const before = document;
        // As an undo after it does, some edits are taken back.
        document = { ...document, layers: setParams(document, layer.id, params).layers };
        if (pick(4) === 0) run(document, data);
        if (pick(4) === 0) document = before;
        expect(run(document, data)).toEqual(analyze(document, data));
      }
    }
  });

  it('costs what it changes, at the end of a long chain', () => {
    const long = chain('long', [
      ['input', { shape: [16, 16, 3] }],
      ...Array.from({ length: 300 }, () => ['conv2d', { filters: 4, padding: 'same' }] as const),
      ['flatten'],
      ['dense', { units: 10, activation: 'softmax' }],
    ]);
    const run = createAnalyzer();
    const first = run(long, null);
    const last = long.layers.at(-1)!;
    const after = run(setParams(long, last.id, { units: 12 }), null);
    expect(after.layers.filter((layer, at) => layer !== first.layers[at]).map(({ id }) => id)).toEqual([
      last.id,
    ]);
    const kept = after.network!.layers.filter((layer, at) => layer === first.network!.layers[at]);
    expect(kept.length).toBe(long.layers.length - 1);
    expect(after.totals).toEqual(analyze(setParams(long, last.id, { units: 12 }), null).totals);
  });
});

describe('an analysis after an edit of the end', () => {
  /** Kinds at the end, some of which do not fit there. */
  const kinds = ['dense', 'activation', 'flatten', 'conv2d', 'dropout', 'softmax', 'add', 'no such'];

  function edited(document: ConvasDocument, pick: (below: number) => number): ConvasDocument {
    const { layers } = document;
    const [last, other] = [layers.at(-1)!, layers[pick(layers.length)]!];
    const action = pick(7);
    if (action === 6) return setParams(document, last.id, { units: 4 + pick(3), useBias: false });
    if (action > 3) return removeLayers(document, [last.id]);
    const kind = kinds[pick(kinds.length)]!;
    const added = addLayer(document, kind, { x: 0, y: 0 }, kind === 'dense' ? { units: 10 } : {});
    if (action === 0) return added.document;
    // Where the end is, mostly; at times in the middle.
    const source = [last, last, last, other][pick(4)]!;
    const longer = connect(added.document, source.id, added.id);
    if (action > 1) return longer;
    // Two at once.
    const second = addLayer(longer, 'activation', { x: 0, y: 0 }, { activation: 'relu' });
    return connect(second.document, added.id, second.id);
  }

  it('is what an analysis of the whole document is', () => {
    const pick = randomFrom(7);
    for (let round = 0; round < 6; round++) {
      const run = createAnalyzer();
      const begin = network();
      const past: ConvasDocument[] = [begin];
      const data = [image, null][pick(2)]!;
      run(begin, data);
      for (let edit = 0; edit < 30; edit++) {
        if (pick(8) === 0 && past.length > 1) past.pop();
        else past.push(edited(past.at(-1)!, pick));
        const document = past.at(-1)!;
        expect(run(document, data)).toEqual(analyze(document, data));
      }
    }
  });

  it('costs what it changes, at the end of 10,000 layers', () => {
    const short = chain('long', [
      ['input', { shape: [16, 16, 3] }],
      ['conv2d', { filters: 4, padding: 'same', activation: 'relu' }],
    ]);
    const [input, conv] = short.layers;
    const layers = Array.from({ length: 10_000 }, (_, at) =>
      at === 0 ? input! : { ...conv!, id: `conv-${at}`, name: `conv_${at}` },
    );
    const edges = layers
      .slice(1)
      .map(({ id }, at) => ({ id: `edge-${at}`, source: layers[at]!.id, target: id }));
    const long = { ...short, layers, edges };
    const last = long.layers.at(-1)!;
    const added = addLayer(long, 'activation', { x: 0, y: 0 }, { activation: 'softmax' });
    const longer = connect(added.document, last.id, added.id);
    const run = createAnalyzer();
    const spent = (work: () => void): number => {
      const { user, system } = process.cpuUsage();
      work();
      const after = process.cpuUsage();
      return after.user + after.system - user - system;
    };
    const whole = spent(() => run(long, null));
    const edits = Array.from({ length: 5 }, () => [
      spent(() => run(longer, null)),
      spent(() => run(long, null)),
    ]).flat();
    const median = edits.sort((a, b) => a - b)[5]!;
    expect(median).toBeLessThan(whole / 10);
    expect(run(longer, null).network!.layers.at(-1)!.id).toBe(added.id);
  });
});
