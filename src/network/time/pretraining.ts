import { adam } from '../../training/optimizers/adam.ts';
import type { TrainingSettings } from '../../training/settings.ts';
import type { Network } from '../network.ts';
import { autoencoderOf } from '../pretraining/autoencoder.ts';
import { pretrainingStages } from '../pretraining/stages.ts';
import { forward, type PastRuns, passSeconds } from './epoch.ts';
import { type Speed, secondsFor } from './speed.ts';
import { workOfLayer } from './work.ts';

/** Seconds of greedy pretraining, all layers in turn: about so many, and between which it will be most likely. */
export interface PretrainingTime {
  readonly seconds: number;
  readonly least: number;
  readonly most: number;
  /** How many layers are pretrained. */
  readonly layers: number;
}

/** What the reconstruction is optimized with keeps so many numbers of each weight. */
const optimizerSlots = adam.slots(adam.parameters.parse({})).length;

/** Seconds that each layer takes to be used, not trained, for a batch; of an input what it takes to fill it. */
function forwardSeconds(network: Network, batchSize: number, speed: Speed): ReadonlyMap<string, number> {
  return new Map(
    network.layers.map((layer) => {
      const { fed = 0, updated: _, ...rest } = workOfLayer(layer, { batchSize, optimizerSlots: 0 }, false);
      return [layer.id, secondsFor({ fed }, speed) + forward * secondsFor(rest, speed)];
    }),
  );
}

/** A layer and all that it depends on. */
function upTo({ layers }: Network, id: string): ReadonlySet<string> {
  const needed = new Set([id]);
  for (const layer of [...layers].reverse()) {
    if (needed.has(layer.id)) for (const input of layer.inputs) needed.add(input);
  }
  return needed;
}

/**
 * What the pretraining of a network's layers will take: each stage is a network of its own, trained on what the
 * layers below it give. Null where nothing is pretrained, or a layer cannot be.
 * @param examples trained on in an epoch
 * @param past what runs of the network took: its layers are the same
 */
export function pretrainingTime(
  network: Network,
  { pretraining, layers, batchSize }: TrainingSettings,
  examples: number,
  speed: Speed,
  past: PastRuns | null,
): PretrainingTime | null {
  const stages = pretraining === null ? [] : pretrainingStages(network, layers);
  if (pretraining === null || stages.length === 0) return null;
  const used = forwardSeconds(network, batchSize, speed);
  let seconds = 0;
  for (const stage of stages) {
    const [source] = stage.layer.inputs as [string];
    // The first stage trains on the images themselves, which filling its input counts.
    const below = network.inputs.includes(source) ? new Set<string>() : upTo(network, source);
    const features = [...below].reduce((sum, id) => sum + used.get(id)!, 0);
    try {
      const size = { batchSize, optimizerSlots, examples };
      const pass = passSeconds(autoencoderOf(stage, pretraining).network, size, speed);
      seconds += pretraining.epochs * (pass + (examples / batchSize) * features);
    } catch {
      // The engine says which layer it is, and why.
      return null;
    }
  }
  seconds *= past?.factor ?? 1;
  return { seconds, least: seconds / speed.doubt, most: seconds * speed.doubt, layers: stages.length };
}
