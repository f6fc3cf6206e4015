import { type DatasetFacts, namesOf } from './published.ts';

/** Documents of eight topics, each as the words that occur in it; made by `generated/topic-documents.ts`. */
export const topicDocuments: DatasetFacts = {
  id: 'topic-documents',
  ...namesOf('topic-documents'),
  source: '',
  classes: ['markets', 'energy', 'courts', 'elections', 'sport', 'health', 'weather', 'science'],
  sampleShape: [200],
  dtype: 'float32',
  train: 4_000,
  test: 1_000,
};
