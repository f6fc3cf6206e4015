import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { FigureOf } from '../../../../src/insight/figure.ts';
import { placeIn } from '../../../../src/insight/paint/axes.ts';
import { seriesColor } from '../../../../src/insight/paint/drawing.ts';
import { paintPhoto } from '../../../../src/insight/paint/paint.ts';
import { pointRadius, scatterPlot } from '../../../../src/insight/paint/plots.ts';
import { sentence } from '../../../../src/text/message.ts';
import { t } from '../../../i18n/index.ts';
import { formatCount } from '../../../ui/numbers.ts';
import { PixelCanvas } from '../../../ui/tensor/PixelCanvas.tsx';
import { DrawingView } from './DrawingView.tsx';
import css from './figures.module.css';
import { plotWidth, windowPalette } from './palette.ts';

type Scatter = FigureOf<'scatter'>;

/** Pixels of the canvas for a unit of the plot. */
const density = 2;

/** Units from the pointer within which a point is meant. */
const reach = 8;

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

/** Examples as points: thousands of them on a canvas, the one under the pointer with its picture. */
export function ScatterFigure({ figure }: { readonly figure: Scatter }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [at, setAt] = useState<number | null>(null);
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
    const radius = pointRadius(places.length);
    const dot = (index: number, size: number): void => {
      const [x, y] = places[index]!;
      context.fillStyle = seriesColor(windowPalette, figure.classes[index]!);
      context.beginPath();
      context.arc(x, y, size, 0, 2 * Math.PI);
      context.fill();
    };
    places.forEach((_, index) => {
      dot(index, radius);
    });
    if (at !== null && at < places.length) dot(at, 5);
  }, [places, figure, around, at]);
  const point = (event: PointerEvent<HTMLCanvasElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * around.width;
    const y = ((event.clientY - box.top) / box.height) * around.height;
    let nearest: number | null = null;
    let least = reach ** 2;
    places.forEach(([px, py], index) => {
      const distance = (px - x) ** 2 + (py - y) ** 2;
      if (distance >= least) return;
      least = distance;
      nearest = index;
    });
    setAt(nearest);
  };
  const words = t.insight.scatter;
  const title = sentence(figure.title ?? figure.y.label);
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
          onPointerMove={point}
          onPointerLeave={() => setAt(null)}
        />
      </div>
      <figcaption className={css['hovered']}>
        {at !== null && at < places.length ? (
          <>
            <Thumbnail figure={figure} index={at} />
            {words.at(figure.labels[figure.classes[at]!] ?? '', formatCount(at + 1))}
          </>
        ) : (
          words.hover
        )}
      </figcaption>
    </figure>
  );
}
