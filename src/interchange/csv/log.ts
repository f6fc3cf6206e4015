import { epochScalars, type HistoryFormat } from '../history.ts';
import { csvTable } from './table.ts';

/** One row an epoch, columns named as Keras's `CSVLogger` names them: `epoch,loss,accuracy,val_loss,...`. */
export const csv: HistoryFormat = {
  id: 'csv',
  from: 'history',
  suffix: '.csv',
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
    return [{ name: `${name}.csv`, bytes: new TextEncoder().encode(text) }];
  },
};
