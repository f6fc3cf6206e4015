import type { Dataset, SplitHandle } from '../../datasets/dataset.ts';
import type { TargetKind } from '../../training/target.ts';

const withoutTargets = ({ targets: _none, ...split }: SplitHandle): SplitHandle => split;

/** The data as a network learns them: one that returns its input is fed no target. */
export function learnedBy(dataset: Dataset<SplitHandle>, target: TargetKind): Dataset<SplitHandle> {
  if (target !== 'input' || !dataset.train.targets) return dataset;
  return { ...dataset, train: withoutTargets(dataset.train), test: withoutTargets(dataset.test) };
}
