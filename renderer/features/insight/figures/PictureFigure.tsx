import { useMemo } from 'react';
import type { FigureOf } from '../../../../src/insight/figure.ts';
import { diverging } from '../../../../src/insight/paint/colormap.ts';
import { paintPicture } from '../../../../src/insight/paint/image.ts';
import { t } from '../../../i18n/index.ts';
import { Legend } from '../../../ui/tensor/Legend.tsx';
import { PixelCanvas } from '../../../ui/tensor/PixelCanvas.tsx';
import css from './figures.module.css';

/** Numbers as one picture, with a legend where its colors have one. */
export function PictureFigure({ figure }: { readonly figure: FigureOf<'picture'> }) {
  const { of, height, width, range } = figure;
  const pixels = useMemo(() => paintPicture(figure), [figure]);
  const title = t.insight.pictures[of];
  return (
    <figure className={css['big']}>
      <PixelCanvas pixels={pixels} width={width} height={height} label={title} />
      {of === 'difference' && <Legend range={range} colors={diverging} />}
      <figcaption>{title}</figcaption>
    </figure>
  );
}
