import type { Tensor } from '../../layers/tensorflow.ts';
import { listSlots, type StepOutput, type StepPlan, trainingStep } from './step.ts';
import { type Batch, readMetrics, type Stepper, type StepperStart } from './stepper.ts';
import { targetLayout, targetTensor } from './targets.ts';
import { disposeAll, readTensors, toTensors } from './weights.ts';

/** Takes the new tensors in, disposes of those they replace. */
function replace(held: Map<string, Tensor>, fresh: ReadonlyMap<string, Tensor>): void {
  for (const [key, tensor] of fresh) {
    if (held.get(key) !== tensor) held.get(key)?.dispose();
    held.set(key, tensor);
  }
}

/** Disposes of new tensors, where they are not the held ones themselves. */
function discard(held: ReadonlyMap<string, Tensor>, fresh: ReadonlyMap<string, Tensor>): void {
  for (const [key, tensor] of fresh) if (held.get(key) !== tensor) tensor.dispose();
}

/** Where a stepper starts, as kept tensors. */
export interface TensorStart {
  readonly weights: Map<string, Tensor>;
  readonly slots: Map<string, Tensor>;
  readonly steps: number;
}

/** The values as kept tensors; slots without a value as the optimizer starts them. */
export function startTensors(plan: StepPlan, start: StepperStart): TensorStart {
  const { tf } = plan.backend;
  const slots = listSlots(plan).map(({ key, shape, initial }): [string, Tensor] => {
    const values = start.slots.get(key)?.slice();
    const tensor = values ? tf.tensor(values, [...shape]) : tf.fill([...shape], initial);
    return [key, tf.keep(tensor)];
  });
  const weights = toTensors(plan.backend, plan.weights, start.weights);
  return { weights, slots: new Map(slots), steps: start.steps };
}

/** Training op by op: every operation of the step is a call into the backend. */
export const createEagerStepper = (plan: StepPlan, start: StepperStart): Stepper =>
  eagerStepperOver(plan, startTensors(plan, start));

/** The same over tensors that it takes as its own: the maps hold the newest at any time, `dispose` frees them. */
export function eagerStepperOver(plan: StepPlan, start: TensorStart): Stepper {
  const { tf } = plan.backend;
  const { weights, slots } = start;
  const inputShape = plan.network.layers.find(({ id }) => id === plan.network.inputs[0])!.outputShape;
  const exampleSize = inputShape.reduce((product, dimension) => product * dimension, 1);
  const layout = targetLayout(plan);
  let steps = start.steps;
  return {
    mode: 'eager',
    get steps() {
      return steps;
    },
    run(batch: Batch, learningRate: number) {
      let output!: StepOutput;
      let read!: ArrayLike<number>;
      tf.tidy(() => {
        output = trainingStep(plan, {
          x: tf.tensor(
            batch.x.subarray(0, batch.count * exampleSize),
            [batch.count, ...inputShape],
            'float32',
          ),
          labels: targetTensor(tf, layout, batch.labels, batch.count),
          step: tf.scalar(steps + 1, 'int32'),
          learningRate: tf.scalar(learningRate),
          weights,
          slots,
        });
        for (const tensors of [output.weights.values(), output.slots.values()]) {
          for (const tensor of tensors) tf.keep(tensor);
        }
        read = tf.concat([output.metrics, output.norms]).dataSync();
      });
      output.metrics.dispose();
      const metrics = readMetrics(plan, read);
      if (Number.isFinite(metrics.loss)) {
        replace(weights, output.weights);
        replace(slots, output.slots);
        steps++;
      } else {
        discard(weights, output.weights);
        discard(slots, output.slots);
      }
      return metrics;
    },
    borrow: (use) => use(weights),
    readSlots: () => readTensors(slots),
    dispose() {
      disposeAll(weights.values());
      disposeAll(slots.values());
    },
  };
}
