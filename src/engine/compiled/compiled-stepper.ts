import type { Tensor } from '../../layers/tensorflow.ts';
import { type Message, message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import type { NativeBackend } from '../backends/native.ts';
import { eagerStepperOver, startTensors, type TensorStart } from '../model/eager-stepper.ts';
import { type StepInput, type StepPlan, trainedWeights } from '../model/step.ts';
import {
  type Batch,
  readMetrics,
  type StepMetrics,
  type Stepper,
  type StepperStart,
} from '../model/stepper.ts';
import { targetLayout, targetTensor } from '../model/targets.ts';
import { disposeAll, readTensors } from '../model/weights.ts';
import { sameNumber, sameUpdate, updateNorms } from './agreement.ts';
import { type GraphSession, openGraph } from './graph-session.ts';
import { isRounding, measureNoise } from './noise.ts';
import { buildStepGraph } from './step-graph.ts';

/** The compiled step did not do what the same step did op by op; `before` is the state to continue from. */
export class Disagreement extends TextError {
  readonly before: StepperStart;
  constructor(what: Message, before: StepperStart) {
    super(what);
    this.before = before;
  }
}

const sizeOf = (shape: readonly number[]): number =>
  shape.reduce((product, dimension) => product * dimension, 1);

/**
 * Training with the whole step as one call into TensorFlow. The first step of each batch size is taken op by op as
 * well, and trusted only if both agree.
 * @param batches the batch sizes that will come
 * @throws Untraceable, or Error where TensorFlow refuses the graph; `run` throws Disagreement
 */
export function createCompiledStepper(
  plan: StepPlan,
  backend: NativeBackend,
  start: StepperStart,
  batches: readonly number[],
): Stepper {
  const { tf, node } = backend;
  const { binding } = node;
  const graph = buildStepGraph(plan, backend, [...new Set(batches)]);
  const session: GraphSession = openGraph(binding, graph.nodes);
  const inputShape = plan.network.layers.find(({ id }) => id === plan.network.inputs[0])!.outputShape;
  const exampleSize = sizeOf(inputShape);
  const layout = targetLayout(plan);
  const targetSize = sizeOf(layout.shape);
  const trusted = new Set<number>();
  let steps = start.steps;
  let borrowed: Map<string, Tensor> | null = null;

  const withTensors = <T>(ids: readonly number[], use: () => T): T => {
    try {
      return use();
    } finally {
      for (const id of ids) binding.deleteTensor(id);
    }
  };

  const float = (shape: readonly number[], values: Float32Array): number =>
    binding.createTensor([...shape], binding.TF_FLOAT, values);

  const initialize = ({ weights, slots }: TensorStart): void => {
    const tensors = [...weights.values(), ...slots.values()];
    const ids = node.getInputTensorIds(tensors);
    const [done] = session.run(graph.initial, ids, graph.initialize);
    binding.deleteTensor(done!.id);
    disposeAll(tensors);
  };

  /** Variables as they are now, kept: those of weights, of slots, or all. They share the variables' memory. */
  const fetch = (from = 0, to = graph.keys.length): Map<string, Tensor> => {
    if (from === to) return new Map();
    const outputs = session.run('', [], graph.values.slice(from, to).join(','));
    return new Map(
      outputs.map((output, index) => [
        graph.keys[from + index]!.key,
        tf.keep(node.createOutputTensor(output)),
      ]),
    );
  };
  const fetchWeights = (): Map<string, Tensor> => fetch(0, plan.weights.length);
  const fetchSlots = (): Map<string, Tensor> => fetch(plan.weights.length);

  const giveBack = (): void => {
    if (borrowed) disposeAll(borrowed.values());
    borrowed = null;
  };

  const execute = (batch: Batch, learningRate: number): StepMetrics => {
    const names = graph.steps.get(batch.count);
    if (!names) throw new Error(`no step was compiled for a batch of ${batch.count}`);
    giveBack();
    const feeds = [
      float([batch.count, ...inputShape], batch.x.subarray(0, batch.count * exampleSize)),
      binding.createTensor(
        [batch.count, ...layout.shape],
        layout.dtype === 'int32' ? binding.TF_INT32 : binding.TF_FLOAT,
        batch.labels.subarray(0, batch.count * targetSize),
      ),
      float([], Float32Array.of(learningRate)),
      binding.createTensor([], binding.TF_INT32, Int32Array.of(steps + 1)),
    ];
    const [read] = withTensors(feeds, () => session.run(names.feeds, feeds, names.metrics));
    const metrics = readMetrics(plan, binding.tensorDataSync(read!.id));
    binding.deleteTensor(read!.id);
    if (Number.isFinite(metrics.loss)) steps++;
    return metrics;
  };

  const inputOf = (
    batch: Batch,
    learningRate: number,
    { weights, slots, steps }: TensorStart,
  ): StepInput => ({
    x: tf.tensor(batch.x.slice(0, batch.count * exampleSize), [batch.count, ...inputShape]),
    labels: targetTensor(tf, layout, batch.labels, batch.count),
    step: tf.scalar(steps + 1, 'int32'),
    learningRate: tf.scalar(learningRate),
    weights,
    slots,
  });

  /** The step in both ways; the compiled one counts. */
  const executeChecked = (batch: Batch, learningRate: number): StepMetrics => {
    const before = { weights: fetchWeights(), slots: fetchSlots(), steps };
    const copy = (tensors: ReadonlyMap<string, Tensor>): Map<string, Tensor> =>
      new Map([...tensors].map(([key, tensor]) => [key, tf.keep(tensor.clone())]));
    const theirs = { weights: copy(before.weights), slots: copy(before.slots), steps };
    const eager = eagerStepperOver(plan, theirs);
    let ours = new Map<string, Tensor>();
    const disagree = (what: Message): Disagreement =>
      new Disagreement(what, {
        weights: readTensors(before.weights),
        slots: readTensors(before.slots),
        steps: before.steps,
      });
    try {
      const expected = eager.run(batch, learningRate);
      const metrics = execute(batch, learningRate);
      if (!sameNumber(expected.loss, metrics.loss)) {
        throw disagree(
          message('engine.loss-differs', { compiled: String(metrics.loss), plain: String(expected.loss) }),
        );
      }
      ours = fetch();
      const start = new Map([...before.weights, ...before.slots]);
      const suspects = [...theirs.weights, ...theirs.slots].filter(
        ([key, tensor]) => !sameUpdate(updateNorms(tf, start.get(key)!, tensor, ours.get(key)!)),
      );
      if (suspects.length > 0) {
        tf.tidy(() => {
          const noise = measureNoise(plan, inputOf(batch, learningRate, before));
          const trained = trainedWeights(plan);
          for (const [key, tensor] of suspects) {
            const at = trained.findIndex((weight) => noise.get(weight.key)?.updates.has(key));
            const own = at < 0 ? null : noise.get(trained[at]!.key)!;
            const certain = (whole: Tensor): Tensor => tf.mul(whole, own!.certain);
            const norms =
              own && updateNorms(tf, certain(start.get(key)!), certain(tensor), certain(ours.get(key)!));
            if (!norms || !isRounding(own, key, norms, metrics.gradientNorms[at]!)) {
              throw disagree(message('engine.weight-differs', { weight: key }));
            }
          }
        });
      }
      trusted.add(batch.count);
      return metrics;
    } finally {
      eager.dispose();
      for (const tensors of [before.weights, before.slots, ours]) disposeAll(tensors.values());
    }
  };

  try {
    initialize(startTensors(plan, start));
  } catch (error) {
    session.close();
    throw error;
  }
  return {
    mode: 'compiled',
    get steps() {
      return steps;
    },
    run: (batch, learningRate) =>
      trusted.has(batch.count) ? execute(batch, learningRate) : executeChecked(batch, learningRate),
    borrow(use) {
      borrowed ??= fetchWeights();
      return use(borrowed);
    },
    readSlots() {
      const slots = fetchSlots();
      const values = readTensors(slots);
      disposeAll(slots.values());
      return values;
    },
    dispose() {
      giveBack();
      session.close();
    },
  };
}
