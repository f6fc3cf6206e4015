import { SegmentedControl } from '@mantine/core';
import { t } from '../../i18n/index.ts';
import { useSweeps } from '../../stores/runs/sweepStore.ts';
import { QueuePart } from './QueuePart.tsx';
import { RunsPanel } from './RunsPanel.tsx';
import css from './runs.module.css';
import { SweepsPanel } from './sweep/SweepsPanel.tsx';

const strings = t.runs;

/** The right dock of the Runs stage: what waits, then single runs or sweeps. */
export function RunsStage() {
  const { open, setOpen } = useSweeps();
  return (
    <>
      <div className={css['top']}>
        <SegmentedControl
          fullWidth
          aria-label={strings.views}
          data={[
            { value: 'runs', label: strings.title },
            { value: 'sweeps', label: strings.sweep.title },
          ]}
          value={open ? 'sweeps' : 'runs'}
          onChange={(next) => setOpen(next === 'sweeps')}
        />
      </div>
      {open ? (
        <div className={css['panel']}>
          <QueuePart />
          <SweepsPanel />
        </div>
      ) : (
        <RunsPanel />
      )}
    </>
  );
}
