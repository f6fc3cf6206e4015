import { setImmediate as nextTurn } from 'node:timers/promises';
import { openDataset } from '../../datasets/registry.ts';
import { EngineError } from '../../protocol/client.ts';
import type { RateSearch } from '../../protocol/data.ts';
import type { Kernels } from '../../protocol/kernels.ts';
import { message } from '../../text/message.ts';
import { createSmoother, hasBlownUp, risingRates, suggestRate } from '../../training/rate-range.ts';
import type { OpenedBackend } from '../backends/ladder.ts';
import { planTraining } from '../feeding/batch-plan.ts';
import type { OpenFeeder } from '../feeding/feeder.ts';
import type { KernelManager } from '../kernels/kernel-manager.ts';
import { withKernels } from '../kernels/with-kernels.ts';
import { openStepper, type StepMode } from '../model/open-stepper.ts';
import { initialWeights, listWeights } from '../model/weights.ts';
import { fitPreprocessing } from '../training/fit-preprocessing.ts';
import { learnedBy } from '../training/learned-by.ts';
import { mixedFor } from '../training/mixed-for.ts';
import { checkTrainable, divide, preprocessingOf, readDocument } from '../training/prepare.ts';

export interface RateSearchRequest {
  readonly document: string;
  readonly from: number;
  readonly to: number;
  readonly steps: number;
}

export interface RateSearchParts {
  readonly backend: (wanted?: Kernels) => Promise<OpenedBackend>;
  readonly kernelManager: Pick<KernelManager, 'wantedFor' | 'fitted'>;
  readonly step: StepMode;
  readonly openFeeder: OpenFeeder;
  /** Called about ten times per second. */
  readonly progress: (search: RateSearch) => void;
  readonly canceled: () => boolean;
  /** True once a run has begun to train: the search gives way. */
  readonly displaced: () => boolean;
}

const every = 100;

/**
 * Trains from the document's first weights while the learning rate rises from step to step, until the loss blows
 * up. Nothing is written, no run is touched; the weights are thrown away.
 * @throws EngineError as starting a run would; `busy` where a run begins meanwhile
 */
export async function findRate(
  { document: text, from, to, steps }: RateSearchRequest,
  { backend, kernelManager, step, openFeeder, progress, canceled, displaced }: RateSearchParts,
): Promise<RateSearch> {
  if (!(from < to)) {
    throw new EngineError('invalid', message('engine.rates-must-rise', { from, to }));
  }
  const checked = await checkTrainable(readDocument(text));
  const { document, network, settings, target } = checked;
  if (settings.transfer !== null) throw new EngineError('invalid', message('engine.rates-of-random-weights'));
  const dataset = learnedBy(await openDataset(checked.dataset, { canceled }), target);
  const division = divide(dataset, checked);
  const weights = listWeights(network);
  const wanted = kernelManager.wantedFor(checked);
  const { backend: opened } = await backend(wanted);
  const own = withKernels(opened, kernelManager.fitted(opened, wanted)?.training);
  const preprocessing = preprocessingOf(document, network);
  const mixed = mixedFor(target, preprocessing.steps);
  const plan = { backend: own, network, weights, settings, target, mixed };
  const start = { weights: initialWeights(weights, settings.seed), slots: new Map(), steps: 0 };
  const { batchSize, seed } = settings;
  const stepper = openStepper(plan, start, [batchSize], step);
  const fitted = fitPreprocessing(preprocessing, dataset.train, division.train);
  const feeder = openFeeder({ ...preprocessing, ...(fitted && { steps: fitted }) });
  const smooth = createSmoother();
  const planned = risingRates(from, to, steps);
  const search = { rates: [] as number[], loss: [] as number[], smoothed: [] as number[] };
  let blownUpAt: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  let reportedAt = performance.now();

  const found = (): RateSearch => {
    const suggestion = suggestRate(search.rates, search.smoothed);
    // The last rate before a blow-up is no open end.
    const openEnd = suggestion?.openEnd === true && blownUpAt === null;
    return { from, to, steps, ...search, blownUpAt, suggestion: suggestion && { ...suggestion, openEnd } };
  };

  try {
    const feed = feeder.open(dataset.train, {
      ...planTraining(division.train, batchSize, { seed, of: '', epochs: steps, mixes: mixed }),
      // Whole batches only: the losses are compared with each other.
      wholeOnly: true,
    });
    for (const rate of planned) {
      if (canceled()) throw new EngineError('canceled', message('engine.search-canceled'));
      if (displaced()) {
        throw new EngineError('busy', message('engine.search-displaced'));
      }
      const { loss } = stepper.run(await feed.next(), rate);
      const smoothed = smooth(loss);
      if (hasBlownUp(smoothed, least)) {
        blownUpAt = rate;
        break;
      }
      least = Math.min(least, smoothed);
      search.rates.push(rate);
      search.loss.push(loss);
      search.smoothed.push(smoothed);
      if (performance.now() - reportedAt >= every) {
        reportedAt = performance.now();
        progress({ ...found(), suggestion: null });
      }
      await nextTurn();
    }
    return found();
  } finally {
    void feeder.end();
    stepper.dispose();
  }
}
