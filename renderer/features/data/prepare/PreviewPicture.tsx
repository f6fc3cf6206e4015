import { useMemo } from 'react';
import { greys } from '../../../../src/insight/paint/colormap.ts';
import { paintImage, paintPhoto } from '../../../../src/insight/paint/paint.ts';
import type { ValueRange } from '../../../../src/insight/paint/range.ts';
import { formatShape } from '../../../../src/layers/shape.ts';
import { Legend } from '../../../ui/tensor/Legend.tsx';
import { PixelCanvas } from '../../../ui/tensor/PixelCanvas.tsx';

/** Numbers that are a picture: `[height, width, channels]`. */
export interface PictureValues {
  readonly shape: readonly number[];
  readonly values: Float32Array | Uint8Array;
  /** What is black and what is white. */
  readonly range: ValueRange;
}

/** Its pixels; bytes as the photograph that they are. */
function usePixels({ shape, values, range }: PictureValues) {
  return useMemo(() => {
    const [height = 1, width = 1, channels = 1] = shape;
    return values instanceof Uint8Array
      ? paintPhoto(values, 0, height, width, channels)
      : paintImage({ height, width, maps: channels, values }, range);
  }, [shape, values, range]);
}

/** A picture as small as it has to be, for words beside it. */
export function Thumbnail({ picture }: { readonly picture: PictureValues }) {
  const [height = 1, width = 1] = picture.shape;
  return <PixelCanvas pixels={usePixels(picture)} width={width} height={height} label={null} />;
}

/** A pixel that is pointed at, and what it holds. */
export interface PointedPixel {
  readonly row: number;
  readonly column: number;
  readonly values: readonly number[];
}

interface PictureProps {
  readonly title: string;
  readonly picture: PictureValues;
  /** Null when the pointer leaves. */
  readonly onPoint: (pixel: PointedPixel | null) => void;
}

/** A picture with its shape, and what its shades mean. */
export function PreviewPicture({ title, picture, onPoint }: PictureProps) {
  const { shape, values, range } = picture;
  const [height = 1, width = 1, channels = 1] = shape;
  const point = (at: { readonly x: number; readonly y: number } | null): void => {
    const first = at ? (at.y * width + at.x) * channels : 0;
    onPoint(at && { row: at.y, column: at.x, values: [...values.slice(first, first + channels)] });
  };
  return (
    <figure>
      <figcaption>
        {title} <span className="numbers">{formatShape(shape)}</span>
      </figcaption>
      <PixelCanvas pixels={usePixels(picture)} width={width} height={height} label={title} onHover={point} />
      <Legend range={range} colors={greys} />
    </figure>
  );
}
