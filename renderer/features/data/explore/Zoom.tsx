import { useMemo, useState } from 'react';
import { paintPhoto } from '../../../../src/insight/paint/paint.ts';
import { formatShape } from '../../../../src/layers/shape.ts';
import { t } from '../../../i18n/index.ts';
import { useCall } from '../../../stores/engine/useCall.ts';
import { FailedCall } from '../../../ui/FailedCall.tsx';
import { Note } from '../../../ui/Note.tsx';
import { formatCount } from '../../../ui/numbers.ts';
import { PixelCanvas } from '../../../ui/tensor/PixelCanvas.tsx';
import css from '../data.module.css';
import own from './explore.module.css';
import type { Split } from './labels.ts';

const words = t.explore;

interface ZoomProps {
  readonly dataset: string;
  readonly split: Split;
  readonly index: number;
  readonly classes: readonly string[];
}

/** One image, large, with the bytes of the pixel under the pointer. */
export function Zoom({ dataset, split, index, classes }: ZoomProps) {
  const params = useMemo(
    () => ({ dataset, split, offset: 0, count: 1, label: null, indices: [index] }),
    [dataset, split, index],
  );
  const { state, value, error, retry } = useCall('datasets.samples', params);
  const [at, setAt] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const [height = 1, width = 1, channels = 1] = value?.shape ?? [];
  const pixels = useMemo(
    () => value && paintPhoto(value.images, 0, height, width, channels),
    [value, height, width, channels],
  );
  if (state === 'failed') return <FailedCall title={t.data.images.failed} error={error} retry={retry} />;
  if (!value || !pixels) return <Note title={t.data.images.busy} />;
  const first = at ? (at.y * width + at.x) * channels : 0;
  const label = classes[value.labels[0] ?? -1] ?? '?';
  const name = words.image(label, formatCount(value.indices[0] ?? index));
  return (
    <figure className={own['zoom']} aria-busy={state === 'busy'}>
      <PixelCanvas pixels={pixels} width={width} height={height} label={name} onHover={setAt} />
      <figcaption>
        <span className={own['strong']}>{label}</span>
        <span>{words.index(formatCount(value.indices[0] ?? index))}</span>
        <span className="numbers">{formatShape(value.shape)}</span>
        <span className={css['small']}>
          {at
            ? words.pixel(at.y, at.x, [...value.images.slice(first, first + channels)].join('; '))
            : words.hover}
        </span>
      </figcaption>
    </figure>
  );
}
