import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/document/parse.ts';
import { formatShape } from '../../src/layers/shape.ts';
import { analyze } from '../../src/network/analyze.ts';
import type { Network } from '../../src/network/network.ts';
import { autoencoderOf } from '../../src/network/pretraining/autoencoder.ts';
import { pretrainingStages } from '../../src/network/pretraining/stages.ts';
import { TextError } from '../../src/text/text-error.ts';
import { templates } from '../../templates/index.ts';
import { chain } from './networks.ts';

const plain = { corruption: 0 };
const names = (network: Network, layers = {}) =>
  pretrainingStages(network, layers).map(({ encoder }) => encoder.map(({ name }) => name).join(' '));
/** The layers of a stage's autoencoder after the encoder, each with what leaves it. */
const decoded = (network: Network, at = 0): string[] => {
  const stage = pretrainingStages(network, {})[at]!;
  const { layers } = autoencoderOf(stage, plain).network;
  return layers
    .slice(1 + stage.encoder.length)
    .map(({ kind, outputShape }) => `${kind.kind} ${formatShape(outputShape)}`);
};

describe('what is pretrained', () => {
  it('is every layer with weights before the output, with what normalizes and activates it', () => {
    const network = chain(
      ['input', { shape: [12, 12, 3] }],
      ['randomFlip'],
      ['conv2d', { filters: 4 }, 'conv'],
      ['batchNormalization', {}, 'norm'],
      ['prelu', {}, 'prelu'],
      ['maxPooling2d', {}, 'pool'],
      ['depthwiseConv2d', {}, 'depthwise'],
      ['flatten'],
      ['dropout'],
      ['dense', { units: 6 }, 'hidden'],
      ['dense', { units: 3 }, 'scores'],
      ['activation', { activation: 'softmax' }, 'softmax'],
    );
    expect(names(network)).toEqual(['conv norm prelu', 'depthwise', 'hidden']);
    const [, , { id }] = network.layers as unknown as [unknown, unknown, { id: string }];
    expect(names(network, { [id]: { frozen: true } })).toEqual(['depthwise', 'hidden']);
  });

  it('is, of LeNet-5, all but the output', () => {
    const parsed = parseDocument(templates.find(({ id }) => id === 'lenet-5')!.text);
    if (!parsed.ok) throw new TextError(parsed.error);
    expect(names(analyze(parsed.document, null).network!)).toEqual(['C1', 'C3', 'C5', 'F6']);
  });

  it('is nothing where there is no hidden layer', () => {
    expect(names(chain(['input', { shape: [4] }], ['dense', { units: 2 }]))).toEqual([]);
  });
});

describe('the decoder', () => {
  const image = (shape: readonly number[]) => ['input', { shape }] as const;
  const end = [['flatten'], ['dense', { units: 2 }]] as const;

  it('is a transposed convolution where a window slides', () => {
    const valid = chain(image([10, 10, 3]), ['conv2d', { filters: 8, kernelSize: [5, 5] }], ...end);
    expect(decoded(valid)).toEqual(['conv2dTranspose 10 × 10 × 3']);
    const same = chain(image([10, 10, 3]), ['conv2d', { kernelSize: [3, 3], padding: 'same' }], ...end);
    expect(decoded(same)).toEqual(['conv2dTranspose 10 × 10 × 3']);
    // Row and column 9 were never looked at: they come back as zeros.
    const strided = chain(image([10, 10, 3]), ['conv2d', { kernelSize: [3, 3], strides: [2, 2] }], ...end);
    expect(decoded(strided)).toEqual(['conv2dTranspose 9 × 9 × 3', 'zeroPadding2d 10 × 10 × 3']);
    const odd = chain(
      image([9, 9, 3]),
      ['conv2d', { kernelSize: [3, 3], strides: [2, 2], padding: 'same' }],
      ...end,
    );
    expect(decoded(odd)).toEqual(['conv2dTranspose 10 × 10 × 3', 'cropping2d 9 × 9 × 3']);
  });

  it('works through images for sequences and volumes, and with a convolution for what enlarges', () => {
    const sequence = chain(image([12, 2]), ['conv1d', { filters: 5, kernelSize: [3] }], ...end);
    expect(decoded(sequence)).toEqual(['reshape 10 × 1 × 5', 'conv2dTranspose 12 × 1 × 2', 'reshape 12 × 2']);
    const volume = chain(image([6, 6, 6, 1]), ['conv3d', { filters: 2, kernelSize: [3, 3, 3] }], ...end);
    expect(decoded(volume)).toEqual([
      'reshape 4 × 4 × 8',
      'conv2dTranspose 6 × 6 × 6',
      'reshape 6 × 6 × 6 × 1',
    ]);
    const larger = chain(
      image([5, 5, 4]),
      ['conv2dTranspose', { filters: 2, kernelSize: [3, 3], strides: [2, 2], padding: 'same' }],
      ...end,
    );
    expect(decoded(larger)).toEqual(['conv2d 5 × 5 × 4']);
  });

  it('is dense elsewhere', () => {
    expect(decoded(chain(image([7]), ['dense', { units: 3 }], ['dense', { units: 2 }]))).toEqual(['dense 7']);
    expect(decoded(chain(image([5, 7]), ['dense', { units: 3 }], ...end))).toEqual(['dense 5 × 7']);
    expect(decoded(chain(image([5, 7]), ['lstm', { units: 3 }], ['dense', { units: 2 }]))).toEqual([
      'dense 35',
      'reshape 5 × 7',
    ]);
  });

  it.each(templates.map(({ id, text }) => [id, text] as const))(
    'gives back what each layer of %s takes',
    (_id, text) => {
      const parsed = parseDocument(text);
      if (!parsed.ok) throw new TextError(parsed.error);
      const { network } = analyze(parsed.document, null);
      for (const stage of pretrainingStages(network!, {})) {
        const { layers } = autoencoderOf(stage, { corruption: 0.2 }).network;
        expect(layers.at(-1)!.outputShape).toEqual(stage.layer.inputShapes[0]);
        expect(layers[1]!.kind.kind).toBe('dropout');
      }
    },
  );
});
