import type { NumberAnswers, NumberMetric } from '../metric.ts';

/** R2 of one of the numbers, in double precision; of targets that are all alike 1 where all are met, else 0. */
export function determination({ count, targets, outputs }: NumberAnswers, column: number): number {
  const examples = targets.length / count;
  let mean = 0;
  for (let at = column; at < targets.length; at += count) mean += targets[at]! / examples;
  let error = 0;
  let spread = 0;
  for (let at = column; at < targets.length; at += count) {
    error += (targets[at]! - outputs[at]!) ** 2;
    spread += (targets[at]! - mean) ** 2;
  }
  if (spread > 0) return 1 - error / spread;
  return error === 0 ? 1 : 0;
}

/** scikit-learn's `r2_score`: the coefficient of determination, the mean over the numbers. */
export const r2: NumberMetric = {
  kind: 'r2',
  better: 'larger',
  targets: ['numbers'],
  of: 'numbers',
  measure(answers) {
    const { count, targets } = answers;
    if (targets.length === 0) return 0;
    let sum = 0;
    for (let column = 0; column < count; column++) sum += determination(answers, column);
    return sum / count;
  },
};
