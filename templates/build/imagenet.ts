import type { ConvasDocument } from '../../src/document/schema.ts';
import { trainingSettingsSchema } from '../../src/training/settings.ts';
import type { Step } from './sheet.ts';

/** Settings of the networks made for ImageNet's 1,000 classes: no data of that size ships, so none is chosen. */
export const imagenet: Partial<ConvasDocument> = {
  data: null,
  training: trainingSettingsSchema.parse({
    epochs: 10,
    batchSize: 32,
    optimizer: { kind: 'momentum', params: { learningRate: 0.01 } },
  }),
};

export const imageInput = (side: number): Step => ['input', 'Input', { shape: [side, side, 3] }];

/** The 1,000 classes as the last layer. */
export const classes: Step = ['dense', 'predictions', { units: 1000, activation: 'softmax' }];

/** Padding as PyTorch and Keras's ResNets have it: alike on both sides. */
export const padded = (name: string, by: number): Step => [
  'zeroPadding2d',
  name,
  { padding: [by, by, by, by] },
];
