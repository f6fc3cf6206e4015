import { cifar10 } from './cifar-10.ts';
import { cifar100 } from './cifar-100.ts';
import { emnistBalanced, emnistDigits, emnistLetters } from './emnist.ts';
import { fashionMnist } from './fashion-mnist.ts';
import { friedman1 } from './friedman-1.ts';
import { kmnist } from './kmnist.ts';
import { mnist } from './mnist.ts';
import { mnist10k } from './mnist-10k.ts';
import type { DatasetFacts, PublishedArchive } from './published.ts';
import { shapesLabels } from './shapes-labels.ts';
import { shapesMasks } from './shapes-masks.ts';
import { sineSeries } from './sine-series.ts';
import { svhn } from './svhn.ts';
import { topicDocuments } from './topic-documents.ts';
import { toySentiment } from './toy-sentiment.ts';

/** The datasets that have a name, in the order they are shown. */
export const publishedArchives: readonly PublishedArchive[] = [
  mnist10k,
  mnist,
  fashionMnist,
  kmnist,
  emnistBalanced,
  emnistLetters,
  emnistDigits,
  cifar10,
  cifar100,
  svhn,
];

/** What is known of the datasets that code makes (`generated/registry.ts`). */
export const generatedFacts: readonly DatasetFacts[] = [
  shapesMasks,
  shapesLabels,
  sineSeries,
  toySentiment,
  friedman1,
  topicDocuments,
];
