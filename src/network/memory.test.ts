import { expect, it } from 'vitest';
import { type ChainStep, chain } from '../document/operations/chain.ts';
import { setTraining } from '../document/operations/settings.ts';
import { analyze } from './analyze.ts';

const conv = (filters: number): ChainStep => [
  'conv2d',
  { filters, kernelSize: [3, 3], padding: 'same', activation: 'relu' },
];
const answer = (units: number): ChainStep => ['dense', { units, activation: 'softmax' }];

/** Networks that are none of the templates, and the most memory of a process that trained them (`getrusage`). */
const measured: readonly {
  readonly name: string;
  readonly peak: number;
  readonly optimizer: string;
  readonly batchSize: number;
  readonly steps: readonly ChainStep[];
}[] = [
  {
    name: 'wide dense layers',
    peak: 1_521_926_144,
    optimizer: 'sgd',
    batchSize: 1000,
    steps: [
      ['input', { shape: [28, 28, 1] }],
      ['flatten'],
      ['dense', { units: 4096, activation: 'relu' }],
      ['dense', { units: 4096, activation: 'relu' }],
      answer(10),
    ],
  },
  {
    name: 'convolutions without pooling, bias and activation in each',
    peak: 1_535_877_120,
    optimizer: 'adam',
    batchSize: 24,
    steps: [
      ['input', { shape: [128, 128, 3] }],
      conv(32),
      conv(32),
      ['batchNormalization'],
      conv(32),
      ['globalAveragePooling2d'],
      answer(2),
    ],
  },
  {
    name: 'an LSTM in both directions',
    peak: 1_197_424_640,
    optimizer: 'rmsprop',
    batchSize: 512,
    steps: [
      ['input', { shape: [28, 28, 1] }],
      ['reshape', { targetShape: [28, 28] }],
      ['bidirectional', { layer: 'lstm', units: 128 }],
      answer(10),
    ],
  },
  {
    name: 'a depthwise convolution',
    peak: 1_077_567_488,
    optimizer: 'adagrad',
    batchSize: 16,
    steps: [
      ['input', { shape: [96, 96, 3] }],
      conv(16),
      ['depthwiseConv2d', { kernelSize: [5, 5], padding: 'same', depthMultiplier: 4, activation: 'relu' }],
      ['batchNormalization'],
      ['maxPooling2d'],
      conv(64),
      ['dropout', { rate: 0.3 }],
      ['flatten'],
      answer(2),
    ],
  },
];

it.each(measured)(
  'forecasts the memory of $name within a factor of 1.25',
  ({ name, peak, optimizer, batchSize, steps }) => {
    const document = setTraining(chain(name, steps), {
      batchSize,
      optimizer: { kind: optimizer, params: {} },
    });
    const { network, totals } = analyze(document, null);
    expect(network).not.toBeNull();
    expect(totals.trainingBytes / peak).toBeGreaterThan(1 / 1.25);
    expect(totals.trainingBytes / peak).toBeLessThan(1.25);
  },
);
