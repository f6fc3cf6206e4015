import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowsShuffle } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { paintPhoto } from '../../../src/insight/paint/paint.ts';
import type { DatasetInfo } from '../../../src/protocol/data.ts';
import type { CallResult } from '../../../src/protocol/protocol.ts';
import { t } from '../../i18n/index.ts';
import { useCall } from '../../stores/engine/useCall.ts';
import { type Sample, useInput } from '../../stores/input/inputStore.ts';
import { FailedCall } from '../../ui/FailedCall.tsx';
import { formatCount } from '../../ui/numbers.ts';
import { PixelCanvas } from '../../ui/tensor/PixelCanvas.tsx';
import css from './insight.module.css';

const strings = t.insight.input;
const sampleCount = 15;

function sampleAt(
  info: DatasetInfo,
  { shape, images, labels, indices }: CallResult<'datasets.samples'>,
  at: number,
): Sample {
  const [height = 1, width = 1, stored = 1] = shape;
  const size = height * width * stored;
  return {
    dataset: info.id,
    index: indices[at] ?? 0,
    label: labels[at] ?? 0,
    image: { height, width, channels: stored === 3 ? 3 : 1, data: images.slice(at * size, (at + 1) * size) },
  };
}

/** Some images of the test split, which the network has not learned from. */
export function SamplePicker({ info }: { readonly info: DatasetInfo }) {
  const [offset, setOffset] = useState(0);
  const chosen = useInput((state) => state.sample);
  const { choose } = useInput.getState();
  const params = useMemo(
    () => ({ dataset: info.id, split: 'test' as const, offset, count: sampleCount, label: null }),
    [info.id, offset],
  );
  const { value, state, error, retry } = useCall('datasets.samples', params);
  const samples = useMemo(
    () => (value ? value.labels.map((_, at) => sampleAt(info, value, at)) : []),
    [value, info],
  );
  useEffect(() => {
    const { sample, source } = useInput.getState();
    const first = samples[0];
    if (first && sample?.dataset !== info.id && source === 'sample') choose(first);
  }, [samples, info.id, choose]);
  if (state === 'failed') return <FailedCall title={strings.failed} error={error} retry={retry} />;
  return (
    // biome-ignore lint/a11y/useSemanticElements: pictures, not form fields
    <div role="group" aria-label={strings.choose} className={css['samples']}>
      {samples.map((sample) => (
        <SampleButton
          key={sample.index}
          sample={sample}
          name={strings.image(info.classes[sample.label] ?? '?', formatCount(sample.index))}
          chosen={chosen?.dataset === sample.dataset && chosen.index === sample.index}
          onChoose={choose}
        />
      ))}
      <Tooltip label={strings.more}>
        <ActionIcon
          aria-label={strings.more}
          className={css['moreSamples']}
          onClick={() => setOffset(Math.floor(Math.random() * Math.max(1, info.test - sampleCount)))}
        >
          <IconArrowsShuffle size={16} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

interface SampleButtonProps {
  readonly sample: Sample;
  readonly name: string;
  readonly chosen: boolean;
  readonly onChoose: (sample: Sample) => void;
}

function SampleButton({ sample, name, chosen, onChoose }: SampleButtonProps) {
  const { height, width, channels, data } = sample.image;
  const pixels = useMemo(() => paintPhoto(data, 0, height, width, channels), [data, height, width, channels]);
  return (
    <button
      type="button"
      className={css['sample']}
      aria-label={name}
      aria-pressed={chosen}
      title={name}
      onClick={() => onChoose(sample)}
    >
      <PixelCanvas pixels={pixels} width={width} height={height} label={null} />
    </button>
  );
}
