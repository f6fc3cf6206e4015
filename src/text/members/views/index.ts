import { attributionViews } from './attribution.ts';
import { compareViews } from './compare.ts';
import { errorViews } from './errors.ts';
import { experimentViews } from './experiments.ts';
import { layerViews } from './layers.ts';
import { predictionViews } from './prediction.ts';
import { spaceViews } from './space.ts';
import { targetViews } from './targets.ts';
import { trainingViews } from './training.ts';
import { unitViews } from './units.ts';
import { weightViews } from './weights.ts';

/** What each view into a network is called, and how to read it, a file for each group. */
export const views = {
  ...layerViews,
  ...predictionViews,
  ...attributionViews,
  ...errorViews,
  ...targetViews,
  ...spaceViews,
  ...unitViews,
  ...weightViews,
  ...trainingViews,
  ...experimentViews,
  ...compareViews,
};
