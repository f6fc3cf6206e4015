import type { Dataset, SplitHandle } from '../../datasets/dataset.ts';
import { EngineError } from '../../protocol/client.ts';
import { message } from '../../text/message.ts';
import type { CheckedDocument, Division } from './prepare.ts';

/**
 * How much each class counts in the loss; null where all count the same. `balanced` is scikit-learn's: examples in
 * all, divided by the classes and by the examples of the class, of those that are trained on.
 * @throws EngineError `settings` where the weights do not fit the classes
 */
export function classWeightsFor(
  { info, train }: Dataset<SplitHandle>,
  division: Division,
  { settings, target }: Pick<CheckedDocument, 'settings' | 'target'>,
): readonly number[] | null {
  const wanted = settings.classWeights;
  if (wanted === 'none') return null;
  const classes = info.classes.length;
  if (target !== 'class') {
    throw new EngineError('settings', message('engine.class-weights-of-others', { target }));
  }
  if (wanted !== 'balanced') {
    if (wanted.length === classes) return wanted;
    throw new EngineError(
      'settings',
      message('engine.class-weights-count', { weights: wanted.length, title: info.title, classes }),
    );
  }
  const counts = new Float64Array(classes);
  for (const index of division.train) counts[train.labels[index]!]!++;
  return Array.from(counts, (count) => (count === 0 ? 0 : division.train.length / (classes * count)));
}
