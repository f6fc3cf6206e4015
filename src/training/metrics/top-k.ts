import type { ClassMetric } from '../metric.ts';

/**
 * The share of examples whose true class is among the `k` largest outputs. Of outputs that are equal to the `k`-th all
 * count, and an example whose outputs are not all finite does not, as TensorFlow's `in_top_k` and with it Keras has it.
 */
const topK = (k: number): ClassMetric => ({
  kind: `top${k}`,
  better: 'larger',
  targets: ['class'],
  of: 'classes',
  needsOutputs: true,
  measure({ classes, labels, outputs, predicted }) {
    let found = 0;
    for (let at = 0; at < predicted.length; at++) {
      const row = outputs.subarray(at * classes, (at + 1) * classes);
      const own = row[labels[at]!]!;
      const ahead = row.reduce((count, output) => (output > own ? count + 1 : count), 0);
      if (ahead < k && row.every(Number.isFinite)) found++;
    }
    return predicted.length === 0 ? 0 : found / predicted.length;
  },
});

export const top3 = topK(3);
export const top5 = topK(5);
