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
  /** A variable like the weight, zero at first, for an operation that keeps more than the optimizer needs. */
  scratch(): string;
}

export interface FusedUpdate {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly flags?: Readonly<Record<string, boolean>>;
  /** The share of the weight, times the learning rate, that is taken off before. */
  readonly decay?: number;
}

type Fused = (parts: UpdateParts) => FusedUpdate;

const numbers = ({ params }: UpdateParts) => params as Readonly<Record<string, number>>;

/** Adam and those who differ from it by an operation, a slot or how the second moment is corrected. */
const adamLike =
  (op: string, slotNames: readonly string[], correctsSecond = true): Fused =>
  (parts) => {
    const { variable, slots, learningRate, step, gradient, constant, power } = parts;
    const { beta1, beta2, epsilon } = numbers(parts);
    return {
      op,
      inputs: [
        variable,
        ...slotNames.map((name) => slots[name]!),
        power(beta1!, step),
        ...(correctsSecond ? [power(beta2!, step)] : []),
        learningRate,
        constant(beta1!),
        constant(beta2!),
        constant(epsilon!),
        gradient,
      ],
    };
  };

const adam = adamLike('ResourceApplyAdam', ['momentum', 'velocity']);
const amsgrad = adamLike('ResourceApplyAdamWithAmsgrad', ['momentum', 'velocity', 'largestVelocity']);

/**
 * TensorFlow's own update operations, for those optimizers where one does exactly what Keras 3 does. They change a
 * variable in place: one node instead of a dozen. Optimizers that are not here (Nadam, Lion: there is none) run as
 * they are traced.
 */
const fusedUpdates: Readonly<Record<string, Fused>> = {
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
  adagrad: ({ variable, slots, learningRate, gradient, params, constant }) => ({
    op: 'ResourceApplyAdagradV2',
    inputs: [variable, slots['accumulator']!, learningRate, constant(params['epsilon'] as number), gradient],
  }),
  rmsprop: (parts) => {
    const { variable, slots, learningRate, gradient, params, constant, scratch } = parts;
    const { rho, momentum, epsilon } = numbers(parts);
    const centered = params['centered'] === true;
    return {
      op: centered ? 'ResourceApplyCenteredRMSProp' : 'ResourceApplyRMSProp',
      inputs: [
        variable,
        ...(centered ? [slots['averageGradient']!] : []),
        slots['velocity']!,
        slots['momentum'] ?? scratch(),
        learningRate,
        constant(rho!),
        constant(momentum!),
        constant(epsilon!),
        gradient,
      ],
    };
  },
  adam,
  adamax: adamLike('ResourceApplyAdaMax', ['momentum', 'norm'], false),
  adamw: (parts) => ({
    ...(parts.params['amsgrad'] === true ? amsgrad : adam)(parts),
    decay: numbers(parts)['weightDecay']!,
  }),
  amsgrad,
};

/** For which parameters an operation does the same up to rounding, where that is not for all. */
const isExact: Readonly<Record<string, (params: Readonly<Record<string, number>>) => boolean>> = {
  // It adds epsilon to the root; Keras adds it below the root.
  adagrad: ({ epsilon, initialAccumulator }) => epsilon! <= 1e-6 * Math.sqrt(initialAccumulator!),
};

/** The optimizer's own operation; null where none does what it does. */
export function fusedUpdate(kind: string, params: UpdateParts['params']): Fused | null {
  if (!Object.hasOwn(fusedUpdates, kind)) return null;
  return (isExact[kind]?.(params as Readonly<Record<string, number>>) ?? true) ? fusedUpdates[kind]! : null;
}
