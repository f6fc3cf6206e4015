import { Select, Switch } from '@mantine/core';
import type { Field } from '../../../../src/text/describe.ts';
import type { TrainingSettings } from '../../../../src/training/settings.ts';
import { type Parameterized, parametersOf } from '../../../../src/training/texts.ts';
import { change } from './change.ts';
import { paramsOf, refuses, stepOf } from './kinds.ts';
import { NumberField } from './NumberField.tsx';
import classes from './settings.module.css';

export type Catalogued = 'optimizer' | 'loss' | 'schedule';

interface KindFieldsProps {
  readonly name: Catalogued;
  readonly chosen: TrainingSettings['optimizer'];
  readonly kind: Parameterized;
  /** Which of them; all where it is left out. */
  readonly only?: (field: Field) => boolean;
}

/** The parameters of a member of a catalogue, each by the control that its schema asks for. */
export function KindFields({ name, chosen, kind, only = () => true }: KindFieldsProps) {
  const params = paramsOf(kind.parameters, chosen.params);
  return parametersOf(kind)
    .filter(only)
    .map((field) => (
      <KindParameter
        key={field.name}
        field={field}
        value={params[field.name]}
        refuse={(next) => refuses(kind.parameters, chosen.params, field.name, next)}
        set={(value) =>
          change(field.title, `${name}.${field.name}`, {
            [name]: { ...chosen, params: { ...chosen.params, [field.name]: value } },
          })
        }
      />
    ));
}

interface ParameterProps {
  readonly field: Field;
  readonly value: unknown;
  readonly refuse: (value: number) => string | null;
  readonly set: (value: unknown) => void;
}

function KindParameter({ field, value, refuse, set }: ParameterProps) {
  if (field.control === 'flag') {
    return (
      <Switch
        className={classes['wide'] ?? ''}
        label={field.title}
        description={field.description}
        checked={value === true}
        onChange={(event) => set(event.currentTarget.checked)}
      />
    );
  }
  if (field.control === 'choice') {
    return (
      <Select
        label={field.title}
        aria-description={field.description}
        data={[...field.options]}
        value={typeof value === 'string' ? value : null}
        allowDeselect={false}
        onChange={(next) => next !== null && set(next)}
      />
    );
  }
  if (field.control !== 'number') return null;
  return (
    <NumberField
      label={field.title}
      about={field.description}
      value={typeof value === 'number' ? value : Number.NaN}
      step={stepOf(value)}
      bounds={field.bounds}
      refuse={refuse}
      onChange={set}
    />
  );
}
