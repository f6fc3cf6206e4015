import { Button } from '@mantine/core';
import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { FigureOf } from '../../../src/insight/figure.ts';
import { placeIn } from '../../../src/insight/paint/axes.ts';
import { seriesColor } from '../../../src/insight/paint/drawing.ts';
import { paintPhoto } from '../../../src/insight/paint/paint.ts';
import { pointRadius, scatterPlot } from '../../../src/insight/paint/plots.ts';
import { sentence } from '../../../src/text/message.ts';
import { t } from '../../i18n/index.ts';
import { ChartTable } from '../chart/ChartTable.tsx';
import { formatCount } from '../numbers.ts';
import { PixelCanvas } from '../tensor/PixelCanvas.tsx';
import { formatValue } from '../tensor/values.ts';
import { DrawingView } from './DrawingView.tsx';
import { circledBy, type PlotPoint } from './lasso.ts';
import { plotWidth, windowPalette } from './palette.ts';
import css from './scatter.module.css';
import { useFigureControl } from './useFigureControl.ts';

type Scatter = FigureOf<'scatter'>;

const words = t.insight.scatter;

/** Pixels of the canvas for a unit of the plot. */
const density = 2;

/** Units from the pointer within which a point is meant. */
const reach = 8;

/** Above this many points are squares, which are drawn many times as fast. */
const maxRoundPoints = 5000;

/** Units that the pointer moves before it draws a lasso. */
const slack = 4;

/** Pictures of circled examples that are shown below. */
const maxCircled = 40;

function Thumbnail({ figure, index }: { readonly figure: Scatter; readonly index: number }) {
  const { thumbnails } = figure;
  const pixels = useMemo(() => {
    if (!thumbnails) return null;
    const { images, height, width, channels } = thumbnails;
    return paintPhoto(images, index * height * width * channels, height, width, channels);
  }, [thumbnails, index]);
  if (!thumbnails || !pixels) return null;
  return (
    <PixelCanvas
      pixels={pixels}
      width={thumbnails.width}
      height={thumbnails.height}
      label={null}
      className={css['thumbnail']}
    />
  );
}

const nearestTo = ([x, y]: PlotPoint, places: readonly PlotPoint[]): number | null => {
  let nearest: number | null = null;
  let least = reach ** 2;
  places.forEach(([px, py], index) => {
    const distance = (px - x) ** 2 + (py - y) ** 2;
    if (distance >= least) return;
    least = distance;
    nearest = index;
  });
  return nearest;
};

/** Draws all points; those that were not circled are faint. */
function drawPoints(
  context: CanvasRenderingContext2D,
  figure: Scatter,
  places: readonly PlotPoint[],
  circled: ReadonlySet<number> | null,
): void {
  const radius = pointRadius(places.length);
  const round = places.length <= maxRoundPoints;
  places.forEach(([x, y], index) => {
    context.globalAlpha = circled && !circled.has(index) ? 0.15 : 1;
    context.fillStyle = seriesColor(windowPalette, figure.classes[index]!);
    if (!round) {
      context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
      return;
    }
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
  });
  context.globalAlpha = 1;
}

/** Examples as points: thousands of them on a canvas, the one under the pointer with its picture, a lasso around some. */
export function ScatterFigure({ figure }: { readonly figure: Scatter }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [at, setAt] = useState<number | null>(null);
  const [line, setLine] = useState<readonly PlotPoint[] | null>(null);
  const [circled, setCircled] = useState<ReadonlySet<number> | null>(null);
  const control = useFigureControl();
  const { frame, around } = useMemo(() => scatterPlot(figure, windowPalette, plotWidth), [figure]);
  const places = useMemo(
    () => Array.from(figure.xs, (x, index) => placeIn(frame, x, figure.ys[index]!)),
    [figure, frame],
  );
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    context.setTransform(density, 0, 0, density, 0, 0);
    context.clearRect(0, 0, around.width, around.height);
    drawPoints(context, figure, places, circled);
  }, [places, figure, around, circled]);
  const pointOf = (event: PointerEvent): PlotPoint => {
    const box = event.currentTarget.getBoundingClientRect();
    return [
      ((event.clientX - box.left) / box.width) * around.width,
      ((event.clientY - box.top) / box.height) * around.height,
    ];
  };
  const start = (event: PointerEvent): void => {
    event.currentTarget.setPointerCapture?.(event.pointerId);
    setLine([pointOf(event)]);
  };
  const move = (event: PointerEvent): void => {
    const point = pointOf(event);
    const last = line?.at(-1);
    if (!line || !last) setAt(nearestTo(point, places));
    else if (Math.hypot(point[0] - last[0], point[1] - last[1]) >= slack) {
      setAt(null);
      setLine([...line, point]);
    }
  };
  const end = (): void => {
    const found = line ? circledBy(line, places) : [];
    setLine(null);
    setCircled(found.length > 0 ? new Set(found) : null);
    if (!figure.of) return;
    const { split, examples } = figure.of;
    control?.circle?.(split, new Set(found.map((index) => examples[index]!)));
  };
  const title = sentence(figure.title ?? figure.y.label);
  const shown = at !== null && at < places.length ? at : null;
  const some = circled ? [...circled].filter((index) => index < places.length) : [];
  return (
    <figure className={css['scatter']}>
      <div className={css['layers']}>
        <DrawingView drawing={around} label={title} />
        <canvas
          ref={canvas}
          className={css['points']}
          width={around.width * density}
          height={around.height * density}
          role="img"
          aria-label={title}
          onPointerDown={start}
          onPointerMove={move}
          onPointerUp={end}
          onPointerCancel={() => setLine(null)}
          onPointerLeave={() => setAt(null)}
        />
        <svg className={css['front']} viewBox={`0 0 ${around.width} ${around.height}`} aria-hidden="true">
          {shown !== null && (
            <circle
              cx={places[shown]![0]}
              cy={places[shown]![1]}
              r={5}
              fill={seriesColor(windowPalette, figure.classes[shown]!)}
              stroke="var(--text)"
            />
          )}
          {line && <polygon points={line.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')} />}
        </svg>
        {shown !== null && figure.thumbnails && (
          <div
            className={css['inFront']}
            style={{
              left: `${(100 * places[shown]![0]) / around.width}%`,
              top: `${(100 * places[shown]![1]) / around.height}%`,
            }}
          >
            <Thumbnail figure={figure} index={shown} />
          </div>
        )}
      </div>
      <figcaption className={css['hovered']}>
        {shown !== null
          ? words.at(sentence(figure.labels[figure.classes[shown]!] ?? ''), formatCount(shown + 1))
          : words.hover}
      </figcaption>
      {some.length > 0 && (
        <>
          <div className={css['circledBar']}>
            <span>{words.circled(some.length)}</span>
            {control?.showCircled && figure.of && (
              <Button variant="default" size="compact-sm" onClick={control.showCircled}>
                {words.inGrid}
              </Button>
            )}
            <Button variant="subtle" size="compact-sm" onClick={end}>
              {words.letGo}
            </Button>
          </div>
          <div className={css['circled']}>
            {some.slice(0, maxCircled).map((index) => (
              <Thumbnail key={index} figure={figure} index={index} />
            ))}
          </div>
        </>
      )}
      <ChartTable
        chart={title}
        columns={['', sentence(figure.x.label), sentence(figure.y.label)]}
        count={figure.xs.length}
        row={(at) => [
          sentence(figure.labels[figure.classes[at]!] ?? ''),
          formatValue(figure.xs[at]!),
          formatValue(figure.ys[at]!),
        ]}
      />
    </figure>
  );
}
