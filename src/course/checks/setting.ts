import { z } from 'zod';
import { message } from '../../text/message.ts';
import { defineCheck } from '../check.ts';

const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (within, name) =>
      typeof within === 'object' && within !== null
        ? (within as Readonly<Record<string, unknown>>)[name]
        : undefined,
    value,
  );

/** A setting of training has a value; those within others are written `optimizer.kind`. */
export const setting = defineCheck({
  id: 'setting',
  parameters: z.strictObject({ name: z.string(), equals: z.string() }),
  describe: ({ name, equals }) => message('course.setting', { name, value: equals }),
  passes({ document }, { name, equals }) {
    const value = at(document.training, name.split('.'));
    return value !== undefined && String(value) === equals;
  },
});
