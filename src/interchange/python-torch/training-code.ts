import type { OutputReading } from '../../network/outputs.ts';
import type { LossName } from '../../training/losses/registry.ts';
import type { OptimizerName } from '../../training/optimizers/registry.ts';
import type { ResolvedSettings } from '../../training/resolve.ts';
import type { TargetKind } from '../../training/target.ts';
import { args } from '../python/literal.ts';

type Params = Readonly<Record<string, unknown>>;

const betas = ({ beta1, beta2, epsilon }: Params): Params => ({ betas: [beta1, beta2], eps: epsilon });

/** How PyTorch calls an optimizer, and its parameters there; Lion, which it lacks, is AdamW. */
const optimizers: Readonly<
  Record<OptimizerName, readonly [className: string, named: (params: Params) => Params]>
> = {
  sgd: ['SGD', () => ({})],
  momentum: ['SGD', ({ momentum, nesterov }) => ({ momentum, nesterov })],
  adagrad: [
    'Adagrad',
    ({ initialAccumulator, epsilon }) => ({ initial_accumulator_value: initialAccumulator, eps: epsilon }),
  ],
  adadelta: ['Adadelta', ({ rho, epsilon }) => ({ rho, eps: epsilon })],
  rmsprop: [
    'RMSprop',
    ({ rho, momentum, epsilon, centered }) => ({ alpha: rho, momentum, eps: epsilon, centered }),
  ],
  adam: ['Adam', betas],
  adamw: ['AdamW', (params) => ({ ...betas(params), weight_decay: params['weightDecay'] })],
  amsgrad: ['Adam', (params) => ({ ...betas(params), amsgrad: true })],
  adamax: ['Adamax', betas],
  nadam: ['NAdam', betas],
  lion: ['AdamW', () => ({})],
};

export function optimizerCode({ optimizer, learningRate }: ResolvedSettings): string {
  const [className, named] = optimizers[optimizer.kind.kind as OptimizerName];
  const given = args([], { lr: learningRate, ...named(optimizer.params) });
  return `torch.optim.${className}((w for w in model.parameters() if w.requires_grad), ${given})`;
}

/** Settings that the program does not follow beside those that none does. */
export const leftOutHere = ({ optimizer, clipping, weightDecay }: ResolvedSettings): readonly string[] => [
  ...(optimizer.kind.kind === 'lion' ? ['optimizer'] : []),
  ...(clipping.by === 'none' ? [] : ['clipping']),
  ...(weightDecay > 0 ? ['weightDecay'] : []),
];

interface Outputs {
  readonly reading: OutputReading | null;
  readonly distances: boolean;
  readonly target: TargetKind;
}

const target = ({ labelSmoothing }: Params, share: string): string =>
  labelSmoothing === 0 || labelSmoothing === undefined
    ? 'y'
    : `(y * ${1 - Number(labelSmoothing)} + ${String(labelSmoothing)} / ${share})`;

function binary(params: Params, { reading }: Outputs): string {
  const logits = reading?.apply === 'sigmoid' ? '_with_logits' : '';
  return `F.binary_cross_entropy${logits}(p, ${target(params, '2')})`;
}

function categorical(params: Params, outputs: Outputs): string {
  if (outputs.reading?.single) return binary(params, outputs);
  const logs = outputs.reading?.apply === 'softmax' ? 'F.log_softmax(p, 1)' : 'torch.log(p.clamp_min(1e-7))';
  return `-(${target(params, 'p.shape[1]')} * ${logs}).sum(1).mean()`;
}

function probabilities(reading: OutputReading | null): string {
  if (reading?.apply === 'softmax') return 'F.softmax(p, 1)';
  return reading?.apply === 'sigmoid' ? 'torch.sigmoid(p)' : 'p';
}

function scoresOf({ reading, distances }: Outputs): string {
  if (distances || reading?.toLoss === 'negate') return '(-p)';
  return reading?.meaning === 'probabilities' && reading.apply === 'nothing' ? 'torch.log(p + 1e-7)' : 'p';
}

const signed = (reading: OutputReading | null): string =>
  reading?.single && reading.targets[0] === -1 ? 'y' : '(2 * y - 1)';

const losses: Readonly<Record<LossName, (params: Params, outputs: Outputs) => string>> = {
  categoricalCrossentropy: categorical,
  binaryCrossentropy: binary,
  focal({ gamma, alpha }, { reading }) {
    const p = `${probabilities(reading)}.clamp(1e-7, 1 - 1e-7)`;
    const own = `${String(alpha)} * y * torch.log(${p}) * (1 - ${p}) ** ${String(gamma)}`;
    if (!reading?.single) return `-(${own}).sum(1).mean()`;
    const rest = `${1 - Number(alpha)} * (1 - y) * torch.log(1 - ${p}) * ${p} ** ${String(gamma)}`;
    return `-(${own} + ${rest}).mean()`;
  },
  meanSquaredError: () => 'F.mse_loss(p, y)',
  meanAbsoluteError: () => 'F.l1_loss(p, y)',
  huber: ({ delta }) =>
    `F.huber_loss(${['p', 'y', args([], { delta }, { delta: 1 })].filter(Boolean).join(', ')})`,
  hinge: (_, { reading }) => `F.relu(1 - ${signed(reading)} * p).mean()`,
  squaredHinge: (_, { reading }) => `(F.relu(1 - ${signed(reading)} * p) ** 2).mean()`,
  categoricalHinge: () => 'F.relu(1 + ((1 - y) * p).amax(1) - (y * p).sum(1)).mean()',
  dice: () =>
    '(1 - (2 * (y * p).sum((1, 2, 3)) + 1e-7) / (y.sum((1, 2, 3)) + p.sum((1, 2, 3)) + 1e-7)).mean()',
  // Equation 9 of LeCun et al. 1998.
  rbfMap({ rubbish }, outputs) {
    const scores = scoresOf(outputs);
    return `(torch.logaddexp(torch.tensor(-${String(rubbish)}), torch.logsumexp(${scores}, 1)) - (y * ${scores}).sum(1)).mean()`;
  },
};

export const lossCode = ({ loss }: ResolvedSettings, outputs: Outputs): string =>
  losses[loss.kind.kind as LossName](loss.params, outputs);

/** Which examples are right, as an expression; null where no class is answered. */
export function rightCode({ reading, distances, target }: Outputs): string | null {
  if (!reading || reading.meaning === 'reconstruction' || reading.meaning === 'numbers') return null;
  if (distances || reading.meaning === 'distances') return 'y.argmax(1) == p.argmin(1)';
  if (!reading.single && target !== 'labels') return 'y.argmax(1) == p.argmax(1)';
  const boundary =
    reading.meaning === 'probabilities' && reading.apply === 'nothing' ? 0.5 : reading.boundary;
  return `(y > ${(reading.targets[0] + reading.targets[1]) / 2}) == (p > ${boundary})`;
}
