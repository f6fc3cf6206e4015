import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { paintPhoto } from '../../../../src/insight/paint/paint.ts';
import { t } from '../../../i18n/index.ts';
import { useCall } from '../../../stores/engine/useCall.ts';
import { FailedCall } from '../../../ui/FailedCall.tsx';
import { Note } from '../../../ui/Note.tsx';
import { PixelCanvas } from '../../../ui/tensor/PixelCanvas.tsx';
import css from '../data.module.css';
import own from './explore.module.css';

const words = t.explore.sheet;
const rows = 5;
const columns = 6;

interface SampleSheetProps {
  readonly dataset: string;
  /** Of the training split. */
  readonly count: number;
  readonly classes: readonly string[];
}

/** Five rows of six training images with their classes: the first ones, then others by chance. */
export function SampleSheet({ dataset, count, classes }: SampleSheetProps) {
  const size = Math.min(rows * columns, count);
  const [indices, setIndices] = useState(() => Array.from({ length: size }, (_, at) => at));
  const params = useMemo(
    () =>
      size === 0
        ? null
        : { dataset, split: 'train' as const, offset: 0, count: 1, label: null, indices, side: 128 },
    [dataset, size, indices],
  );
  const { state, value, error, retry } = useCall('datasets.samples', params);
  const [height = 1, width = 1, channels = 1] = value?.shape ?? [];
  const pictures = useMemo(
    () =>
      value?.labels.map((label, at) => ({
        index: value.indices[at] ?? at,
        label: classes[label] ?? '?',
        pixels: paintPhoto(value.images, at * height * width * channels, height, width, channels),
      })) ?? [],
    [value, classes, height, width, channels],
  );
  const draw = (): void => {
    const drawn = new Set<number>();
    while (drawn.size < size) drawn.add(Math.floor(Math.random() * count));
    setIndices([...drawn]);
  };
  return (
    <section aria-label={words.title}>
      <h2 className={css['title']}>{words.title}</h2>
      {state === 'failed' && <FailedCall title={t.data.images.failed} error={error} retry={retry} />}
      {state === 'busy' && !value && <Note title={t.data.images.busy} />}
      <ul className={own['sheet']} aria-busy={state === 'busy'}>
        {pictures.map(({ index, label, pixels }) => (
          <li key={index}>
            <PixelCanvas pixels={pixels} width={width} height={height} label={null} />
            <span>{label}</span>
          </li>
        ))}
      </ul>
      <Button variant="default" onClick={draw} disabled={count <= size}>
        {words.another}
      </Button>
    </section>
  );
}
