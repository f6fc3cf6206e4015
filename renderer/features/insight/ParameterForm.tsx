import { Select, Switch } from '@mantine/core';
import type { z } from 'zod';
import { describe, type FieldTexts } from '../../../src/text/describe.ts';
import { NumberInput } from '../../ui/number/NumberInput.tsx';

interface FormProps {
  /** Of a view: flags, numbers and choices, each with its title and default. */
  readonly parameters: z.ZodObject;
  readonly texts: FieldTexts | undefined;
  /** Those that were set. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly onChange: (values: Readonly<Record<string, unknown>>) => void;
}

/** The options of a view, as its schema has them. */
export function ParameterForm({ parameters, texts, values, onChange }: FormProps) {
  return describe(parameters, texts).map((field) => {
    const { name, title: label, description } = field;
    const words = { label, description };
    const value = values[name] ?? field.initial;
    const set = (next: unknown): void => onChange({ ...values, [name]: next });
    if (field.control === 'choice')
      return (
        <Select
          key={name}
          {...words}
          data={[...field.options]}
          value={String(value)}
          allowDeselect={false}
          onChange={set}
        />
      );
    if (field.control === 'flag')
      return (
        <Switch
          key={name}
          {...words}
          checked={value === true}
          onChange={(event) => set(event.currentTarget.checked)}
        />
      );
    if (field.control !== 'number') return null;
    return (
      <NumberInput
        key={name}
        {...words}
        value={value}
        bounds={field.bounds}
        step={field.bounds.integer ? 1 : 0.1}
        onChange={set}
      />
    );
  });
}
