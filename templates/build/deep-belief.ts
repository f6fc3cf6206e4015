import type { ConvasDocument } from '../../src/document/schema.ts';
import { imageSteps } from '../../src/preprocessing/edit.ts';
import { trainingSettingsSchema } from '../../src/training/settings.ts';
import { Sheet } from './sheet.ts';

const description =
  'A deep belief network: its hidden layers are restricted Boltzmann machines, trained one after the other without ' +
  'labels by contrastive divergence. The stack is then fine-tuned with labels, as any network. In 2006 this was the ' +
  'first way to train deep networks from scratch.';

export function deepBelief(): ConvasDocument {
  const sheet = new Sheet('Deep belief network', description, {
    // Binary units take numbers from 0 to 1.
    data: { dataset: 'mnist-10k', preprocessing: imageSteps('pad', 'zero-one'), target: 'label' },
    training: trainingSettingsSchema.parse({
      epochs: 10,
      batchSize: 50,
      pretraining: { method: 'boltzmann', epochs: 5, learningRate: 0.1, corruption: 0 },
    }),
  });
  const sigmoid = { activation: 'sigmoid' };
  sheet.page([
    [
      ['input', 'Input', { shape: [28, 28, 1] }],
      ['flatten', 'Flatten', {}],
    ],
    [
      ['dense', 'RBM1', { units: 256, ...sigmoid }],
      ['dense', 'RBM2', { units: 128, ...sigmoid }],
      ['dense', 'Output', { units: 10, activation: 'softmax' }],
    ],
  ]);
  return sheet.done();
}
