import { SegmentedControl, Switch, useComputedColorScheme } from '@mantine/core';
import 'uplot/dist/uPlot.min.css';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { RunSummary } from '../../../../src/protocol/data.ts';
import { t } from '../../../i18n/index.ts';
import { ChartTable } from '../../../ui/chart/ChartTable.tsx';
import { formatCount, formatPercent, formatRoundPercent } from '../../../ui/numbers.ts';
import { formatValue } from '../../../ui/tensor/values.ts';
import { type CurveName, compareColumns, knownCurves } from './columns.ts';
import css from './compare.module.css';
import { createCompareChart } from './compareChart.ts';
import { Swatch } from './RunMark.tsx';

const strings = t.runs.compare;

const isShare = (name: CurveName): boolean => name === 'accuracy' || name === 'valAccuracy';
const written = (name: CurveName, value: number): string =>
  isShare(name) ? formatPercent(value) : formatValue(value);
const tick = (name: CurveName, mark: number): string =>
  isShare(name) ? formatRoundPercent(mark) : formatValue(mark);

interface CurvesProps {
  readonly runs: readonly RunSummary[];
  /** What they are called, in their order. */
  readonly names: readonly string[];
}

/** The same figure of several runs over their epochs. */
export function CompareCurves({ runs, names }: CurvesProps) {
  const known = knownCurves(runs);
  const [wanted, setWanted] = useState<CurveName | null>(null);
  const [log, setLog] = useState(false);
  const name = wanted !== null && known.includes(wanted) ? wanted : known[0];
  if (name === undefined) return <p className={css['quiet']}>{strings.noCurves}</p>;
  return (
    <>
      <div className={css['bar']}>
        <SegmentedControl
          aria-label={strings.curve}
          data={known.map((value) => ({ value, label: strings.curves[value] }))}
          value={name}
          onChange={setWanted}
        />
        {!isShare(name) && (
          <Switch
            label={t.training.curves.log}
            checked={log}
            onChange={(event) => setLog(event.currentTarget.checked)}
          />
        )}
      </div>
      <Chart runs={runs} names={names} name={name} log={log && !isShare(name)} />
    </>
  );
}

interface ChartProps extends CurvesProps {
  readonly name: CurveName;
  readonly log: boolean;
}

function Chart({ runs, names, name, log }: ChartProps) {
  const scheme = useComputedColorScheme('light');
  const box = useRef<HTMLDivElement>(null);
  const [row, setRow] = useState<number | null>(null);
  const columns = useMemo(() => compareColumns(runs, name), [runs, name]);
  const count = runs.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another color scheme draws again
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const chart = createCompareChart(element, count, {
      tick: (mark) => tick(name, mark),
      log,
      onHover: setRow,
    });
    chart.draw(columns);
    const sizes = new ResizeObserver(() => chart.resize(element.clientWidth, element.clientHeight));
    sizes.observe(element);
    return () => {
      sizes.disconnect();
      chart.destroy();
    };
  }, [columns, name, log, count, scheme]);
  const [epochs, ...series] = columns;
  const at = row === null ? null : epochs[row];
  return (
    <>
      <div
        ref={box}
        className={css['chart']}
        role="img"
        aria-label={strings.chart(strings.curves[name], names.join('; '))}
      />
      <ul className={css['legend']}>
        <li>{at == null ? strings.lastEpoch : strings.atEpoch(formatCount(at))}</li>
        {runs.map((run, index) => {
          const own = series[index] ?? [];
          const value = row === null ? own.findLast((known) => known !== null) : own[row];
          return (
            <li key={run.run}>
              <Swatch at={index} />
              <span className={css['curveName']} title={names[index]}>
                {names[index]}
              </span>
              <output className="numbers">
                {value == null ? strings.figures.none : written(name, value)}
              </output>
            </li>
          );
        })}
      </ul>
      <ChartTable
        chart={strings.chart(strings.curves[name], names.join('; '))}
        columns={[t.training.curves.epoch, ...names]}
        count={epochs.length}
        row={(index) => [
          formatCount(epochs[index]!),
          ...series.map((own) => (own[index] == null ? strings.figures.none : written(name, own[index]))),
        ]}
      />
    </>
  );
}
