import type { Tensor } from '../../layers/tensorflow.ts';
import type { NativeBackend } from '../backends/native.ts';
import {
  computeGradients,
  listSlots,
  type StepPlan,
  slotKey,
  trainingStep,
  updatesPlainly,
} from '../model/step.ts';
import type { WeightTensors } from '../model/weights.ts';
import { createGraphBuilder, type GraphBuilder } from './builder.ts';
import { fusedUpdates } from './fused-updates.ts';
import { type Attribute, dataType, type GraphNode } from './graph.ts';
import { type Trace, trace } from './trace.ts';

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

/** The optimizer's own operation; null where there is none, or where an update is more than that. */
function fusedUpdateOf(plan: StepPlan) {
  const { kind } = plan.settings.optimizer.kind;
  return updatesPlainly(plan) && Object.hasOwn(fusedUpdates, kind) ? fusedUpdates[kind]! : null;
}

interface Variables {
  readonly handle: ReadonlyMap<string, string>;
  readonly read: ReadonlyMap<string, string>;
}

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
  return new Map<string, Tensor>([
    ['x', tf.zeros([batch, ...shape])],
    ['labels', tf.tensor1d(new Int32Array(batch), 'int32')],
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

/** Adds the updates that a trace asks for; each runs after `gate` and after its variable was read. */
function addUpdates(
  plan: StepPlan,
  builder: GraphBuilder,
  prefix: string,
  results: ReadonlyMap<string, string>,
  variables: Variables,
  gate: string,
): string[] {
  const { kind: optimizer, params } = plan.settings.optimizer;
  const fused = fusedUpdateOf(plan);
  const powers = new Map<string, string>();
  const step = `${prefix}stepf`;
  if (fused) {
    builder.add(step, 'Cast', ['step'], {
      SrcT: { kind: 'type', value: dataType.int32 },
      DstT: { kind: 'type', value: dataType.float32 },
    });
  }
  const updates: string[] = [];
  for (const [name, value] of results) {
    const [role, key] = [name.slice(0, name.indexOf(' ')), name.slice(name.indexOf(' ') + 1)];
    const after = [`^${variables.read.get(key)}`, `^${gate}`];
    if (role === 'assign') {
      const inputs = [variables.handle.get(key)!, value, ...after];
      updates.push(
        builder.add(`${prefix}u${updates.length}`, 'AssignVariableOp', inputs, {
          dtype: { kind: 'type', value: dataType.float32 },
        }),
      );
    } else if (role === 'gradient') {
      const slots = Object.fromEntries(
        optimizer.slots(params).map((slot) => [slot.name, variables.handle.get(slotKey(key, slot.name))!]),
      );
      const { op, inputs, flags } = fused!({
        variable: variables.handle.get(key)!,
        slots,
        gradient: value,
        learningRate: 'learningRate',
        step,
        params,
        constant: (number) => builder.scalar(number),
        power(base, exponent) {
          const id = `${base}`;
          const known = powers.get(id);
          if (known) return known;
          const power = builder.add(
            `${prefix}p${powers.size}`,
            'Pow',
            [builder.scalar(base), exponent],
            float,
          );
          powers.set(id, power);
          return power;
        },
      });
      const bools = Object.fromEntries(
        Object.entries(flags ?? {}).map(([flag, value]): [string, Attribute] => [
          flag,
          { kind: 'bool', value },
        ]),
      );
      updates.push(
        builder.add(`${prefix}u${updates.length}`, op, [...inputs, ...after], { ...float, ...bools }),
      );
    }
  }
  return updates;
}

/**
 * Adds one step for one batch size. Its updates run only where the metrics are finite (a conditional in the form
 * of TensorFlow 1: what lies behind the switch's other side does not run), so that a step that diverges leaves
 * the last finite weights.
 */
function addStep(
  plan: StepPlan,
  builder: GraphBuilder,
  batch: number,
  recorded: Trace,
  variables: Variables,
): { feeds: string; metrics: string } {
  const prefix = `b${batch}_`;
  const shape = plan.network.layers.find(({ id }) => id === plan.network.inputs[0])!.outputShape;
  const x = builder.placeholder(`${prefix}x`, dataType.float32, [batch, ...shape]);
  const labels = builder.placeholder(`${prefix}y`, dataType.int32, [batch]);
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
  const updates = addUpdates(plan, builder, prefix, results, variables, go);
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
  const handle = new Map<string, string>();
  const read = new Map<string, string>();
  const assigned: string[] = [];
  for (const [index, { key, shape }] of keys.entries()) {
    const variable = builder.variable(`v${index}`, shape);
    handle.set(key, variable.handle);
    read.set(key, variable.read);
    const value = builder.placeholder(`i${index}`, dataType.float32, shape);
    assigned.push(
      builder.add(`a${index}`, 'AssignVariableOp', [variable.handle, value], {
        dtype: { kind: 'type', value: dataType.float32 },
      }),
    );
  }
  builder.add('initialize', 'Identity', [builder.scalar(1), ...assigned.map((name) => `^${name}`)], float);
  const steps = new Map(
    batches.map((batch) => {
      const recorded = traceStep(plan, backend, batch);
      return [batch, addStep(plan, builder, batch, recorded, { handle, read })];
    }),
  );
  return {
    nodes: builder.nodes,
    keys,
    values: keys.map((_, index) => `v${index}r`),
    initial: keys.map((_, index) => `i${index}`).join(','),
    initialize: 'initialize',
    steps,
  };
}
