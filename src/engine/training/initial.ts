import { formatShape } from '../../layers/shape.ts';
import type { Network } from '../../network/network.ts';
import { EngineError } from '../../protocol/client.ts';
import type { Parent } from '../../protocol/fork.ts';
import { type Message, message } from '../../text/message.ts';
import { formatWeightSource, type Transfer } from '../../training/transfer.ts';
import { openBase } from '../bases/registry.ts';
import { initialWeights, listWeights, type WeightValues } from '../model/weights.ts';
import { type Checkpoint, checkpointBeforeTraining } from '../runs/checkpoint.ts';
import type { RunStore } from '../runs/run-store.ts';
import { readWeightsOf } from './fork.ts';

/** What a run begins with that takes over some layers of another. */
export interface Transferred {
  /** Null for a network that ships: it is no run. */
  readonly parent: Parent | null;
  readonly checkpoint: Checkpoint;
  /** Which layers were taken over, and which begin with random weights. */
  readonly note: Message;
}

interface Source {
  readonly parent: Parent | null;
  readonly weights: WeightValues;
  readonly shapes: ReadonlyMap<string, readonly number[]>;
}

async function openSource(store: RunStore, { source, steps }: Transfer): Promise<Source> {
  if ('base' in source) return { parent: null, ...(await openBase(source.base)) };
  const { index, read, run: id } = await readWeightsOf(store, { run: source.run, steps });
  return {
    parent: { run: id, steps: read.progress.steps },
    weights: read.weights,
    shapes: new Map(index.weights.map(({ key, shape }) => [key, shape])),
  };
}

/**
 * The weights of another network that this one begins with: those of the layers that have the same name there.
 * @throws EngineError as `readTransfer` does
 */
export async function transferredWeights(
  store: RunStore,
  transfer: Transfer,
  network: Network,
): Promise<Pick<Source, 'parent' | 'weights'>> {
  const run = formatWeightSource(transfer.source);
  const { parent, weights, shapes } = await openSource(store, transfer);
  const taken = new Map<string, Float32Array>();
  for (const { key, layer, spec } of listWeights(network)) {
    const shape = shapes.get(key);
    if (!shape) continue;
    if (formatShape(shape) !== formatShape(spec.shape)) {
      const found = { shape: formatShape(spec.shape), run, found: formatShape(shape) };
      const note = message('runs.transfer-shape', { layer: layer.name, weight: spec.name, ...found });
      throw new EngineError('network', note);
    }
    taken.set(key, weights.get(key)!);
  }
  if (taken.size === 0) throw new EngineError('network', message('runs.transfer-nothing', { run }));
  return { parent, weights: taken };
}

/**
 * The first weights of a network that starts from another's: a layer has the weights of the layer of its name there, where
 * all of them have the same shapes; one that is not there begins with its initializers.
 * @throws EngineError `no-such-run`, `no-checkpoint`, `run-damaged`; `network` where a layer of the same name has other
 * shapes, or no layer has the same name
 */
export async function readTransfer(
  store: RunStore,
  transfer: Transfer,
  network: Network,
  seed: number,
): Promise<Transferred> {
  const run = formatWeightSource(transfer.source);
  const { parent, weights } = await transferredWeights(store, transfer, network);
  const wanted = listWeights(network);
  const own = initialWeights(
    wanted.filter(({ key }) => !weights.has(key)),
    seed,
  );
  const taken = new Set<string>();
  const fresh = new Set<string>();
  const tensors = wanted.map(({ key, layer, spec }) => {
    (weights.has(key) ? taken : fresh).add(layer.name);
    return { key, shape: spec.shape, values: weights.get(key) ?? own.get(key)! };
  });
  const counts = { run, taken: taken.size, fresh: fresh.size, names: [...fresh] };
  return {
    parent,
    checkpoint: checkpointBeforeTraining(tensors),
    note: message(fresh.size === 0 ? 'runs.transferred-all' : 'runs.transferred', counts),
  };
}
