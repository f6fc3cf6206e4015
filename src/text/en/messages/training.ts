import { counted } from '../words.ts';

const catalogues = {
  optimizers: 'optimizer',
  losses: 'loss',
  schedules: 'schedule',
  metrics: 'metric',
  figures: 'figure to watch',
};

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
  'metric-of-values': ({ metric }: { metric: string }) =>
    `${metric} compares values, but this network learns to tell classes apart: remove it from the metrics.`,
  'metric-of-classes': ({ metric }: { metric: string }) =>
    `${metric} compares classes, but this network learns to reconstruct its input: remove it from the metrics.`,
  'watches-no-split': ({ figure }: { figure: string }) =>
    `Early stopping watches ${figure}, which is measured on the validation split, and there is none: hold out a share of the data, or watch the training loss.`,
};
