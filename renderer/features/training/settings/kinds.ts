import { z } from 'zod';
import { optimizerOf } from '../../../../src/training/optimizers/registry.ts';
import type { TrainingSettings } from '../../../../src/training/settings.ts';
import { type Bounds, boundedSchema, boundsOf } from '../../../ui/number/bounds.ts';

/** A parameter of a member of a catalogue, as its schema describes it. */
export interface KindField {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly type: 'number' | 'integer' | 'boolean' | 'choice';
  /** Of a number. */
  readonly bounds: Bounds;
  /** Of a choice: what each is called. */
  readonly options: Readonly<Record<string, string>>;
}

const property = boundedSchema.extend({
  title: z.string().optional(),
  description: z.string().optional(),
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
      bounds: boundsOf(schema),
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

/** What the schema has against the parameters with one of them changed; null when it takes them. */
export function refuses(
  parameters: z.ZodType,
  params: Readonly<Record<string, unknown>>,
  name: string,
  value: unknown,
): string | null {
  const { error } = parameters.safeParse({ ...params, [name]: value });
  return error?.issues.find((issue) => issue.path[0] === name)?.message ?? null;
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
