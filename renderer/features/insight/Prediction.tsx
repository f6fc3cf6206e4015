import { Button } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { Image } from '../../../src/protocol/data.ts';
import { t } from '../../i18n/index.ts';
import { useCall } from '../../stores/useCall.ts';
import { Note } from '../../ui/Note.tsx';
import { formatPercent } from '../../ui/numbers.ts';
import css from './insight.module.css';
import { Probabilities } from './Probabilities.tsx';
import { useWeightsRevision } from './useWeightsRevision.ts';

const strings = t.insight.prediction;

interface PredictionProps {
  readonly run: string;
  readonly image: Image | null;
  /** The image's label where it is known. */
  readonly truth: number | null;
}

/** What the network makes of the image, in large, and how sure it is of each class. */
export function Prediction({ run, image, truth }: PredictionProps) {
  const params = useMemo(() => image && { run, image }, [run, image]);
  const revision = useWeightsRevision(run);
  const { state, value, error, retry } = useCall('model.predict', params, { debounce: 40, revision });
  if (state === 'failed') {
    return (
      <Note
        tone="error"
        title={strings.failed}
        action={
          <Button variant="default" onClick={retry}>
            {t.insight.retry}
          </Button>
        }
      >
        {error}
      </Note>
    );
  }
  if (!image || !value) return <p className={css['waiting']}>{strings.waiting}</p>;
  const label = value.labels[value.label] ?? String(value.label);
  const share = formatPercent(value.probabilities[value.label] ?? 0, 1);
  const right = value.label === truth;
  return (
    <div className={css['prediction']} aria-busy={state === 'busy'}>
      <p className={css['verdict']}>
        <span className="visually-hidden" role="status">
          {strings.says(label, share)}
        </span>
        <span
          className={css['answer']}
          data-short={label.length <= 2}
          data-testid="prediction"
          aria-hidden="true"
        >
          {label}
        </span>
        <span className="numbers" aria-hidden="true">
          {share}
        </span>
        {truth !== null && (
          <span className={css['check']} data-right={right}>
            {right ? <IconCheck size={14} aria-hidden="true" /> : <IconX size={14} aria-hidden="true" />}
            {right ? strings.right : strings.wrong}
          </span>
        )}
      </p>
      <Probabilities labels={value.labels} probabilities={value.probabilities} top={value.label} />
    </div>
  );
}
