import { boundsAt } from '../../../../src/text/describe.ts';
import { trainingSettingsSchema } from '../../../../src/training/settings.ts';
import { t } from '../../../i18n/index.ts';
import { change } from './change.ts';
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
  return (
    <NumberField
      label={label}
      about={about}
      value={value}
      step={step}
      bounds={boundsAt(trainingSettingsSchema, name)}
      onChange={(next) => change(label, name, { [name]: next })}
    />
  );
}
