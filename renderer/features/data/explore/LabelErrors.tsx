import { Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import { t } from '../../../i18n/index.ts';
import { useCall } from '../../../stores/engine/useCall.ts';
import { formatMoment } from '../../../ui/dates.ts';
import { FailedCall } from '../../../ui/FailedCall.tsx';
import { formatCount, formatPercent } from '../../../ui/numbers.ts';
import { PrepareBar } from '../../../ui/PrepareBar.tsx';
import css from '../data.module.css';
import { useRuns } from '../useRuns.ts';
import own from './explore.module.css';

const words = t.explore.labelErrors;
/** Errors that are listed, the likeliest first. */
const most = 50;

interface LabelErrorsProps {
  readonly dataset: string;
  /** Shows a test image. */
  readonly onChoose: (index: number) => void;
}

/** Test images whose label is likely wrong, by what a run makes of them. */
export function LabelErrors({ dataset, onChoose }: LabelErrorsProps) {
  const runs = useRuns();
  const [run, setRun] = useState<string | null>(null);
  const params = useMemo(
    () => (run === null ? null : { run, dataset, split: 'test' as const }),
    [run, dataset],
  );
  const { state, value, progress, error, retry } = useCall('datasets.labelErrors', params);
  if (runs.length === 0) return null;
  const names = value?.classes ?? [];
  return (
    <details className={own['fold']}>
      <summary>{words.title}</summary>
      <p className={css['small']}>{words.about}</p>
      <Select
        aria-label={words.run}
        placeholder={words.run}
        w={320}
        searchable
        value={run}
        data={runs.map(({ run: id, name, startedAt }) => ({
          value: id,
          label: `${name}, ${formatMoment(startedAt)}`,
        }))}
        onChange={setRun}
      />
      {state === 'busy' && (
        <PrepareBar
          title={words.busy}
          progress={progress && { phase: '', ...progress }}
          onCancel={() => setRun(null)}
        />
      )}
      {state === 'failed' && <FailedCall title={words.failed} error={error} retry={retry} />}
      {state === 'ready' && value && (
        <>
          <p className={css['small']} role="status">
            {value.errors.length === 0 ? words.none : words.found(value.errors.length, value.examples)}
          </p>
          <ol className={own['suspects']}>
            {value.errors.slice(0, most).map(({ index, given, suggested, quality }) => (
              <li key={index}>
                <button type="button" onClick={() => onChoose(index)}>
                  {words.one(
                    formatCount(index),
                    names[given] ?? '?',
                    names[suggested] ?? '?',
                    formatPercent(quality),
                  )}
                </button>
              </li>
            ))}
          </ol>
        </>
      )}
    </details>
  );
}
