import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { paintPhoto } from '../../../src/insight/paint/paint.ts';
import type { DatasetInfo } from '../../../src/protocol/data.ts';
import { t } from '../../i18n/index.ts';
import { useDataTab } from '../../stores/data/dataTabStore.ts';
import { useCall } from '../../stores/engine/useCall.ts';
import { FailedCall } from '../../ui/FailedCall.tsx';
import { formatCount } from '../../ui/numbers.ts';
import { PixelCanvas } from '../../ui/tensor/PixelCanvas.tsx';
import css from './data.module.css';

const words = t.data.images;
const exampleCount = 24;

/** Whether examples are images that can be shown. */
export const isImages = ({ sampleShape, dtype = 'uint8' }: DatasetInfo): boolean =>
  sampleShape.length === 3 && dtype === 'uint8';

/** The first training images with their classes, and the way to all of them. */
export function ExampleStrip({ info }: { readonly info: DatasetInfo }) {
  const params = useMemo(
    () => ({
      dataset: info.id,
      split: 'train' as const,
      offset: 0,
      count: exampleCount,
      label: null,
      side: 64,
    }),
    [info.id],
  );
  const { state, value, error, retry } = useCall('datasets.samples', params);
  const [height = 1, width = 1, channels = 1] = value?.shape ?? [];
  const pictures = useMemo(
    () =>
      (value?.labels ?? []).map((label, at) => ({
        label: info.classes[label] ?? '',
        index: value!.indices[at] ?? at,
        pixels: paintPhoto(value!.images, at * height * width * channels, height, width, channels),
      })),
    [value, info.classes, height, width, channels],
  );
  return (
    <section aria-label={words.title}>
      <h2 className={css['title']}>{words.title}</h2>
      {state === 'failed' && <FailedCall title={words.failed} error={error} retry={retry} />}
      <ul className={css['grid']} aria-busy={state === 'busy'}>
        {pictures.map(({ label, index, pixels }) => (
          <li key={index} title={words.image(label, formatCount(index))}>
            <PixelCanvas pixels={pixels} width={width} height={height} label={null} />
            <span>{label}</span>
          </li>
        ))}
      </ul>
      <Button variant="default" mt={12} onClick={() => useDataTab.getState().show('explore')}>
        {words.explore}
      </Button>
    </section>
  );
}
