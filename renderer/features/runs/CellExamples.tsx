import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { paintPhoto } from '../../../src/insight/paint/paint.ts';
import { type CellExample, cellExamples } from '../../../src/protocol/cell.ts';
import type { Evaluation } from '../../../src/protocol/evaluation.ts';
import type { CallResult } from '../../../src/protocol/protocol.ts';
import { t } from '../../i18n/index.ts';
import { useCall } from '../../stores/engine/useCall.ts';
import { FailedCall } from '../../ui/FailedCall.tsx';
import { formatCount, formatPercent } from '../../ui/numbers.ts';
import { Pager } from '../../ui/Pager.tsx';
import { PixelCanvas } from '../../ui/tensor/PixelCanvas.tsx';

import { formatValue } from '../../ui/tensor/values.ts';
import type { Place } from './ConfusionMatrix.tsx';
import evaluationCss from './evaluation.module.css';
import css from './runs.module.css';

const strings = t.runs.evaluate.examples;
/** Images on a page: more are asked for when they are turned to. */
const page = 48;

type Answers = NonNullable<Evaluation['answers']>;

interface CellExamplesProps {
  readonly dataset: string;
  readonly answers: Answers;
  readonly place: Place;
  readonly labels: readonly string[];
  readonly onBack: () => void;
}

/** The images of one cell of the confusion matrix, a page at a time: those the network was surest of first. */
export function CellExamples({ dataset, answers, place, labels, onBack }: CellExamplesProps) {
  const { actual, predicted } = place;
  const name = (at: number): string => labels[at] ?? String(at);
  const examples = useMemo(() => cellExamples(answers, actual, predicted), [answers, actual, predicted]);
  const [offset, setOffset] = useState(0);
  const shown = useMemo(() => examples.slice(offset, offset + page), [examples, offset]);
  const params = useMemo(
    () => ({
      dataset,
      split: 'test' as const,
      offset: 0,
      count: Math.max(1, shown.length),
      label: null,
      indices: shown.map(({ index }) => index),
    }),
    [dataset, shown],
  );
  const { state, value, error, retry } = useCall('datasets.samples', params);
  const total = examples.length;
  const section = useRef<HTMLElement>(null);
  const read = value !== null;
  // The matrix was higher than its place in the dock: what it opened is brought up once it has its height.
  useEffect(() => {
    if (read) section.current?.scrollIntoView({ block: 'start' });
  }, [read]);
  const words = actual === predicted ? strings.right : strings.wrong;
  return (
    <section
      ref={section}
      aria-label={strings.title}
      className={evaluationCss['examples']}
      onKeyDown={(event) => event.key === 'Escape' && onBack()}
    >
      <div className={evaluationCss['examplesHead']}>
        <Button
          variant="default"
          leftSection={<IconArrowLeft size={14} aria-hidden="true" />}
          autoFocus
          onClick={onBack}
        >
          {strings.back}
        </Button>
        {total > page && <Pager offset={offset} page={page} total={total} onOffset={setOffset} />}
      </div>
      <h3 className={css['title']}>{words(total, name(actual), name(predicted))}</h3>
      <p className={css['small']}>{strings.about[answers.meaning]}</p>
      {state === 'failed' && <FailedCall title={t.data.images.failed} error={error} retry={retry} />}
      {value && state !== 'failed' && (
        <Images samples={value} examples={shown} meaning={answers.meaning} busy={state === 'busy'} />
      )}
    </section>
  );
}

interface ImagesProps {
  readonly samples: CallResult<'datasets.samples'>;
  readonly examples: readonly CellExample[];
  readonly meaning: Answers['meaning'];
  readonly busy: boolean;
}

function Images({ samples, examples, meaning, busy }: ImagesProps) {
  const [height = 1, width = 1, channels = 1] = samples.shape;
  const pictures = useMemo(
    () =>
      samples.indices.map((_, at) =>
        paintPhoto(samples.images, at * height * width * channels, height, width, channels),
      ),
    [samples, height, width, channels],
  );
  const values = new Map(examples.map(({ index, value }) => [index, value]));
  return (
    <ul className={evaluationCss['images']} aria-busy={busy}>
      {samples.indices.map((index, at) => {
        const value = values.get(index);
        if (value === undefined) return null;
        const sure = meaning === 'probabilities' ? formatPercent(value, 1) : formatValue(value);
        const words = strings.image(formatCount(index), strings.value[meaning](sure));
        return (
          <li key={index} title={words} aria-label={words}>
            <PixelCanvas pixels={pictures[at]!} width={width} height={height} label={null} />
            <span className="numbers">{sure}</span>
            <span className="numbers">#{formatCount(index)}</span>
          </li>
        );
      })}
    </ul>
  );
}
