import type { GraphBuilder } from '../../graph/builder.ts';
import { type Attribute, dataType } from '../../graph/graph-def.ts';
import { trace } from '../../graph/trace.ts';
import { type Constraint, constrain } from '../../layers/rules.ts';
import { layerTraining } from '../../training/layer-settings.ts';
import type { NativeBackend } from '../backends/native.ts';
import { type StepPlan, slotKey } from '../model/step.ts';
import type { NamedWeight } from '../model/weights.ts';
import { fusedUpdate } from './fused-updates.ts';
import type { Variables } from './variables.ts';

const type = (value: number): Attribute => ({ kind: 'type', value });
const float: Record<string, Attribute> = { T: type(dataType.float32) };
const ofFloat: Record<string, Attribute> = { dtype: type(dataType.float32) };

/** The optimizer's own operation; null where there is none. */
export const fusedUpdateOf = ({ settings: { optimizer } }: StepPlan) =>
  fusedUpdate(optimizer.kind.kind, optimizer.params);

/** What a traced step asks for: nodes by `assign KEY` or `gradient KEY`. */
type Results = ReadonlyMap<string, string>;

/** Scalars of a step that several weights share, each once. */
function createScalars(builder: GraphBuilder, prefix: string) {
  const made = new Map<string, string>();
  const once = (what: string, op: string, inputs: () => readonly string[]): string => {
    const known = made.get(what);
    if (known) return known;
    const taken = inputs();
    const name = builder.add(`${prefix}s${made.size}`, op, taken, float);
    made.set(what, name);
    return name;
  };
  const scaled = (rate: number): string =>
    rate === 1 ? 'learningRate' : once(`${rate} rates`, 'Mul', () => ['learningRate', builder.scalar(rate)]);
  return {
    power: (base: number, exponent: string) =>
      once(`${base}^${exponent}`, 'Pow', () => [builder.scalar(base), exponent]),
    /** The learning rate of a layer with a rate of its own. */
    scaled,
    /** `1 - rate * learning rate * share`: what a weight is multiplied by before its update. */
    kept: (rate: number, share: number) =>
      once(`keep ${rate} ${share}`, 'Sub', () => [
        builder.scalar(1),
        once(`lose ${rate} ${share}`, 'Mul', () => [scaled(rate), builder.scalar(share)]),
      ]),
  };
}

/**
 * Adds the updates that a trace asks for; each runs after `gate` and after its variable was read.
 * @param prefix keeps the names of several steps apart
 * @returns the nodes to wait for
 */
export function addUpdates(
  plan: StepPlan,
  backend: NativeBackend,
  builder: GraphBuilder,
  prefix: string,
  results: Results,
  variables: Variables,
  gate: string,
): string[] {
  const { settings } = plan;
  const { kind: optimizer, params } = settings.optimizer;
  const fused = fusedUpdateOf(plan);
  const weights = new Map(plan.weights.map((weight) => [weight.key, weight]));
  const scalars = createScalars(builder, prefix);
  const step = `${prefix}stepf`;
  if (fused)
    builder.add(step, 'Cast', ['step'], { SrcT: type(dataType.int32), DstT: type(dataType.float32) });
  let count = 0;
  const next = (): string => `${prefix}u${count++}`;
  const assign = (key: string, value: string, after: readonly string[]): string =>
    builder.add(next(), 'AssignVariableOp', [variables.handle.get(key)!, value, ...after], ofFloat);

  /** The weight as it is after `update`, moved to where its constraint holds. */
  const constrained = ({ key, spec }: NamedWeight, constraint: Constraint, update: string): string => {
    const { tf } = backend;
    const name = next();
    const read = builder.add(
      `${name}r`,
      'ReadVariableOp',
      [variables.handle.get(key)!, `^${update}`],
      ofFloat,
    );
    let node = '';
    tf.tidy(() => {
      const weight = tf.fill([...spec.shape], 0.5);
      const { trace: recorded } = trace(
        backend,
        new Map([['weight', weight]]),
        () => constrain(tf, constraint, weight),
        (moved) => new Map([['moved', moved]]),
      );
      node = builder.graft(`${name}_`, recorded, new Map([['weight', read]])).get('moved')!;
    });
    return assign(key, node, []);
  };

  const apply = (key: string, gradient: string, after: readonly string[]): string => {
    const weight = weights.get(key)!;
    const { rate } = layerTraining(settings.layers, weight.layer.id);
    const variable = variables.handle.get(key)!;
    const { op, inputs, flags, decay } = fused!({
      variable,
      slots: Object.fromEntries(
        optimizer.slots(params).map(({ name }) => [name, variables.handle.get(slotKey(key, name))!]),
      ),
      gradient,
      learningRate: scalars.scaled(rate),
      step,
      params,
      constant: (number) => builder.scalar(number),
      power: scalars.power,
      scratch: () => variables.scratch(key),
    });
    let shrunk: string | null = null;
    for (const share of [settings.weightDecay, decay ?? 0].filter((share) => share !== 0)) {
      const before: string = shrunk ?? variables.read.get(key)!;
      shrunk = builder.add(next(), 'Mul', [before, scalars.kept(rate, share)], float);
    }
    const ready = shrunk ? [`^${assign(key, shrunk, after)}`] : after;
    const bools = Object.entries(flags ?? {}).map(([flag, value]): [string, Attribute] => [
      flag,
      { kind: 'bool', value },
    ]);
    const update = builder.add(next(), op, [...inputs, ...ready], { ...float, ...Object.fromEntries(bools) });
    const { constraint } = weight.spec;
    return constraint ? constrained(weight, constraint, update) : update;
  };

  return [...results].flatMap(([name, value]) => {
    const [role, key] = [name.slice(0, name.indexOf(' ')), name.slice(name.indexOf(' ') + 1)];
    const after = [`^${variables.read.get(key)}`, `^${gate}`];
    if (role === 'assign') return [assign(key, value, after)];
    return role === 'gradient' ? [apply(key, value, after)] : [];
  });
}
