import { type FormatOf, textFile } from '../format.ts';
import { noOptions } from '../options.ts';
import { csvTable } from './table.ts';

/** One row a step: its batch's loss and accuracy, the learning rate, and when, in seconds since 1970. */
export const csvSteps: FormatOf<'history'> = {
  id: 'csv-steps',
  source: 'history',
  extensions: ['.csv'],
  options: noOptions,
  supports: () => [],
  write({ name, steps }) {
    if (steps.length === 0) return [];
    const text = csvTable(
      ['step', 'epoch', 'loss', 'accuracy', 'learning_rate', 'time'],
      steps.map(({ step, epoch, loss, accuracy, learningRate, time }) => [
        step,
        epoch,
        loss,
        accuracy,
        learningRate,
        time,
      ]),
    );
    return [textFile(`${name}-steps.csv`, text)];
  },
};
