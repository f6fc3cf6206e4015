import { Select, Switch } from '@mantine/core';
import type { z } from 'zod';
import type { TrainingSettings } from '../../../../src/training/settings.ts';
import { change } from './change.ts';
import { fieldsOf, type KindField, paramsOf, refuses, stepOf } from './kinds.ts';
import { NumberField } from './NumberField.tsx';
import classes from './settings.module.css';

export type Catalogued = 'optimizer' | 'loss' | 'schedule';

interface KindFieldsProps {
  readonly name: Catalogued;
  readonly chosen: TrainingSettings['optimizer'];
  readonly parameters: z.ZodType;
  /** Which of them; all where it is left out. */
  readonly only?: (field: KindField) => boolean;
}

/** The parameters of a member of a catalogue, each by the control that its schema asks for. */
export function KindFields({ name, chosen, parameters, only = () => true }: KindFieldsProps) {
  const params = paramsOf(parameters, chosen.params);
  return fieldsOf(parameters)
    .filter(only)
    .map((field) => (
      <KindParameter
        key={field.name}
        field={field}
        value={params[field.name]}
        refuse={(next) => refuses(parameters, chosen.params, field.name, next)}
        set={(value) =>
          change(field.title, `${name}.${field.name}`, {
            [name]: { ...chosen, params: { ...chosen.params, [field.name]: value } },
          })
        }
      />
    ));
}

interface ParameterProps {
  readonly field: KindField;
  readonly value: unknown;
  readonly refuse: (value: number) => string | null;
  readonly set: (value: unknown) => void;
}

function KindParameter({ field, value, refuse, set }: ParameterProps) {
  if (field.type === 'boolean') {
    return (
      <Switch
        className={classes['wide'] ?? ''}
        label={field.title}
        description={field.about}
        checked={value === true}
        onChange={(event) => set(event.currentTarget.checked)}
      />
    );
  }
  if (field.type === 'choice') {
    return (
      <Select
        label={field.title}
        aria-description={field.about}
        data={Object.entries(field.options).map(([option, label]) => ({ value: option, label }))}
        value={typeof value === 'string' ? value : null}
        allowDeselect={false}
        onChange={(next) => next !== null && set(next)}
      />
    );
  }
  return (
    <NumberField
      label={field.title}
      about={field.about}
      value={typeof value === 'number' ? value : Number.NaN}
      step={stepOf(value)}
      bounds={field.bounds}
      refuse={refuse}
      onChange={set}
    />
  );
}
