import { Select } from '@mantine/core';
import type { TrainingSettings } from '../../../../src/training/settings.ts';
import { memberTitle } from '../../../../src/training/texts.ts';
import { t } from '../../../i18n/index.ts';
import { change } from './change.ts';
import type { Catalogued } from './KindFields.tsx';
import classes from './settings.module.css';

const strings = t.training.settings;
const groups = { optimizer: 'optimizers', loss: 'losses', schedule: 'schedules' } as const;

interface KindSelectProps {
  readonly name: Catalogued;
  readonly chosen: TrainingSettings['optimizer'];
  readonly kinds: readonly { readonly kind: string }[];
  /** Takes half of a row. */
  readonly half?: boolean;
}

/** The choice of a member of a catalogue; one that is not known here stays chosen and is marked as unknown. */
export function KindSelect({ name, chosen, kinds, half = false }: KindSelectProps) {
  const label = strings[name];
  const options = kinds.map(({ kind }) => ({ value: kind, label: memberTitle(groups[name], kind) }));
  if (!kinds.some(({ kind }) => kind === chosen.kind)) {
    options.push({ value: chosen.kind, label: strings.unknownKind(chosen.kind) });
  }
  return (
    <Select
      className={(!half && classes['wide']) || ''}
      label={label}
      data={options}
      value={chosen.kind}
      allowDeselect={false}
      onChange={(kind) =>
        kind !== null && kind !== chosen.kind && change(label, name, { [name]: { kind, params: {} } })
      }
    />
  );
}
