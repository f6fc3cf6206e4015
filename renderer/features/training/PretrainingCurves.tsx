import { useComputedColorScheme } from '@mantine/core';
import 'uplot/dist/uPlot.min.css';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { RunSummary } from '../../../src/protocol/data.ts';
import { t } from '../../i18n/index.ts';
import { useRun } from '../../stores/runs/runStore.ts';
import { trainingSeries } from '../../stores/runs/trainingSeries.ts';
import { runTitle } from '../../ui/runTitle.ts';
import { formatLoss } from '../../ui/tensor/values.ts';
import { followRun } from './followRun.ts';
import { createPretrainingChart } from './pretrainingChart.ts';
import { type PretrainingCurve, pretrainingCurve, stretchAt } from './pretrainingData.ts';
import classes from './training.module.css';

const strings = t.training.pretraining;
const noCurve: PretrainingCurve = { columns: [[], [], []], stretches: [] };

function curveNow(past: RunSummary | null): PretrainingCurve {
  if (past) return pretrainingCurve(null, past.pretraining ?? [], null);
  const { training } = useRun.getState();
  const pretraining = training.phase === 'run' ? training.run.pretraining : undefined;
  if (!pretraining) return noCurve;
  return pretrainingCurve(trainingSeries.pretraining(), pretraining.layers, pretraining.at);
}

interface Readout {
  readonly layer: string | null;
  readonly batch: number | null;
  readonly epoch: number | null;
}

/** The newest values, or those at a row: of a line, the last one before it in the same layer. */
function readAt({ columns, stretches }: PretrainingCurve, row: number | null): Readout {
  const [places, batches, epochs] = columns;
  const at = row ?? places.length - 1;
  const place = places[at];
  const stretch = place === undefined ? undefined : stretchAt(stretches, place);
  const lastOf = (column: readonly (number | null | undefined)[]): number | null => {
    for (let index = at; stretch && index >= 0 && places[index]! > stretch.from; index--) {
      const value = column[index];
      if (typeof value === 'number') return value;
    }
    return null;
  };
  return { layer: stretch?.name ?? null, batch: lastOf(batches), epoch: lastOf(epochs) };
}

interface PretrainingCurvesProps {
  readonly log: boolean;
  /** A kept run: of it the epochs are known, not each batch. */
  readonly past: RunSummary | null;
  /** What stands above the chart. */
  readonly children: ReactNode;
}

/** How well each pretrained layer's input is returned, layer after layer, while it happens. */
export function PretrainingCurves({ log, past, children }: PretrainingCurvesProps) {
  const scheme = useComputedColorScheme('light');
  const box = useRef<HTMLDivElement>(null);
  const [readout, setReadout] = useState<Readout>({ layer: null, batch: null, epoch: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another color scheme draws again
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let curve = noCurve;
    let row: number | null = null;
    const chart = createPretrainingChart(element, log, (next) => {
      row = next;
      setReadout(readAt(curve, row));
    });
    const draw = (): void => {
      curve = curveNow(past);
      chart.draw(curve);
      setReadout(readAt(curve, row));
    };
    return followRun(element, chart, draw);
  }, [log, past, scheme]);
  const written = (value: number | null): string => (value === null ? strings.table.none : formatLoss(value));
  return (
    <>
      <div className={classes['bar']}>
        {children}
        {past && <span className={classes['of']}>{runTitle(past)}</span>}
      </div>
      <div className={classes['plot']}>
        <div ref={box} className={classes['chart']} role="img" aria-label={strings.chart} />
        <ul className={classes['legend']}>
          <li>
            {strings.table.layer} <output>{readout.layer ?? strings.table.none}</output>
          </li>
          {!past && (
            <li>
              {strings.batchError} <output className="numbers">{written(readout.batch)}</output>
            </li>
          )}
          <li>
            {strings.epochError} <output className="numbers">{written(readout.epoch)}</output>
          </li>
        </ul>
      </div>
    </>
  );
}
