import { setImmediate as nextTurn } from 'node:timers/promises';
import { sizeOf } from '../../layers/shape.ts';
import type { Stage } from '../../network/pretraining/stages.ts';
import type { PretrainedLayer } from '../../protocol/data.ts';
import { message } from '../../text/message.ts';
import type { PretrainingSettings } from '../../training/pretraining.ts';
import type { CrashGuard } from '../compiled/crash-guard.ts';
import { planTraining } from '../feeding/batch-plan.ts';
import { inputAndOutput } from '../model/forward.ts';
import type { Forward } from '../model/open-forward.ts';
import type { StepMode } from '../model/open-stepper.ts';
import type { Batch } from '../model/stepper.ts';
import { disposeAll, readTensors, type WeightTensors } from '../model/weights.ts';
import type { Control } from '../training/control.ts';
import { isDivergence } from '../training/divergence.ts';
import type { TrainingInputs } from '../training/loop.ts';
import type { TrainingOutcome } from '../training/outcome.ts';
import { batchSizes } from '../training/prepare.ts';
import type { Stopwatch } from '../training/stopwatch.ts';
import { openLearner } from './learner.ts';
import type { StageReporter } from './stage-reporter.ts';

export interface StageParts extends Omit<TrainingInputs, 'stepper' | 'run' | 'events'> {
  readonly settings: PretrainingSettings;
  readonly mode: StepMode;
  readonly crashGuard: CrashGuard;
  readonly control: Control;
  readonly watch: Stopwatch;
  readonly reporter: StageReporter;
  /** Which stage it is, 1 the first, and of how many. */
  readonly index: number;
  readonly count: number;
  /** The whole network as it is used. */
  readonly forward: Forward;
  /** The whole network's weights as they were before this stage. */
  readonly networkWeights: WeightTensors;
  readonly onState: (state: 'running' | 'paused') => void;
  readonly afterStep: () => void;
  readonly afterEpoch: (record: PretrainedLayer) => void;
}

/** One layer's pretraining. */
export interface StageRun {
  /** Lends the network's weights, those of the stage as they are now. */
  borrow<T>(use: (weights: WeightTensors) => T): T;
  /** Trains it to its end. What came of it, or how it ended early. */
  train(): Promise<StageResult | TrainingOutcome>;
  dispose(): void;
}

export interface StageResult {
  readonly state: 'done';
  readonly record: PretrainedLayer;
  /** The stage's weights by their keys in the network, read back. */
  readonly weights: ReadonlyMap<string, Float32Array>;
}

/** Milliseconds of steps in a row before others have their turn. */
const yieldAfterMs = 4;

/** What the layers below give for a batch, as they are used: `[count, ...input of the layer]`. */
function createFeatures({ plan, forward, networkWeights }: StageParts, source: string) {
  const { input } = inputAndOutput(plan.network);
  if (source === input.id) return ({ x }: Batch): Float32Array => x;
  const size = sizeOf(input.outputShape);
  return ({ x, count }: Batch): Float32Array => {
    const images = x.subarray(0, count * size);
    // Always computed in the same way: a layer begun again comes to the same weights.
    const outputs = forward.outputs(networkWeights, images, count, [source], 'at once');
    const features = outputs.get(source)!.dataSync() as Float32Array;
    disposeAll(outputs.values());
    return features;
  };
}

/**
 * Opens the pretraining of one layer on what the layers below give. The order of the examples, the decoder's first
 * weights and what is drawn follow from the seed and the layer's name, so that a layer begun again gives the same
 * weights.
 */
export function openStage(stage: Stage, parts: StageParts): StageRun {
  const { plan, settings, division, dataset, control, watch, reporter, index, count, networkWeights } = parts;
  const { seed, batchSize } = plan.settings;
  const { id, name, inputs } = stage.layer;
  const learner = openLearner(stage, { ...parts, batches: batchSizes(division, batchSize) });
  const features = createFeatures(parts, inputs[0]!);
  const examples = division.train.length;
  const batches = Math.ceil(examples / batchSize);
  const { epochs } = settings;
  const of = `pretraining/${name}/`;
  const feed = parts.feeder.open(
    dataset.train,
    planTraining(division.train, batchSize, { seed, of, epochs }),
  );
  const began = watch.seconds();

  let firstLoss: number | null = null;
  let done = { epoch: 1, batch: 0, seen: 0 };
  const progress = () => {
    const seconds = watch.seconds() - began;
    const imagesPerSecond = seconds > 0 ? done.seen / seconds : 0;
    const left = epochs * examples - done.seen;
    const secondsLeft = imagesPerSecond > 0 ? left / imagesPerSecond : null;
    const { epoch, batch } = done;
    return { layer: id, name, index, count, epoch, epochs, batch, batches, imagesPerSecond, secondsLeft };
  };

  const takeStep = (batch: Batch): number => {
    watch.start();
    const { loss } = learner.run({ ...batch, x: features(batch) });
    if (control.paused) watch.hold();
    firstLoss ??= loss;
    return loss;
  };

  const diverged = (loss: number): TrainingOutcome => ({
    state: 'diverged',
    message:
      learner.refusal ??
      message('engine.pretraining-diverged', {
        layer: name,
        epoch: done.epoch,
        error: Number.isFinite(loss) ? loss : null,
      }),
    layer: id,
  });

  const stopped: TrainingOutcome = {
    state: 'stopped',
    message: message('engine.pretraining-stopped', { layer: name, index, count }),
    layer: null,
  };

  let turned = performance.now();

  /** One epoch; its mean loss, or how it ended early. */
  const trainEpoch = async (epoch: number): Promise<number | TrainingOutcome> => {
    let sum = 0;
    for (let at = 0; at < batches; at++) {
      if (control.paused) reporter.flush(progress);
      if (!(await control.turn(parts.onState))) return stopped;
      const batch = await feed.next();
      const loss = takeStep(batch);
      if (isDivergence(loss, firstLoss!)) return diverged(loss);
      sum += loss * batch.count;
      done = { epoch, batch: at + 1, seen: done.seen + batch.count };
      reporter.add((epoch - 1) * batches + at + 1, loss, progress);
      parts.afterStep();
      if (performance.now() - turned >= yieldAfterMs) {
        await nextTurn();
        turned = performance.now();
      }
    }
    return sum / examples;
  };

  let record: PretrainedLayer = { layer: id, name, decoder: learner.decoder, losses: [], seconds: 0 };

  return {
    borrow: (use) => learner.borrow((weights) => use(new Map([...networkWeights, ...weights]))),
    async train() {
      for (let epoch = 1; epoch <= epochs; epoch++) {
        const loss = await trainEpoch(epoch);
        reporter.flush(progress);
        if (typeof loss !== 'number') return loss;
        record = { ...record, losses: [...record.losses, loss], seconds: watch.seconds() - began };
        parts.afterEpoch(record);
        await nextTurn();
      }
      const weights = learner.borrow((tensors) => readTensors(tensors));
      return { state: 'done', record, weights };
    },
    dispose() {
      feed.close();
      learner.dispose();
    },
  };
}
