import { z } from 'zod';
import { optimizerOf } from '../../../../src/training/optimizers/registry.ts';
import type { TrainingSettings } from '../../../../src/training/settings.ts';

/** A parameter of a member of a catalogue, as its schema describes it. */
export interface KindField {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly type: 'number' | 'integer' | 'boolean' | 'choice';
  readonly min: number | null;
  readonly max: number | null;
  /** Of a choice: what each is called. */
  readonly options: Readonly<Record<string, string>>;
}

const property = z.object({
  type: z.string().optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  minimum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMaximum: z.number().optional(),
  options: z.record(z.string(), z.string()).optional(),
});
const described = z.object({ properties: z.record(z.string(), property).default({}) });

const fieldTypes = ['number', 'integer', 'boolean'] as const;

/** The parameters that a form can edit, in the schema's order. */
export function fieldsOf(parameters: z.ZodType): readonly KindField[] {
  const { properties } = described.parse(z.toJSONSchema(parameters, { io: 'input', unrepresentable: 'any' }));
  return Object.entries(properties).flatMap(([name, schema]) => {
    const type = schema.options ? 'choice' : fieldTypes.find((known) => known === schema.type);
    if (!type) return [];
    return {
      name,
      title: schema.title ?? name,
      about: schema.description ?? '',
      type,
      min: schema.minimum ?? schema.exclusiveMinimum ?? null,
      max: schema.maximum ?? schema.exclusiveMaximum ?? null,
      options: schema.options ?? {},
    };
  });
}

/** A kind's parameters with its defaults filled in; as they stand where they do not fit the schema. */
export function paramsOf(parameters: z.ZodType, params: Readonly<Record<string, unknown>>) {
  const parsed = parameters.safeParse(params);
  const defaults = parameters.safeParse({});
  const filled = parsed.success ? parsed.data : { ...(defaults.data as object | undefined), ...params };
  return filled as Readonly<Record<string, unknown>>;
}

/** Whether the parameters fit with one of them changed. */
export function accepts(
  parameters: z.ZodType,
  params: Readonly<Record<string, unknown>>,
  name: string,
  value: unknown,
): boolean {
  const result = parameters.safeParse({ ...params, [name]: value });
  return result.success || !result.error.issues.some((issue) => issue.path[0] === name);
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
