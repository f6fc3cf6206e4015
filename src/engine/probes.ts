import type { SplitHandle } from '../datasets/dataset.ts';
import { exampleBytes, imageShape, withReader } from '../datasets/pixels.ts';
import { asMaps } from '../insight/feature-maps.ts';
import { quantize } from '../insight/quantize.ts';
import { prepareImage } from '../preprocessing/pipeline.ts';
import type { Image } from '../protocol/data.ts';
import type { Emitter } from '../protocol/emitter.ts';
import type { ParsedParams } from '../protocol/serve.ts';
import { disposeAll } from './model/weights.ts';
import type { ActiveRun } from './training/active-run.ts';
import { type CheckedDocument, preprocessingOf } from './training/prepare.ts';

type WatchRequest = ParsedParams<'probe.watch'>;

/** What a probe needs of a run. */
interface Probed {
  readonly run: string;
  readonly checked: CheckedDocument;
  /** What is shown where no image was chosen: one that is not trained on. Null until the data is here. */
  readonly example: Image | null;
}

/** An image of a split, as stored; null where it has none. */
export function imageAt(split: SplitHandle, index: number): Image | null {
  const [height, width, channels] = imageShape(split) ?? [0, 0, 0];
  if (index >= split.count || (channels !== 1 && channels !== 3)) return null;
  const data = new Uint8Array(exampleBytes(split));
  withReader(split, ({ read }) => read([index], data));
  return { height, width, channels, data };
}

/** Pictures of the layers on screen while the network trains. */
export interface Probes {
  watch(wanted: WatchRequest): void;
  /** Sends pictures where it is time for them: at most `rate` times per second, always of the latest weights. */
  afterStep(run: Probed, at: ActiveRun): void;
  /** Sends pictures at once: the run stands still, or what is watched has changed. */
  show(run: Probed, at: ActiveRun): void;
}

export function createProbes(events: Emitter): Probes {
  let wanted: WatchRequest | null = null;
  let sent = Number.NEGATIVE_INFINITY;

  const send = ({ run, checked, example }: Probed, at: ActiveRun): void => {
    const shown = wanted?.image ?? example;
    if (!wanted || !shown) return;
    const { network, document } = checked;
    const layers = wanted.layers.flatMap(({ layer, ...look }) => {
      const found = network.layers.find(({ id }) => id === layer);
      return found ? [{ layer: found, ...look }] : [];
    });
    if (layers.length === 0) return;
    const { inputShape, ...rest } = preprocessingOf(document, network);
    const values = prepareImage(shown, { inputShape, ...rest });
    const ids = [...new Set(layers.map(({ layer }) => layer.id))];
    const outputs = at.borrow((weights) => at.forward.outputs(weights, values, 1, ids));
    for (const { layer, maps, side } of layers) {
      const output = outputs.get(layer.id)!;
      const shape = asMaps(layer.outputShape);
      const frame = quantize(output.dataSync() as Float32Array, shape, maps, side);
      events.emit('probe.frame', { run, step: at.steps, layer: layer.id, maps: shape[2], ...frame });
    }
    disposeAll(outputs.values());
    sent = performance.now();
  };

  return {
    watch(next) {
      wanted = next.layers.length > 0 ? next : null;
      sent = Number.NEGATIVE_INFINITY;
    },
    afterStep(run, at) {
      if (!wanted || performance.now() - sent < 1000 / wanted.rate) return;
      try {
        send(run, at);
      } catch {
        // A picture that cannot be made must not end the training; the request to watch was answered with the reason.
        wanted = null;
      }
    },
    show: send,
  };
}
