import type { OutputReading } from '../../network/outputs.ts';
import type { LossName } from '../../training/losses/registry.ts';
import type { OptimizerName } from '../../training/optimizers/registry.ts';
import type { ResolvedSettings } from '../../training/resolve.ts';
import type { TargetKind } from '../../training/target.ts';
import { literal } from './code/literal.ts';

type Params = Readonly<Record<string, unknown>>;

/** How TensorFlow.js makes an optimizer, and in which order it takes the parameters; those it lacks have a neighbor. */
const optimizers: Readonly<Record<OptimizerName, readonly [name: string, ...order: string[]]>> = {
  sgd: ['sgd', 'learningRate'],
  momentum: ['momentum', 'learningRate', 'momentum', 'nesterov'],
  adagrad: ['adagrad', 'learningRate', 'initialAccumulator'],
  adadelta: ['adadelta', 'learningRate', 'rho', 'epsilon'],
  rmsprop: ['rmsprop', 'learningRate', 'rho', 'momentum', 'epsilon', 'centered'],
  adam: ['adam', 'learningRate', 'beta1', 'beta2', 'epsilon'],
  adamw: ['adam', 'learningRate', 'beta1', 'beta2', 'epsilon'],
  amsgrad: ['adam', 'learningRate', 'beta1', 'beta2', 'epsilon'],
  adamax: ['adamax', 'learningRate', 'beta1', 'beta2', 'epsilon'],
  nadam: ['adam', 'learningRate', 'beta1', 'beta2', 'epsilon'],
  lion: ['adam', 'learningRate'],
};

/** Optimizers that stand for another. */
const neighbors: ReadonlySet<OptimizerName> = new Set(['adamw', 'amsgrad', 'nadam', 'lion']);

export function optimizerCode({ optimizer }: ResolvedSettings): string {
  const [name, ...order] = optimizers[optimizer.kind.kind as OptimizerName];
  return `tf.train.${name}(${order.map((parameter) => literal(optimizer.params[parameter])).join(', ')})`;
}

interface Outputs {
  readonly reading: OutputReading | null;
  readonly single: boolean;
}

const applied = ({ reading }: Outputs): OutputReading['apply'] => reading?.apply ?? 'nothing';

/** Probabilities of what the network puts out. */
const probabilities = (outputs: Outputs): string =>
  ({ nothing: 'p', normalize: 'p.div(p.sum(-1, true))', softmax: 'p.softmax()', sigmoid: 'p.sigmoid()' })[
    applied(outputs)
  ];

const fn = (body: string): string => `(y: tf.Tensor, p: tf.Tensor) => ${body}`;

/** A target that leaves a share to the other classes. */
const smoothed = (smoothing: unknown, single: boolean): string =>
  smoothing === 0
    ? 'y'
    : `y.mul(${1 - Number(smoothing)}).add(${single ? Number(smoothing) / 2 : `${String(smoothing)} / (y.shape.at(-1) ?? 1)`})`;

const binary = (params: Params, outputs: Outputs): string => {
  const target = smoothed(params['labelSmoothing'], true);
  if (applied(outputs) === 'sigmoid') return fn(`tf.losses.sigmoidCrossEntropy(${target}, p)`);
  return target === 'y' ? "'binaryCrossentropy'" : fn(`tf.metrics.binaryCrossentropy(${target}, p)`);
};

const categorical = (params: Params, outputs: Outputs): string => {
  const target = smoothed(params['labelSmoothing'], false);
  if (applied(outputs) === 'softmax') return fn(`tf.losses.softmaxCrossEntropy(${target}, p)`);
  return target === 'y'
    ? "'categoricalCrossentropy'"
    : fn(`tf.metrics.categoricalCrossentropy(${target}, p)`);
};

/** The scores that the loss takes, the larger the likelier. */
const scores = ({ reading }: Outputs): string => {
  if (reading?.toLoss === 'negate') return 'p.neg()';
  return reading?.meaning === 'probabilities' && reading.apply === 'nothing' ? 'p.add(1e-7).log()' : 'p';
};

const losses: Readonly<Record<LossName, (params: Params, outputs: Outputs) => string>> = {
  categoricalCrossentropy: (params, outputs) => (outputs.single ? binary : categorical)(params, outputs),
  binaryCrossentropy: binary,
  focal({ gamma, alpha }, outputs) {
    const p = `${probabilities(outputs)}.clipByValue(1e-7, 1 - 1e-7)`;
    const own = `y.mul(${p}.log()).mul(tf.sub(1, ${p}).pow(${literal(gamma)})).mul(${literal(alpha)})`;
    if (!outputs.single) return fn(`${own}.sum(-1).neg()`);
    const rest = `tf.sub(1, y).mul(tf.sub(1, ${p}).log()).mul(${p}.pow(${literal(gamma)})).mul(${1 - Number(alpha)})`;
    return fn(`${own}.add(${rest}).mean(-1).neg()`);
  },
  meanSquaredError: () => "'meanSquaredError'",
  meanAbsoluteError: () => "'meanAbsoluteError'",
  huber: ({ delta }) => fn(`tf.losses.huberLoss(y, p, undefined, ${literal(delta)})`),
  hinge: () => "'hinge'",
  squaredHinge: () => "'squaredHinge'",
  categoricalHinge: () => "'categoricalHinge'",
  dice: () => fn('tf.sub(1, y.mul(p).sum().mul(2).add(1e-7).div(y.sum().add(p.sum()).add(1e-7)))'),
  // Equation 9 of LeCun et al. 1998.
  rbfMap({ rubbish }, outputs) {
    const own = scores(outputs);
    const rest = `p.slice([0, 0], [-1, 1]).zerosLike().sub(${String(rubbish)})`;
    return fn(`tf.logSumExp(tf.concat([${own}, ${rest}], 1), 1).sub(y.mul(${own}).sum(-1))`);
  },
};

export const lossCode = ({ loss }: ResolvedSettings, reading: OutputReading | null): string =>
  losses[loss.kind.kind as LossName](loss.params, { reading, single: reading?.single ?? false });

/** What is measured beside the loss. */
export function metricsCode(reading: OutputReading | null, target: TargetKind): string {
  if (target === 'numbers') return "['meanAbsoluteError']";
  if (!reading || reading.meaning === 'reconstruction' || reading.meaning === 'numbers') return '[]';
  if (reading.meaning === 'distances') return `[${fn('tf.metrics.categoricalAccuracy(y, p.neg())')}]`;
  if (!reading.single && target !== 'labels') return `[${fn('tf.metrics.categoricalAccuracy(y, p)')}]`;
  return `[${fn(`tf.metrics.binaryAccuracy(y, ${reading.apply === 'sigmoid' ? 'p.sigmoid()' : 'p'})`)}]`;
}

/** Settings that TensorFlow.js does not follow, beside those that no program does: their names in the document. */
export const leftOutHere = ({
  optimizer,
  clipping,
  weightDecay,
  earlyStopping,
}: ResolvedSettings): readonly string[] => [
  ...(neighbors.has(optimizer.kind.kind as OptimizerName) ? ['optimizer'] : []),
  ...(clipping.by === 'none' ? [] : ['clipping']),
  ...(weightDecay > 0 ? ['weightDecay'] : []),
  ...(earlyStopping?.restoreBest ? ['earlyStopping.restoreBest'] : []),
];
