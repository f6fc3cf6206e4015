import { createGraphBuilder, type GraphBuilder } from '../../graph/builder.ts';
import { type Attribute, dataType, type GraphNode } from '../../graph/graph-def.ts';
import { type Trace, trace } from '../../graph/trace.ts';
import type { Tensor } from '../../layers/tensorflow.ts';
import type { NativeBackend } from '../backends/native.ts';
import { describeProcessor } from '../kernels/processor.ts';
import { computeGradients, listSlots, type StepPlan, trainingStep } from '../model/step.ts';
import { targetLayout } from '../model/targets.ts';
import type { WeightTensors } from '../model/weights.ts';
import { withOwnOperations } from './own-operations/rewrite.ts';
import { addUpdates, fusedUpdateOf } from './updates.ts';
import { createVariables, type Variables } from './variables.ts';

/** A training step as a graph, and the names to run it by. */
export interface StepGraph {
  readonly nodes: readonly GraphNode[];
  /** Weights, then slots: the variable's order in `values` and `initial`. */
  readonly keys: readonly { readonly key: string; readonly shape: readonly number[] }[];
  /** What fetches each variable's value, in the order of `keys`. */
  readonly values: readonly string[];
  /** Fed in the order of `keys`; then `initialize` is fetched. */
  readonly initial: string;
  readonly initialize: string;
  /** By batch size: what is fed (x, labels, learning rate, step) and what is fetched (the metrics). */
  readonly steps: ReadonlyMap<number, { readonly feeds: string; readonly metrics: string }>;
}

const float: Record<string, Attribute> = { T: { kind: 'type', value: dataType.float32 } };

/** The tensors of one traced step that differ from run to run, by the names that the trace knows them by. */
function feedTensors(
  plan: StepPlan,
  backend: NativeBackend,
  batch: number,
  weights: WeightTensors,
  slots: WeightTensors,
): Map<string, Tensor> {
  const { tf } = backend;
  const shape = plan.network.layers.find(({ id }) => id === plan.network.inputs[0])!.outputShape;
  const layout = targetLayout(plan);
  return new Map<string, Tensor>([
    ['x', tf.zeros([batch, ...shape])],
    ['labels', tf.zeros([batch, ...layout.shape], layout.dtype)],
    ['learningRate', tf.scalar(plan.settings.learningRate)],
    ['step', tf.scalar(1, 'int32')],
    ...[...weights].map(([key, tensor]): [string, Tensor] => [`weight ${key}`, tensor]),
    ...[...slots].map(([key, tensor]): [string, Tensor] => [`slot ${key}`, tensor]),
  ]);
}

const prefixed = (prefix: string, tensors: WeightTensors): [string, Tensor][] =>
  [...tensors].map(([key, tensor]) => [`${prefix} ${key}`, tensor]);

/**
 * Runs one step on blank data and blank weights and records it: the gradients alone where the update is fused,
 * else all.
 */
function traceStep(plan: StepPlan, backend: NativeBackend, batch: number): Trace {
  const { tf } = backend;
  let result!: Trace;
  tf.tidy(() => {
    // Filled by TensorFlow itself: of a large network, arrays of this side would take half a gigabyte more.
    const blank = (shape: readonly number[]): Tensor => tf.fill([...shape], 0.5);
    const weights = new Map(plan.weights.map(({ key, spec }) => [key, blank(spec.shape)]));
    const slots = new Map(
      fusedUpdateOf(plan) ? [] : listSlots(plan).map(({ key, shape }) => [key, blank(shape)]),
    );
    const fed = feedTensors(plan, backend, batch, weights, slots);
    const input = {
      x: fed.get('x')!,
      labels: fed.get('labels')!,
      step: fed.get('step')!,
      learningRate: fed.get('learningRate')!,
      weights,
      slots,
    };
    const kept: Tensor[] = [];
    const record = (): Map<string, Tensor> => {
      if (fusedUpdateOf(plan)) {
        const { metrics, norms, gradients, updates } = computeGradients(plan, input);
        kept.push(metrics, ...updates.values());
        return new Map([
          ['metrics', metrics],
          ['norms', norms],
          ...prefixed('gradient', gradients),
          ...prefixed('assign', updates),
        ]);
      }
      const output = trainingStep(plan, input);
      kept.push(output.metrics);
      return new Map([
        ['metrics', output.metrics],
        ['norms', output.norms],
        ...prefixed('assign', output.weights),
        ...prefixed('assign', output.slots),
      ]);
    };
    result = trace(backend, fed, record, (results) => results).trace;
    for (const tensor of kept) tensor.dispose();
  });
  return result;
}

/**
 * Adds one step for one batch size. Its updates run only where the metrics are finite (a conditional in the form
 * of TensorFlow 1: what lies behind the switch's other side does not run), so that a step that diverges leaves
 * the last finite weights.
 */
function addStep(
  plan: StepPlan,
  backend: NativeBackend,
  builder: GraphBuilder,
  batch: number,
  recorded: Trace,
  variables: Variables,
): { feeds: string; metrics: string } {
  const prefix = `b${batch}_`;
  const shape = plan.network.layers.find(({ id }) => id === plan.network.inputs[0])!.outputShape;
  const x = builder.placeholder(`${prefix}x`, dataType.float32, [batch, ...shape]);
  const layout = targetLayout(plan);
  const labels = builder.placeholder(`${prefix}y`, dataType[layout.dtype], [batch, ...layout.shape]);
  const fed = new Map([
    ['x', x],
    ['labels', labels],
    ['learningRate', 'learningRate'],
    ['step', 'step'],
    ...[...variables.read].flatMap(([key, read]): [string, string][] => [
      [`weight ${key}`, read],
      [`slot ${key}`, read],
    ]),
  ]);
  const results = builder.graft(prefix, recorded, fed);
  const metrics = results.get('metrics')!;
  const axis = builder.constant({
    dtype: dataType.int32,
    shape: [1],
    content: new Uint8Array(Int32Array.of(0).buffer),
  });
  const zero = builder.constant({
    dtype: dataType.int32,
    shape: [],
    content: new Uint8Array(Int32Array.of(0).buffer),
  });
  const finite = builder.add(`${prefix}finite`, 'IsFinite', [metrics], float);
  const sound = builder.add(`${prefix}sound`, 'All', [finite, axis], {
    Tidx: { kind: 'type', value: dataType.int32 },
  });
  const gate = builder.add(`${prefix}gate`, 'Switch', [metrics, sound], float);
  const go = builder.add(`${prefix}go`, 'Identity', [`${gate}:1`], float);
  const stay = builder.add(`${prefix}stay`, 'Identity', [`${gate}:0`], float);
  const updates = addUpdates(plan, backend, builder, prefix, results, variables, go);
  const done = builder.add(`${prefix}done`, 'Identity', [go, ...updates.map((name) => `^${name}`)], float);
  const merged = builder.add(`${prefix}merged`, 'Merge', [stay, done], {
    ...float,
    N: { kind: 'int', value: 2 },
  });
  const all = builder.add(`${prefix}metrics`, 'ConcatV2', [merged, results.get('norms')!, zero], {
    ...float,
    N: { kind: 'int', value: 2 },
    Tidx: { kind: 'type', value: dataType.int32 },
  });
  return { feeds: `${x},${labels},learningRate,step`, metrics: all };
}

/**
 * Traces a step for each batch size and puts them into one graph over the same variables.
 * @throws Untraceable
 */
export function buildStepGraph(
  plan: StepPlan,
  backend: NativeBackend,
  batches: readonly number[],
): StepGraph {
  const builder = createGraphBuilder(backend.node.binding);
  const keys = [
    ...plan.weights.map(({ key, spec }) => ({ key, shape: spec.shape })),
    ...listSlots(plan).map(({ key, shape }) => ({ key, shape })),
  ];
  builder.placeholder('learningRate', dataType.float32, []);
  builder.placeholder('step', dataType.int32, []);
  const variables = createVariables(builder, keys);
  const steps = new Map(
    batches.map((batch) => {
      const traced = traceStep(plan, backend, batch);
      const recorded = backend.kernels?.ownOperations
        ? withOwnOperations(traced, backend.node.binding, describeProcessor().lanes)
        : traced;
      return [batch, addStep(plan, backend, builder, batch, recorded, variables)];
    }),
  );
  return {
    nodes: builder.nodes,
    keys,
    values: keys.map(({ key }) => variables.read.get(key)!),
    initial: variables.initial.join(','),
    initialize: variables.initialize(),
    steps,
  };
}
