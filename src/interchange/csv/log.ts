import { type FormatOf, textFile } from '../format.ts';
import { noOptions } from '../options.ts';
import { epochScalars } from '../scalars.ts';
import { csvTable } from './table.ts';

/** One row an epoch, columns named as Keras's `CSVLogger` names them: `epoch,loss,accuracy,val_loss,...`. */
export const csv: FormatOf<'history'> = {
  id: 'csv',
  source: 'history',
  extensions: ['.csv'],
  options: noOptions,
  supports: () => [],
  write({ name, epochs }) {
    if (epochs.length === 0) return [];
    const rows = epochs.map((record) => {
      const { train, validation } = epochScalars(record);
      return new Map([
        ['epoch', record.epoch],
        ...train,
        ...[...validation].map(([key, value]): [string, number] => [`val_${key}`, value]),
      ]);
    });
    const head = [
      ...new Set([
        'epoch',
        'loss',
        'accuracy',
        'val_loss',
        'val_accuracy',
        ...rows.flatMap((row) => [...row.keys()]),
      ]),
    ];
    const text = csvTable(
      head,
      rows.map((row) => head.map((column) => row.get(column) ?? null)),
    );
    return [textFile(`${name}.csv`, text)];
  },
};
