import { type DatasetFacts, namesOf } from './published.ts';

/** Waves of three forms with noise; made by `generated/sine-series.ts`. */
export const sineSeries: DatasetFacts = {
  id: 'sine-series',
  ...namesOf('sine-series'),
  source: '',
  classes: ['sine', 'square', 'sawtooth'],
  sampleShape: [48, 1],
  dtype: 'float32',
  train: 3_000,
  test: 600,
};
