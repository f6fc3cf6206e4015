import type { ClassMetric } from '../metric.ts';

/**
 * The area under the ROC curve of one class against the rest: the chance that an example of the class has a larger
 * output than one that is not, by ranks (Mann and Whitney 1947); equal outputs share their rank. Null where there
 * are only examples of one side.
 */
function areaOf(own: number, outputs: Float64Array, labels: ArrayLike<number>): number | null {
  const order = Int32Array.from(outputs.keys()).sort((a, b) => outputs[a]! - outputs[b]!);
  let positives = 0;
  let ranks = 0;
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && outputs[order[end]!] === outputs[order[start]!]) end++;
    for (let at = start; at < end; at++) {
      if (labels[order[at]!] !== own) continue;
      positives++;
      ranks += (start + 1 + end) / 2;
    }
    start = end;
  }
  const negatives = order.length - positives;
  if (positives === 0 || negatives === 0) return null;
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives);
}

export const auc: ClassMetric = {
  kind: 'auc',
  better: 'larger',
  targets: ['class'],
  of: 'classes',
  needsOutputs: true,
  measure({ classes, labels, outputs, predicted }) {
    const areas: number[] = [];
    const column = new Float64Array(predicted.length);
    for (let own = 0; own < classes; own++) {
      for (let at = 0; at < column.length; at++) column[at] = outputs[at * classes + own]!;
      const area = areaOf(own, column, labels);
      if (area !== null) areas.push(area);
    }
    return areas.length === 0 ? 0 : areas.reduce((sum, area) => sum + area, 0) / areas.length;
  },
};
