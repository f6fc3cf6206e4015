import { Button, SegmentedControl, Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import { paintPhoto } from '../../../src/insight/paint/paint.ts';
import type { DatasetInfo } from '../../../src/protocol/data.ts';
import type { CallResult } from '../../../src/protocol/protocol.ts';
import { t } from '../../i18n/index.ts';
import { useCall } from '../../stores/engine/useCall.ts';
import { Note } from '../../ui/Note.tsx';
import { formatCount } from '../../ui/numbers.ts';
import { Pager } from '../../ui/Pager.tsx';
import { PixelCanvas } from '../../ui/tensor/PixelCanvas.tsx';
import css from './data.module.css';

const strings = t.data.images;
const page = 48;

/** The images of a split, all or of one class, a page at a time. */
export function SampleGrid({ info }: { readonly info: DatasetInfo }) {
  const [split, setSplit] = useState<'train' | 'test'>('train');
  const [label, setLabel] = useState<number | null>(null);
  const [offset, setOffset] = useState(0);
  const params = useMemo(
    () => ({ dataset: info.id, split, offset, count: page, label }),
    [info.id, split, offset, label],
  );
  const { state, value, error, retry } = useCall('datasets.samples', params);
  const total = value?.total ?? 0;
  return (
    <section aria-label={strings.title}>
      <h2 className={css['title']}>{strings.title}</h2>
      <div className={css['bar']}>
        <SegmentedControl<'train' | 'test'>
          aria-label={strings.split}
          data={[
            { value: 'train', label: strings.train },
            { value: 'test', label: strings.test },
          ]}
          value={split}
          onChange={(next) => {
            setSplit(next);
            setOffset(0);
          }}
        />
        <Select
          aria-label={strings.label}
          w={128}
          data={[
            { value: '', label: strings.all },
            ...info.classes.map((name, at) => ({ value: String(at), label: name })),
          ]}
          value={label === null ? '' : String(label)}
          allowDeselect={false}
          onChange={(next) => {
            setLabel(next ? Number(next) : null);
            setOffset(0);
          }}
        />
        <Pager offset={offset} page={page} total={total} onOffset={setOffset} />
      </div>
      {state === 'failed' && (
        <Note
          tone="error"
          title={strings.failed}
          action={
            <Button variant="default" onClick={retry}>
              {strings.retry}
            </Button>
          }
        >
          {error}
        </Note>
      )}
      {state === 'busy' && !value && <Note title={strings.busy} />}
      {state === 'ready' && total === 0 && <Note title={strings.empty} />}
      {value && state !== 'failed' && <Grid samples={value} info={info} busy={state === 'busy'} />}
    </section>
  );
}

interface GridProps {
  readonly samples: CallResult<'datasets.samples'>;
  readonly info: DatasetInfo;
  readonly busy: boolean;
}

function Grid({ samples, info, busy }: GridProps) {
  const [height = 1, width = 1, channels = 1] = samples.shape;
  const pictures = useMemo(
    () =>
      samples.labels.map((_, at) =>
        paintPhoto(samples.images, at * height * width * channels, height, width, channels),
      ),
    [samples, height, width, channels],
  );
  return (
    <ul className={css['grid']} aria-busy={busy}>
      {pictures.map((pixels, at) => {
        const label = info.classes[samples.labels[at] ?? -1] ?? '?';
        const index = samples.indices[at] ?? 0;
        return (
          <li key={index} title={strings.image(label, formatCount(index))}>
            <PixelCanvas pixels={pixels} width={width} height={height} label={null} />
            <span>{label}</span>
          </li>
        );
      })}
    </ul>
  );
}
