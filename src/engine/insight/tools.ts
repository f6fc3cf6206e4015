import type { Change, SplitName, Tools } from '../../insight/view.ts';
import type { Tensor } from '../../layers/tensorflow.ts';
import { outputFactsOf } from '../../network/outputs.ts';
import { prepareImage } from '../../preprocessing/pipeline.ts';
import { EngineError } from '../../protocol/client.ts';
import type { TensorValue } from '../../protocol/evaluation.ts';
import { message } from '../../text/message.ts';
import { textOf } from '../../text/text-error.ts';
import { forward, inputAndOutput } from '../model/forward.ts';
import { lossInput, readingOf } from '../model/outputs.ts';
import { makeTargets } from '../model/step-targets.ts';
import { weightKey } from '../model/weights.ts';
import type { LoadedModel } from '../models.ts';
import { preprocessingOf } from '../training/prepare.ts';
import { openExamples } from './examples.ts';
import { layoutInThread } from './layout.ts';
import { momentsOf } from './moments.ts';
import { createPace } from './pace.ts';

/**
 * What a view works with, of a model that is leased meanwhile.
 * @param folder of its run
 * @param canceled whether no one waits any more
 * @param busy whether a run trains, which is not to be held up
 */
export function toolsOf(
  model: LoadedModel,
  folder: () => Promise<string>,
  canceled: () => boolean,
  busy: () => boolean = () => false,
): Tools {
  const pace = createPace(busy, canceled);
  const { backend, checked, labels } = model;
  const { tf } = backend;
  const { network, document, target } = checked;
  const reading = readingOf(checked);
  const { output } = inputAndOutput(network);

  /** No step can come between this and the gradient that is taken of it: both are one turn of the loop. */
  const opByOp = (
    x: Tensor,
    layers: readonly string[],
    change: Change = {},
    logitsOf: string | null = null,
  ): ReadonlyMap<string, Tensor> =>
    model.borrow((weights) =>
      forward(tf, network, weights, x, layers, {
        logitsOf,
        change: change.output,
        reweighted: change.weights,
      }),
    );

  return {
    tf,
    network,
    labels,
    reading,
    target,
    input(image) {
      const preprocessing = preprocessingOf(document, network);
      if ('values' in image) return tf.tensor(image.values, [1, ...preprocessing.inputShape]);
      try {
        return tf.tensor(prepareImage(image, preprocessing), [1, ...preprocessing.inputShape]);
      } catch (error) {
        throw new EngineError('invalid', textOf(error));
      }
    },
    outputs: (x, layers, exact = false) =>
      model.borrow((weights) =>
        model.forward.outputs(
          weights,
          x.dataSync() as Float32Array,
          x.shape[0]!,
          layers,
          exact ? 'at once' : 'asked again',
        ),
      ),
    differentiable: (x, layers, change) => opByOp(x, layers, change),
    scores(x, change) {
      const { end, range } = outputFactsOf(network.layers, output.id);
      const result = opByOp(x, [output.id], change, end?.layer ?? null).get(output.id)!;
      const flat = tf.reshape(result, [x.shape[0]!, -1]);
      if (reading.single) return tf.concat([tf.neg(flat), flat], 1);
      return range === 'distance' ? tf.neg(flat) : flat;
    },
    loss(x, truth, change) {
      const { kind, params } = checked.settings.loss;
      const result = opByOp(x, [output.id], change, reading.logitsOf).get(output.id)!;
      const targets = makeTargets({ backend, network, target }, x, truth);
      return tf.mean(kind.perExample(tf, params, targets, lossInput(tf, reading, result)));
    },
    examples: (split: SplitName) => openExamples(model, split, canceled),
    layOut: (request) => layoutInThread(request, canceled),
    memory: model.results?.memory ?? new Map(),
    moments: () => momentsOf(folder, canceled),
    weights: (layer) =>
      model.borrow((tensors) =>
        Object.fromEntries(
          layer.weights.map(({ name, shape }): [string, TensorValue] => {
            const values = new Float32Array(tensors.get(weightKey(layer, name))!.dataSync());
            return [name, { shape: [...shape], values }];
          }),
        ),
      ),
    async yieldToTraining() {
      await pace();
      if (canceled()) throw new EngineError('canceled', message('engine.no-longer-wanted'));
    },
  };
}
