import { type DatasetFacts, namesOf } from './published.ts';

/** Disks and squares on a noisy ground, with the class of each pixel; made by `generated/shapes-masks.ts`. */
export const shapesMasks: DatasetFacts = {
  id: 'shapes-masks',
  ...namesOf('shapes-masks'),
  source: '',
  classes: [],
  target: { kind: 'mask', height: 64, width: 64, classes: ['ground', 'disk', 'square'] },
  sampleShape: [64, 64, 1],
  train: 800,
  test: 200,
};
