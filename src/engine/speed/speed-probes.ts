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
const thinned: ChainStep = ['maxPooling2d'];
const enlarged: ChainStep = ['upSampling2d'];
const flat: ChainStep = ['flatten'];
const curve = (activation: string): ChainStep => ['activation', { activation }];

function probe(
  name: string,
  shape: readonly number[],
  steps: readonly ChainStep[],
  batches: readonly number[],
): SpeedProbe {
  const ends: ChainStep[] = [['dense', { units: 10, activation: 'softmax' }]];
  const [height = 1, width = 1, channels = 1] = shape;
  // Images have three channels at most: more come out of wider ones.
  const start: ChainStep[] =
    channels <= 3
      ? [['input', { shape: [height, width, channels] }]]
      : [
          ['input', { shape: [height, width * channels, 1] }],
          ['reshape', { targetShape: [...shape] }],
        ];
  const document = chain(name, [...start, ...steps, ...ends]);
  return { name, document, batches };
}

/**
 * What the speed of a machine is found from, the cheapest first. Between them they have each kind of work in other
 * proportions. All take images, which are fed to them as in training. A change here makes what was measured before worthless: raise `probesVersion` in machine-name.ts.
 */
export const speedProbes: readonly SpeedProbe[] = [
  probe('small products', [8, 8, 1], [flat, dense(32)], [8, 64]),
  probe('many products', [8, 8, 1], [flat, ...Array.from({ length: 12 }, () => dense(32))], [32]),
  probe('small maps', [28, 28, 1], [conv(6, 5), ['averagePooling2d'], conv(16, 5), flat], [8, 128]),
  probe('thinned maps', [28, 28, 1], [conv(8, 3), thinned, conv(16, 3), thinned, flat, dense(64)], [32, 128]),
  probe('wide outputs', [28, 28, 1], [conv(8, 3), flat], [64]),
  probe('enlarged maps', [14, 14, 8], [conv(8, 3), enlarged, conv(16, 3), flat], [64]),
  probe('small curves', [28, 28, 1], [conv(6, 5, 'tanh'), conv(16, 5, 'tanh'), pooled], [64]),
  probe('linear maps', [32, 32, 3], [conv(16, 1), curve('relu'), curve('relu'), pooled], [32]),
  probe('curves', [32, 32, 3], [conv(16, 1, 'tanh'), curve('sigmoid'), curve('tanh'), pooled], [32]),
  probe('within channels', [16, 16, 16], [depthwise, conv(32, 1), depthwise, pooled], [8, 64]),
  probe('pointwise maps', [32, 32, 3], [conv(16, 1), pooled], [64]),
  probe('pooled maps', [32, 32, 3], [conv(16, 1), ['averagePooling2d'], ['maxPooling2d'], pooled], [64]),
  probe('normalized maps', [16, 16, 16], [...normalized, ...normalized, pooled], [8, 64]),
  probe(
    'moments',
    [12, 16, 1],
    [
      ['reshape', { targetShape: [12, 16] }],
      ['lstm', { units: 16 }],
    ],
    [32],
  ),
  probe('large products', [28, 28, 1], [flat, dense(512), dense(512)], [8, 64]),
  probe('many weights', [16, 32, 1], [flat, dense(2048), dense(1024)], [16]),
  probe('middle maps', [16, 16, 16], [conv(32, 3), conv(32, 3), pooled], [8, 64]),
  probe('deep maps', [8, 8, 64], [conv(128, 3), conv(128, 3), pooled], [32]),
  probe('large maps', [112, 112, 3], [...normalized, depthwise, pooled], [8]),
  probe('wide maps', [28, 28, 64], [conv(64, 3), conv(64, 3), pooled], [4]),
];
