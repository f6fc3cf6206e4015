import type { OutputReading } from '../../network/outputs.ts';
import type { LossName } from '../../training/losses/registry.ts';
import type { ResolvedSettings } from '../../training/resolve.ts';
import type { TargetKind } from '../../training/target.ts';
import { optimizerOf } from '../python-keras/training-code.ts';
import { literal } from './code/literal.ts';

type Params = Readonly<Record<string, unknown>>;

const named = (values: Params): string =>
  Object.entries(values)
    .map(([name, value]) => `${name} = ${literal(value)}`)
    .join(', ');

const constructors: Readonly<Record<string, string>> = { AdamW: 'adam_w', RMSprop: 'rmsprop' };

export function optimizerCode(settings: ResolvedSettings): string {
  const { className, named: values } = optimizerOf(settings);
  return `optimizer_${constructors[className] ?? className.toLowerCase()}(${named(values)})`;
}

interface Outputs {
  readonly logits: boolean;
  readonly single: boolean;
  readonly scores: string;
}

const crossentropy = (which: string, { labelSmoothing }: Params, { logits }: Outputs): string =>
  `loss_${which}_crossentropy(${named({ from_logits: logits, label_smoothing: labelSmoothing })})`;

const losses: Readonly<Record<LossName, (params: Params, outputs: Outputs) => string>> = {
  categoricalCrossentropy: (params, outputs) =>
    crossentropy(outputs.single ? 'binary' : 'categorical', params, outputs),
  binaryCrossentropy: (params, outputs) => crossentropy('binary', params, outputs),
  focal({ gamma, alpha }, { logits, single }) {
    const values = { ...(single && { apply_class_balancing: true }), alpha, gamma, from_logits: logits };
    return `loss_${single ? 'binary' : 'categorical'}_focal_crossentropy(${named(values)})`;
  },
  meanSquaredError: () => 'loss_mean_squared_error()',
  meanAbsoluteError: () => 'loss_mean_absolute_error()',
  huber: ({ delta }) => `loss_huber(${named({ delta })})`,
  hinge: () => 'loss_hinge()',
  squaredHinge: () => 'loss_squared_hinge()',
  categoricalHinge: () => 'loss_categorical_hinge()',
  dice: () => 'loss_dice(axis = c(2, 3, 4))',
  // Equation 9 of LeCun et al. 1998.
  rbfMap: ({ rubbish }, { scores }) =>
    `function(y, p) op_logaddexp(-${String(rubbish)}, op_logsumexp(${scores}, -1)) - op_sum(y * ${scores}, -1)`,
};

/** @param distances the outputs are distances while the program trains */
export function lossCode({ loss }: ResolvedSettings, reading: OutputReading | null): string {
  const probabilities = reading?.meaning === 'probabilities' && reading.apply === 'nothing';
  const scores = reading?.toLoss === 'negate' ? '(-p)' : probabilities ? 'op_log(p + 1e-7)' : 'p';
  return losses[loss.kind.kind as LossName](loss.params, {
    logits: reading?.apply === 'softmax' || reading?.apply === 'sigmoid',
    single: reading?.single ?? false,
    scores,
  });
}

/** What is measured beside the loss. */
export function metricsCode(reading: OutputReading | null, target: TargetKind): string {
  if (target === 'numbers') return 'list("mae")';
  if (!reading || reading.meaning === 'reconstruction' || reading.meaning === 'numbers') return 'list()';
  if (reading.meaning === 'distances') return 'list(accuracy)';
  if (!reading.single && target !== 'labels')
    return target === 'mask' ? 'list(metric_categorical_accuracy(name = "accuracy"))' : 'list("accuracy")';
  const threshold =
    reading.meaning === 'probabilities' && reading.apply === 'nothing' ? 0.5 : reading.boundary;
  return `list(metric_binary_accuracy(name = "accuracy", threshold = ${threshold}))`;
}
