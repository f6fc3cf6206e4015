import type { ConvasDocument } from '../../src/document/schema.ts';
import { imageSteps } from '../../src/preprocessing/edit.ts';
import { trainingSettingsSchema } from '../../src/training/settings.ts';
import { Sheet } from './sheet.ts';

const description =
  'A multilayer perceptron: the image is laid out as one row of 784 numbers, and every unit looks at all of them. ' +
  'It knows nothing of neighborhood, needs more parameters than a convolutional network for the same digits, and ' +
  'is the yardstick to measure one against.';

export function mlp(): ConvasDocument {
  const sheet = new Sheet('Multilayer perceptron', description, {
    data: { dataset: 'mnist-10k', preprocessing: imageSteps('pad', 'zero-one'), target: 'label' },
    training: trainingSettingsSchema.parse({ epochs: 10, batchSize: 64 }),
  });
  sheet.page([
    [
      ['input', 'Input', { shape: [28, 28, 1] }],
      ['flatten', 'Flatten', {}],
    ],
    [
      ['dense', 'Hidden1', { units: 128, activation: 'relu', kernelInitializer: 'heUniform' }],
      ['dense', 'Hidden2', { units: 64, activation: 'relu', kernelInitializer: 'heUniform' }],
      ['dense', 'Output', { units: 10, activation: 'softmax' }],
    ],
  ]);
  return sheet.done();
}
