import { NativeSelect } from '@mantine/core';
import { boundsAt } from '../../../../src/text/describe.ts';
import { optimizerOf } from '../../../../src/training/optimizers/registry.ts';
import { type TrainingSettings, trainingSettingsSchema } from '../../../../src/training/settings.ts';
import { memberTitle } from '../../../../src/training/texts.ts';
import { t } from '../../../i18n/index.ts';
import { formatValue } from '../../../ui/tensor/values.ts';
import { change } from './change.ts';
import { Fold } from './Fold.tsx';
import { paramsOf, stepOf } from './kinds.ts';
import { NumberField } from './NumberField.tsx';
import classes from './settings.module.css';

const strings = t.training.settings;
const ways = ['none', 'value', 'norm', 'globalNorm'] as const;
const decayBounds = boundsAt(trainingSettingsSchema, 'weightDecay');
const limitBounds = boundsAt(trainingSettingsSchema, 'clipping', 'limit');

/** What keeps weights and gradients small. */
export function RegularizationFold({ settings }: { readonly settings: TrainingSettings }) {
  const { clipping, weightDecay, optimizer } = settings;
  const kind = optimizerOf(optimizer.kind);
  const ownDecay = kind !== undefined && 'weightDecay' in paramsOf(kind.parameters, optimizer.params);
  const words = strings.clipping;
  const setClipping = (next: Partial<TrainingSettings['clipping']>): void =>
    change(words.label, 'clipping', { clipping: { ...clipping, ...next } });
  const inForce = [
    ...(weightDecay > 0 && !ownDecay ? [strings.weightDecay.short(formatValue(weightDecay))] : []),
    ...(clipping.by === 'none' ? [] : [words.short(formatValue(clipping.limit))]),
  ];
  return (
    <Fold
      name="regularization"
      title={strings.folds.regularization}
      summary={inForce.join(', ') || strings.off}
    >
      {ownDecay ? (
        <p className={classes['lesson']}>{strings.weightDecay.own(memberTitle('optimizers', kind.kind))}</p>
      ) : (
        <>
          <NumberField
            label={strings.weightDecay.label}
            about={strings.weightDecay.about}
            value={weightDecay}
            step={weightDecay > 0 ? stepOf(weightDecay) : 0.001}
            bounds={decayBounds}
            onChange={(next) => change(strings.weightDecay.label, 'weightDecay', { weightDecay: next })}
          />
          <p className={classes['lesson']}>{strings.weightDecay.lesson}</p>
        </>
      )}
      <NativeSelect
        size="xs"
        label={words.label}
        data={ways.map((value) => ({ value, label: words[value] }))}
        value={clipping.by}
        onChange={(event) =>
          setClipping({ by: ways.find((way) => way === event.currentTarget.value) ?? 'none' })
        }
      />
      {clipping.by !== 'none' && (
        <NumberField
          label={words.limit}
          about={words.limitAbout}
          value={clipping.limit}
          step={stepOf(clipping.limit)}
          bounds={limitBounds}
          onChange={(limit) => setClipping({ limit })}
        />
      )}
      <p className={classes['lesson']}>{words.about[clipping.by]}</p>
    </Fold>
  );
}
