import type { OutputReading } from '../../network/outputs.ts';
import type { LossName } from '../../training/losses/registry.ts';
import type { OptimizerName } from '../../training/optimizers/registry.ts';
import type { ResolvedSettings } from '../../training/resolve.ts';
import type { TargetKind } from '../../training/target.ts';
import { args } from '../python/literal.ts';

type Params = Readonly<Record<string, unknown>>;

/** How Keras calls an optimizer, and what it sets apart. */
const optimizers: Readonly<Record<OptimizerName, readonly [className: string, more?: Params]>> = {
  sgd: ['SGD'],
  momentum: ['SGD'],
  adagrad: ['Adagrad'],
  adadelta: ['Adadelta'],
  rmsprop: ['RMSprop'],
  adam: ['Adam'],
  adamw: ['AdamW'],
  amsgrad: ['Adam', { amsgrad: true }],
  adamax: ['Adamax'],
  nadam: ['Nadam'],
  lion: ['Lion'],
};

const renamed: Readonly<Record<string, string>> = {
  learningRate: 'learning_rate',
  initialAccumulator: 'initial_accumulator_value',
  beta1: 'beta_1',
  beta2: 'beta_2',
  weightDecay: 'weight_decay',
};

const clippings = {
  none: null,
  value: 'clipvalue',
  norm: 'clipnorm',
  globalNorm: 'global_clipnorm',
} as const;

/** Keras's class of an optimizer, and what it is called with. */
export function optimizerOf({ optimizer, clipping, weightDecay }: ResolvedSettings) {
  const [className, more = {}] = optimizers[optimizer.kind.kind as OptimizerName];
  const own = Object.entries(optimizer.params).map(([name, value]) => [renamed[name] ?? name, value]);
  const clip = clippings[clipping.by];
  const named: Params = {
    ...Object.fromEntries(own),
    ...more,
    ...(weightDecay > 0 && { weight_decay: weightDecay }),
    ...(clip && { [clip]: clipping.limit }),
  };
  return { className, named };
}

export function optimizerCode(settings: ResolvedSettings): string {
  const { className, named } = optimizerOf(settings);
  return `keras.optimizers.${className}(${args([], named)})`;
}

interface Outputs {
  readonly logits: boolean;
  readonly single: boolean;
  /** Scores that are larger for likelier classes, of outputs `p`. */
  readonly scores: string;
}

const smoothed = (params: Params, { logits }: Outputs): string =>
  args(
    [],
    { from_logits: logits, label_smoothing: params['labelSmoothing'] },
    { from_logits: false, label_smoothing: 0 },
  );

const losses: Readonly<Record<LossName, (params: Params, outputs: Outputs) => string>> = {
  categoricalCrossentropy: (params, outputs) =>
    `keras.losses.${outputs.single ? 'Binary' : 'Categorical'}Crossentropy(${smoothed(params, outputs)})`,
  binaryCrossentropy: (params, outputs) => `keras.losses.BinaryCrossentropy(${smoothed(params, outputs)})`,
  focal({ gamma, alpha }, { logits, single }) {
    const more = single ? { apply_class_balancing: true } : {};
    const named = args([], { ...more, alpha, gamma, from_logits: logits }, { from_logits: false });
    return `keras.losses.${single ? 'Binary' : 'Categorical'}FocalCrossentropy(${named})`;
  },
  meanSquaredError: () => 'keras.losses.MeanSquaredError()',
  meanAbsoluteError: () => 'keras.losses.MeanAbsoluteError()',
  huber: ({ delta }) => `keras.losses.Huber(${args([], { delta }, { delta: 1 })})`,
  hinge: () => 'keras.losses.Hinge()',
  squaredHinge: () => 'keras.losses.SquaredHinge()',
  categoricalHinge: () => 'keras.losses.CategoricalHinge()',
  dice: () => 'keras.losses.Dice(axis=(1, 2, 3))',
  // Equation 9 of LeCun et al. 1998.
  rbfMap: ({ rubbish }, { scores }) =>
    `lambda y, p: ops.logaddexp(-${String(rubbish)}, ops.logsumexp(${scores}, -1)) - ops.sum(y * ${scores}, -1)`,
};

/** @param distances the outputs are distances while the program trains */
function scoresOf(reading: OutputReading | null, distances: boolean): string {
  if (distances || reading?.toLoss === 'negate') return '-p';
  return reading?.meaning === 'probabilities' && reading.apply === 'nothing' ? 'ops.log(p + 1e-7)' : 'p';
}

/** @param distances the outputs are distances while the program trains, whatever they are later */
export const lossCode = (
  { loss }: ResolvedSettings,
  reading: OutputReading | null,
  distances: boolean,
): string =>
  losses[loss.kind.kind as LossName](loss.params, {
    logits: reading?.apply === 'softmax' || reading?.apply === 'sigmoid',
    single: reading?.single ?? false,
    scores: scoresOf(reading, distances),
  });

/** What is measured beside the loss. @param distances as for `lossCode` */
export function metricsCode(reading: OutputReading | null, distances: boolean, target: TargetKind): string {
  if (target === 'numbers') return "['mae']";
  if (!reading || reading.meaning === 'reconstruction' || reading.meaning === 'numbers') return '[]';
  if (distances || reading.meaning === 'distances') return '[accuracy]';
  if (target !== 'labels' && !reading.single)
    return target === 'mask' ? "[keras.metrics.CategoricalAccuracy('accuracy')]" : "['accuracy']";
  const threshold =
    reading.meaning === 'probabilities' && reading.apply === 'nothing' ? 0.5 : reading.boundary;
  return `[keras.metrics.BinaryAccuracy('accuracy', threshold=${threshold})]`;
}

/** Settings that a program of Keras's own training does not follow: their names in the document. */
export function leftOut(settings: ResolvedSettings): readonly string[] {
  const { schedule, warmup, layers, classWeights, pretraining, metrics } = settings;
  return [
    ...(schedule.kind.kind === 'constant' ? [] : ['schedule']),
    ...(warmup.length > 0 ? ['warmup'] : []),
    ...(Object.values(layers).some(({ rate }) => rate !== undefined && rate !== 1) ? ['layers'] : []),
    ...(classWeights === 'none' ? [] : ['classWeights']),
    ...(pretraining === null ? [] : ['pretraining']),
    ...(metrics.length > 0 ? ['metrics'] : []),
  ];
}
