import { formatShape } from '../../layers/shape.ts';
import type { Network } from '../../network/network.ts';
import { EngineError } from '../../protocol/client.ts';
import type { ForkPoint, Parent } from '../../protocol/fork.ts';
import { message } from '../../text/message.ts';
import { listWeights } from '../model/weights.ts';
import {
  type Checkpoint,
  type CheckpointIndex,
  checkpointBeforeTraining,
  indexOf,
  latestIndex,
  type ReadCheckpoint,
  readCheckpoint,
  readIndex,
} from '../runs/checkpoint.ts';
import { listCheckpoints } from '../runs/checkpoint-store.ts';
import type { RunStore } from '../runs/run-store.ts';

export interface Fork {
  readonly parent: Parent;
  /** The new run before its first step: those weights, no optimizer state, epoch 1. */
  readonly checkpoint: Checkpoint;
}

interface Found {
  readonly index: CheckpointIndex;
  /** Of the checkpoint to read; null for the latest. */
  readonly at: number | null;
}

async function find(folder: string, run: string, steps: number | null): Promise<Found> {
  const latest = await readIndex(folder, latestIndex);
  if (!latest) throw new EngineError('run-damaged', message('runs.no-weights-to-start', { run }));
  const { best, restored } = latest.progress;
  const wanted = steps ?? (restored && best ? best.steps : latest.progress.steps);
  if (wanted === latest.progress.steps) return { index: latest, at: null };
  const index = await readIndex(folder, indexOf(wanted));
  if (index) return { index, at: wanted };
  const kept = [...(await listCheckpoints(folder)).map((entry) => entry.steps), latest.progress.steps];
  throw new EngineError(
    'no-checkpoint',
    message('runs.no-checkpoint', { run, steps: wanted, kept: [...new Set(kept)].map(String) }),
  );
}

/** @throws EngineError `network` naming the first layer whose weights the checkpoint has not, or in another shape */
function checkShapes(network: Network, { weights }: CheckpointIndex, run: string): void {
  const shapes = new Map(weights.map(({ key, shape }) => [key, shape]));
  for (const { key, layer, spec } of listWeights(network)) {
    const shape = shapes.get(key);
    if (!shape) {
      throw new EngineError(
        'network',
        message('runs.weight-missing', { layer: layer.name, run, weight: spec.name }),
      );
    }
    if (formatShape(shape) !== formatShape(spec.shape)) {
      throw new EngineError(
        'network',
        message('runs.weight-shape', {
          layer: layer.name,
          weight: spec.name,
          shape: formatShape(spec.shape),
          run,
          found: formatShape(shape),
        }),
      );
    }
  }
}

/**
 * Reads the weights of a run, or of one of its checkpoints.
 * @throws EngineError `no-such-run`, `no-checkpoint`, `run-damaged`
 */
export async function readWeightsOf(
  store: RunStore,
  { run, steps }: ForkPoint,
  check: (index: CheckpointIndex, run: string) => void = () => {},
): Promise<{ readonly run: string; readonly index: CheckpointIndex; readonly read: ReadCheckpoint }> {
  const folder = await store.folderOf(run);
  const { record } = await store.read(folder);
  const { index, at } = await find(folder, record.id, steps);
  check(index, record.id);
  const read = await readCheckpoint(folder, at);
  if (!read) throw new EngineError('no-checkpoint', message('runs.checkpoint-gone', { run: record.id }));
  return { run: record.id, index, read };
}

/**
 * Reads what a new run of this network begins with when it starts from another's checkpoint.
 * @throws EngineError `no-such-run`, `no-checkpoint`, `run-damaged`, or `network` where a layer's weights do not fit
 */
export async function readFork(store: RunStore, from: ForkPoint, network: Network): Promise<Fork> {
  const { run, read } = await readWeightsOf(store, from, (index, id) => checkShapes(network, index, id));
  return {
    parent: { run, steps: read.progress.steps },
    checkpoint: checkpointBeforeTraining(
      listWeights(network).map(({ key, spec }) => ({
        key,
        shape: spec.shape,
        values: read.weights.get(key)!,
      })),
    ),
  };
}
