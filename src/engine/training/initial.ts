import { formatShape } from '../../layers/shape.ts';
import type { Network } from '../../network/network.ts';
import { EngineError } from '../../protocol/client.ts';
import type { Parent } from '../../protocol/fork.ts';
import { type Message, message } from '../../text/message.ts';
import type { Transfer } from '../../training/transfer.ts';
import { baseNames, openBase } from '../bases/registry.ts';
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
  readonly told: Message;
}

interface Source {
  readonly parent: Parent | null;
  readonly weights: WeightValues;
  readonly shapes: ReadonlyMap<string, readonly number[]>;
}

async function openSource(store: RunStore, { run, steps }: Transfer): Promise<Source> {
  const base = openBase(run);
  if (base) return { parent: null, ...(await base) };
  if (run.startsWith('base:'))
    throw new EngineError('no-such-run', message('runs.no-base', { run, known: [...baseNames] }));
  const { index, read, run: id } = await readWeightsOf(store, { run, steps });
  return {
    parent: { run: id, steps: read.progress.steps },
    weights: read.weights,
    shapes: new Map(index.weights.map(({ key, shape }) => [key, shape])),
  };
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
  const { run } = transfer;
  const { parent, weights, shapes } = await openSource(store, transfer);
  const wanted = listWeights(network);
  const own = initialWeights(
    wanted.filter(({ key }) => !weights.has(key)),
    seed,
  );
  const taken = new Set<string>();
  const fresh = new Set<string>();
  const tensors = wanted.map(({ key, layer, spec }) => {
    const shape = shapes.get(key);
    if (shape && formatShape(shape) !== formatShape(spec.shape)) {
      const found = { shape: formatShape(spec.shape), run, found: formatShape(shape) };
      const told = message('runs.transfer-shape', { layer: layer.name, weight: spec.name, ...found });
      throw new EngineError('network', told);
    }
    (shape ? taken : fresh).add(layer.name);
    return { key, shape: spec.shape, values: weights.get(key) ?? own.get(key)! };
  });
  if (taken.size === 0) throw new EngineError('network', message('runs.transfer-nothing', { run }));
  const counts = { run, taken: taken.size, fresh: fresh.size, names: [...fresh] };
  return {
    parent,
    checkpoint: checkpointBeforeTraining(tensors),
    told: message(fresh.size === 0 ? 'runs.transferred-all' : 'runs.transferred', counts),
  };
}
