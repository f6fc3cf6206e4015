import { Button, Loader } from '@mantine/core';
import { Panel } from '@xyflow/react';
import { t } from '../../../i18n/index.ts';
import { formatCount } from '../../../ui/numbers.ts';
import css from '../canvas.module.css';
import { useLayoutJob } from '../layout/job.ts';

/** That the network is being arranged, and the way to stop it. */
export function LayoutProgress() {
  const job = useLayoutJob((state) => state.job);
  if (!job) return null;
  return (
    <Panel position="top-center" className={css['progress'] ?? ''}>
      <Loader size={14} aria-hidden="true" />
      <span role="status">{t.canvas.arranging.text(formatCount(job.layers))}</span>
      <Button size="compact-xs" variant="default" onClick={job.cancel}>
        {t.canvas.arranging.cancel}
      </Button>
    </Panel>
  );
}
