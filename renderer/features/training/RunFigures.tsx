import { Progress } from '@mantine/core';
import { t } from '../../i18n/index.ts';
import type { Run } from '../../stores/runMachine.ts';
import { formatCount, formatDuration, formatPercent } from '../../ui/numbers.ts';
import { formatValue } from '../../ui/tensor/values.ts';
import classes from './training.module.css';

const strings = t.training.progress;

/** How much of the whole run is done, 0 to 100. */
export function doneShare({ progress, state }: Pick<Run, 'progress' | 'state'>): number {
  if (state === 'finished') return 100;
  if (!progress) return 0;
  const { epoch, epochs, batch, batches } = progress;
  return (100 * (epoch - 1 + batch / Math.max(1, batches))) / Math.max(1, epochs);
}

/** Epoch and batch, pace and time left, the newest loss and accuracy. */
export function RunFigures({ run }: { readonly run: Run }) {
  const { progress, test } = run;
  const last = run.epochs.at(-1);
  if (!progress) return run.state === 'preparing' ? <Progress value={100} animated size={6} /> : null;
  const left = progress.secondsLeft;
  return (
    <>
      <Progress.Root size={6}>
        <Progress.Section value={doneShare(run)} aria-label={strings.label} />
      </Progress.Root>
      <p className={`${classes['about']} ${classes['place']}`}>
        <span>{strings.epoch(formatCount(progress.epoch), formatCount(progress.epochs))}</span>
        <span>{strings.batch(formatCount(progress.batch), formatCount(progress.batches))}</span>
      </p>
      <dl className={classes['figures']}>
        <Figure name={strings.loss} value={formatValue(progress.loss)} />
        <Figure name={strings.accuracy} value={formatPercent(progress.accuracy, 1)} />
        {last && last.valLoss !== null && last.valAccuracy !== null && (
          <>
            <Figure name={strings.valLoss} value={formatValue(last.valLoss)} />
            <Figure name={strings.valAccuracy} value={formatPercent(last.valAccuracy, 1)} />
          </>
        )}
        {test && (
          <>
            <Figure name={strings.testLoss} value={formatValue(test.loss)} />
            <Figure name={strings.testAccuracy} value={formatPercent(test.accuracy)} />
          </>
        )}
        <Figure name={strings.imagesPerSecond} value={formatCount(Math.round(progress.imagesPerSecond))} />
        {run.state === 'running' && (
          <Figure name={strings.left} value={left === null ? strings.counting : formatDuration(left)} />
        )}
      </dl>
    </>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="numbers">{value}</dd>
    </div>
  );
}
