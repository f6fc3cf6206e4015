import { describe, expect, it } from 'vitest';
import { newDocument } from '../document/create.ts';
import { type ChainStep, chain as chainOf } from '../document/operations/chain.ts';
import { connect } from '../document/operations/edges.ts';
import { addLayer, setParams } from '../document/operations/layers.ts';
import type { ConvasDocument, LayerNode } from '../document/schema.ts';
import { imageSteps } from '../preprocessing/edit.ts';
import { message, sentence } from '../text/message.ts';
import { analyze, createAnalyzer } from './analyze.ts';
import { applyRepair } from './repair.ts';

const chain = (...steps: ChainStep[]) => chainOf('chain', steps);

const lenet5 = chain(
  ['input', { shape: [32, 32, 1] }, 'Input'],
  ['conv2d', { filters: 6, kernelSize: [5, 5], activation: 'tanh' }, 'C1'],
  ['averagePooling2d', {}, 'S2'],
  ['conv2d', { filters: 16, kernelSize: [5, 5], activation: 'tanh' }, 'C3'],
  ['averagePooling2d', {}, 'S4'],
  ['conv2d', { filters: 120, kernelSize: [5, 5], activation: 'tanh' }, 'C5'],
  ['flatten'],
  ['dense', { units: 84, activation: 'tanh' }, 'F6'],
  ['dense', { units: 10, activation: 'softmax' }, 'Output'],
);
const mnist = { sampleShape: [28, 28, 1], classes: 10 };

describe('analyze', () => {
  it('gives the numbers of LeNet-5', () => {
    const { network, layers, totals, problems } = analyze(lenet5, mnist);
    expect(problems).toEqual([]);
    expect(layers.map((layer) => layer.outputShape)).toEqual([
      [32, 32, 1],
      [28, 28, 6],
      [14, 14, 6],
      [10, 10, 16],
      [5, 5, 16],
      [1, 1, 120],
      [120],
      [84],
      [10],
    ]);
    expect(layers.map((layer) => layer.params)).toEqual([0, 156, 0, 2416, 0, 48_120, 0, 10_164, 850]);
    expect(totals).toMatchObject({ layers: 9, params: 61_706, trainableParams: 61_706, macs: 416_520 });
    expect(layers.slice(1, 6).map((layer) => layer.receptiveField?.size[0])).toEqual([5, 6, 14, 16, 32]);
    expect(layers.slice(1, 6).map((layer) => layer.receptiveField?.stride[0])).toEqual([1, 2, 2, 4, 4]);
    expect(layers.at(-1)!.receptiveField).toMatchObject({ size: [32, 32], start: [0, 0] });
    const outputs = 32 * 32 + 28 * 28 * 6 + 14 * 14 * 6 + 1600 + 400 + 120 + 120 + 84 + 10;
    expect(totals.activationBytes).toBe(4 * outputs);
    // Biases and activations begin with as many numbers as they end with.
    const kept = 2 * (28 * 28 * 6 + 1600 + 120 + 84 + 10);
    expect(totals.keptBytes).toBe(4 * kept);
    // Nine copies of the weights, gradients, Adam's two moments, what 128 examples keep 2.15 times, the process.
    expect(totals.trainingBytes).toBe(515e6 + Math.round(4 * (12 * 61_706 + 2.15 * 128 * (outputs + kept))));
    expect(network!.inputs).toEqual(['layer-1']);
    expect(network!.outputs).toEqual(['layer-9']);
    expect(network!.layers[1]!.weights.map((weight) => weight.shape)).toEqual([[5, 5, 1, 6], [6]]);
  });

  it('gives receptive fields with padding and stride as Araujo et al. define them', () => {
    const document = chain(
      ['input', { shape: [224, 224, 3] }],
      ['conv2d', { filters: 8, kernelSize: [7, 7], strides: [2, 2], padding: 'same' }],
      ['maxPooling2d', { poolSize: [3, 3], strides: [2, 2], padding: 'same' }],
      ['conv2d', { filters: 8, kernelSize: [3, 3], padding: 'same' }],
    );
    expect(
      analyze(document, null)
        .layers.slice(1)
        .map((layer) => layer.receptiveField),
    ).toEqual([
      { size: [7, 7], stride: [2, 2], start: [-2, -2] },
      { size: [11, 11], stride: [4, 4], start: [-2, -2] },
      { size: [19, 19], stride: [4, 4], start: [-6, -6] },
    ]);
  });

  it('infers anew only what an edit reaches', () => {
    const run = createAnalyzer();
    const before = run(lenet5, mnist);
    const after = run(setParams(lenet5, 'layer-6', { filters: 60 }), mnist);
    const reused = after.layers.map((layer, index) => layer === before.layers[index]);
    expect(reused).toEqual([true, true, true, true, true, false, false, false, true]);
    expect(after.network!.layers[4]).toBe(before.network!.layers[4]);
    const moved = { ...lenet5, layers: lenet5.layers.map((layer) => ({ ...layer })) };
    expect(analyze(moved, mnist).totals).toEqual(before.totals);
  });

  it('keeps the order of inputs and of the document', () => {
    let document = chain(['input', { shape: [4, 4, 1] }], ['conv2d', { filters: 2, padding: 'same' }, 'b']);
    const added = addLayer(document, 'conv2d', { x: 0, y: 0 }, { filters: 3, padding: 'same' }, 'a');
    document = connect(added.document, 'layer-1', added.id);
    const merged = addLayer(document, 'concatenate', { x: 0, y: 0 });
    document = connect(connect(merged.document, added.id, merged.id), 'layer-2', merged.id);
    const { layers } = analyze(document, null);
    expect(layers.map((layer) => layer.name)).toEqual(['input', 'b', 'a', 'concatenate']);
    expect(layers[3]!.inputShapes.map((shape) => shape.at(-1))).toEqual([3, 2]);
  });

  it('answers chains of 5,000 layers and networks of 10,000', () => {
    const layers: LayerNode[] = Array.from({ length: 5000 }, (_, index) => ({
      id: `l${index}`,
      kind: index === 0 ? 'input' : 'conv2d',
      name: `n${index}`,
      params: index === 0 ? { shape: [8, 8, 1] } : { filters: 2, padding: 'same' },
      position: { x: 0, y: 0 },
    }));
    const edges = layers
      .slice(1)
      .map((layer, index) => ({ id: `e${index}`, source: `l${index}`, target: layer.id }));
    const deep = { ...newDocument('deep'), layers: layers.toReversed(), edges };
    const start = performance.now();
    const { problems, totals, network } = analyze(deep, null);
    expect(network?.layers).toHaveLength(5000);
    expect(problems.filter((problem) => problem.severity === 'error')).toEqual([]);
    expect(totals.layers).toBe(5000);

    const ring = { ...deep, edges: [...edges, { id: 'back', source: 'l4999', target: 'l1' }] };
    expect(analyze(ring, null).problems[0]).toMatchObject({ code: 'cycle' });

    const loose = Array.from({ length: 10_000 }, (_, index) => ({ ...layers[1]!, id: `x${index}` }));
    const many = analyze({ ...newDocument('loose'), layers: loose }, null);
    expect(many.problems.length).toBeGreaterThan(10_000);
    expect(performance.now() - start).toBeLessThan(30_000);
  }, 60_000);
});

describe('problems', () => {
  const codes = (document: ConvasDocument, data = mnist as typeof mnist | null) =>
    analyze(document, data).problems.map((problem) => problem.code);

  /** Applies the first repair of the first problem until none is left. */
  function repairAll(document: ConvasDocument, data: typeof mnist | null = mnist): ConvasDocument {
    let current = document;
    for (let step = 0; step < 12; step++) {
      const repair = analyze(current, data).problems[0]?.repairs[0];
      if (!repair) return current;
      current = applyRepair(current, repair);
    }
    throw new Error(`never done: ${codes(current, data)}`);
  }

  it('names an empty network', () => {
    expect(codes(newDocument(''))).toEqual(['empty-network']);
  });

  it('asks for an input, and inserts one of the data', () => {
    const document = chain(
      ['conv2d', { filters: 2 }],
      ['flatten'],
      ['dense', { units: 10, activation: 'softmax' }],
    );
    expect(codes(document)).toContain('no-input');
    const mended = repairAll(document);
    expect(codes(mended)).toEqual([]);
    expect(mended.layers.at(-1)).toMatchObject({ kind: 'input', params: { shape: [28, 28, 1] } });
  });

  it('names the layers of a cycle and opens it', () => {
    const document = connect(lenet5, 'layer-4', 'layer-2');
    const { problems, network } = analyze(document, mnist);
    expect(network).toBeNull();
    const cycle = problems.find((problem) => problem.code === 'cycle')!;
    expect(sentence(cycle.message)).toContain('C1 → S2 → C3 → C1');
    expect(codes(applyRepair(document, cycle.repairs[0]!))).toEqual([]);
  });

  it('offers to wire a layer that nothing flows into', () => {
    const document = { ...lenet5, edges: lenet5.edges.filter((edge) => edge.target !== 'layer-4') };
    const { problems } = analyze(document, mnist);
    expect(problems.map((problem) => problem.code)).toEqual(['several-outputs', 'missing-input']);
    const missing = problems[1]!;
    expect(missing.repairs[0]).toMatchObject({ action: 'connect', source: 'layer-3', target: 'layer-4' });
    expect(codes(applyRepair(document, missing.repairs[0]!))).toEqual([]);
  });

  it('warns of a layer without wires, and leaves it out of the network', () => {
    const document = addLayer(lenet5, 'dropout', { x: 0, y: 0 }).document;
    const { problems, network, totals } = analyze(document, mnist);
    expect(problems).toMatchObject([{ code: 'unconnected-layer', severity: 'warning' }]);
    expect(network?.layers).toHaveLength(9);
    expect(totals.layers).toBe(9);
    expect(codes(applyRepair(document, problems[0]!.repairs.at(-1)!))).toEqual([]);
  });

  it('offers a few of thousands of wires for removal', () => {
    const ids = Array.from({ length: 2000 }, (_, index) => `extra-${index}`);
    const [input, , ...others] = lenet5.layers;
    const crowd = {
      ...lenet5,
      layers: [input!, ...others, ...ids.map((id) => ({ ...lenet5.layers[1]!, id, name: id }))],
      edges: ids.map((id) => ({ id, source: id, target: others[0]!.id })),
    };
    const problem = analyze(crowd, null).problems.find(({ code }) => code === 'too-many-inputs')!;
    expect(sentence(problem.message)).toContain('2,000 wires lead into it');
    expect(problem.repairs.length).toBeLessThan(12);
  });

  it('merges what is too much for one input', () => {
    const branched = connect(lenet5, 'layer-2', 'layer-4');
    const problem = analyze(branched, mnist).problems.find((each) => each.code === 'too-many-inputs')!;
    expect(sentence(problem.message)).toBe('"C3" takes 1 input, but 2 wires lead into it.');
    expect(problem.repairs.map((repair) => repair.action)).toEqual(['insertBefore', 'removeEdge']);
    const joined = applyRepair(branched, problem.repairs[0]!);
    expect(joined.layers.at(-1)?.kind).toBe('concatenate');
    expect(joined.edges.filter((edge) => edge.target === joined.layers.at(-1)!.id)).toHaveLength(2);
    expect(codes(applyRepair(branched, problem.repairs[1]!))).toEqual([]);
  });

  it('keeps unknown kinds and says so', () => {
    const document = applyRepair(lenet5, {
      label: '',
      action: 'insertAfter',
      layer: 'layer-3',
      kind: 'quantumPooling',
      params: { q: 1 },
    });
    const { problems } = analyze(document, mnist);
    expect(problems).toMatchObject([{ code: 'unknown-kind', severity: 'error' }]);
    expect(codes(applyRepair(document, problems[0]!.repairs[0]!))).toEqual([]);
  });

  it('names a wrong parameter and offers its default', () => {
    const document = setParams(lenet5, 'layer-4', { filters: -3 });
    const { problems, layers } = analyze(document, mnist);
    expect(problems).toMatchObject([{ code: 'invalid-parameter', layer: 'layer-4' }]);
    expect(sentence(problems[0]!.message)).toContain('filters cannot be -3');
    expect(layers[4]!.outputShape).toBeNull();
    expect(codes(applyRepair(document, problems[0]!.repairs[0]!))).toEqual([]);
  });

  it('renames one of two layers with one name', () => {
    const document = { ...lenet5, layers: lenet5.layers.map((layer) => ({ ...layer })) };
    document.layers[3]!.name = 'C1';
    const { problems } = analyze(document, mnist);
    expect(problems).toMatchObject([{ code: 'duplicate-name', layer: 'layer-4' }]);
    expect(codes(applyRepair(document, problems[0]!.repairs[0]!))).toEqual([]);
  });

  it('says why a kernel does not fit', () => {
    const { problems } = analyze(setParams(lenet5, 'layer-1', { shape: [28, 28, 1] }), mnist);
    expect(problems).toMatchObject([
      { code: 'kernel-larger-than-input', layer: 'layer-6', severity: 'error' },
    ]);
  });

  it('fits the input to the data', () => {
    const color = { sampleShape: [32, 32, 3], classes: 10 };
    expect(codes(lenet5, color as never)).toEqual(['input-mismatch']);
    expect(codes(repairAll(lenet5, color as never), color as never)).toEqual([]);
    const made = (step: 'grayscale' | 'rgb') =>
      ({
        ...lenet5,
        data: { dataset: 'x', preprocessing: [{ step, params: {} }, ...imageSteps('pad', null)] },
      }) as ConvasDocument;
    expect(codes(made('grayscale'), color as never)).toEqual([]);
    expect(codes(made('rgb'), color as never)).toEqual(['input-mismatch']);
    const large = { sampleShape: [64, 64, 1], classes: 10 };
    const padded = {
      ...lenet5,
      data: { dataset: 'x', preprocessing: imageSteps('pad', null) },
    } as ConvasDocument;
    expect(codes(padded, large as never)).toEqual(['input-mismatch']);
    const resized = { ...padded, data: { ...padded.data!, preprocessing: imageSteps('resize', null) } };
    expect(codes(resized, large as never)).toEqual([]);
  });

  it('names data that this machine does not know, and what can be used instead', () => {
    const document = {
      ...lenet5,
      data: { dataset: '/gone', preprocessing: imageSteps('pad', null), target: 'label' },
    } as const;
    const known = [
      { id: 'cifar-10', title: 'CIFAR-10', sampleShape: [32, 32, 3], classes: 10 },
      { id: 'mnist-10k', title: 'MNIST, 10,000 digits', ...mnist },
    ];
    const { problems, network } = analyze(document, { reason: '', known });
    expect(problems).toMatchObject([
      { code: 'missing-data', severity: 'error', layer: null, onlyTraining: true },
    ]);
    expect(sentence(problems[0]!.message)).toMatch(
      /^The data "\/gone" is not known on this machine\. .*cannot be trained/,
    );
    // The network itself is sound: it can be exported and looked at.
    expect(network?.layers).toHaveLength(9);
    // What fits the input comes first.
    expect(problems[0]!.repairs.map(({ label }) => sentence(label))).toEqual([
      'Use MNIST, 10,000 digits',
      'Use CIFAR-10',
      'Choose or locate data',
    ]);
    const mended = applyRepair(document, problems[0]!.repairs[0]!);
    expect(mended.data?.dataset).toBe('mnist-10k');
    expect(codes(mended)).toEqual([]);
    expect(applyRepair(document, problems[0]!.repairs.at(-1)!)).toBe(document);
    const reason = 'there is no dataset "/gone", and nothing at that path';
    expect(sentence(analyze(document, { reason, known: [] }).problems[0]!.message)).toContain(
      `${reason}. The network`,
    );
    expect(analyze(document, null).problems).toEqual([]);
  });

  it('fits the output to the classes', () => {
    const document = setParams(lenet5, 'layer-9', { units: 7 });
    const { problems } = analyze(document, mnist);
    expect(problems).toMatchObject([{ code: 'output-units-mismatch', layer: 'layer-9' }]);
    expect(sentence(problems[0]!.message)).toContain('7 values, but the data has 10 classes');
    expect(codes(applyRepair(document, problems[0]!.repairs[0]!))).toEqual([]);
    const images = chain(['input', {}], ['conv2d', { filters: 2 }]);
    expect(codes(repairAll(images))).toEqual([]);
    const [alone] = analyze(document, { ...mnist, classes: 1 } as never).problems;
    expect(alone).toMatchObject({ message: message('network.one-class'), repairs: [] });
  });

  it('fits the batch to few training examples', () => {
    const few = { ...mnist, trainingExamples: 20 };
    expect(lenet5.training).toMatchObject({ batchSize: 128, validationSplit: 0.1 });
    const { problems, network } = analyze(lenet5, few);
    expect(network).not.toBeNull();
    expect(problems).toMatchObject([{ code: 'batch-too-large', severity: 'error', onlyTraining: true }]);
    expect(sentence(problems[0]!.message)).toContain('there are 18 examples to train on');
    const mended = applyRepair(lenet5, problems[0]!.repairs[0]!);
    expect(mended.training.batchSize).toBe(8);
    expect(codes(mended, few as never)).toEqual([]);
    expect(codes(lenet5, { ...mnist, trainingExamples: 128, ownValidation: true } as never)).toEqual([]);
  });

  it('asks for a validation split that is not empty', () => {
    const document = { ...lenet5, training: { ...lenet5.training, batchSize: 2 } };
    const { problems } = analyze(document, { ...mnist, trainingExamples: 4 });
    expect(problems).toMatchObject([{ code: 'validation-empty', severity: 'error', onlyTraining: true }]);
    expect(problems[0]!.repairs.map(({ label }) => sentence(label))).toEqual([
      'Set the validation split to 0.15',
      'Train without validation',
    ]);
    for (const repair of problems[0]!.repairs)
      expect(codes(applyRepair(document, repair), { ...mnist, trainingExamples: 4 } as never)).toEqual([]);
    const own = { ...mnist, trainingExamples: 4, ownValidation: true };
    expect(codes(document, own as never)).toEqual([]);
  });

  it('fits an autoencoder to its input', () => {
    const meanSquaredError = { loss: { kind: 'meanSquaredError', params: {} } };
    const back = chain(['input', { shape: [28, 28, 1] }], ['flatten'], ['dense', { units: 784 }]);
    const data = { dataset: 'x', preprocessing: imageSteps('pad', null), target: 'input' } as const;
    const flat = { ...back, data, training: { ...back.training, ...meanSquaredError } };
    const { problems } = analyze(flat, mnist);
    expect(problems).toMatchObject([{ code: 'reconstruction-shape', layer: 'layer-3', severity: 'error' }]);
    expect(problems[0]!.repairs.map(({ label }) => sentence(label))).toEqual([
      'Insert a Reshape to 28 × 28 × 1 after it',
      'Train it to predict the class instead',
    ]);
    const whole = applyRepair(flat, problems[0]!.repairs[0]!);
    expect(codes(whole)).toEqual([]);
    expect(codes(applyRepair(flat, problems[0]!.repairs[1]!))).toEqual(['output-units-mismatch']);

    // The target is the document's word, never guessed from the shape of the output.
    const asLabel = { ...whole, data: { ...data, target: 'label' as const } };
    const found = analyze(asLabel, mnist).problems;
    expect(found).toMatchObject([{ code: 'output-units-mismatch' }]);
    expect(codes(applyRepair(asLabel, found[0]!.repairs[0]!))).toEqual([]);

    const crossEntropy = { ...whole, training: back.training };
    expect(codes(crossEntropy)).toEqual(['reconstruction-loss']);
    expect(codes(repairAll(crossEntropy))).toEqual([]);
  });

  it('wants a softmax for cross-entropy', () => {
    const document = setParams(lenet5, 'layer-9', { activation: 'linear' });
    expect(analyze(document, mnist).problems).toMatchObject([{ code: 'final-softmax', severity: 'warning' }]);
    expect(codes(repairAll(document))).toEqual([]);
    expect(
      codes({
        ...document,
        training: { ...document.training, loss: { kind: 'meanSquaredError', params: {} } },
      }),
    ).toEqual([]);
  });

  it('takes one unit for two classes, with what goes with it', () => {
    const two = { sampleShape: [28, 28, 1], classes: 2 };
    const loss = (kind: string) => ({ loss: { kind, params: {} } });
    const ending = (activation: string, kind: string) => {
      const document = setParams(lenet5, 'layer-9', { units: 1, activation });
      return { ...document, training: { ...document.training, ...loss(kind) } };
    };
    const found = (activation: string, kind: string, data = two) =>
      analyze(ending(activation, kind), data).problems;
    for (const [activation, kind] of [
      ['sigmoid', 'binaryCrossentropy'],
      ['sigmoid', 'meanSquaredError'],
      ['sigmoid', 'focal'],
      ['tanh', 'hinge'],
      ['linear', 'squaredHinge'],
    ] as const)
      expect(found(activation, kind), kind).toEqual([]);

    const ten = found('sigmoid', 'binaryCrossentropy', { ...two, classes: 10 });
    expect(ten).toMatchObject([{ code: 'output-units-mismatch' }]);
    expect(sentence(ten[0]!.message)).toMatch(
      /1 value, which can tell two classes apart, but the data has 10 classes/,
    );

    for (const [activation, kind, code, repairs] of [
      ['softmax', 'categoricalCrossentropy', 'single-unit-softmax', 2],
      ['softmax', 'meanSquaredError', 'single-unit-softmax', 1],
      ['sigmoid', 'categoricalCrossentropy', 'single-unit-loss', 1],
      ['linear', 'categoricalHinge', 'single-unit-loss', 1],
      ['linear', 'binaryCrossentropy', 'final-sigmoid', 1],
      ['relu', 'binaryCrossentropy', 'final-sigmoid', 1],
      ['sigmoid', 'hinge', 'loss-mismatch', 2],
    ] as const) {
      const problems = found(activation, kind);
      expect(problems, `${activation} ${kind}`).toMatchObject([{ code, layer: 'layer-9' }]);
      for (const repair of problems[0]!.repairs.slice(0, repairs)) {
        const mended = analyze(applyRepair(ending(activation, kind), repair), two).problems;
        // What is left, if anything, is another thing: a loss that wants no activation.
        expect(mended.map((problem) => problem.code)).toEqual(
          kind === 'categoricalHinge' ? ['final-sigmoid'] : [],
        );
      }
    }
  });

  it('refuses a network without anything to train', () => {
    const document = chain(['input', { shape: [10] }], ['activation', { activation: 'softmax' }]);
    expect(codes(document, null)).toEqual(['nothing-to-train']);
  });
});
