import { type ActivationName, activate } from '../activations.ts';
import type { InitializerName } from '../initializers.ts';
import type { WeightSpec } from '../kind.ts';
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
  readonly kernelInitializer: InitializerName;
  readonly recurrentInitializer: InitializerName;
  readonly biasInitializer: InitializerName;
}

type Weights = Readonly<Record<string, Tensor>>;

/** What a recurrent layer does at each step, with Keras's weights and order of gates. */
export interface Cell {
  readonly gates: number;
  weights(params: CellParams, features: number): readonly WeightSpec[];
  /**
   * @param x `[batch, time, features]`
   * @returns the output of each step, `[batch, units]`
   */
  run(tf: TF, params: CellParams, x: Tensor, weights: Weights): Tensor[];
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

/** The part of every gate that does not depend on the state, for all steps at once: `[batch, gates * units]` each. */
function drive(tf: TF, x: Tensor, kernel: Tensor, bias: Tensor | null): Tensor[] {
  const [batch, time, features] = x.shape as [number, number, number];
  const product = tf.matMul(tf.reshape(x, [batch * time, features]) as Tensor2D, kernel as Tensor2D);
  const biased = bias ? tf.add(product, bias) : product;
  return tf.unstack(tf.reshape(biased, [batch, time, -1]), 1);
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
  run(tf, params, x, weights) {
    const { units } = params;
    let hidden: Tensor = tf.zeros([x.shape[0]!, units]);
    let carry: Tensor = hidden;
    const gate = (sums: Tensor, index: number) =>
      activate(tf, params.recurrentActivation, gateOf(tf, sums, index, units));
    return drive(tf, x, weights['kernel']!, weights['bias'] ?? null).map((driven) => {
      const sums = tf.add(driven, tf.matMul(hidden as Tensor2D, weights['recurrent_kernel'] as Tensor2D));
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
  run(tf, params, x, weights) {
    const { units, resetAfter } = params;
    const recurrent = weights['recurrent_kernel'] as Tensor2D;
    const biases = weights['bias'] && resetAfter ? tf.unstack(weights['bias'], 0) : [weights['bias'] ?? null];
    const recurrentBias = biases[1] ?? null;
    const gateKernel = resetAfter ? recurrent : (gateOf(tf, recurrent, 0, units, 2) as Tensor2D);
    const candidateKernel = gateOf(tf, recurrent, 2, units) as Tensor2D;
    let hidden: Tensor = tf.zeros([x.shape[0]!, units]);
    return drive(tf, x, weights['kernel']!, biases[0] ?? null).map((driven) => {
      const product = tf.matMul(hidden as Tensor2D, gateKernel);
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
        : tf.matMul(tf.mul(reset, hidden) as Tensor2D, candidateKernel);
      const candidate = activate(tf, params.activation, tf.add(gateOf(tf, driven, 2, units), recalled));
      const keep = gate(0);
      hidden = tf.add(tf.mul(keep, hidden), tf.mul(tf.sub(1, keep), candidate));
      return hidden;
    });
  },
};
