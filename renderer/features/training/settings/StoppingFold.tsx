import { NativeSelect, Switch } from '@mantine/core';
import { type Bounds, boundsAt } from '../../../../src/text/describe.ts';
import { watchable } from '../../../../src/training/monitor.ts';
import { type TrainingSettings, trainingSettingsSchema } from '../../../../src/training/settings.ts';
import { memberTitle } from '../../../../src/training/texts.ts';
import { t } from '../../../i18n/index.ts';
import { change } from './change.ts';
import { Fold } from './Fold.tsx';
import { stepOf } from './kinds.ts';
import { NumberField } from './NumberField.tsx';
import classes from './settings.module.css';

const strings = t.training.settings;
const { shape } = trainingSettingsSchema;
type Stopping = NonNullable<TrainingSettings['earlyStopping']>;
type Checkpoints = TrainingSettings['checkpoints'];

const stoppingBounds = {
  patience: boundsAt(trainingSettingsSchema, 'earlyStopping', 'patience'),
  minDelta: boundsAt(trainingSettingsSchema, 'earlyStopping', 'minDelta'),
};
/** Zero is never: in the document it is null. */
const orNever = (bounds: Bounds): Bounds => ({ ...bounds, min: 0, minExcluded: false });
const checkpointBounds: Readonly<Record<keyof Checkpoints, Bounds>> = {
  epochs: orNever(boundsAt(trainingSettingsSchema, 'checkpoints', 'epochs')),
  minutes: orNever(boundsAt(trainingSettingsSchema, 'checkpoints', 'minutes')),
  keep: boundsAt(trainingSettingsSchema, 'checkpoints', 'keep'),
};

const defaults = (): Stopping => shape.earlyStopping.parse({}) as Stopping;

/** When a run ends by itself, and what is kept on the way. */
export function StoppingFold({ settings }: { readonly settings: TrainingSettings }) {
  const { earlyStopping: stopping, checkpoints } = settings;
  const words = strings.stopping;
  const summary = stopping ? words.short(String(stopping.patience)) : words.shortOff;
  return (
    <Fold name="stopping" title={strings.folds.stopping} summary={summary}>
      <Switch
        className={classes['wide'] ?? ''}
        label={words.label}
        description={words.about}
        checked={stopping !== null}
        onChange={(event) =>
          change(words.label, 'earlyStopping', {
            earlyStopping: event.currentTarget.checked ? defaults() : null,
          })
        }
      />
      {stopping && <StoppingFields stopping={stopping} metrics={settings.metrics} />}
      <CheckpointFields checkpoints={checkpoints} />
    </Fold>
  );
}

function StoppingFields({
  stopping,
  metrics,
}: {
  readonly stopping: Stopping;
  readonly metrics: readonly string[];
}) {
  const words = strings.stopping;
  const set = (field: keyof Stopping, value: Stopping[keyof Stopping]): void =>
    change(words.label, `earlyStopping.${field}`, { earlyStopping: { ...stopping, [field]: value } });
  const names = [...new Set([...watchable, ...metrics, stopping.monitor])];
  const titles: Readonly<Record<string, string>> = words.figures;
  return (
    <>
      <NativeSelect
        className={classes['wide'] ?? ''}
        size="xs"
        label={words.monitor}
        data={names.map((value) => ({ value, label: titles[value] ?? memberTitle('metrics', value) }))}
        value={stopping.monitor}
        onChange={(event) => set('monitor', event.currentTarget.value)}
      />
      <NumberField
        {...words.patience}
        value={stopping.patience}
        step={1}
        bounds={stoppingBounds.patience}
        onChange={(value) => set('patience', value)}
      />
      <NumberField
        {...words.minDelta}
        value={stopping.minDelta}
        step={stopping.minDelta > 0 ? stepOf(stopping.minDelta) : 0.001}
        bounds={stoppingBounds.minDelta}
        onChange={(value) => set('minDelta', value)}
      />
      <Switch
        className={classes['wide'] ?? ''}
        label={words.restoreBest}
        checked={stopping.restoreBest}
        onChange={(event) => set('restoreBest', event.currentTarget.checked)}
      />
    </>
  );
}

function CheckpointFields({ checkpoints }: { readonly checkpoints: Checkpoints }) {
  const words = strings.checkpoints;
  const withField = (field: keyof Checkpoints, value: number): Checkpoints =>
    ({ ...checkpoints, [field]: value === 0 && field !== 'keep' ? null : value }) as Checkpoints;
  const field = (name: keyof Checkpoints) => (
    <NumberField
      {...words[name]}
      value={checkpoints[name] ?? 0}
      step={1}
      bounds={checkpointBounds[name]}
      onChange={(value) =>
        change(words[name].label, `checkpoints.${name}`, { checkpoints: withField(name, value) })
      }
    />
  );
  return (
    <>
      <p className={classes['lesson']}>{words.about}</p>
      {field('epochs')}
      {field('minutes')}
      {field('keep')}
    </>
  );
}
