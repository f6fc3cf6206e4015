import { type DatasetFacts, namesOf } from './published.ts';

/** Sentences of praise and blame as the numbers of their words; made by `generated/toy-sentiment.ts`. */
export const toySentiment: DatasetFacts = {
  id: 'toy-sentiment',
  ...namesOf('toy-sentiment'),
  source: '',
  classes: ['negative', 'positive'],
  sampleShape: [64],
  dtype: 'int32',
  train: 2_000,
  test: 500,
};
