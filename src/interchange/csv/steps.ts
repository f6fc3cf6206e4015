import type { HistoryFormat } from '../history.ts';
import { csvTable } from './table.ts';

/** One row a step: its batch's loss and accuracy, the learning rate, and when, in seconds since 1970. */
export const csvSteps: HistoryFormat = {
  id: 'csv-steps',
  from: 'history',
  suffix: '-steps.csv',
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
    return [{ name: `${name}-steps.csv`, bytes: new TextEncoder().encode(text) }];
  },
};
