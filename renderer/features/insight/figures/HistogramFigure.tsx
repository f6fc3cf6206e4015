import type { FigureOf } from '../../../../src/insight/figure.ts';
import { position } from '../../../../src/insight/paint/range.ts';
import { formatShape } from '../../../../src/layers/shape.ts';
import { t } from '../../../i18n/index.ts';
import { ChartTable } from '../../../ui/chart/ChartTable.tsx';
import { formatCount } from '../../../ui/numbers.ts';
import { formatValue } from '../../../ui/tensor/values.ts';
import css from '../insight.module.css';
import figuresCss from './figures.module.css';

const strings = t.insight.weights;

/** How a weight's values are spread, with a line at zero. */
export function HistogramFigure({ figure }: { readonly figure: FigureOf<'histogram'> }) {
  const { of: name, shape, bins, min, max, mean, std, notFinite } = figure;
  const highest = Math.max(1, ...bins);
  const zero = min < 0 && max > 0 ? position(0, { min, max }) : null;
  return (
    <figure className={figuresCss['histogram']}>
      <figcaption>
        <strong>{name}</strong> <span className="numbers">{formatShape(shape)}</span>
      </figcaption>
      <svg viewBox="0 0 200 48" preserveAspectRatio="none" role="img" aria-label={strings.label(name)}>
        {bins.map((count, at) => {
          const height = count === 0 ? 0 : Math.max(1, (46 * count) / highest);
          // Bins have no identity but their place.
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed number of bins
          return <rect key={at} x={at * 5} width={4.4} y={48 - height} height={height} />;
        })}
        {zero !== null && <line x1={zero * 200} x2={zero * 200} y1="0" y2="48" />}
      </svg>
      <div className={`${figuresCss['histogramEnds']} numbers`}>
        <span>{formatValue(min)}</span>
        <span>{formatValue(max)}</span>
      </div>
      <ChartTable
        chart={strings.label(name)}
        columns={[t.charts.from, t.charts.to, t.charts.count]}
        count={bins.length}
        row={(at) => {
          const edge = (bin: number): string => formatValue(min + (bin * (max - min)) / bins.length);
          return [edge(at), edge(at + 1), formatCount(bins[at]!)];
        }}
      />
      <p className={css['small']}>
        {strings.mean} {formatValue(mean)}, {strings.std} {formatValue(std)}
        {notFinite > 0 && `; ${strings.broken(notFinite)}`}
      </p>
    </figure>
  );
}
