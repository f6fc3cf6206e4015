import type { EpochRecord } from '../../../src/protocol/data.ts';
import { memberTitle } from '../../../src/training/texts.ts';
import { t } from '../../i18n/index.ts';
import { useRun } from '../../stores/runs/runStore.ts';
import { Note } from '../../ui/Note.tsx';
import { formatCount, formatDuration, formatPercent } from '../../ui/numbers.ts';
import { formatLoss } from '../../ui/tensor/values.ts';
import { formatRate } from './rateChart.ts';
import { useTargetKind } from './settings/useTargetKind.ts';
import classes from './training.module.css';

const strings = t.training.table;
const none: readonly EpochRecord[] = [];

/** The epoch that did best on images it did not learn from; the training loss decides without validation. */
export function bestEpoch(records: readonly EpochRecord[]): number | null {
  const score = (record: EpochRecord): number => record.valLoss ?? record.loss;
  const finite = records.filter((record) => Number.isFinite(score(record)));
  if (finite.length === 0) return null;
  return finite.reduce((best, record) => (score(record) < score(best) ? record : best)).epoch;
}

const share = (accuracy: number | null): string => (accuracy === null ? '–' : formatPercent(accuracy));

const value = (number: number | undefined): string => (number === undefined ? '–' : formatLoss(number));

/** One row an epoch, newest first. */
export function EpochTable() {
  const records = useRun(({ past, training }) =>
    past ? past.epochs : training.phase === 'run' ? training.run.epochs : none,
  );
  const target = useTargetKind();
  if (records.length === 0) {
    return (
      <div className={classes['center']}>
        <Note title={strings.empty}>{strings.emptyAbout}</Note>
      </div>
    );
  }
  const best = bestEpoch(records);
  const measured = Object.keys(records.at(-1)?.metrics ?? {});
  const rated = records.some(({ learningRate }) => learningRate !== undefined);
  // A network that returns its input or predicts numbers has no accuracy.
  const scored = records.some(({ accuracy }) => accuracy !== null);
  const isReconstruction = !scored && target !== 'numbers';
  return (
    <div className={classes['tableWrap']}>
      <table className={classes['table']} aria-label={strings.label}>
        <thead>
          <tr>
            <th scope="col">{strings.epoch}</th>
            <th scope="col">{isReconstruction ? strings.error : strings.loss}</th>
            {scored && <th scope="col">{strings.accuracy}</th>}
            <th scope="col">{isReconstruction ? strings.valError : strings.valLoss}</th>
            {scored && <th scope="col">{strings.valAccuracy}</th>}
            {measured.map((name) => (
              <th key={name} scope="col">
                {memberTitle('metrics', name)}
              </th>
            ))}
            {rated && <th scope="col">{strings.learningRate}</th>}
            <th scope="col">{strings.seconds}</th>
            <th scope="col">{strings.imagesPerSecond}</th>
          </tr>
        </thead>
        <tbody className="numbers">
          {[...records].reverse().map((record) => (
            <tr key={record.epoch}>
              <td>
                {record.epoch === best && <span className={classes['best']}>{strings.best} </span>}
                {formatCount(record.epoch)}
              </td>
              <td>{formatLoss(record.loss)}</td>
              {scored && <td>{share(record.accuracy)}</td>}
              <td>{record.valLoss === null ? '–' : formatLoss(record.valLoss)}</td>
              {scored && <td>{share(record.valAccuracy)}</td>}
              {measured.map((name) => (
                <td key={name}>{value(record.metrics?.[name])}</td>
              ))}
              {rated && <td>{record.learningRate === undefined ? '–' : formatRate(record.learningRate)}</td>}
              <td>{formatDuration(record.seconds)}</td>
              <td>{formatCount(Math.round(record.imagesPerSecond))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
