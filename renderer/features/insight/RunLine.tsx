import { Button, Skeleton } from '@mantine/core';
import { useMemo } from 'react';
import { t } from '../../i18n/index.ts';
import { useCall } from '../../stores/engine/useCall.ts';
import { useRun } from '../../stores/runs/runStore.ts';
import { useWorkspace } from '../../stores/window/workspaceStore.ts';
import css from './insight.module.css';

/** Whose weights are looked at, and the way to others. */
export function RunLine({ run }: { readonly run: string }) {
  const params = useMemo(() => ({ run }), [run]);
  const state = useRun(({ training }) =>
    training.phase === 'run' && training.run.run === run ? training.run.state : null,
  );
  const { value } = useCall('runs.get', params, { revision: state });
  const shown = state ?? value?.summary.state;
  return (
    <p className={css['runLine']}>
      <span>
        {value ? <strong>{value.summary.name}</strong> : <Skeleton component="span" width={96} height={16} />}
        {value && shown && `, ${t.training.states[shown].title.toLowerCase()}`}
      </span>
      <Button size="compact-xs" variant="subtle" onClick={() => useWorkspace.getState().setStage('runs')}>
        {t.insight.otherRuns}
      </Button>
    </p>
  );
}
