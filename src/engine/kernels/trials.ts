import { type ChainStep, chain } from '../../document/operations/chain.ts';
import type { ConvasDocument } from '../../document/schema.ts';

const conv = (filters: number, kernel: number, more: object = {}): ChainStep => [
  'conv2d',
  { filters, kernelSize: [kernel, kernel], ...more },
];
const dense = (units: number, activation: string): ChainStep => ['dense', { units, activation }];
/** Without a bias, which a normalization takes out again: its gradient is rounding errors alone. */
const normalized: readonly ChainStep[] = [
  conv(16, 3, { padding: 'same', useBias: false }),
  ['batchNormalization'],
  ['activation', { activation: 'relu' }],
];

const network = (name: string, shape: readonly number[], steps: readonly ChainStep[]): ConvasDocument =>
  chain(name, [['input', { shape: [...shape] }], ...steps, dense(10, 'softmax')]);

const small = (name: string, filters: number): ConvasDocument =>
  network(
    name,
    [32, 32, 1],
    [
      conv(filters, 5, { activation: 'tanh' }),
      ['averagePooling2d'],
      conv(16, 5, { activation: 'tanh' }),
      ['averagePooling2d'],
      ['flatten'],
      dense(84, 'tanh'),
    ],
  );

/** A small network at a batch size. */
export interface Trial {
  readonly document: ConvasDocument;
  readonly batchSize: number;
}

/**
 * What kernels are timed with. A change here makes choices that were made before worthless: raise `trialsVersion` in
 * choice.ts.
 */
export const trials = {
  /** As LeNet-5. */
  sixFilters: { document: small('six-filters', 6), batchSize: 64 },
  fourFilters: { document: small('four-filters', 4), batchSize: 64 },
  /** As a block of ResNet-20. */
  normalized: {
    document: network('Normalized', [32, 32, 16], [...normalized, ...normalized, ['globalAveragePooling2d']]),
    batchSize: 32,
  },
  /** The same with batches as large as such networks are trained with: more than caches hold. */
  normalizedLarge: {
    document: network(
      'Normalized',
      [32, 32, 16],
      [...normalized, ...normalized, ...normalized, ['globalAveragePooling2d']],
    ),
    batchSize: 128,
  },
  /** As a CNN for CIFAR-10. */
  wide: {
    document: network(
      'Wide',
      [32, 32, 3],
      [
        conv(32, 3, { padding: 'same', activation: 'relu' }),
        conv(32, 3, { padding: 'same', activation: 'relu' }),
        ['maxPooling2d'],
        conv(64, 3, { padding: 'same', activation: 'relu' }),
        ['maxPooling2d'],
        ['flatten'],
        dense(128, 'relu'),
      ],
    ),
    batchSize: 32,
  },
} as const satisfies Record<string, Trial>;

export type TrialName = keyof typeof trials;
export const trialNames = Object.keys(trials) as [TrialName, ...TrialName[]];
