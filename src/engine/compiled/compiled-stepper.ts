import type { Tensor } from '../../layers/tensorflow.ts';
import type { NativeBackend } from '../backends/native.ts';
import { createEagerStepper } from '../model/eager-stepper.ts';
import { listSlots, type StepPlan } from '../model/step.ts';
import {
  type Batch,
  readMetrics,
  type StepMetrics,
  type Stepper,
  type StepperStart,
} from '../model/stepper.ts';
import { disposeAll, toTensors, type WeightValues } from '../model/weights.ts';
import { sameNumber, sameUpdate } from './agreement.ts';
import { type GraphSession, openGraph } from './session.ts';
import { buildStepGraph, type StepGraph } from './step-graph.ts';

/** The compiled step did not do what the same step did op by op; `before` is the state to go on from. */
export class Disagreement extends Error {
  readonly before: StepperStart;
  constructor(what: string, before: StepperStart) {
    super(what);
    this.before = before;
  }
}

const sizeOf = (shape: readonly number[]): number =>
  shape.reduce((product, dimension) => product * dimension, 1);

function startValues(plan: StepPlan, start: StepperStart): Map<string, Float32Array> {
  const values = new Map(start.weights);
  for (const { key, shape, initial } of listSlots(plan)) {
    values.set(key, start.slots.get(key) ?? new Float32Array(sizeOf(shape)).fill(initial));
  }
  return values;
}

function build(
  plan: StepPlan,
  backend: NativeBackend,
  batches: readonly number[],
  values: WeightValues,
): StepGraph {
  const { tf } = backend;
  const weights = toTensors(backend, plan.weights, values);
  const slots = new Map(
    listSlots(plan).map(({ key, shape }): [string, Tensor] => [
      key,
      tf.keep(tf.tensor(values.get(key)!.slice(), [...shape])),
    ]),
  );
  try {
    return buildStepGraph(plan, backend, batches, weights, slots);
  } finally {
    disposeAll(weights.values());
    disposeAll(slots.values());
  }
}

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
  const graph = build(plan, backend, [...new Set(batches)], startValues(plan, start));
  const session: GraphSession = openGraph(binding, graph.nodes);
  const inputShape = plan.network.layers.find(({ id }) => id === plan.network.inputs[0])!.outputShape;
  const exampleSize = sizeOf(inputShape);
  const trusted = new Set<number>();
  let steps = start.steps;
  let lent: Map<string, Tensor> | null = null;

  const withTensors = <T>(ids: readonly number[], use: () => T): T => {
    try {
      return use();
    } finally {
      for (const id of ids) binding.deleteTensor(id);
    }
  };

  const float = (shape: readonly number[], values: Float32Array): number =>
    binding.createTensor([...shape], binding.TF_FLOAT, values);

  const initialize = (values: WeightValues): void => {
    const feeds = graph.keys.map(({ key, shape }) => float(shape, values.get(key)!));
    const [done] = withTensors(feeds, () => session.run(graph.initial, feeds, graph.initialize));
    binding.deleteTensor(done!.id);
  };

  const readAll = (): Map<string, Float32Array> => {
    const outputs = session.run('', [], graph.values);
    return new Map(
      outputs.map(({ id }, index) => {
        const values = new Float32Array(binding.tensorDataSync(id) as Float32Array);
        binding.deleteTensor(id);
        return [graph.keys[index]!.key, values];
      }),
    );
  };

  const giveBack = (): void => {
    if (lent) disposeAll(lent.values());
    lent = null;
  };

  const execute = (batch: Batch, learningRate: number): StepMetrics => {
    const names = graph.steps.get(batch.count);
    if (!names) throw new Error(`no step was compiled for a batch of ${batch.count}`);
    giveBack();
    const feeds = [
      float([batch.count, ...inputShape], batch.x.subarray(0, batch.count * exampleSize)),
      binding.createTensor([batch.count], binding.TF_INT32, batch.labels.subarray(0, batch.count)),
      float([], Float32Array.of(learningRate)),
      binding.createTensor([], binding.TF_INT32, Int32Array.of(steps + 1)),
    ];
    const [read] = withTensors(feeds, () => session.run(names.feeds, feeds, names.metrics));
    const metrics = readMetrics(plan, binding.tensorDataSync(read!.id));
    binding.deleteTensor(read!.id);
    if (Number.isFinite(metrics.loss)) steps++;
    return metrics;
  };

  /** The step in both ways; the compiled one counts. */
  const executeChecked = (batch: Batch, learningRate: number): StepMetrics => {
    const values = readAll();
    const slotKeys = new Set(listSlots(plan).map(({ key }) => key));
    const before: StepperStart = {
      weights: new Map([...values].filter(([key]) => !slotKeys.has(key))),
      slots: new Map([...values].filter(([key]) => slotKeys.has(key))),
      steps,
    };
    const eager = createEagerStepper(plan, before);
    try {
      const expected = eager.run(batch, learningRate);
      const metrics = execute(batch, learningRate);
      if (!sameNumber(expected.loss, metrics.loss)) {
        throw new Disagreement(`the loss is ${metrics.loss}, op by op it is ${expected.loss}`, before);
      }
      const after = readAll();
      const theirs = eager.borrow(
        (weights) => new Map([...weights].map(([key, tensor]) => [key, new Float32Array(tensor.dataSync())])),
      );
      for (const [key, value] of [...theirs, ...eager.readSlots()]) {
        if (!sameUpdate(values.get(key)!, value, after.get(key)!)) {
          throw new Disagreement(`${key} moves elsewhere than op by op`, before);
        }
      }
      trusted.add(batch.count);
      return metrics;
    } finally {
      eager.dispose();
    }
  };

  try {
    initialize(startValues(plan, start));
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
      if (!lent) {
        const outputs = session.run('', [], graph.values);
        const weights = new Map<string, Tensor>();
        for (const [index, output] of outputs.entries()) {
          if (index < plan.weights.length) {
            weights.set(graph.keys[index]!.key, tf.keep(node.createOutputTensor(output)));
          } else {
            binding.deleteTensor(output.id);
          }
        }
        lent = weights;
      }
      return use(lent);
    },
    readSlots() {
      const slotKeys = new Set(listSlots(plan).map(({ key }) => key));
      return new Map([...readAll()].filter(([key]) => slotKeys.has(key)));
    },
    dispose() {
      giveBack();
      session.close();
    },
  };
}
