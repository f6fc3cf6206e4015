import { friedman1 } from './friedman-1.ts';
import type { GeneratedDataset } from './generated.ts';
import { shapesLabels } from './shapes-labels.ts';
import { shapesMasks } from './shapes-masks.ts';
import { sineSeries } from './sine-series.ts';
import { topicDocuments } from './topic-documents.ts';
import { toySentiment } from './toy-sentiment.ts';

/** The datasets that code makes, in the order they are shown. */
export const generatedDatasets: readonly GeneratedDataset[] = [
  shapesMasks,
  shapesLabels,
  sineSeries,
  toySentiment,
  friedman1,
  topicDocuments,
];
