import { labelErrors } from '../../datasets/checks/label-errors.ts';
import { openDataset } from '../../datasets/registry.ts';
import { EngineError } from '../../protocol/client.ts';
import type { labelErrorCalls } from '../../protocol/label-errors.ts';
import type { Handlers } from '../../protocol/serve.ts';
import { message } from '../../text/message.ts';
import { readingOf } from '../model/outputs.ts';
import { checkComparable } from '../training/evaluation-report.ts';
import type { EngineContext } from './context.ts';
import { evaluateSplit, evaluationPlanOf } from './evaluate-split.ts';

/** Probabilities of two classes where a network puts out one. */
function ofBoth(values: Float32Array): Float32Array {
  const both = new Float32Array(2 * values.length);
  for (const [at, value] of values.entries()) both.set([1 - value, value], 2 * at);
  return both;
}

/** Labels that are likely wrong. */
export const labelErrorHandlers = ({
  models,
  execution,
  openFeeder,
}: Pick<EngineContext, 'models' | 'execution' | 'openFeeder'>): Pick<
  Handlers,
  keyof typeof labelErrorCalls
> => ({
  'datasets.labelErrors': ({ run, dataset: named, split: part }, { progress, canceled }) =>
    models.use(run, async (model) => {
      const reference = named ?? model.dataset;
      const { info, [part]: split } = await openDataset(reference, { canceled });
      const plan = evaluationPlanOf(model);
      if (plan.target !== 'class' || readingOf(plan).meaning !== 'probabilities')
        throw new EngineError('data', message('versions.no-probabilities'));
      checkComparable(info, model.checked);
      if (!split || split.count === 0)
        throw new EngineError('data', message('versions.nothing-held-out', { title: info.title, part }));
      const parts = { execution, openFeeder };
      const { values } = await evaluateSplit(model, split, parts, { withValues: 'all', progress, canceled });
      if (canceled()) throw new EngineError('canceled', message('datasets.canceled'));
      const classes = info.classes.length;
      const probabilities = values.length === split.count ? ofBoth(values) : values;
      const { errors } = labelErrors(probabilities, split.labels, classes);
      return { dataset: reference, classes: info.classes, examples: split.count, errors };
    }),
});
