import { IconCheck, IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { Image } from '../../../src/protocol/data.ts';
import { t } from '../../i18n/index.ts';
import { useCall } from '../../stores/useCall.ts';
import { FailedCall } from '../../ui/FailedCall.tsx';
import { ClassBars } from './ClassBars.tsx';
import css from './insight.module.css';
import { type ClassPrediction, formatClassValue } from './meaning.ts';
import { Reconstruction } from './Reconstruction.tsx';
import { useWeightsRevision } from './useWeightsRevision.ts';

const strings = t.insight.prediction;

interface PredictionProps {
  readonly run: string;
  readonly image: Image | null;
  /** The image's label where it is known. */
  readonly truth: number | null;
}

/** What the network makes of the image: its class in large and how sure it is, or the image given back. */
export function Prediction({ run, image, truth }: PredictionProps) {
  const params = useMemo(() => image && { run, image }, [run, image]);
  const revision = useWeightsRevision(run);
  const { state, value, error, retry } = useCall('model.predict', params, { debounce: 40, revision });
  if (state === 'failed') return <FailedCall title={strings.failed} error={error} retry={retry} />;
  if (!image || !value) return <p className={css['waiting']}>{strings.waiting}</p>;
  return (
    <div className={css['prediction']} aria-busy={state === 'busy'}>
      {value.target === 'input' ? <Reconstruction value={value} /> : <Verdict value={value} truth={truth} />}
    </div>
  );
}

interface VerdictProps {
  readonly value: ClassPrediction;
  readonly truth: number | null;
}

function Verdict({ value, truth }: VerdictProps) {
  const label = value.labels[value.label] ?? String(value.label);
  const told = strings.told[value.meaning](formatClassValue(value.meaning, value.values[value.label] ?? 0));
  const right = value.label === truth;
  return (
    <>
      <p className={css['verdict']}>
        <span className="visually-hidden" role="status">
          {strings.says(label, told)}
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
          {told}
        </span>
        {truth !== null && (
          <span className={css['check']} data-right={right}>
            {right ? <IconCheck size={14} aria-hidden="true" /> : <IconX size={14} aria-hidden="true" />}
            {right ? strings.right : strings.wrong}
          </span>
        )}
      </p>
      <ClassBars prediction={value} />
    </>
  );
}
