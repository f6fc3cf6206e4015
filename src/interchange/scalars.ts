import type { EpochRecord } from '../protocol/data.ts';

/** Numbers by name, `images_per_second` as Python's tools write them. */
export type Scalars = ReadonlyMap<string, number>;

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Whatever a record has that is a number: a metric that is added to it is in the logs by itself. */
export function scalarsOf(record: Readonly<Record<string, unknown>>): Scalars {
  const entries = Object.entries(record).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  );
  return new Map(entries.map(([name, value]) => [snake(name), value]));
}

/** One epoch's numbers, those of the validation split apart. Its metrics are of the validation split. */
export function epochScalars({ epoch: _, metrics = {}, ...record }: EpochRecord): {
  train: Scalars;
  validation: Scalars;
} {
  const measured = Object.entries(metrics).map(([name, value]) => [`val_${name}`, value]);
  const all = [...scalarsOf({ ...record, ...Object.fromEntries(measured) })];
  const isValidation = ([name]: [string, number]): boolean => name.startsWith('val_');
  return {
    train: new Map(all.filter((entry) => !isValidation(entry))),
    validation: new Map(all.filter(isValidation).map(([name, value]) => [name.slice('val_'.length), value])),
  };
}
