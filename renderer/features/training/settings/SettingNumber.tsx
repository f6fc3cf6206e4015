import { trainingSettingsSchema } from '../../../../src/training/settings.ts';
import { t } from '../../../i18n/index.ts';
import { change } from './change.ts';
import { fieldsOf } from './kinds.ts';
import { NumberField } from './NumberField.tsx';

type Name = 'epochs' | 'batchSize' | 'validationSplit' | 'seed';

/** One of the plain numbers of the settings. */
export function SettingNumber({
  name,
  value,
  step = 1,
}: {
  readonly name: Name;
  readonly value: number;
  readonly step?: number;
}) {
  const { label, about } = t.training.settings[name];
  const [parameter] = fieldsOf(trainingSettingsSchema.pick({ [name]: true } as { epochs: true }));
  return (
    <NumberField
      label={label}
      about={about}
      value={value}
      step={step}
      integer={parameter?.type === 'integer'}
      min={parameter?.min ?? null}
      max={parameter?.max ?? null}
      accepts={(next) => trainingSettingsSchema.shape[name].safeParse(next).success}
      onChange={(next) => change(label, name, { [name]: next })}
    />
  );
}
