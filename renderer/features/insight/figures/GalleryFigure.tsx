import { useMemo } from 'react';
import type { FigureOf } from '../../../../src/insight/figure.ts';
import { paintGalleryImage } from '../../../../src/insight/paint/gallery.ts';
import { sentence } from '../../../../src/text/message.ts';
import { t } from '../../../i18n/index.ts';
import { useFigureControl } from '../../../ui/figures/useFigureControl.ts';
import { PixelCanvas } from '../../../ui/tensor/PixelCanvas.tsx';
import css from './figures.module.css';

type Gallery = FigureOf<'gallery'>;

function Item({ figure, index }: { readonly figure: Gallery; readonly index: number }) {
  const pixels = useMemo(() => paintGalleryImage(figure, index), [figure, index]);
  const control = useFigureControl();
  const { of } = figure;
  const [first = '', ...others] = sentence(figure.captions[index]!).split('\n');
  const image = (
    <PixelCanvas
      pixels={pixels}
      width={figure.width}
      height={figure.height}
      label={null}
      className={css['galleryImage']}
    />
  );
  return (
    <li>
      {of && control?.open ? (
        <button
          type="button"
          className={css['galleryButton']}
          aria-label={t.insight.explanation.openImage}
          title={t.insight.explanation.openImage}
          onClick={() => control.open?.(of.split, of.examples[index]!)}
        >
          {image}
        </button>
      ) : (
        image
      )}
      <span>{first}</span>
      {others.map((line) => (
        <small key={line} className="numbers">
          {line}
        </small>
      ))}
    </li>
  );
}

/** Images with what is said of each. */
export function GalleryFigure({ figure }: { readonly figure: Gallery }) {
  return (
    <figure className={css['galleryFigure']}>
      {figure.title && <figcaption>{sentence(figure.title)}</figcaption>}
      <ul className={css['gallery']}>
        {figure.captions.map((_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an image has no name but its place.
          <Item key={index} figure={figure} index={index} />
        ))}
      </ul>
    </figure>
  );
}
