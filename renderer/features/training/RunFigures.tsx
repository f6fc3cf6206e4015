import { Progress } from '@mantine/core';
import { memberTitle } from '../../../src/training/texts.ts';
import { t } from '../../i18n/index.ts';
import type { Run } from '../../stores/runs/runMachine.ts';
import { formatCount, formatDuration, formatPercent } from '../../ui/numbers.ts';
import { formatLoss } from '../../ui/tensor/values.ts';
import { useTargetKind } from './settings/useTargetKind.ts';
import classes from './training.module.css';

const strings = t.training.progress;

/** How much of the whole run is done, 0 to 100. */
export function percentDone({ progress, state }: Pick<Run, 'progress' | 'state'>): number {
  if (state === 'finished') return 100;
  if (!progress) return 0;
  const { epoch, epochs, batch, batches } = progress;
  return (100 * (epoch - 1 + batch / Math.max(1, batches))) / Math.max(1, epochs);
}

/** Epoch and batch, pace and time left, the newest loss and accuracy. */
export function RunFigures({ run }: { readonly run: Run }) {
  const { progress, test } = run;
  const target = useTargetKind();
  const last = run.epochs.at(-1);
  if (!progress) return run.state === 'preparing' ? <Progress value={100} animated size={6} /> : null;
  const left = progress.secondsLeft;
  const errors = progress.accuracy === null && target !== 'numbers';
  // While it trains the newest batch; then the whole last epoch, which says more than its last batch.
  const shown = run.state === 'finished' && last ? last : progress;
  return (
    <>
      <Progress.Root size={6}>
        <Progress.Section value={percentDone(run)} aria-label={strings.label} />
      </Progress.Root>
      <p className={`${classes['about']} ${classes['place']}`}>
        <span>{strings.epoch(formatCount(progress.epoch), formatCount(progress.epochs))}</span>
        <span>{strings.batch(formatCount(progress.batch), formatCount(progress.batches))}</span>
      </p>
      <dl className={classes['figures']}>
        <Figure name={errors ? strings.error : strings.loss} value={formatLoss(shown.loss)} />
        <Share name={strings.accuracy} share={shown.accuracy} />
        {last && last.valLoss !== null && (
          <>
            <Figure name={errors ? strings.valError : strings.valLoss} value={formatLoss(last.valLoss)} />
            <Share name={strings.valAccuracy} share={last.valAccuracy} />
            <Metrics of={last.metrics} name={strings.validation} />
          </>
        )}
        {test && (
          <>
            <Figure name={errors ? strings.testError : strings.testLoss} value={formatLoss(test.loss)} />
            <Share name={strings.testAccuracy} share={test.accuracy} />
            <Metrics of={test.metrics} name={strings.test} />
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

/** An accuracy; nothing where the network is to give back its input and there is none. */
function Share({ name, share }: { readonly name: string; readonly share: number | null }) {
  return share === null ? null : <Figure name={name} value={formatPercent(share)} />;
}

/** What else was measured. */
function Metrics({
  of,
  name,
}: {
  readonly of: Readonly<Record<string, number>> | undefined;
  readonly name: (metric: string) => string;
}) {
  return Object.entries(of ?? {}).map(([metric, value]) => (
    <Figure key={metric} name={name(memberTitle('metrics', metric))} value={formatLoss(value)} />
  ));
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="numbers">{value}</dd>
    </div>
  );
}
