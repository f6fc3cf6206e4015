import { createBatcher } from '../../datasets/batcher.ts';
import type { Emitter } from '../../protocol/emitter.ts';
import { message } from '../../text/message.ts';
import type { OpenFeeder } from '../feeding/feeder.ts';
import type { ExecutionOptions } from '../model/open-function.ts';
import type { WeightValues } from '../model/weights.ts';
import type { Job } from '../training/job.ts';
import type { JobInputs } from '../training/loop.ts';
import { preprocessingOf } from '../training/prepare.ts';
import { cutNetwork } from './constant-part.ts';
import { openFeatures } from './features.ts';

interface FeatureInputParts {
  readonly events: Emitter;
  readonly openFeeder: OpenFeeder;
  readonly execution: ExecutionOptions;
}

/** Milliseconds between two reports of how far the features are. */
const reportEvery = 500;

/**
 * What trains where the frozen layers in front are computed once: the layers behind them, on their features. As it was
 * where the settings do not ask for it, where no layer in front is frozen, and where the features do not fit into memory.
 * The weights stay those of the whole network.
 * @throws EngineError `canceled`
 */
export async function trainOnFeatures(
  job: Job,
  inputs: JobInputs,
  weights: WeightValues,
  { events, openFeeder, execution }: FeatureInputParts,
): Promise<JobInputs> {
  const { plan, inference, dataset } = inputs;
  const { transfer, seed, epochs, pretraining } = plan.settings;
  if (!transfer?.cacheFeatures || pretraining !== null || plan.target === 'input') return inputs;
  const cut = cutNetwork(plan.backend, plan.network, plan.settings);
  if (!cut) return inputs;
  if (plan.mixed) {
    const because = message('engine.features-mixed', { layer: cut.layer.name });
    events.emit('engine.note', { message: because });
    return inputs;
  }
  let reported = performance.now();
  const features = await openFeatures({
    backend: inference,
    network: plan.network,
    cut,
    weights,
    dataset,
    preprocessing: preprocessingOf(job.checked.document, plan.network),
    seed,
    variants: Math.min(transfer.variants, epochs),
    execution,
    canceled: () => job.stopAsked,
    onProgress(done, total) {
      if (performance.now() - reported < reportEvery) return;
      reported = performance.now();
      const detail = message('engine.features-progress', { done, total });
      events.emit('train.state', { run: job.run, state: 'preparing', message: detail, layer: null });
    },
  });
  const layer = cut.layer.name;
  if (!features) {
    events.emit('engine.note', { message: message('engine.features-too-large', { layer }) });
    return inputs;
  }
  const detail = { layer, count: features.computed, variants: features.variants?.count ?? 0 };
  events.emit('engine.note', {
    message: message(features.found ? 'engine.features-found' : 'engine.features-computed', detail),
  });
  const preprocessing = { inputShape: cut.layer.outputShape, steps: [] };
  await job.feeder?.end();
  job.feeder = openFeeder(preprocessing);
  return {
    ...inputs,
    plan: { ...plan, network: cut.head },
    dataset: features.dataset,
    createBatcher: (source) => createBatcher(source, preprocessing),
    feeder: job.feeder,
    variants: features.variants,
  };
}
