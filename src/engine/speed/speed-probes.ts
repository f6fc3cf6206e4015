import { type ChainStep, chain } from '../../document/operations/chain.ts';
import type { ConvasDocument } from '../../document/schema.ts';

/** A small network that shows what one sort of layer costs, and the batches that it is timed with. */
export interface SpeedProbe {
  readonly name: string;
  readonly document: ConvasDocument;
  readonly batches: readonly number[];
}

const conv = (filters: number, kernel: number, activation = 'relu'): ChainStep => [
  'conv2d',
  { filters, kernelSize: [kernel, kernel], padding: 'same', activation },
];
const dense = (units: number): ChainStep => ['dense', { units, activation: 'relu' }];
const depthwise: ChainStep = ['depthwiseConv2d', { padding: 'same' }];
/** Without a bias, which a normalization takes out again: its gradient is rounding errors alone. */
const normalized: readonly ChainStep[] = [
  ['conv2d', { filters: 16, kernelSize: [3, 3], padding: 'same', useBias: false }],
  ['batchNormalization'],
  ['activation', { activation: 'relu' }],
];
const pooled: ChainStep = ['globalAveragePooling2d'];

function probe(
  name: string,
  shape: readonly number[],
  steps: readonly ChainStep[],
  batches: readonly number[],
): SpeedProbe {
  const ends: ChainStep[] = [['dense', { units: 10, activation: 'softmax' }]];
  const document = chain(name, [['input', { shape: [...shape] }], ...steps, ...ends]);
  return { name, document, batches };
}

/**
 * What the speed of a machine is found from, the cheapest first. Between them they have each kind of work in other
 * proportions. A change here makes what was measured before worthless: raise `probesVersion` in machine.ts.
 */
export const speedProbes: readonly SpeedProbe[] = [
  probe('small products', [64], [dense(32)], [8, 64]),
  probe(
    'many products',
    [64],
    Array.from({ length: 12 }, () => dense(32)),
    [32],
  ),
  probe('small maps', [28, 28, 1], [conv(6, 5), ['averagePooling2d'], conv(16, 5), pooled], [8, 64]),
  probe('within channels', [16, 16, 16], [depthwise, conv(32, 1), depthwise, pooled], [8, 64]),
  probe('pointwise maps', [32, 32, 3], [conv(16, 1), pooled], [8, 64]),
  probe('pooled maps', [32, 32, 3], [conv(16, 1), ['averagePooling2d'], ['maxPooling2d'], pooled], [8, 64]),
  probe('normalized maps', [16, 16, 16], [...normalized, ...normalized, pooled], [8, 64]),
  probe('large products', [784], [dense(512), dense(512)], [8, 64]),
  probe('middle maps', [16, 16, 16], [conv(32, 3), conv(32, 3), pooled], [8, 64]),
  probe('deep maps', [8, 8, 64], [conv(128, 3), conv(128, 3), pooled], [8, 32]),
  probe('wide maps', [28, 28, 64], [conv(64, 3), conv(64, 3), pooled], [4]),
];
