import type { SplitHandle } from '../../datasets/dataset.ts';
import type { LoadedModel } from '../models.ts';
import { createEvaluator, type EvaluationPlan, type EvaluationResult } from '../training/evaluate.ts';
import { preprocessingOf } from '../training/prepare.ts';
import type { EngineContext } from './context.ts';

/** What a model is evaluated by: its network, settings and backend. */
export const evaluationPlanOf = ({ backend, checked }: LoadedModel): EvaluationPlan => {
  const { network, settings, target } = checked;
  return { backend, network, settings, target };
};

interface EvaluateOptions {
  /** As `createEvaluator` has it. */
  readonly withValues: boolean | 'all';
  progress(progress: { readonly done: number; readonly total: number }): void;
  /** True ends it early; the result is then of what was seen. */
  canceled(): boolean;
}

/** Evaluates a model on every example of a split, in order. */
export async function evaluateSplit(
  model: LoadedModel,
  split: SplitHandle,
  { execution, openFeeder }: Pick<EngineContext, 'execution' | 'openFeeder'>,
  { withValues, progress, canceled }: EvaluateOptions,
): Promise<EvaluationResult> {
  const { network, document } = model.checked;
  const feeder = openFeeder(preprocessingOf(document, network));
  const evaluator = createEvaluator(evaluationPlanOf(model), execution, withValues);
  try {
    return await evaluator.evaluate({
      split,
      feeder,
      indices: Int32Array.from({ length: split.count }, (_, at) => at),
      borrow: (use) => model.borrow(use),
      onProgress: (done, total) => progress({ done, total }),
      stopped: canceled,
    });
  } finally {
    evaluator.dispose();
    void feeder.end();
  }
}
