import { Progress } from '@mantine/core';
import { t } from '../../i18n/index.ts';
import { isPretraining, type Run, type RunPretraining } from '../../stores/runs/runMachine.ts';
import { formatCount, formatDuration } from '../../ui/numbers.ts';
import { PretrainedLayers } from '../../ui/PretrainedLayers.tsx';
import { formatLoss } from '../../ui/tensor/values.ts';
import classes from './training.module.css';

const strings = t.training.pretraining;

/** How much of all layers' pretraining is done, 0 to 100. */
export function pretrainedShare({ at }: RunPretraining): number {
  if (!at) return 0;
  const { index, count, epoch, epochs, batch, batches } = at;
  const ofLayer = (epoch - 1 + batch / Math.max(1, batches)) / Math.max(1, epochs);
  return (100 * (index - 1 + ofLayer)) / Math.max(1, count);
}

/** The pretraining of a run: how far it is, and what has come of each layer. Nothing where there is none. */
export function PretrainingFigures({ run }: { readonly run: Run }) {
  const { pretraining } = run;
  if (!pretraining) return null;
  const { at, layers } = pretraining;
  const under = isPretraining(run);
  const begun = at && layers.every(({ layer }) => layer !== at.layer);
  const shown = begun
    ? [...layers, { layer: at.layer, name: at.name, decoder: '', losses: [], seconds: 0 }]
    : layers;
  const table = <PretrainedLayers layers={shown} now={under && at ? at.layer : null} />;
  if (!under || !at) {
    return (
      <details className={classes['pretrained']}>
        <summary>{strings.count(layers.length)}</summary>
        {table}
      </details>
    );
  }
  return (
    <>
      <Progress.Root size={6}>
        <Progress.Section value={pretrainedShare(pretraining)} aria-label={strings.progress} />
      </Progress.Root>
      <p className={`${classes['about']} ${classes['place']}`}>
        <span>{t.training.progress.epoch(formatCount(at.epoch), formatCount(at.epochs))}</span>
        <span>{t.training.progress.batch(formatCount(at.batch), formatCount(at.batches))}</span>
      </p>
      <dl className={classes['figures']}>
        <div>
          <dt>{t.training.progress.error}</dt>
          <dd className="numbers">{formatLoss(at.loss)}</dd>
        </div>
        <div>
          <dt>{strings.left}</dt>
          <dd className="numbers">
            {at.secondsLeft === null ? t.training.progress.counting : formatDuration(at.secondsLeft)}
          </dd>
        </div>
      </dl>
      {table}
    </>
  );
}
