import { Button, Tooltip } from '@mantine/core';
import { useMemo, useState } from 'react';
import { rangeOfAll } from '../../../../src/insight/paint/range.ts';
import type { DatasetInfo } from '../../../../src/protocol/data.ts';
import type { CallResult } from '../../../../src/protocol/protocol.ts';
import { t } from '../../../i18n/index.ts';
import type { Answer } from '../../../stores/engine/useCall.ts';
import { FailedCall } from '../../../ui/FailedCall.tsx';
import { Note } from '../../../ui/Note.tsx';
import { formatCount, formatPercent } from '../../../ui/numbers.ts';
import { formatValue } from '../../../ui/tensor/values.ts';
import css from '../data.module.css';
import { type PictureValues, type PointedPixel, PreviewPicture, Thumbnail } from './PreviewPicture.tsx';
import own from './prepare.module.css';

const words = t.prepare.preview;

interface Pair {
  readonly index: number;
  readonly label: string;
  /** What it is mixed with, in words; empty where it is not. */
  readonly mixed: string;
  readonly stored: PictureValues;
  readonly prepared: PictureValues;
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((size, length) => size * length, 1);

/** Each example before and after; all that are prepared share one range, so that they can be compared. */
function pairsOf(value: CallResult<'preparation.preview'>, classes: readonly string[]): Pair[] {
  const { stored, prepared, labels, indices, mixed } = value;
  const nameOf = (label: number | undefined): string => classes[label ?? -1] ?? '?';
  const before = sizeOf(stored.shape);
  const after = sizeOf(prepared.shape);
  const range = rangeOfAll({ height: 1, width: prepared.values.length, maps: 1, values: prepared.values });
  return indices.map((index, at) => ({
    index,
    label: nameOf(labels[at]),
    mixed: mixed
      ? words.mixed(
          formatPercent(mixed[at]!.share),
          nameOf(labels[at]),
          formatPercent(1 - mixed[at]!.share),
          nameOf(mixed[at]!.label),
        )
      : '',
    stored: {
      shape: stored.shape,
      values: stored.images.subarray(at * before, (at + 1) * before),
      range: { min: 0, max: 255 },
    },
    prepared: {
      shape: prepared.shape,
      values: prepared.values.subarray(at * after, (at + 1) * after),
      range,
    },
  }));
}

interface PreviewProps {
  readonly info: DatasetInfo;
  readonly answer: Answer<'preparation.preview'>;
  /** Whether a random step takes part. */
  readonly random: boolean;
  readonly epoch: number;
  readonly onEpoch: (epoch: number) => void;
  readonly onOthers: () => void;
}

/** Real examples before and after the steps. */
export function Preview({ info, answer, random, epoch, onEpoch, onOthers }: PreviewProps) {
  const { state, value, error, retry } = answer;
  const [chosen, setChosen] = useState(0);
  const [pixel, setPixel] = useState<PointedPixel | null>(null);
  const pairs = useMemo(() => (value ? pairsOf(value, info.classes) : []), [value, info.classes]);
  const pair = pairs[Math.min(chosen, pairs.length - 1)];
  if (state === 'failed') return <FailedCall title={words.failed} error={error} retry={retry} />;
  if (!pair) return <Note title={words.busy} />;
  return (
    <div className={own['preview']} aria-busy={state === 'busy'}>
      <div className={css['pair']}>
        <PreviewPicture title={words.stored} picture={pair.stored} onPoint={setPixel} />
        <PreviewPicture
          title={random ? words.inTraining : words.prepared}
          picture={pair.prepared}
          onPoint={setPixel}
        />
      </div>
      <p className={css['small']}>
        {pixel ? words.at(pixel.row, pixel.column, pixel.values.map(formatValue).join('; ')) : words.hover}
      </p>
      {pair.mixed !== '' && <p className={css['small']}>{pair.mixed}</p>}
      <ul className={own['examples']} aria-label={words.examples}>
        {pairs.map((each, at) => {
          const name = words.example(each.label, formatCount(each.index));
          return (
            <li key={each.index}>
              <Tooltip label={name}>
                <button
                  type="button"
                  className={own['example']}
                  aria-label={name}
                  aria-pressed={each === pair}
                  onClick={() => setChosen(at)}
                >
                  <Thumbnail picture={each.stored} />
                  <Thumbnail picture={each.prepared} />
                </button>
              </Tooltip>
            </li>
          );
        })}
      </ul>
      <div className={css['bar']}>
        <Button variant="default" onClick={onOthers}>
          {words.others}
        </Button>
        {random && (
          <>
            <Button variant="default" onClick={() => onEpoch(epoch + 1)}>
              {words.nextEpoch}
            </Button>
            {epoch > 1 && (
              <Button variant="subtle" onClick={() => onEpoch(1)}>
                {words.firstEpoch}
              </Button>
            )}
            <span className={`${css['small']} numbers`}>{words.epoch(formatCount(epoch))}</span>
          </>
        )}
      </div>
    </div>
  );
}
