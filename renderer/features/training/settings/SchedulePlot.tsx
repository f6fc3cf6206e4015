import { useMemo } from 'react';
import { scheduleOf } from '../../../../src/training/schedules/registry.ts';
import type { TrainingSettings } from '../../../../src/training/settings.ts';
import { t } from '../../../i18n/index.ts';
import { ChartTable } from '../../../ui/chart/ChartTable.tsx';
import { formatCount } from '../../../ui/numbers.ts';
import { formatRate } from '../rateChart.ts';
import { pathOf, type RateCurve, rateCurve } from './rateCurve.ts';
import classes from './settings.module.css';
import { useStepsPerEpoch } from './useStepsPerEpoch.ts';

const strings = t.training.settings.plot;

function useCurve(settings: TrainingSettings): RateCurve | null {
  const steps = useStepsPerEpoch(settings) ?? 100;
  return useMemo(() => rateCurve(settings, steps), [settings, steps]);
}

/** The rate's course at the size of a word. */
export function Sparkline({ settings }: { readonly settings: TrainingSettings }) {
  const curve = useCurve(settings);
  if (!curve) return null;
  return (
    <svg className={classes['spark']} width="36" height="14" viewBox="-1 -1 38 16" aria-hidden="true">
      <path d={pathOf(curve, 36, 14)} />
    </svg>
  );
}

/** Where the rate begins and ends, each below its end of the curve; its peak in between. */
function Ends({ curve: { rates, most, least } }: { readonly curve: RateCurve }) {
  const start = rates[0] ?? 0;
  const end = rates.at(-1) ?? 0;
  if (most === least) return <span>{strings.always(formatRate(start))}</span>;
  return (
    <>
      <span>{formatRate(start)}</span>
      {most > start && most > end && <span>{strings.most(formatRate(most))}</span>}
      <span>{formatRate(end)}</span>
    </>
  );
}

const width = 256;
const height = 64;

/** The learning rate from the first step to the last, with its largest and its smallest value. */
export function SchedulePlot({ settings }: { readonly settings: TrainingSettings }) {
  const curve = useCurve(settings);
  const steps = settings.epochs * (useStepsPerEpoch(settings) ?? 100);
  if (!curve) return null;
  const line = pathOf(curve, width, height);
  const label = strings.label(formatRate(curve.least), formatRate(curve.most), formatCount(settings.epochs));
  return (
    <figure className={classes['plot']}>
      <svg
        className={classes['curve']}
        viewBox={`0 -2 ${width} ${height + 4}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        <path className={classes['area'] ?? ''} d={`${line}L${width} ${height}L0 ${height}Z`} />
        <path className={classes['line'] ?? ''} d={line} />
      </svg>
      <figcaption className={`numbers ${classes['plotWords']}`}>
        <Ends curve={curve} />
      </figcaption>
      <ChartTable
        chart={label}
        columns={[t.charts.step, t.training.rate.chart.rate]}
        count={curve.rates.length}
        row={(at) => [
          formatCount(Math.round((at * (steps - 1)) / Math.max(1, curve.rates.length - 1)) + 1),
          formatRate(curve.rates[at]!),
        ]}
      />
      {scheduleOf(settings.schedule.kind)?.watches && <p className={classes['lesson']}>{strings.plateau}</p>}
    </figure>
  );
}
