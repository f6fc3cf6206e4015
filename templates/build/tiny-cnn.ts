import type { ConvasDocument } from '../../src/document/schema.ts';
import { imageSteps } from '../../src/preprocessing/edit.ts';
import { trainingSettingsSchema } from '../../src/training/settings.ts';
import { Sheet } from './sheet.ts';

const description =
  'The smallest network that shows all there is to a convolutional one: convolve, pool, convolve, pool, decide. ' +
  'Fewer than six thousand parameters, trained in seconds: made for changing one thing at a time and seeing what ' +
  'it does.';

export function tinyCnn(): ConvasDocument {
  const sheet = new Sheet('Tiny CNN', description, {
    data: { dataset: 'mnist-10k', preprocessing: imageSteps('pad', 'zero-one'), target: 'label' },
    training: trainingSettingsSchema.parse({ epochs: 5, batchSize: 64 }),
  });
  const relu = { kernelSize: [3, 3], activation: 'relu', kernelInitializer: 'heUniform' };
  sheet.page([
    [
      ['input', 'Input', { shape: [28, 28, 1] }],
      ['conv2d', 'Conv1', { filters: 8, ...relu }],
      ['maxPooling2d', 'Pool1', { poolSize: [2, 2], strides: [2, 2] }],
    ],
    [
      ['conv2d', 'Conv2', { filters: 16, ...relu }],
      ['maxPooling2d', 'Pool2', { poolSize: [2, 2], strides: [2, 2] }],
    ],
    [
      ['flatten', 'Flatten', {}],
      ['dense', 'Output', { units: 10, activation: 'softmax' }],
    ],
  ]);
  return sheet.done();
}
