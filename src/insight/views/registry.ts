import type { View } from '../view.ts';
import { gradCam } from './attribution/grad-cam.ts';
import { gradCamPlusPlus } from './attribution/grad-cam-plus-plus.ts';
import { guidedBackpropagation } from './attribution/guided-backpropagation.ts';
import { inputTimesGradient } from './attribution/input-times-gradient.ts';
import { integratedGradients } from './attribution/integrated-gradients.ts';
import { occlusion } from './attribution/occlusion.ts';
import { rise } from './attribution/rise.ts';
import { saliency } from './attribution/saliency.ts';
import { smoothGrad } from './attribution/smooth-grad.ts';
import { calibration } from './errors/calibration.ts';
import { classReport } from './errors/class-report.ts';
import { confusion } from './errors/confusion.ts';
import { leastCertainHits, mostConfidentMistakes } from './errors/pictured.ts';
import { precisionRecall } from './errors/precision-recall.ts';
import { roc } from './errors/roc.ts';
import { featureMaps } from './feature-maps.ts';
import { filters } from './filters.ts';
import { prediction } from './prediction.ts';
import { pca } from './space/pca.ts';
import { tsne } from './space/tsne.ts';
import { umap } from './space/umap.ts';
import { activationMaximization } from './units/activation-maximization.ts';
import { receptiveField } from './units/receptive-field.ts';
import { topPatches } from './units/top-patches.ts';
import { channelActivity } from './weights/channel-activity.ts';
import { cka } from './weights/cka.ts';
import { kernelSimilarity } from './weights/kernel-similarity.ts';
import { weightStatistics } from './weights/weight-statistics.ts';

/** Every view by its id, in the order in which they are offered. */
export const views = {
  filters,
  'feature-maps': featureMaps,
  prediction,
  saliency,
  'smooth-grad': smoothGrad,
  'input-times-gradient': inputTimesGradient,
  'integrated-gradients': integratedGradients,
  'guided-backpropagation': guidedBackpropagation,
  'grad-cam': gradCam,
  'grad-cam-plus-plus': gradCamPlusPlus,
  occlusion,
  rise,
  confusion,
  'class-report': classReport,
  roc,
  'precision-recall': precisionRecall,
  calibration,
  'most-confident-mistakes': mostConfidentMistakes,
  'least-certain-hits': leastCertainHits,
  pca,
  tsne,
  umap,
  'receptive-field': receptiveField,
  'top-patches': topPatches,
  'activation-maximization': activationMaximization,
  'weight-statistics': weightStatistics,
  'kernel-similarity': kernelSimilarity,
  'channel-activity': channelActivity,
  cka,
} as const satisfies Readonly<Record<string, View>>;

export type ViewId = keyof typeof views;

export const isView = (id: string): id is ViewId => Object.hasOwn(views, id);
