import { type ActivationName, activate } from '../activations.ts';
import type { InitializerName } from '../initializers.ts';
import type { ForwardCall, WeightSpec } from '../kind.ts';
import { dropped } from '../regularization/dropped.ts';
import { axesBut, type RuleParams, rulesOf } from '../rules.ts';
import type { Tensor, Tensor2D, TF } from '../tensorflow.ts';
import { trained } from '../weights.ts';

export interface CellParams extends RuleParams {
  readonly units: number;
  readonly activation: ActivationName;
  readonly recurrentActivation: ActivationName;
  readonly useBias: boolean;
  readonly unitForgetBias: boolean;
  readonly resetAfter: boolean;
  readonly dropout: number;
  readonly recurrentDropout: number;
  readonly kernelInitializer: InitializerName;
  readonly recurrentInitializer: InitializerName;
  readonly biasInitializer: InitializerName;
}

type DropoutContext = Pick<ForwardCall, 'training' | 'random'>;
type Weights = Readonly<Record<string, Tensor>>;

/** What a recurrent layer does at each step, with Keras's weights and order of gates. */
export interface Cell {
  readonly gates: number;
  weights(params: CellParams, features: number): readonly WeightSpec[];
  /**
   * @param x `[batch, time, features]`
   * @param call whether and how inputs and states are dropped
   * @returns the output of each step, `[batch, units]`
   */
  run(tf: TF, params: CellParams, x: Tensor, weights: Weights, call: DropoutContext): Tensor[];
}

/** A norm is that of what one gate of one unit takes in. */
export const gateAxes = axesBut(2, 1);

const kernels = (params: CellParams, features: number, gates: number): readonly WeightSpec[] => [
  trained('kernel', [features, gates * params.units], params.kernelInitializer, rulesOf(params, gateAxes)),
  trained(
    'recurrent_kernel',
    [params.units, gates * params.units],
    params.recurrentInitializer,
    rulesOf(params, gateAxes),
  ),
];

/**
 * What inputs `[batch, time, features]` and states `[batch, units]` are multiplied by in training: drawn once, the same
 * at every step (Gal and Ghahramani 2016). As Keras has it, a mask for each gate where states are dropped, else one
 * for all; none where nothing is dropped.
 */
function drawMasks(
  tf: TF,
  params: CellParams,
  x: Tensor,
  gates: number,
  { training, random }: DropoutContext,
) {
  const [batch, , features] = x.shape as [number, number, number];
  const count = params.recurrentDropout > 0 ? gates : 1;
  const draw = (rate: number, shape: number[]): Tensor[] =>
    training && rate > 0
      ? Array.from({ length: count }, () => dropped(tf, tf.ones(shape), random.uniform(shape), rate))
      : [];
  const inputs = draw(params.dropout, [batch, 1, features]);
  return { inputs, states: draw(params.recurrentDropout, [batch, params.units]) };
}

/** `x` `[..., in]` times a kernel `[in, gates * units]`, dropped by one mask for all gates or one for each. */
function project(tf: TF, x: Tensor, kernel: Tensor, masks: readonly Tensor[], units: number): Tensor {
  const times = (from: Tensor, own: Tensor): Tensor => {
    const rows = tf.reshape(from, [-1, from.shape.at(-1)!]) as Tensor2D;
    return tf.reshape(tf.matMul(rows, own as Tensor2D), [...from.shape.slice(0, -1), -1]);
  };
  const [first, ...others] = masks;
  if (!first) return times(x, kernel);
  if (others.length === 0) return times(tf.mul(x, first), kernel);
  return tf.concat(
    masks.map((mask, gate) => times(tf.mul(x, mask), gateOf(tf, kernel, gate, units))),
    x.rank - 1,
  );
}

/** The part of every gate that does not depend on the state, for all steps at once: `[batch, gates * units]` each. */
function drive(tf: TF, projected: Tensor, bias: Tensor | null): Tensor[] {
  return tf.unstack(bias ? tf.add(projected, bias) : projected, 1);
}

/** Columns of gate number `gate` on the last axis. */
function gateOf(tf: TF, x: Tensor, gate: number, units: number, gates = 1): Tensor {
  return tf.slice(x, [0, gate * units], [-1, gates * units]);
}

/** Long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000): i, f, c, o. */
export const lstmCell: Cell = {
  gates: 4,
  weights(params, features) {
    const size = 4 * params.units;
    const remembering = Array.from({ length: size }, (_, index) =>
      Math.floor(index / params.units) === 1 ? 1 : 0,
    );
    const bias = trained('bias', [size], params.biasInitializer);
    // A forget gate that starts open lets the gradient through from the beginning (Jozefowicz et al. 2015).
    const open = params.unitForgetBias && params.biasInitializer === 'zeros';
    const spec = open ? { ...bias, initializer: { name: 'values', values: remembering } as const } : bias;
    return [...kernels(params, features, 4), ...(params.useBias ? [spec] : [])];
  },
  run(tf, params, x, weights, call) {
    const { units } = params;
    const masks = drawMasks(tf, params, x, 4, call);
    let hidden: Tensor = tf.zeros([x.shape[0]!, units]);
    let carry: Tensor = hidden;
    const gate = (sums: Tensor, index: number) =>
      activate(tf, params.recurrentActivation, gateOf(tf, sums, index, units));
    const projected = project(tf, x, weights['kernel']!, masks.inputs, units);
    return drive(tf, projected, weights['bias'] ?? null).map((driven) => {
      const recalled = project(tf, hidden, weights['recurrent_kernel']!, masks.states, units);
      const sums = tf.add(driven, recalled);
      const candidate = activate(tf, params.activation, gateOf(tf, sums, 2, units));
      carry = tf.add(tf.mul(gate(sums, 1), carry), tf.mul(gate(sums, 0), candidate));
      hidden = tf.mul(gate(sums, 3), activate(tf, params.activation, carry));
      return hidden;
    });
  },
};

/** Gated recurrent unit (Cho et al. 2014): z, r, h; `resetAfter` is the form of cuDNN and Keras. */
export const gruCell: Cell = {
  gates: 3,
  weights(params, features) {
    const size = 3 * params.units;
    const bias = trained('bias', params.resetAfter ? [2, size] : [size], params.biasInitializer);
    return [...kernels(params, features, 3), ...(params.useBias ? [bias] : [])];
  },
  run(tf, params, x, weights, call) {
    const { units, resetAfter } = params;
    const masks = drawMasks(tf, params, x, 3, call);
    const gateMasks = masks.states.slice(0, resetAfter ? 3 : 2);
    const recurrent = weights['recurrent_kernel'] as Tensor2D;
    const biases = weights['bias'] && resetAfter ? tf.unstack(weights['bias'], 0) : [weights['bias'] ?? null];
    const recurrentBias = biases[1] ?? null;
    const gateKernel = resetAfter ? recurrent : gateOf(tf, recurrent, 0, units, 2);
    const candidateKernel = gateOf(tf, recurrent, 2, units);
    let hidden: Tensor = tf.zeros([x.shape[0]!, units]);
    const projected = project(tf, x, weights['kernel']!, masks.inputs, units);
    return drive(tf, projected, biases[0] ?? null).map((driven) => {
      const product = project(tf, hidden, gateKernel, gateMasks, units);
      const fed = recurrentBias ? tf.add(product, recurrentBias) : product;
      const gate = (index: number) =>
        activate(
          tf,
          params.recurrentActivation,
          tf.add(gateOf(tf, driven, index, units), gateOf(tf, fed, index, units)),
        );
      const reset = gate(1);
      const recalled = resetAfter
        ? tf.mul(reset, gateOf(tf, fed, 2, units))
        : project(tf, tf.mul(reset, hidden), candidateKernel, masks.states.slice(2), units);
      const candidate = activate(tf, params.activation, tf.add(gateOf(tf, driven, 2, units), recalled));
      const keep = gate(0);
      hidden = tf.add(tf.mul(keep, hidden), tf.mul(tf.sub(1, keep), candidate));
      return hidden;
    });
  },
};
