import type { Dataset, SplitHandle } from '../../datasets/dataset.ts';
import { exampleBytes, withReader } from '../../datasets/pixels.ts';
import { openDataset } from '../../datasets/registry.ts';
import { needsFitting } from '../../preprocessing/fitted.ts';
import { openSteps, type Preprocessing } from '../../preprocessing/pipeline.ts';
import { stepOf } from '../../preprocessing/registry.ts';
import type { ChosenStep } from '../../preprocessing/schema.ts';
import { EngineError } from '../../protocol/client.ts';
import type { preparationCalls } from '../../protocol/preparation.ts';
import type { CallResult } from '../../protocol/protocol.ts';
import type { Handlers, ParsedParams } from '../../protocol/serve.ts';
import { textOf } from '../../text/text-error.ts';
import { createDraws } from '../feeding/draws.ts';
import { createMixer } from '../feeding/mixer.ts';
import { fitPreprocessing } from '../training/fit-preprocessing.ts';
import { divisionOf } from '../training/prepare.ts';
import { pageOf, requireImages } from './page.ts';

type Params = ParsedParams<'preparation.preview'>;
type LearnedFrom = CallResult<'preparation.preview'>['learnedFrom'];

/** Pixels of training examples that statistics are learned from for a preview: all of MNIST. */
const maxFitValues = 64 * 1024 * 1024;
/** Numbers that one answer may hold. */
const maxValues = 1 << 21;
/** Stored pictures are shrunk to this for display. */
const maxSide = 256;

/** So many of the examples, evenly spread; all where they are fewer. */
function spread(examples: Int32Array, most: number): Int32Array {
  if (examples.length <= most) return examples;
  return Int32Array.from({ length: most }, (_, at) => examples[Math.floor((at * examples.length) / most)]!);
}

interface Fitted {
  readonly steps: readonly ChosenStep[];
  readonly learnedFrom: LearnedFrom;
}

/** What was learned lately, by what it was learned from: an edit of another step learns nothing again. */
function createFits(): (dataset: Dataset<SplitHandle>, params: Params) => Fitted {
  const kept = new Map<string, Fitted>();
  return (dataset, { steps, inputShape, seed, validationSplit }) => {
    if (!needsFitting(steps)) return { steps, learnedFrom: null };
    const certain = steps.map((chosen) =>
      stepOf(chosen.step)!.random ? { ...chosen, off: true as const } : chosen,
    );
    const key = JSON.stringify([dataset.fingerprint, certain, inputShape, seed, validationSplit]);
    let found = kept.get(key);
    if (!found) {
      const { train } = divisionOf(dataset, { seed, validationSplit });
      const most = Math.max(1, Math.floor(maxFitValues / exampleBytes(dataset.train)));
      const examples = spread(train, most);
      const learned = fitPreprocessing({ inputShape, steps: certain }, dataset.train, examples);
      found = {
        steps: learned ?? certain,
        learnedFrom: { examples: examples.length, of: train.length },
      };
      if (kept.size >= 8) kept.delete(kept.keys().next().value!);
      kept.set(key, found);
    }
    return {
      steps: steps.map((chosen, at) => ({ ...chosen, params: found.steps[at]!.params })),
      learnedFrom: found.learnedFrom,
    };
  };
}

/** @throws EngineError `data` where the steps cannot be applied */
function open(split: SplitHandle, preprocessing: Preprocessing) {
  try {
    return openSteps(split.shape, preprocessing, { training: true });
  } catch (error) {
    throw new EngineError('data', textOf(error));
  }
}

export function preparationHandlers(): Pick<Handlers, keyof typeof preparationCalls> {
  const learn = createFits();
  return {
    'preparation.preview': async (params, { canceled }) => {
      const { inputShape, seed, epoch, offset, count } = params;
      const dataset = await openDataset(params.dataset, { canceled });
      const { train } = dataset;
      requireImages(train);
      open(train, { inputShape, steps: params.steps });
      const { steps, learnedFrom } = learn(dataset, params);
      const { write, size, shape } = open(train, { inputShape, steps });
      const most = Math.min(count, Math.max(1, Math.floor(maxValues / size)));
      const indices = Array.from(
        { length: Math.max(0, Math.min(most, train.count - offset)) },
        (_, at) => offset + at,
      );
      const draws = createDraws(seed);
      const values = new Float32Array(indices.length * size);
      withReader(train, ({ read }) => {
        const pixels = new Uint8Array(exampleBytes(train));
        indices.forEach((index, at) => {
          read([index], pixels);
          write(pixels, 0, values, at * size, draws.at(epoch, index));
        });
      });
      const found = createMixer({ inputShape: shape, steps }, seed)?.(values, indices, { epoch, batch: 0 });
      const mixed = indices.map((_, at) => ({
        label: train.labels[indices[found?.partners[at] ?? at]!]!,
        share: found?.shares[at] ?? 1,
      }));
      return {
        stored: pageOf(train, indices, maxSide),
        prepared: { shape: [...shape], values },
        labels: indices.map((index) => train.labels[index]!),
        ...(found && { mixed }),
        indices,
        total: train.count,
        fitted: [...steps],
        learnedFrom,
      };
    },
  };
}
