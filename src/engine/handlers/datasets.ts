import { keptCheck } from '../../datasets/checks/kept-check.ts';
import type { SplitFacts, SplitHandle } from '../../datasets/dataset.ts';
import { eachPixels, exampleBytes } from '../../datasets/pixels.ts';
import { datasetInfo, datasetInfos, inspectDataset, openDataset } from '../../datasets/registry.ts';
import { EngineError } from '../../protocol/client.ts';
import type { exploreCalls } from '../../protocol/own-data.ts';
import type { Handlers } from '../../protocol/serve.ts';
import { message } from '../../text/message.ts';
import { trackDataWork } from '../data-work.ts';
import { inThread } from '../statistics/in-thread.ts';
import { pixelStatistics } from '../statistics/pixel-statistics.ts';
import { pageOf, requireImages } from './page.ts';

type DatasetCalls =
  | 'datasets.list'
  | 'datasets.prepare'
  | 'datasets.samples'
  | 'datasets.statistics'
  | keyof typeof exploreCalls;

function countLabels({ labels }: SplitFacts, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  // Examples without a class have none to count.
  if (classes > 0) for (const label of labels) counts[label]!++;
  return counts;
}

function meanAndDeviation(split: SplitHandle): { mean: number; std: number } {
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

/** The examples of a class, or all, in order. */
function matchingIndices({ count, labels }: SplitFacts, label: number | null): number[] {
  const found: number[] = [];
  for (let index = 0; index < count; index++)
    if (label === null || labels[index] === label) found.push(index);
  return found;
}

const bytesOfLabels = ({ labels }: SplitFacts, width: 1 | 4): Uint8Array<ArrayBuffer> => {
  if (width === 1) return Uint8Array.from(labels);
  const out = new Uint8Array(4 * labels.length);
  const view = new DataView(out.buffer);
  for (const [at, label] of labels.entries()) view.setInt32(4 * at, label, true);
  return out;
};

export const datasetHandlers: Pick<Handlers, DatasetCalls> = {
  'datasets.list': async () => ({ datasets: [...(await datasetInfos())] }),

  'datasets.prepare': async ({ dataset }, { progress, canceled }) => {
    await trackDataWork(() => openDataset(dataset, { onProgress: progress, canceled }));
    return datasetInfo(dataset);
  },

  'datasets.samples': async (
    { dataset, split: which, offset, count, label, indices: named, side = Number.POSITIVE_INFINITY },
    { canceled },
  ) => {
    const { [which]: split, info } = await openDataset(dataset, { canceled });
    if (split === null)
      throw new EngineError('invalid', message('imports.no-validation', { dataset: info.title }));
    const outside = named?.find((index) => index >= split.count);
    if (outside !== undefined) {
      throw new EngineError(
        'invalid',
        message('engine.no-example', { part: which, dataset, examples: split.count, index: outside }),
      );
    }
    const matching = named ?? matchingIndices(split, label);
    const indices = named ?? matching.slice(offset, offset + count);
    return {
      ...pageOf(split, indices, side),
      labels: indices.map((index) => split.labels[index]!),
      indices,
      total: matching.length,
    };
  },

  'datasets.labels': async ({ dataset }, { progress, canceled }) => {
    const { info, train, test } = await openDataset(dataset, { onProgress: progress, canceled });
    const width = info.classes.length > 256 ? 4 : 1;
    return { width, train: bytesOfLabels(train, width), test: bytesOfLabels(test, width) };
  },

  'datasets.inspect': ({ dataset }, { progress, canceled }) =>
    trackDataWork(() => inspectDataset(dataset, { onProgress: progress, canceled })),

  'datasets.check': async ({ dataset }, { progress, canceled, onCancel }) => {
    const opened = await openDataset(dataset, { onProgress: progress, canceled });
    return keptCheck(opened, (splits, found) =>
      inThread(
        { name: 'check', dataset: splits, found },
        {
          onCancel,
          onProgress: (done, total) => progress({ phase: message('checks.looking'), done, total }),
        },
      ),
    );
  },

  'datasets.pixelStatistics': async ({ dataset }, { canceled, onCancel }) => {
    const opened = await openDataset(dataset, { canceled });
    requireImages(opened.train);
    return pixelStatistics(opened, onCancel);
  },

  'datasets.statistics': async ({ dataset }, { canceled }) => {
    const { info, train, test } = await openDataset(dataset, { canceled });
    requireImages(train);
    const classes = info.classes.length;
    return {
      train: countLabels(train, classes),
      test: countLabels(test, classes),
      ...meanAndDeviation(train),
    };
  },
};
