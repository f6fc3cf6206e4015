import { Button, Progress } from '@mantine/core';
import type { CallProgress } from '../../src/protocol/protocol.ts';
import { sentence } from '../../src/text/message.ts';
import { t } from '../i18n/index.ts';
import { formatBytes, formatPercent } from './numbers.ts';
import classes from './PrepareBar.module.css';

interface PrepareBarProps {
  readonly title: string;
  readonly progress: CallProgress<'datasets.prepare'> | null;
  readonly onCancel: () => void;
}

/** A dataset on its way: what is being done, how far it is, a way to stop. */
export function PrepareBar({ title, progress, onCancel }: PrepareBarProps) {
  const known = progress !== null && progress.total > 0;
  return (
    <div className={classes['prepare']} role="status">
      <div className={classes['words']}>
        <span>{progress?.phase ? `${title}: ${sentence(progress.phase)}` : title}</span>
        {known && (
          <span className="numbers">
            {progress.total > 100_000
              ? `${formatBytes(progress.done)} / ${formatBytes(progress.total)}`
              : formatPercent(progress.done / progress.total, 0)}
          </span>
        )}
      </div>
      <Progress
        size={6}
        value={known ? (100 * progress.done) / progress.total : 100}
        animated={!known}
        aria-label={title}
      />
      <Button size="compact-xs" variant="default" onClick={onCancel}>
        {t.training.controls.cancel}
      </Button>
    </div>
  );
}
