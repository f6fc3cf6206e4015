import { t } from '../../../i18n/index.ts';
import { useHealth, useTroubles } from '../../../stores/runs/healthStore.ts';
import { useRun } from '../../../stores/runs/runStore.ts';
import { Note } from '../../../ui/Note.tsx';
import { runTitle } from '../../../ui/runTitle.ts';
import { GradientTable } from './GradientTable.tsx';
import classes from './health.module.css';
import { TroubleList } from './TroubleList.tsx';

const strings = t.training.health;

/** The bottom dock's Health: every layer's gradients and activations, and what troubles the run in words. */
export function HealthPanel() {
  const rows = useHealth((state) => state.rows);
  const past = useRun((state) => state.past);
  const troubles = useTroubles();
  if (rows.length === 0 && troubles.length === 0) {
    return (
      <div className={classes['empty']}>
        {past ? (
          <Note title={strings.unknown(runTitle(past))} />
        ) : (
          <Note title={strings.empty}>{strings.emptyAbout}</Note>
        )}
      </div>
    );
  }
  return (
    <div className={classes['panel']}>
      <div className={classes['columns']}>
        <section aria-label={strings.list}>
          {past && <p className={classes['of']}>{runTitle(past)}</p>}
          <TroubleList troubles={troubles} />
        </section>
        {rows.length > 0 && (
          <section aria-label={strings.table.label}>
            <GradientTable rows={rows} />
          </section>
        )}
      </div>
    </div>
  );
}
