import { z } from 'zod';
import { kindOf } from '../../layers/registry.ts';
import { message } from '../../text/message.ts';
import { defineCheck } from '../check.ts';

/** A parameter of a layer, its default included, has a value; lists are written `5x5`. */
export const parameter = defineCheck({
  id: 'parameter',
  parameters: z.strictObject({ layer: z.string(), name: z.string(), equals: z.string() }),
  describe: ({ layer, name, equals }) => message('course.parameter', { layer, name, value: equals }),
  passes({ document }, { layer, name, equals }) {
    const node = document.layers.find((each) => each.name === layer);
    const parsed = node && kindOf(node.kind)?.parameters.safeParse(node.params);
    if (!parsed?.success) return false;
    const value = (parsed.data as Readonly<Record<string, unknown>>)[name];
    return (Array.isArray(value) ? value.join('x') : String(value)) === equals;
  },
});
