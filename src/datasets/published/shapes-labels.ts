import { type DatasetFacts, namesOf } from './published.ts';

/** The images of `shapes-masks` with a label for each form that is in them; made by `generated/shapes-labels.ts`. */
export const shapesLabels: DatasetFacts = {
  id: 'shapes-labels',
  ...namesOf('shapes-labels'),
  source: '',
  classes: [],
  target: { kind: 'labels', names: ['disk', 'square'] },
  sampleShape: [64, 64, 1],
  train: 800,
  test: 200,
};
