import type { z } from 'zod';
import { titleOf } from '../../text/describe.ts';
import { text } from '../../text/language.ts';
import { isMessage, message, sentence } from '../../text/message.ts';

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

/** A setting's value as it is read, in the current language: `0.001`, `5 × 5`, `yes`, `Adam`. */
export const writeSetting = (value: unknown): string =>
  sentence(isMessage(value) ? value : message('compare.value', value === undefined ? {} : { value }));

const own = (name: string) =>
  Object.hasOwn(text.settings, name) ? text.settings[name as keyof typeof text.settings] : null;

/** What a setting is called, in the current language: `Batch size`. */
export const settingTitle = (name: string): string => own(name)?.title ?? titleOf(name);

/** The same after the name of its group: `batch size`. */
export const settingName = (name: string): string => own(name)?.name ?? titleOf(name).toLowerCase();
