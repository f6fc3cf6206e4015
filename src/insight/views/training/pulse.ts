import { z } from 'zod';
import type { Tensor } from '../../../layers/tensorflow.ts';
import type { NetworkLayer } from '../../../network/network.ts';
import { message } from '../../../text/message.ts';
import type { Figure } from '../../figure.ts';
import { histogramOf } from '../../histogram.ts';
import { type Change, defineView, type Examples, type Tools } from '../../view.ts';
import { spread } from '../space/activations.ts';
import { hasWeights, needsWeights } from './moments.ts';
import { lineOf, quantile, shares, timeLines } from './over-time.ts';

/** Of one moment: what the layer puts out, and the gradient of the loss by each layer's first weight. */
interface GradientSnapshot {
  readonly outputs: Float32Array<ArrayBuffer>;
  readonly gradients: ReadonlyMap<string, Float32Array>;
}

/** The loss's gradients by the first weight of each layer, with other weights in the place of the run's. */
function gradientSnapshot(
  { tf, differentiable, loss }: Tools,
  layer: NetworkLayer,
  weighted: readonly NetworkLayer[],
  weightsThen: ReadonlyMap<string, Readonly<Record<string, Tensor>>>,
  { x, truth }: { readonly x: Tensor; readonly truth: Tensor },
): GradientSnapshot {
  const beat: { outputs?: Float32Array<ArrayBuffer>; gradients?: GradientSnapshot['gradients'] } = {};
  tf.tidy(() => {
    const first = weighted.map(({ id }) => Object.entries(weightsThen.get(id)!)[0]!);
    const changeWith = (values: readonly Tensor[]): Change => ({
      weights: (own, now) => {
        const at = weighted.findIndex(({ id }) => id === own.id);
        return at < 0 ? now : { ...now, ...weightsThen.get(own.id), [first[at]![0]]: values[at]! };
      },
    });
    const values = first.map(([, value]) => value);
    const outputs = differentiable(x, [layer.id], changeWith(values)).get(layer.id)!;
    // A weight that the answer does not depend on has none.
    const { grads } = tf
      .engine()
      .gradients(() => loss(x, truth, changeWith(values)), values, undefined, true);
    beat.outputs = new Float32Array(outputs.dataSync());
    beat.gradients = new Map(
      weighted.map(({ id }, at) => {
        const own = grads[at];
        return [id, own ? new Float32Array(own.dataSync()) : new Float32Array(values[at]!.size)];
      }),
    );
  });
  return { outputs: new Float32Array(), gradients: new Map(), ...beat };
}

const sortedFinite = (values: Float32Array): Float32Array => values.filter(Number.isFinite).sort();

const rootMeanSquare = (values: Float32Array): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / Math.max(1, values.length));

/**
 * How a layer's outputs and the gradients of its weights spread over the checkpoints of a run, on the same examples, and
 * how large the gradients of all layers are (Glorot and Bengio 2010).
 */
export const pulse = defineView({
  group: 'training',
  needs: ['layer'],
  usualLayer: ({ layers }) => layers.find(hasWeights)?.id ?? null,
  refuse: needsWeights,
  parameters: z.object({
    split: z.enum(['test', 'train']).default('train'),
    examples: z.int().min(1).max(512).default(64),
  }),
  async *compute(tools, { layer }, { split, examples: wanted }) {
    const { tf, network, moments, yieldToTraining } = tools;
    const weighted = network.layers.filter((each) => each.weights.some(({ trainable }) => trainable));
    const examples: Examples = await tools.examples(split);
    const indices = spread(examples.count, wanted);
    const batch = { x: examples.inputs(indices), truth: examples.truth(indices) };
    const activations = shares.map((share) => lineOf(message('insight.quantile', { share })));
    const gradients = shares.map((share) => lineOf(message('insight.quantile', { share })));
    const sizes = weighted.map(({ name }) => lineOf(name));
    let last: GradientSnapshot | null = null;
    const add = (steps: number, beat: GradientSnapshot): void => {
      last = beat;
      const spreads = [
        [activations, sortedFinite(beat.outputs)],
        [gradients, sortedFinite(beat.gradients.get(layer.id) ?? new Float32Array())],
      ] as const;
      for (const [lines, sorted] of spreads)
        if (sorted.length > 0)
          shares.forEach((share, at) => {
            lines[at]!.x.push(steps);
            lines[at]!.y.push(quantile(sorted, share));
          });
      weighted.forEach(({ id }, at) => {
        const size = rootMeanSquare(beat.gradients.get(id)!);
        sizes[at]!.x.push(steps);
        // The axis is logarithmic: nothing is not on it.
        sizes[at]!.y.push(size > 0 ? Math.log10(size) : Number.NaN);
      });
    };
    const show = (): readonly Figure[] => [
      timeLines('pulse', 'activations', 'value', activations),
      timeLines('pulse', 'gradients', 'gradient', gradients),
      timeLines('pulse', 'sizes', 'size', sizes),
      ...(last
        ? [
            histogramOf(layer.name, {
              shape: [...layer.outputShape],
              values: (last as GradientSnapshot).outputs,
            }),
          ]
        : []),
    ];
    try {
      for await (const { steps, weights } of moments()) {
        const then = new Map(
          weighted.map((each) => [
            each.id,
            Object.fromEntries(
              Object.entries(weights(each)).map(([name, { shape, values }]) => [
                name,
                tf.tensor(values, [...shape]),
              ]),
            ),
          ]),
        );
        try {
          if ([...then.values()].every((own) => Object.keys(own).length > 0))
            add(steps, gradientSnapshot(tools, layer, weighted, then, batch));
        } finally {
          for (const own of then.values()) tf.dispose(Object.values(own));
        }
        yield show();
        await yieldToTraining();
      }
      yield show();
    } finally {
      tf.dispose([batch.x, batch.truth]);
      examples.close();
    }
  },
});
