import type { View } from '../view.ts';
import { gradCam } from './attribution/grad-cam.ts';
import { gradCamPlusPlus } from './attribution/grad-cam-plus-plus.ts';
import { guidedBackpropagation } from './attribution/guided-backpropagation.ts';
import { inputTimesGradient } from './attribution/input-times-gradient.ts';
import { integratedGradients } from './attribution/integrated-gradients.ts';
import { occlusion } from './attribution/occlusion.ts';
import { rise } from './attribution/rise.ts';
import { saliency } from './attribution/saliency.ts';
import { sanityCheck } from './attribution/sanity-check.ts';
import { smoothGrad } from './attribution/smooth-grad.ts';
import { compareRuns } from './compare/compare-runs.ts';
import { matchedFilters } from './compare/matched-filters.ts';
import { sideBySide } from './compare/side-by-side.ts';
import { calibration } from './errors/calibration.ts';
import { classReport } from './errors/class-report.ts';
import { confusion } from './errors/confusion.ts';
import { maskErrors } from './errors/mask-errors.ts';
import { confusedImages, leastCertainHits, mostConfidentMistakes } from './errors/pictured.ts';
import { precisionRecall } from './errors/precision-recall.ts';
import { reconstructions } from './errors/reconstructions.ts';
import { regression } from './errors/regression.ts';
import { roc } from './errors/roc.ts';
import { dropout } from './experiments/dropout.ts';
import { filterPlayground } from './experiments/filter-playground.ts';
import { surgery } from './experiments/surgery.ts';
import { featureMaps } from './feature-maps.ts';
import { filters } from './filters.ts';
import { prediction } from './prediction.ts';
import { autoencoderLsa } from './space/autoencoder-lsa.ts';
import { autoencoderPca } from './space/autoencoder-pca.ts';
import { pca } from './space/pca.ts';
import { tsne } from './space/tsne.ts';
import { umap } from './space/umap.ts';
import { filterHistory } from './training/filter-history.ts';
import { lossLandscape } from './training/loss-landscape.ts';
import { pulse } from './training/pulse.ts';
import { weightHistory } from './training/weight-history.ts';
import { activationMaximization } from './units/activation-maximization.ts';
import { explainUnit } from './units/explain-unit.ts';
import { receptiveField } from './units/receptive-field.ts';
import { topPatches } from './units/top-patches.ts';
import { batchStatistics } from './weights/batch-statistics.ts';
import { channelActivity } from './weights/channel-activity.ts';
import { cka } from './weights/cka.ts';
import { compression } from './weights/compression.ts';
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
  'sanity-check': sanityCheck,
  confusion,
  'confused-images': confusedImages,
  'class-report': classReport,
  roc,
  'precision-recall': precisionRecall,
  calibration,
  'most-confident-mistakes': mostConfidentMistakes,
  'least-certain-hits': leastCertainHits,
  regression,
  reconstructions,
  'mask-errors': maskErrors,
  pca,
  tsne,
  umap,
  'autoencoder-pca': autoencoderPca,
  'autoencoder-lsa': autoencoderLsa,
  'explain-unit': explainUnit,
  'receptive-field': receptiveField,
  'top-patches': topPatches,
  'activation-maximization': activationMaximization,
  'weight-statistics': weightStatistics,
  'kernel-similarity': kernelSimilarity,
  'channel-activity': channelActivity,
  'batch-statistics': batchStatistics,
  cka,
  compression,
  pulse,
  'weight-history': weightHistory,
  'filter-history': filterHistory,
  'loss-landscape': lossLandscape,
  'filter-playground': filterPlayground,
  surgery,
  dropout,
  'side-by-side': sideBySide,
  'compare-runs': compareRuns,
  'matched-filters': matchedFilters,
} as const satisfies Readonly<Record<string, View>>;

export type ViewId = keyof typeof views;

export const isView = (id: string): id is ViewId => Object.hasOwn(views, id);
