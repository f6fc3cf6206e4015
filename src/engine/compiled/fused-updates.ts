/** What a fused update is made of: names of nodes, and a way to add more. */
export interface UpdateParts {
  /** The weight's variable. */
  readonly variable: string;
  /** Variables of the optimizer's state, by slot. */
  readonly slots: Readonly<Record<string, string>>;
  readonly gradient: string;
  /** float32 scalars. */
  readonly learningRate: string;
  readonly step: string;
  readonly params: Readonly<Record<string, unknown>>;
  constant(value: number): string;
  /** `base^exponent`, the same node for the same arguments. */
  power(base: number, exponent: string): string;
}

export interface FusedNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly flags?: Readonly<Record<string, boolean>>;
}

/**
 * TensorFlow's own update operations, for those optimizers where one does exactly what Keras 3 does. They change a
 * variable in place: one node instead of a dozen. Optimizers that are not here run as they are traced.
 */
export const fusedUpdates: Readonly<Record<string, (parts: UpdateParts) => FusedNode>> = {
  sgd: ({ variable, learningRate, gradient }) => ({
    op: 'ResourceApplyGradientDescent',
    inputs: [variable, learningRate, gradient],
  }),
  momentum: ({ variable, slots, learningRate, gradient, params, constant }) => ({
    op: 'ResourceApplyKerasMomentum',
    inputs: [variable, slots['momentum']!, learningRate, gradient, constant(params['momentum'] as number)],
    flags: { use_nesterov: params['nesterov'] === true },
  }),
  adadelta: ({ variable, slots, learningRate, gradient, params, constant }) => ({
    op: 'ResourceApplyAdadelta',
    inputs: [
      variable,
      slots['accumulatedGradient']!,
      slots['accumulatedDelta']!,
      learningRate,
      constant(params['rho'] as number),
      constant(params['epsilon'] as number),
      gradient,
    ],
  }),
  adamax: ({ variable, slots, learningRate, step, gradient, params, constant, power }) => {
    const { beta1, beta2, epsilon } = params as Record<'beta1' | 'beta2' | 'epsilon', number>;
    return {
      op: 'ResourceApplyAdaMax',
      inputs: [
        variable,
        slots['momentum']!,
        slots['norm']!,
        power(beta1, step),
        learningRate,
        constant(beta1),
        constant(beta2),
        constant(epsilon),
        gradient,
      ],
    };
  },
  adam: ({ variable, slots, learningRate, step, gradient, params, constant, power }) => {
    const { beta1, beta2, epsilon } = params as Record<'beta1' | 'beta2' | 'epsilon', number>;
    return {
      op: 'ResourceApplyAdam',
      inputs: [
        variable,
        slots['momentum']!,
        slots['velocity']!,
        power(beta1, step),
        power(beta2, step),
        learningRate,
        constant(beta1),
        constant(beta2),
        constant(epsilon),
        gradient,
      ],
    };
  },
};
