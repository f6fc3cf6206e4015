import type { DatasetInfo } from '../protocol/data.ts';
import type { DatasetSource } from './dataset.ts';
import type { GeneratedDataset } from './generated/generated.ts';

/** How a generated dataset comes into memory: it is made each time it is opened, which is faster than to read it. */
export function generatedSource({ info: facts, words, generate }: GeneratedDataset) {
  const info: DatasetInfo = {
    ...facts,
    ...(words && { ofWords: true }),
    availability: 'ready',
    downloadBytes: 0,
  };
  return {
    id: facts.id,
    info: async () => info,
    report: async () => null,
    load: async () => ({
      info,
      train: generate('train', facts.train),
      test: generate('test', facts.test),
      validation: null,
      report: null,
      words,
      fingerprint: null,
      wasKept: false,
    }),
  } satisfies DatasetSource;
}
