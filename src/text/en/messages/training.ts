import { counted } from '../words.ts';

const catalogues = {
  optimizers: 'optimizer',
  losses: 'loss',
  schedules: 'schedule',
  metrics: 'metric',
  figures: 'figure to watch',
};

/** What a network learns, after "a network that" and "this network". */
export const learns = {
  class: 'tells classes apart',
  labels: 'puts several labels on an example',
  numbers: 'predicts numbers',
  mask: 'finds the class of each pixel',
  input: 'reconstructs its input',
};
export type Learned = keyof typeof learns;

/** Why training settings are refused, and why runs end. */
export const training = {
  'unknown-member': ({
    of,
    kind,
    known,
  }: {
    of: keyof typeof catalogues;
    kind: string;
    known: readonly string[];
  }) => `There is no ${catalogues[of]} "${kind}"; choose one of ${known.join(', ')}.`,
  'wrong-parameter': ({ title, field, reason }: { title: string; field: string; reason: string }) =>
    `${title}, parameter ${field}: ${reason}`,
  'wrong-parameters': ({ title, reason }: { title: string; reason: string }) =>
    `${title}, parameters: ${reason}`,
  'stopped-early': ({ figure, patience }: { figure: string; patience: number }) =>
    `Stopped early: the ${figure} has not improved ${patience === 1 ? 'in the last epoch' : `for ${counted(patience, 'epoch')}`}.`,
  'best-restored': ({ epoch }: { epoch: number }) => `The weights are those of epoch ${epoch}, the best.`,
  'resume-stopped-early': ({ early }: { early: string }) =>
    `${early} Raise the patience or turn early stopping off to resume the run.`,
  'metric-of-others': ({ metric, target }: { metric: string; target: Learned }) =>
    `${metric} is not measured of a network that ${learns[target]}: remove it from the metrics.`,
  'watches-no-split': ({ figure }: { figure: string }) =>
    `Early stopping watches ${figure}, which is measured on the validation split, and there is none: hold out a share of the data, or watch the training loss.`,
};
