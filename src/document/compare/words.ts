import type { z } from 'zod';

/** Parameters with a schema's defaults filled in; as they stand where they do not fit it. */
export function withDefaults(
  schema: z.ZodType | undefined,
  params: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const parsed = schema?.safeParse(params);
  return parsed?.success ? (parsed.data as Readonly<Record<string, unknown>>) : params;
}

/** Whether two values of JSON are the same. */
export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const small = 1e-4;

/** A setting's value as it is read: `0.001`, `5 x 5`, `yes`. Undefined, where there is no such setting, is a dash. */
export function writeSetting(value: unknown): string {
  if (value === undefined) return '–';
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number')
    return value !== 0 && Math.abs(value) < small ? value.toExponential() : String(value);
  if (Array.isArray(value) && value.every((item) => typeof item === 'number')) return value.join(' × ');
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(writeSetting).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
