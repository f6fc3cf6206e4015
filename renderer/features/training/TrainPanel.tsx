import { RateFinder } from './RateFinder.tsx';
import { RunStatus } from './RunStatus.tsx';
import { SettingsForm } from './settings/SettingsForm.tsx';
import classes from './training.module.css';

/** The right dock of the Train stage: how the run stands, and how the next one is to be. */
export function TrainPanel() {
  return (
    <div className={classes['panel']}>
      <RunStatus />
      <RateFinder />
      <SettingsForm />
    </div>
  );
}
