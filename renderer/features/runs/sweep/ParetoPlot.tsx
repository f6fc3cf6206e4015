import { paretoFront } from '../../../../src/sweep/outcome.ts';
import { t } from '../../../i18n/index.ts';
import { formatShort } from '../../../ui/numbers.ts';
import { hasScore, isAccuracy, type PlotProps, placesOf, pointName, writeScore } from './figures.ts';
import css from './sweep.module.css';

const strings = t.runs.sweep;
const width = 360;
const height = 216;
const left = 68;
const right = 24;
const top = 12;
const bottom = 50;

/** How good against how many parameters; what no other beats in both is filled and joined. */
export function ParetoPlot({ sweep, chosen, onChoose }: PlotProps) {
  const points = sweep.points.filter(hasScore);
  if (points.length === 0) return null;
  const accuracy = isAccuracy(sweep);
  const front = paretoFront(points);
  const onFront = new Set(front.map(({ point }) => point));
  const params = points.map((point) => point.params);
  const scores = points.map(({ score }) => score);
  const across = placesOf(params, false);
  const up = placesOf(scores, false);
  const x = (value: number): number => left + across(value) * (width - left - right);
  const y = (value: number): number => top + (1 - up(value)) * (height - top - bottom);
  const steps = front.map(({ params: size, score }) => `${x(size)},${y(score)}`).join(' ');
  const ends = (values: readonly number[]): number[] => [
    ...new Set([Math.min(...values), Math.max(...values)]),
  ];
  return (
    <figure className={css['figure']}>
      <figcaption>{strings.pareto}</figcaption>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing is no fieldset */}
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="group"
        aria-label={strings.pareto}
        className={css['plot']}
        style={{ maxWidth: width }}
      >
        <line
          className={css['axis']}
          x1={left}
          x2={width - right}
          y1={height - bottom + 8}
          y2={height - bottom + 8}
        />
        <line className={css['axis']} x1={left - 10} x2={left - 10} y1={top} y2={height - bottom} />
        {ends(params).map((value) => (
          <text key={value} x={x(value)} y={height - 26} textAnchor="middle">
            {formatShort(value)}
          </text>
        ))}
        {/* One size alone stands in the middle. */}
        <text
          x={ends(params).length === 1 ? left : (left + width - right) / 2}
          y={height - 8}
          textAnchor={ends(params).length === 1 ? 'start' : 'middle'}
          className={css['unit']}
        >
          {strings.params}
        </text>
        {ends(scores).map((value) => (
          <text key={value} x={left - 14} y={y(value) + 4} textAnchor="end">
            {writeScore(value, accuracy)}
          </text>
        ))}
        <polyline points={steps} className={css['front']} />
        {points.map((point) => (
          <PlotPoint
            key={point.point}
            x={x(point.params)}
            y={y(point.score)}
            best={onFront.has(point.point)}
            chosen={point.point === chosen}
            label={strings.pointAbout(
              pointName(point),
              writeScore(point.score, accuracy),
              point.params,
              onFront.has(point.point),
            )}
            onChoose={() => onChoose(point.point)}
          />
        ))}
      </svg>
    </figure>
  );
}

interface PlotPointProps {
  readonly x: number;
  readonly y: number;
  readonly best: boolean;
  readonly chosen: boolean;
  readonly label: string;
  readonly onChoose: () => void;
}

function PlotPoint({ x, y, best, chosen, label, onChoose }: PlotPointProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: inside a drawing there are no buttons
    <g
      role="button"
      tabIndex={0}
      aria-label={label}
      aria-pressed={chosen}
      className={css['point']}
      onClick={onChoose}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onChoose();
      }}
    >
      <title>{label}</title>
      <circle cx={x} cy={y} r={10} className={css['target']} />
      {best ? (
        <path d={`M${x} ${y - 6}L${x + 6} ${y}L${x} ${y + 6}L${x - 6} ${y}Z`} className={css['best']} />
      ) : (
        <circle cx={x} cy={y} r={4} className={css['other']} />
      )}
    </g>
  );
}
