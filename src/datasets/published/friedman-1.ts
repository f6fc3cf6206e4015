import { type DatasetFacts, namesOf } from './published.ts';

/** Friedman's first regression problem (1991), a table with one number to predict; made by `generated/friedman-1.ts`. */
export const friedman1: DatasetFacts = {
  id: 'friedman-1',
  ...namesOf('friedman-1'),
  source: 'https://doi.org/10.1214/aos/1176347963',
  classes: [],
  target: { kind: 'numbers', count: 1, names: ['y'] },
  sampleShape: [10],
  dtype: 'float32',
  train: 4_000,
  test: 1_000,
};
