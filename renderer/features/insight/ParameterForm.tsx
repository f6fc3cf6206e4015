import { Select, Switch } from '@mantine/core';
import { useMemo } from 'react';
import { z } from 'zod';
import { boundedSchema, boundsOf } from '../../ui/number/bounds.ts';
import { NumberInput } from '../../ui/number/NumberInput.tsx';

const fieldSchema = boundedSchema.extend({
  title: z.string().optional(),
  description: z.string().optional(),
  enum: z.array(z.string()).optional(),
  default: z.unknown(),
});
const formSchema = z.object({ properties: z.record(z.string(), fieldSchema).default({}) });

interface FormProps {
  /** Of a view: flags, numbers and choices, each with its title and default. */
  readonly parameters: z.ZodObject;
  /** Those that were set. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly onChange: (values: Readonly<Record<string, unknown>>) => void;
}

/** The options of a view, as its schema has them. */
export function ParameterForm({ parameters, values, onChange }: FormProps) {
  const { properties } = useMemo(
    () => formSchema.parse(z.toJSONSchema(parameters, { io: 'input', unrepresentable: 'any' })),
    [parameters],
  );
  return Object.entries(properties).map(([name, field]) => {
    const words = { label: field.title ?? name, description: field.description };
    const value = values[name] ?? field.default;
    const set = (next: unknown): void => onChange({ ...values, [name]: next });
    if (field.enum)
      return (
        <Select
          key={name}
          {...words}
          data={field.enum}
          value={String(value)}
          allowDeselect={false}
          onChange={set}
        />
      );
    if (field.type === 'boolean')
      return (
        <Switch
          key={name}
          {...words}
          checked={value === true}
          onChange={(event) => set(event.currentTarget.checked)}
        />
      );
    const bounds = boundsOf(field);
    return (
      <NumberInput
        key={name}
        {...words}
        value={value}
        bounds={bounds}
        step={bounds.integer ? 1 : 0.1}
        onChange={set}
      />
    );
  });
}
