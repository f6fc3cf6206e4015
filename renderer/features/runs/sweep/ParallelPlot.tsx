import type { SweepInfo, SweepPoint } from '../../../../src/protocol/sweeps.ts';
import { bestOf } from '../../../../src/sweep/outcome.ts';
import { t } from '../../../i18n/index.ts';
import {
  hasScore,
  isAccuracy,
  type PlotProps,
  placesOf,
  pointName,
  shortPath,
  writeScore,
  writeValue,
} from './figures.ts';
import css from './sweep.module.css';

const strings = t.runs.sweep;
const height = 220;
const top = 28;
const bottom = 22;
const side = 48;

interface Axis {
  readonly title: string;
  /** Where a point crosses it, 0 at the foot. */
  readonly place: (point: SweepPoint) => number;
  readonly low: string;
  readonly high: string;
}

function axesOf(sweep: SweepInfo, points: readonly (SweepPoint & { score: number })[]): Axis[] {
  const accuracy = isAccuracy(sweep);
  const ends = (written: (point: SweepPoint) => string, place: (point: SweepPoint) => number) => {
    const sorted = [...points].sort((a, b) => place(a) - place(b));
    return { low: written(sorted[0]!), high: written(sorted.at(-1)!) };
  };
  const varied = sweep.spec.varied.map(({ path, range }): Axis => {
    const places = placesOf(
      points.map(({ values }) => values[path]),
      range.kind === 'log',
    );
    const place = (point: SweepPoint): number => places(point.values[path]);
    return { title: shortPath(path), place, ...ends((point) => writeValue(point, path), place) };
  });
  const scores = placesOf(
    points.map(({ score }) => score),
    false,
  );
  const place = (point: SweepPoint): number => scores(point.score);
  const written = (point: SweepPoint): string => writeScore(point.score!, accuracy);
  return [...varied, { title: accuracy ? strings.accuracy : strings.error, place, ...ends(written, place) }];
}

/** Every combination as a line across its values to its score; the best is thick, the chosen one marked. */
export function ParallelPlot({ sweep, chosen, onChoose }: PlotProps) {
  const points = sweep.points.filter(hasScore);
  if (points.length === 0) return null;
  const axes = axesOf(sweep, points);
  const width = Math.max(360, 2 * side + 110 * (axes.length - 1));
  const x = (at: number): number => side + (at * (width - 2 * side)) / (axes.length - 1);
  const y = (place: number): number => top + (1 - place) * (height - top - bottom);
  const best = bestOf(points, 1)[0]?.point;
  // The best and the chosen one lie on top.
  const rank = ({ point }: SweepPoint): number => (point === chosen ? 2 : point === best ? 1 : 0);
  return (
    <figure className={css['figure']}>
      <figcaption>{strings.parallel}</figcaption>
      <div className={css['scroll']}>
        {/* biome-ignore lint/a11y/useSemanticElements: a drawing is no fieldset */}
        <svg
          viewBox={`0 0 ${width} ${height}`}
          role="group"
          aria-label={strings.parallel}
          className={css['plot']}
          style={{ minWidth: Math.min(width, 90 * axes.length), maxWidth: width }}
        >
          {axes.map((axis, at) => (
            <g key={axis.title}>
              <line className={css['axis']} x1={x(at)} x2={x(at)} y1={top} y2={height - bottom} />
              <text x={x(at)} y={11} textAnchor="middle" className={css['unit']}>
                {axis.title}
              </text>
              <text x={x(at)} y={23} textAnchor="middle">
                {axis.high}
              </text>
              <text x={x(at)} y={height - 8} textAnchor="middle">
                {axis.low}
              </text>
            </g>
          ))}
          {[...points]
            .sort((a, b) => rank(a) - rank(b))
            .map((point) => {
              const line = axes.map(({ place }, at) => `${x(at)},${y(place(point))}`).join(' ');
              const label = strings.lineAbout(pointName(point), writeScore(point.score, isAccuracy(sweep)));
              return (
                // biome-ignore lint/a11y/useSemanticElements: inside a drawing there are no buttons
                <g
                  key={point.point}
                  role="button"
                  tabIndex={0}
                  aria-label={label}
                  aria-pressed={point.point === chosen}
                  className={css['line']}
                  data-best={point.point === best || undefined}
                  onClick={() => onChoose(point.point)}
                  onKeyDown={(event) => {
                    if (event.key !== 'Enter' && event.key !== ' ') return;
                    event.preventDefault();
                    onChoose(point.point);
                  }}
                >
                  <title>{label}</title>
                  <polyline points={line} className={css['wide']} />
                  <polyline points={line} className={css['thin']} />
                </g>
              );
            })}
        </svg>
      </div>
    </figure>
  );
}
