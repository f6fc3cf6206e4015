import type { ConvasDocument } from '../../src/document/schema.ts';
import { trainingSettingsSchema } from '../../src/training/settings.ts';
import { Sheet } from './sheet.ts';

export function lstmSeries(): ConvasDocument {
  const sheet = new Sheet(
    'LSTM for time series',
    'Reads a series step by step and keeps what matters in its cells: gates decide what is stored, kept and told. ' +
      'After the last step it says which of three waves it has seen.',
    {
      data: { dataset: 'sine-series', preprocessing: [], target: 'label' },
      training: trainingSettingsSchema.parse({
        epochs: 12,
        batchSize: 50,
        optimizer: { kind: 'adam', params: { learningRate: 0.005 } },
      }),
    },
  );
  sheet.row(
    null,
    [
      ['input', 'Input', { shape: [48, 1] }],
      ['lstm', 'lstm', { units: 32 }],
      ['dense', 'wave', { units: 3, activation: 'softmax' }],
    ],
    { x: 0 },
  );
  return sheet.done();
}
