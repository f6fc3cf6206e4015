import { NativeSelect } from '@mantine/core';
import { boundsAt } from '../../../../src/text/describe.ts';
import { scheduleOf, schedules } from '../../../../src/training/schedules/registry.ts';
import { type TrainingSettings, trainingSettingsSchema } from '../../../../src/training/settings.ts';
import { lessonOf, memberTitle } from '../../../../src/training/texts.ts';
import { t } from '../../../i18n/index.ts';
import { change } from './change.ts';
import { Fold } from './Fold.tsx';
import { KindFields } from './KindFields.tsx';
import { KindSelect } from './KindSelect.tsx';
import { NumberField } from './NumberField.tsx';
import { SchedulePlot, Sparkline } from './SchedulePlot.tsx';
import classes from './settings.module.css';

const strings = t.training.settings;
const warmupBounds = boundsAt(trainingSettingsSchema, 'warmup', 'length');
const units = ['epochs', 'steps'] as const;

/** How the learning rate goes over the run: the schedule, its warm-up, and a picture of both. */
export function ScheduleFold({ settings }: { readonly settings: TrainingSettings }) {
  const { schedule, warmup } = settings;
  const known = scheduleOf(schedule.kind);
  const setWarmup = (next: Partial<TrainingSettings['warmup']>): void =>
    change(strings.warmup.label, 'warmup', { warmup: { ...warmup, ...next } });
  return (
    <Fold
      name="schedule"
      title={strings.folds.schedule}
      summary={
        <>
          {memberTitle('schedules', schedule.kind)}
          <Sparkline settings={settings} />
        </>
      }
    >
      <KindSelect name="schedule" chosen={schedule} kinds={Object.values(schedules)} />
      <SchedulePlot settings={settings} />
      {known && <p className={classes['lesson']}>{lessonOf('schedules', known.kind)?.lesson}</p>}
      {known && <KindFields name="schedule" chosen={schedule} kind={known} />}
      <NumberField
        label={strings.warmup.label}
        about={strings.warmup.about}
        value={warmup.length}
        step={warmup.unit === 'steps' ? 10 : 1}
        bounds={{ ...warmupBounds, integer: warmup.unit === 'steps' }}
        onChange={(length) => setWarmup({ length })}
      />
      <NativeSelect
        size="xs"
        label={strings.warmup.unit}
        data={units.map((value) => ({ value, label: strings.warmup.units[value] }))}
        value={warmup.unit}
        onChange={(event) =>
          setWarmup({ unit: units.find((unit) => unit === event.currentTarget.value) ?? 'epochs' })
        }
      />
    </Fold>
  );
}
