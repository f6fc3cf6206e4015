import { setImmediate as nextTurn } from 'node:timers/promises';
import { createBatcher } from '../../datasets/batcher.ts';
import { allSplits, type Dataset, type Split, type SplitHandle } from '../../datasets/dataset.ts';
import { openPixels } from '../../datasets/pixels.ts';
import { resident } from '../../datasets/reading/budget.ts';
import { shared } from '../../datasets/shared.ts';
import { sizeOf } from '../../layers/shape.ts';
import type { Network } from '../../network/network.ts';
import type { Preprocessing } from '../../preprocessing/pipeline.ts';
import { stepOf } from '../../preprocessing/registry.ts';
import { EngineError } from '../../protocol/client.ts';
import { message } from '../../text/message.ts';
import type { Backend } from '../backends/backend.ts';
import type { Variants } from '../feeding/batch-plan.ts';
import { createDraws } from '../feeding/draws.ts';
import { openForward } from '../model/open-forward.ts';
import type { ExecutionOptions } from '../model/open-function.ts';
import { disposeAll, listWeights, toTensors, type WeightValues } from '../model/weights.ts';
import type { NetworkSplit } from './constant-part.ts';
import { type FeatureKey, readFeatures, writeFeatures } from './feature-file.ts';

/** Examples at once. */
const together = 128;

/** A dataset of features, and where the variants of its training examples are. */
export interface Features {
  /**
   * In the place of each split; float32. The training split has its examples as they are, then each variant of them, one
   * variant after the other.
   */
  readonly dataset: Dataset<SplitHandle>;
  /** Of augmented training examples; null where no step is random. */
  readonly variants: Variants | null;
  /** Whether they were kept from an earlier run. */
  readonly found: boolean;
  /** Examples that went through the frozen layers; 0 where none had to. */
  readonly computed: number;
}

export interface FeatureParts {
  /** With the kernels of inference. */
  readonly backend: Backend;
  readonly network: Network;
  readonly cut: NetworkSplit;
  readonly weights: WeightValues;
  readonly dataset: Dataset<SplitHandle>;
  readonly preprocessing: Preprocessing;
  /** Of the run: what random steps draw. */
  readonly seed: number;
  /** Variants to keep where a step is random. */
  readonly variants: number;
  readonly execution: ExecutionOptions;
  readonly canceled: () => boolean;
  readonly onProgress: (done: number, total: number) => void;
}

const isRandom = ({ steps }: Preprocessing): boolean =>
  steps.some(({ step, off }) => !off && stepOf(step)?.random === true);

/** Bytes that the features of all splits take. */
function bytesOf({ cut, dataset }: FeatureParts, variants: number): number {
  const count =
    allSplits(dataset).reduce((sum, split) => sum + split.count, 0) + variants * dataset.train.count;
  return 4 * sizeOf(cut.layer.outputShape) * count;
}

/** What goes through the frozen layers for one split: once as it is, then each variant. */
interface FeatureWork {
  readonly split: SplitHandle;
  readonly variants: number;
}

/** The outputs of the cut layer for `[passes of a split, count, ...outputShape]`. */
async function compute(parts: FeatureParts, works: readonly FeatureWork[]): Promise<Float32Array[]> {
  const { backend, network, cut, preprocessing, seed, canceled, onProgress } = parts;
  const size = sizeOf(cut.layer.outputShape);
  const total = works.reduce((sum, { split, variants }) => sum + split.count * (1 + variants), 0);
  const wanted = listWeights({ ...network, layers: cut.before });
  const weights = toTensors(backend, wanted, parts.weights);
  const forward = openForward(backend, network, parts.execution);
  let done = 0;
  const pass = async (split: SplitHandle, epoch: number | null, out: Float32Array): Promise<void> => {
    const batcher = createBatcher(openPixels(split), preprocessing, { training: epoch !== null });
    const draws = epoch === null ? null : createDraws(seed);
    const x = new Float32Array(Math.min(together, Math.max(1, split.count)) * batcher.exampleSize);
    try {
      for (let first = 0; first < split.count; first += together) {
        if (canceled()) throw new EngineError('canceled', message('engine.features-canceled'));
        const count = Math.min(together, split.count - first);
        const indices = Int32Array.from({ length: count }, (_, at) => first + at);
        batcher.fill(indices, x, draws ? (at) => draws.at(epoch!, first + at) : undefined);
        const outputs = forward.outputs(weights, x.subarray(0, count * batcher.exampleSize), count, [
          cut.layer.id,
        ]);
        out.set(outputs.get(cut.layer.id)!.dataSync() as Float32Array, first * size);
        disposeAll(outputs.values());
        done += count;
        onProgress(done, total);
        await nextTurn();
      }
    } finally {
      batcher.close();
    }
  };
  try {
    const results: Float32Array[] = [];
    for (const { split, variants } of works) {
      const values = new Float32Array(split.count * size * (1 + variants));
      for (let at = 0; at <= variants; at++)
        await pass(split, at === 0 ? null : at, values.subarray(at * split.count * size));
      results.push(values);
    }
    return results;
  } finally {
    forward.dispose();
    disposeAll(weights.values());
  }
}

/** A split of features: each example as often as it has variants, and once as it is. */
function splitOf(
  { split, variants }: FeatureWork,
  shape: readonly number[],
  values: Float32Array,
): SplitHandle {
  const { labels, targets, count } = split;
  const times = 1 + variants;
  const repeated = <A extends Uint8Array | Int32Array | Float32Array>(array: A): A => {
    const all = new (array.constructor as new (length: number) => A)(array.length * times);
    for (let at = 0; at < times; at++) all.set(array, at * array.length);
    return all;
  };
  const own: Split = {
    count: count * times,
    shape,
    dtype: 'float32',
    labels: repeated(labels),
    ...(targets && { targets: repeated(targets) }),
    images: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
  };
  return shared(own);
}

/**
 * Computes what the frozen layers make of every example once, or finds it where an earlier run has kept it.
 * @returns null where that is more than fits into memory
 * @throws EngineError `canceled`
 */
export async function openFeatures(parts: FeatureParts): Promise<Features | null> {
  const { dataset, preprocessing, cut } = parts;
  const variants = isRandom(preprocessing) ? parts.variants : 0;
  if (bytesOf(parts, variants) > resident) return null;
  const { train, validation, test } = dataset;
  const works: FeatureWork[] = [
    { split: train, variants },
    ...(validation ? [{ split: validation, variants: 0 }] : []),
    { split: test, variants: 0 },
  ];
  const shape = cut.layer.outputShape;
  const lengths = works.map(({ split, variants: more }) => split.count * (1 + more) * sizeOf(shape));
  const key: FeatureKey = {
    fingerprint: dataset.fingerprint,
    backend: parts.backend,
    cut,
    weights: parts.weights,
    preprocessing,
    // Without random steps no seed changes them.
    draws: variants === 0 ? null : { seed: parts.seed, variants },
  };
  const kept = await readFeatures(key, lengths);
  const values = kept ?? (await compute(parts, works));
  if (!kept) await writeFeatures(key, values);
  const splits = works.map((work, at) => splitOf(work, shape, values[at]!));
  return {
    dataset: {
      ...dataset,
      train: splits[0]!,
      validation: validation && splits[1]!,
      test: splits.at(-1)!,
    },
    variants: variants === 0 ? null : { count: variants, stride: train.count },
    found: kept !== null,
    computed: kept ? 0 : works.reduce((sum, { split, variants: more }) => sum + split.count * (1 + more), 0),
  };
}
