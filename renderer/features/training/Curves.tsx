import { NativeSelect, SegmentedControl, Switch, useComputedColorScheme } from '@mantine/core';
import { memberTitle } from '../../../src/training/texts.ts';
import 'uplot/dist/uPlot.min.css';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { EpochRecord, RunSummary } from '../../../src/protocol/data.ts';
import { t } from '../../i18n/index.ts';
import { useRun } from '../../stores/runs/runStore.ts';
import { type SeriesView, trainingSeries } from '../../stores/runs/trainingSeries.ts';
import { Note } from '../../ui/Note.tsx';
import { formatCount } from '../../ui/numbers.ts';
import { runTitle } from '../../ui/runTitle.ts';
import { createCurveChart, formatMetric } from './curveChart.ts';
import { type CurveColumns, curveColumns, type Metric, otherMetrics, seriesOf } from './curveData.ts';
import { EpochTable } from './EpochTable.tsx';
import { followRun } from './followRun.ts';
import { PretrainingCurves } from './PretrainingCurves.tsx';
import classes from './training.module.css';

const strings = t.training.curves;
const views = ['pretraining', 'loss', 'accuracy', 'others', 'epochs'] as const;
type View = (typeof views)[number];
const noEpochs: readonly EpochRecord[] = [];
const noBatches: SeriesView = {
  steps: new Float64Array(),
  loss: new Float64Array(),
  accuracy: new Float64Array(),
};
const noCurves: CurveColumns = [[], [], [], []];

/** Loss or accuracy while it happens: drawn once a frame, whatever the number of reports. */
export function Curves() {
  const [wanted, setView] = useState<View | null>(null);
  const [log, setLog] = useState(false);
  /** The errors of different layers are of different orders of magnitude. */
  const [pretrainingLog, setPretrainingLog] = useState(true);
  const [other, setOther] = useState<Metric | null>(null);
  const past = useRun((state) => state.past);
  const started = useRun(({ training, past: run }) =>
    run
      ? run.epochs.length > 0
      : training.phase === 'run' && (training.run.progress !== null || training.run.epochs.length > 0),
  );
  const pretrained = useRun(({ training, past: run }) =>
    run ? run.pretraining !== undefined : training.phase === 'run' && training.run.pretraining !== undefined,
  );
  /** A network that returns its input has no accuracy. */
  const gives = useRun(({ training, past: run }) => {
    const live = training.phase === 'run' ? training.run : null;
    const known = run ? run.epochs.at(-1) : (live?.epochs.at(-1) ?? live?.progress);
    return known?.accuracy === null;
  });
  const epochs = useRun(({ training, past: run }) =>
    run ? run.epochs : training.phase === 'run' ? training.run.epochs : noEpochs,
  );
  if (!started && !pretrained) {
    return (
      <div className={classes['center']}>
        {past ? (
          <Note title={strings.noEpochs(runTitle(past))} />
        ) : (
          <Note title={strings.empty}>{strings.emptyAbout}</Note>
        )}
      </div>
    );
  }
  // Until the training itself has begun there is nothing else to see.
  const view = started ? (wanted ?? 'loss') : 'pretraining';
  const others = otherMetrics(epochs);
  const offered = views.filter(
    (value) =>
      (value === 'pretraining' ? pretrained : started) &&
      (!gives || value !== 'accuracy') &&
      (others.length > 0 || value !== 'others'),
  );
  const shown = offered.includes(view) ? view : 'loss';
  const chosen = others.find((name) => name === other) ?? others[0] ?? 'loss';
  const choice = (
    <SegmentedControl<View>
      aria-label={strings.metric}
      data={offered.map((value) => ({
        value,
        label: gives && value === 'loss' ? strings.error : strings[value],
      }))}
      value={shown}
      onChange={setView}
    />
  );
  return (
    <div className={classes['curves']}>
      {shown === 'pretraining' ? (
        <PretrainingCurves log={pretrainingLog} past={past}>
          {choice}
          <LogSwitch log={pretrainingLog} onChange={setPretrainingLog} />
        </PretrainingCurves>
      ) : shown === 'epochs' ? (
        <>
          <div className={classes['bar']}>
            {choice}
            {past && <span className={classes['of']}>{runTitle(past)}</span>}
          </div>
          <EpochTable />
        </>
      ) : (
        <CurveView metric={shown === 'others' ? chosen : shown} log={log && shown === 'loss'} past={past}>
          {choice}
          {shown === 'others' && (
            <NativeSelect
              size="xs"
              aria-label={strings.others}
              data={others.map((name) => ({ value: name, label: titleOf(name) }))}
              value={chosen}
              onChange={(event) => setOther(event.currentTarget.value)}
            />
          )}
          {shown === 'loss' && <LogSwitch log={log} onChange={setLog} />}
        </CurveView>
      )}
    </div>
  );
}

function LogSwitch({ log, onChange }: { readonly log: boolean; readonly onChange: (log: boolean) => void }) {
  return (
    <Switch label={strings.log} checked={log} onChange={(event) => onChange(event.currentTarget.checked)} />
  );
}

interface CurveViewProps {
  readonly metric: Metric;
  readonly log: boolean;
  /** A kept run: of it the epochs are known, not each batch. */
  readonly past: RunSummary | null;
  readonly children: React.ReactNode;
}

function CurveView({ metric, log, past, children }: CurveViewProps) {
  const scheme = useComputedColorScheme('light');
  const box = useRef<HTMLDivElement>(null);
  const [readout, setReadout] = useState<readonly (number | null)[]>([]);
  const read = useCallback((columns: CurveColumns, row: number | null) => {
    const [steps] = columns;
    const at = row ?? steps.length - 1;
    // The newest row seldom ends an epoch: without a pointer the last known value of each curve is read.
    setReadout(columns.map((column) => (row === null ? lastKnown(column) : (column[at] ?? null))));
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another color scheme draws again
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let columns = noCurves;
    let row: number | null = null;
    const chart = createCurveChart(element, metric, log, (next) => {
      row = next;
      read(columns, row);
    });
    const draw = (): void => {
      const { training } = useRun.getState();
      const run = training.phase === 'run' ? training.run : null;
      const batches = run?.progress?.batches ?? 1;
      columns = past
        ? curveColumns(noBatches, past.epochs, 1, metric)
        : curveColumns(trainingSeries.view(), run?.epochs ?? noEpochs, batches, metric);
      chart.draw(columns);
      read(columns, row);
    };
    return followRun(element, chart, draw);
  }, [metric, log, past, scheme, read]);
  return (
    <>
      <div className={classes['bar']}>
        {children}
        {past && <span className={classes['of']}>{runTitle(past)}</span>}
      </div>
      <div className={classes['plot']}>
        <div ref={box} className={classes['chart']} role="img" aria-label={strings.label(titleOf(metric))} />
        <CurveLegend metric={metric} values={readout} past={past !== null} />
      </div>
    </>
  );
}

const ownCurves = ['loss', 'accuracy', 'learningRate'] as const;
const titleOf = (metric: Metric): string => {
  const own = ownCurves.find((each) => each === metric);
  return own === undefined ? memberTitle('metrics', metric) : strings[own];
};

function lastKnown(column: readonly (number | null)[]): number | null {
  for (let at = column.length - 1; at >= 0; at--) if (column[at] !== null) return column[at] ?? null;
  return null;
}

function CurveLegend({
  metric,
  values,
  past,
}: {
  readonly metric: Metric;
  readonly values: readonly (number | null)[];
  readonly past: boolean;
}) {
  const [step, batch, train, validation] = values;
  const own = { batch, train, validation };
  const names = seriesOf(metric, past);
  const written = (value: number | null | undefined): string =>
    value === null || value === undefined ? strings.none : formatMetric(metric, value);
  return (
    <ul className={classes['legend']}>
      <li>
        {past ? strings.epoch : strings.step}{' '}
        <output className="numbers">{step == null ? strings.none : formatCount(step)}</output>
      </li>
      {names.map((name) => (
        <li key={name}>
          <Swatch name={name} />
          {strings.series[name]} <output className="numbers">{written(own[name])}</output>
        </li>
      ))}
    </ul>
  );
}

/** A curve's own stroke and mark, as the chart draws them. */
function Swatch({ name }: { readonly name: 'batch' | 'train' | 'validation' }) {
  const color = name === 'validation' ? 'var(--series-validation)' : 'var(--series-train)';
  const dash = name === 'validation' ? { strokeDasharray: '5 3' } : {};
  return (
    <svg
      width="26"
      height="10"
      aria-hidden="true"
      className={classes['swatch']}
      opacity={name === 'batch' ? 0.6 : 1}
    >
      <line x1="1" x2="25" y1="5" y2="5" stroke={color} strokeWidth={name === 'batch' ? 1 : 2} {...dash} />
      {name !== 'batch' && (
        <circle
          cx="13"
          cy="5"
          r="3"
          stroke={color}
          strokeWidth={name === 'validation' ? 2 : 0}
          fill={name === 'validation' ? 'var(--surface-panel)' : color}
        />
      )}
    </svg>
  );
}
