import { Select, Switch } from '@mantine/core';
import type { Field } from '../../src/text/describe.ts';
import { NumberInput } from './number/NumberInput.tsx';
import { NumbersInput } from './number/NumbersInput.tsx';
import css from './ParameterForm.module.css';

interface FormProps {
  /** Flags, numbers, lists of numbers and choices; others are left out. */
  readonly fields: readonly Field[];
  /** Those that were set. */
  readonly values: Readonly<Record<string, unknown>>;
  /** All of them, and the name of the one that was changed. */
  readonly onChange: (values: Readonly<Record<string, unknown>>, name: string) => void;
  /** A field is left. */
  readonly onLeave?: () => void;
  readonly disabled?: boolean;
}

/** Parameters as their schema has them, each with its title and help; those without meaning now are left out. */
export function ParameterForm({ fields, values, onChange, onLeave, disabled = false }: FormProps) {
  const current = (name: string): unknown =>
    values[name] ?? fields.find((field) => field.name === name)?.initial;
  const applies = ({ only }: Field): boolean =>
    Object.entries(only ?? {}).every(([name, value]) => current(name) === value);
  return fields.filter(applies).map((field) => {
    const { name, title: label, description } = field;
    const words = { label, description, disabled };
    const value = current(name);
    const set = (next: unknown): void => onChange({ ...values, [name]: next }, name);
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
    if (field.control === 'list')
      return (
        <NumbersInput key={name} {...words} value={value} integer={field.bounds.integer} onChange={set} />
      );
    if (field.control !== 'number') return null;
    return (
      <NumberInput
        key={name}
        {...words}
        value={value}
        bounds={field.bounds}
        step={field.bounds.integer ? 1 : stepWithin(field.bounds.max)}
        onChange={set}
        {...(onLeave && { onLeave })}
        {...(field.unit && { rightSection: <span className={css['unit']}>{field.unit}</span> })}
      />
    );
  });
}

/** What an arrow key adds: a tenth, or a whole where numbers are large. */
const stepWithin = (max: number | null): number => (max !== null && max >= 20 ? 1 : 0.1);
