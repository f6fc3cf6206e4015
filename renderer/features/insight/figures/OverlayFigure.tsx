import { useMemo, useState } from 'react';
import type { FigureOf } from '../../../../src/insight/figure.ts';
import { heatScale, paintOverlay } from '../../../../src/insight/paint/image.ts';
import { t } from '../../../i18n/index.ts';
import { Legend } from '../../../ui/tensor/Legend.tsx';
import { PixelCanvas } from '../../../ui/tensor/PixelCanvas.tsx';
import { formatValue } from '../../../ui/tensor/values.ts';
import css from '../insight.module.css';

/** What matters in an image, in colors over it, with the value under the pointer. */
export function OverlayFigure({ figure }: { readonly figure: FigureOf<'overlay'> }) {
  const { height, width, heat, quantity, class: about } = figure;
  const [at, setAt] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const pixels = useMemo(() => paintOverlay(figure), [figure]);
  const scale = useMemo(() => heatScale(figure), [figure]);
  const words = t.insight.overlays;
  const title = about ? words.ofClass(about.label) : words.title;
  return (
    <figure className={css['overlay']}>
      <PixelCanvas pixels={pixels} width={width} height={height} label={title} onHover={setAt} />
      <figcaption>{title}</figcaption>
      <p className={`${css['readout']} numbers`} aria-live="polite">
        {at
          ? t.insight.enlarged.at(at.y, at.x, formatValue(heat[at.y * width + at.x] ?? Number.NaN))
          : t.insight.enlarged.hover}
      </p>
      <Legend {...scale} about={words.legend[quantity]} />
    </figure>
  );
}
