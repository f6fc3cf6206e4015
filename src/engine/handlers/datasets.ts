import type { SplitFacts, SplitHandle } from '../../datasets/dataset.ts';
import { eachPixels, exampleBytes, withReader } from '../../datasets/pixels.ts';
import { datasetInfo, datasetInfos, openDataset } from '../../datasets/registry.ts';
import { EngineError } from '../../protocol/client.ts';
import type { Handlers } from '../../protocol/serve.ts';
import { message } from '../../text/message.ts';

type DatasetCalls = 'datasets.list' | 'datasets.prepare' | 'datasets.samples' | 'datasets.statistics';

function countLabels({ labels }: SplitFacts, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const label of labels) counts[label]!++;
  return counts;
}

function pixelStatistics(split: SplitHandle): { mean: number; std: number } {
  let sum = 0;
  let squares = 0;
  eachPixels(split, (pixels) => {
    for (const value of pixels) {
      sum += value;
      squares += value * value;
    }
  });
  const count = Math.max(1, split.count * exampleBytes(split));
  const mean = sum / count;
  return { mean, std: Math.sqrt(Math.max(0, squares / count - mean * mean)) };
}

export const datasetHandlers: Pick<Handlers, DatasetCalls> = {
  'datasets.list': async () => ({ datasets: [...(await datasetInfos())] }),

  'datasets.prepare': async ({ dataset }, { progress, cancelled }) => {
    await openDataset(dataset, { onProgress: progress, cancelled });
    return datasetInfo(dataset);
  },

  'datasets.samples': async (
    { dataset, split: which, offset, count, label, indices: named },
    { cancelled },
  ) => {
    const split = (await openDataset(dataset, { cancelled }))[which];
    const outside = named?.find((index) => index >= split.count);
    if (outside !== undefined) {
      throw new EngineError(
        'invalid',
        message('engine.no-example', { part: which, dataset, examples: split.count, index: outside }),
      );
    }
    const all = Array.from({ length: split.count }, (_, index) => index);
    const matching = named ?? (label === null ? all : all.filter((index) => split.labels[index] === label));
    const indices = named ?? matching.slice(offset, offset + count);
    const images = new Uint8Array(indices.length * exampleBytes(split));
    withReader(split, ({ read }) => read(indices, images));
    return {
      shape: [...split.shape],
      images,
      labels: indices.map((index) => split.labels[index]!),
      indices,
      total: matching.length,
    };
  },

  'datasets.statistics': async ({ dataset }, { cancelled }) => {
    const { info, train, test } = await openDataset(dataset, { cancelled });
    const classes = info.classes.length;
    return {
      train: countLabels(train, classes),
      test: countLabels(test, classes),
      ...pixelStatistics(train),
    };
  },
};
