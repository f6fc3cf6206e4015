import { IconClock } from '@tabler/icons-react';
import { t } from '../../i18n/index.ts';
import { useTrainingTime } from '../../stores/runs/paceStore.ts';
import { forecastWords } from '../../ui/forecastWords.ts';
import classes from './training.module.css';

/** What the next run will take, and how sure that is; nothing while it is not known. */
export function Expected() {
  const time = useTrainingTime();
  if (!time) return null;
  const { epoch, all, range } = forecastWords(time);
  return (
    <div className={classes['expected']} aria-label={t.training.forecast.label} role="note">
      <IconClock size={16} stroke={1.6} aria-hidden="true" />
      <div>
        <p>{t.training.forecast.line(epoch, all)}</p>
        <p className={classes['doubt']}>{range}</p>
      </div>
    </div>
  );
}
