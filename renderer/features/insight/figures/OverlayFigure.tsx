import { type PointerEvent, useMemo, useState } from 'react';
import type { FigureOf } from '../../../../src/insight/figure.ts';
import { heatScale, paintOverlay } from '../../../../src/insight/paint/image.ts';
import { t } from '../../../i18n/index.ts';
import { useFigureControl } from '../../../ui/figures/useFigureControl.ts';
import { Legend } from '../../../ui/tensor/Legend.tsx';
import { PixelCanvas } from '../../../ui/tensor/PixelCanvas.tsx';
import { formatValue } from '../../../ui/tensor/values.ts';
import css from '../insight.module.css';
import layout from '../views.module.css';
import figuresCss from './figures.module.css';

/** What matters in an image, in colors over it, with the value under the pointer. */
export function OverlayFigure({ figure }: { readonly figure: FigureOf<'overlay'> }) {
  const { height, width, heat, quantity, class: about, frame } = figure;
  const [at, setAt] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const pixels = useMemo(() => paintOverlay(figure), [figure]);
  const scale = useMemo(() => heatScale(figure), [figure]);
  const control = useFigureControl();
  const words = t.insight.overlays;
  const title = about ? words.ofClass(about.label) : words.field;
  // What a place sees is looked at by pointing.
  const movable = about === null && control !== null;
  const move = (event: PointerEvent<HTMLDivElement>): void => {
    if (!movable || event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    const share = (value: number): number => Math.min(1, Math.max(0, value));
    control.set({
      down: share((event.clientY - box.top) / box.height),
      across: share((event.clientX - box.left) / box.width),
    });
  };
  const percent = (value: number, side: number): string => `${(100 * value) / side}%`;
  return (
    <figure className={figuresCss['overlay']}>
      <div
        className={layout['framed']}
        style={movable ? { cursor: 'crosshair', touchAction: 'none' } : {}}
        onPointerDown={move}
        onPointerMove={move}
      >
        <PixelCanvas pixels={pixels} width={width} height={height} label={title} onHover={setAt} />
        {frame && (
          <span
            className={layout['fieldFrame']}
            style={{
              top: percent(Math.max(0, frame.top), height),
              left: percent(Math.max(0, frame.left), width),
              height: percent(Math.min(height, frame.top + frame.height) - Math.max(0, frame.top), height),
              width: percent(Math.min(width, frame.left + frame.width) - Math.max(0, frame.left), width),
            }}
          />
        )}
      </div>
      <figcaption>{title}</figcaption>
      <p className={at ? `${css['small']} numbers` : css['small']} aria-live="polite">
        {at
          ? t.insight.enlarged.at(at.y, at.x, formatValue(heat[at.y * width + at.x] ?? Number.NaN))
          : t.insight.enlarged.hover}
      </p>
      <Legend {...scale} about={words.legend[about ? quantity : 'field']} />
    </figure>
  );
}
