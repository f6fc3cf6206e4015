import { describe, expect, it } from 'vitest';
import { type ChainStep, chain } from '../../document/operations/chain.ts';
import { connect } from '../../document/operations/edges.ts';
import { addLayer } from '../../document/operations/layers.ts';
import { setData, setTraining } from '../../document/operations/settings.ts';
import type { ConvasDocument } from '../../document/schema.ts';
import { imageSteps } from '../../preprocessing/edit.ts';
import { sentence } from '../../text/message.ts';
import { analyze } from '../analyze.ts';
import { applyRepair } from '../repair.ts';

const input: ChainStep = ['input', { shape: [32, 32, 3] }];
const end: ChainStep = ['dense', { units: 10, activation: 'softmax' }];
const conv = (filters: number, activation = 'relu', kernel = 3): ChainStep => [
  'conv2d',
  { filters, activation, kernelSize: [kernel, kernel], padding: 'same' },
];
const pool: ChainStep = ['maxPooling2d'];
const image = (...steps: ChainStep[]) => chain('image', [input, ...steps, ['flatten'], end]);
const vector = (...steps: ChainStep[]) => chain('vector', [['input', { shape: [64] }], ...steps, end]);
const found = (document: ConvasDocument) =>
  analyze(document, null).problems.map(({ code, layer }) => `${code} ${layer}`);

/** What is left after a repair, the first if not said, of the first problem. */
function mended(document: ConvasDocument, repair = 0): string[] {
  return found(applyRepair(document, analyze(document, null).problems[0]!.repairs[repair]!));
}

/** How many ways out the first problem offers. */
const repairsOf = (document: ConvasDocument) => analyze(document, null).problems[0]!.repairs.length;

describe('no-nonlinearity', () => {
  it('is found through layers that stay linear', () => {
    const document = image(conv(8, 'linear'), ['batchNormalization'], conv(8));
    expect(found(document)).toEqual(['no-nonlinearity layer-2']);
    expect(mended(document)).toEqual([]);
    expect(found(vector(['dense', { units: 32 }]))).toEqual(['no-nonlinearity layer-2']);
    const named = image(conv(8, 'linear'), ['activation', { activation: 'linear' }], conv(8));
    expect(found(named)).toEqual(['no-nonlinearity layer-2']);
    expect(mended(named)).toEqual([]);
  });

  it('is no fault where something nonlinear stands between, or linearity is meant', () => {
    expect(found(image(conv(8, 'linear'), ['activation', { activation: 'relu' }], conv(8)))).toEqual([]);
    expect(found(image(conv(8, 'linear'), pool, conv(8)))).toEqual([]);
    expect(found(image(conv(8, 'linear'), ['gaussianNoise'], conv(8)))).toEqual(['no-nonlinearity layer-2']);
    expect(found(image(conv(16), conv(8, 'linear', 1), conv(16)))).toEqual([]);
    const code = chain('code', [
      ['input', { shape: [64] }],
      ['dense', { units: 8 }],
      ['dense', { units: 64 }],
    ]);
    const squared = setTraining(code, { loss: { kind: 'meanSquaredError', params: {} } });
    const back = setData(squared, { dataset: 'x', preprocessing: imageSteps('pad', null), target: 'input' });
    expect(found(back)).toEqual([]);
    expect(found(image(['depthwiseConv2d', { padding: 'same' }], conv(8, 'relu', 1)))).toEqual([]);
  });
});

describe('saturating-stack', () => {
  const sigmoids = (count: number) =>
    Array.from({ length: count }, (): ChainStep => ['dense', { units: 32, activation: 'sigmoid' }]);

  it('counts until a normalization', () => {
    expect(found(vector(...sigmoids(3)))).toEqual([]);
    expect(found(vector(...sigmoids(6)))).toEqual(['saturating-stack layer-5']);
    expect(found(vector(...sigmoids(3), ['batchNormalization'], ...sigmoids(3)))).toEqual([]);
    for (const count of [4, 6, 9]) expect(mended(vector(...sigmoids(count))), `${count}`).toEqual([]);
    expect(mended(vector(...sigmoids(6)), 1)).toEqual([]);
  });
});

describe('saturating-stack, no fault', () => {
  it('where a shortcut or a memory leads past, or the last layer is the output', () => {
    const lstm: ChainStep = ['lstm', { units: 8, returnSequences: true }];
    const sequence = chain('sequence', [
      ['input', { shape: [20, 4] }],
      ...Array.from({ length: 8 }, () => lstm),
      ['globalAveragePooling1d'],
      end,
    ]);
    expect(found(sequence)).toEqual([]);
    // LeNet-5 has five, with tanh.
    const tanh = (units: number): ChainStep => ['dense', { units, activation: 'tanh' }];
    expect(found(vector(...Array.from({ length: 6 }, () => tanh(20))))).toEqual([]);
  });
});

describe('softmax-inside and loss-mismatch', () => {
  it('want the softmax at the end, with its loss', () => {
    expect(found(vector(['dense', { units: 32, activation: 'softmax' }]))).toEqual([
      'softmax-inside layer-2',
    ]);
    expect(mended(vector(['dense', { units: 32, activation: 'softmax' }]))).toEqual([]);
    const hinges = ['hinge', 'squaredHinge', 'categoricalHinge'];
    for (const kind of ['meanSquaredError', 'meanAbsoluteError', 'huber', 'binaryCrossentropy', ...hinges]) {
      const document = setTraining(vector(), { loss: { kind, params: {} } });
      expect(found(document), kind).toEqual(['loss-mismatch layer-2']);
      expect(repairsOf(document), kind).toBe(hinges.includes(kind) ? 2 : 1);
      for (let repair = 0; repair < repairsOf(document); repair++)
        expect(mended(document, repair), kind).toEqual([]);
    }
  });

  it('let each loss have the outputs that it is made for', () => {
    const ending = (activation: string, kind: string) =>
      setTraining(
        chain('ending', [
          ['input', { shape: [64] }],
          ['dense', { units: 10, activation }],
        ]),
        { loss: { kind, params: {} } },
      );
    for (const [activation, kind] of [
      ['softmax', 'categoricalCrossentropy'],
      ['softmax', 'focal'],
      ['sigmoid', 'binaryCrossentropy'],
      ['linear', 'categoricalHinge'],
      ['tanh', 'hinge'],
      ['linear', 'meanSquaredError'],
    ] as const)
      expect(found(ending(activation, kind)), kind).toEqual([]);
    const attention = image(conv(8), ['globalAveragePooling2d'], ['reshape', { targetShape: [1, 8] }]);
    expect(found(attention).filter((problem) => problem.startsWith('softmax'))).toEqual([]);
  });
});

describe('dropout-before-normalization', () => {
  it('is found through the weights between', () => {
    const document = image(
      conv(8),
      ['dropout'],
      conv(8, 'linear'),
      ['batchNormalization'],
      ['activation', {}],
    );
    expect(found(document)).toEqual(['dropout-before-normalization layer-3']);
    expect(mended(document)).toEqual([]);
    expect(found(image(conv(8), ['batchNormalization'], ['dropout']))).toEqual([]);
    const behind = vector(
      ['dense', { units: 32, activation: 'relu' }],
      ['gaussianDropout'],
      ['reshape', { targetShape: [32] }],
      ['dense', { units: 32 }],
      ['batchNormalization'],
      ['activation', { activation: 'relu' }],
    );
    expect(found(behind)).toEqual(['dropout-before-normalization layer-3']);
    expect(mended(behind)).toEqual([]);
    expect(found(image(conv(8), ['dropout', { rate: 0 }], ['batchNormalization']))).toEqual([]);
  });
});

describe('bottleneck', () => {
  it('is where everything passes through less than the classes', () => {
    const narrow = vector(['dense', { units: 4, activation: 'relu' }]);
    expect(found(narrow)).toEqual(['bottleneck layer-2']);
    expect(mended(narrow)).toEqual([]);
    const waist = chain('waist', [
      ['input', { shape: [10] }],
      ['dense', { units: 4, activation: 'relu' }],
      ['dense', { units: 10 }],
    ]);
    const squared = setTraining(waist, { loss: { kind: 'meanSquaredError', params: {} } });
    expect(found(squared)).toEqual(['bottleneck layer-2']);
    const back = setData(squared, { dataset: 'x', preprocessing: imageSteps('pad', null), target: 'input' });
    expect(found(back)).toEqual([]);
  });

  it('is none on the way from an image to an image', () => {
    const squeezed = chain('squeezed', [
      input,
      conv(8),
      ['maxPooling2d', { poolSize: [8, 8], strides: [8, 8] }],
      conv(8),
      ['upSampling2d', { size: [8, 8] }],
      conv(3, 'sigmoid'),
    ]);
    const squared = setTraining(squeezed, { loss: { kind: 'meanSquaredError', params: {} } });
    expect(found(squared).filter((problem) => problem.startsWith('bottleneck'))).toEqual([]);
  });

  it('of a convolution is mended with filters', () => {
    const narrow = chain('narrow', [
      input,
      conv(16),
      ['maxPooling2d', { poolSize: [16, 16], strides: [16, 16] }],
      conv(2),
      ['flatten'],
      end,
    ]);
    expect(found(narrow)).toContain('bottleneck layer-4');
    const problem = analyze(narrow, null).problems.find(({ code }) => code === 'bottleneck')!;
    expect(sentence(problem.repairs[0]!.label)).toBe('Use 3 filters');
    expect(found(applyRepair(narrow, problem.repairs[0]!))).not.toContain('bottleneck layer-4');
  });

  it('is none where another way leads around it', () => {
    const narrow = vector(
      ['dense', { units: 64, activation: 'relu' }],
      ['dense', { units: 4, activation: 'relu' }],
    );
    const joined = addLayer(narrow, 'concatenate', { x: 0, y: 0 });
    const rest = joined.document.edges.filter((edge) => edge.target !== 'layer-4');
    const around = [
      ['layer-3', joined.id],
      ['layer-2', joined.id],
      [joined.id, 'layer-4'],
    ].reduce((document, [source, target]) => connect(document, source!, target!), {
      ...joined.document,
      edges: rest,
    });
    expect(found(around)).toEqual([]);
  });
});

describe('shrinking-filters', () => {
  it('compares across the pooling', () => {
    const document = image(conv(32), pool, conv(16));
    expect(found(document)).toEqual(['shrinking-filters layer-4']);
    expect(mended(document)).toEqual([]);
    expect(found(image(conv(32), conv(16)))).toEqual([]);
    const heard = (filters: number): ChainStep => ['conv1d', { filters, activation: 'relu' }];
    const signal = chain('signal', [
      ['input', { shape: [64, 2] }],
      heard(32),
      ['maxPooling1d'],
      heard(16),
      ['flatten'],
      end,
    ]);
    expect(found(signal)).toEqual(['shrinking-filters layer-4']);
    expect(mended(signal)).toEqual([]);
    expect(found(image(conv(32), pool, conv(16, 'relu', 1)))).toEqual([]);
  });
});

describe('receptive field', () => {
  const pooled = (...steps: ChainStep[]) =>
    chain('pooled', [input, ...steps, ['globalAveragePooling2d'], end]);

  it('should reach over the object before a global pooling', () => {
    const far = pooled(conv(16), conv(16));
    expect(found(far)).toEqual(['small-receptive-field layer-3']);
    // One pooling is not enough here, so none is offered.
    expect(repairsOf(far)).toBe(0);
    const near = pooled(conv(16), conv(16), pool, conv(32), conv(32));
    expect(found(near)).toEqual(['small-receptive-field layer-6']);
    expect(mended(near)).toEqual([]);
    const normalized = pooled(
      ...[conv(16), conv(16), pool, conv(32), conv(32, 'linear')],
      ['batchNormalization'],
      ['activation', { activation: 'relu' }],
    );
    expect(found(normalized)).toEqual(['small-receptive-field layer-8']);
    expect(mended(normalized)).toEqual([]);
    expect(found(pooled(conv(16), pool, conv(16), pool, conv(32), conv(32)))).toEqual([]);
    expect(found(image(conv(16)))).toEqual([]);
  });

  it('should not be many times the image', () => {
    const huge = Array.from(
      { length: 9 },
      () => [conv(16), ['maxPooling2d', { padding: 'same' }]] as ChainStep[],
    );
    expect(found(pooled(...huge.flat()))).toEqual(['large-receptive-field layer-19']);
  });
});

describe('deep-plain', () => {
  it('counts weighted layers without rest', () => {
    const deep = (count: number, step: ChainStep = conv(8)) => Array.from({ length: count }, () => step);
    expect(found(image(...deep(23)))).toEqual([]);
    expect(found(image(...deep(30)))).toEqual(['deep-plain layer-26']);
    expect(mended(image(...deep(30)))).toEqual([]);
    expect(found(image(...deep(15), ['batchNormalization'], ...deep(15)))).toEqual([]);
  });
});
