import { groupDigits } from '../words.ts';

/** Why a sweep cannot be planned, or a range not be read. */
export const sweep = {
  'unknown-parameter': ({ path }: { path: string }) =>
    `The network and its settings have no parameter "${path}".`,
  'varied-twice': ({ path }: { path: string }) => `"${path}" is varied twice: keep one of the two.`,
  'epochs-of-halving': 'Successive halving sets the epochs itself, so they cannot be varied.',
  'fewest-epochs': ({ least, most }: { least: number; most: number }) =>
    `The most epochs (${groupDigits(most)}) are fewer than the fewest (${groupDigits(least)}).`,
  'too-many': ({ count, most }: { count: number; most: number }) =>
    `These ranges have ${groupDigits(count)} combinations; at most ${groupDigits(most)} can be trained. Use fewer values.`,
  flag: ({ title, given }: { title: string; given: string }) => `${title} must be yes or no, not "${given}".`,
  choice: ({ title, options, given }: { title: string; options: readonly string[]; given: string }) =>
    `${title} must be one of ${options.join(', ')}, not "${given}".`,
  sides: ({ title, why }: { title: string; why: string }) => `${title} is written like 3x3. ${why}`,
  'not-a-number': ({ title }: { title: string }) => `${title} is not a number: list its values.`,
  'no-interval': ({ title }: { title: string }) =>
    `${title}: an interval goes from one number to a different one.`,
  'log-above-zero': ({ title }: { title: string }) => `${title}: a logarithmic interval must lie above 0.`,
  'count-of-values': ({ title, least, most }: { title: string; least: number; most: number }) =>
    `${title}: an interval must have ${groupDigits(least)} to ${groupDigits(most)} values.`,
  'no-optuna': ({ command }: { command: string }) =>
    `TPE needs the Python package optuna, which ${command} does not have. Install it (pip install optuna), name a Python that has it in CONVAS_PYTHON, or choose evolution.`,
  'optuna-failed': ({ command, why }: { command: string; why: string }) =>
    `Optuna in ${command} could not propose a network: ${why}`,
};
