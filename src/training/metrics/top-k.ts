import type { ClassMetric } from '../metric.ts';

/** The share of examples whose true class is among the `k` largest outputs; the first of equal ones counts. */
const topK = (k: number): ClassMetric => ({
  kind: `top${k}`,
  title: `Top-${k} accuracy`,
  lesson:
    `The share of examples whose true class is among the ${k} largest outputs. With many classes that look alike, ` +
    'it says whether the network was nearly right; ImageNet is judged by the best five.',
  better: 'larger',
  of: 'classes',
  needsOutputs: true,
  measure({ classes, labels, outputs, predicted }) {
    let found = 0;
    for (let at = 0; at < predicted.length; at++) {
      const row = at * classes;
      const own = outputs[row + labels[at]!]!;
      let ahead = 0;
      for (let other = 0; other < classes; other++) if (outputs[row + other]! > own) ahead++;
      if (ahead < k) found++;
    }
    return predicted.length === 0 ? 0 : found / predicted.length;
  },
});

export const top3 = topK(3);
export const top5 = topK(5);
