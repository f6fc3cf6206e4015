import type { z } from 'zod';
import { issueText } from '../../../../src/text/issue.ts';
import { sentence } from '../../../../src/text/message.ts';
import { optimizerOf } from '../../../../src/training/optimizers/registry.ts';
import type { TrainingSettings } from '../../../../src/training/settings.ts';

/** A kind's parameters with its defaults filled in; as they stand where they do not fit the schema. */
export function paramsOf(parameters: z.ZodType, params: Readonly<Record<string, unknown>>) {
  const parsed = parameters.safeParse(params);
  const defaults = parameters.safeParse({});
  const filled = parsed.success ? parsed.data : { ...(defaults.data as object | undefined), ...params };
  return filled as Readonly<Record<string, unknown>>;
}

/** What the schema has against the parameters with one of them changed; null when it takes them. */
export function refuses(
  parameters: z.ZodType,
  params: Readonly<Record<string, unknown>>,
  name: string,
  value: unknown,
): string | null {
  const { error } = parameters.safeParse({ ...params, [name]: value });
  const issue = error?.issues.find(({ path }) => path[0] === name);
  return issue ? sentence(issueText(issue)) : null;
}

/** What an arrow key adds to a number: one of its leading digit's place. */
export const stepOf = (value: unknown): number =>
  typeof value === 'number' && value > 0 ? 10 ** Math.floor(Math.log10(value)) : 0.1;

/** The learning rate in force; null where the optimizer is not known. */
export function learningRateOf({ kind, params }: TrainingSettings['optimizer']): number | null {
  const known = optimizerOf(kind);
  const rate = known && paramsOf(known.parameters, params)['learningRate'];
  return typeof rate === 'number' ? rate : null;
}
