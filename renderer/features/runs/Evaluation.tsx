import { Button, Progress } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Evaluation as EvaluationValue } from '../../../src/protocol/evaluation.ts';
import { memberTitle } from '../../../src/training/texts.ts';
import { t } from '../../i18n/index.ts';
import { useCall } from '../../stores/engine/useCall.ts';
import { Note } from '../../ui/Note.tsx';
import { formatCount, formatPercent } from '../../ui/numbers.ts';
import { formatValue } from '../../ui/tensor/values.ts';
import { CellExamples } from './CellExamples.tsx';
import { ConfusionMatrix, type Place } from './ConfusionMatrix.tsx';
import evaluationCss from './evaluation.module.css';
import css from './runs.module.css';
import { worstMistakes } from './summary.ts';

const strings = t.runs.evaluate;

/** The run against the test images: on demand, since it takes a while. */
export function Evaluation({ run, dataset }: { readonly run: string; readonly dataset: string }) {
  const [asked, setAsked] = useState(0);
  const params = useMemo(() => (asked > 0 ? { run } : null), [asked, run]);
  const { state, value, progress, error } = useCall('runs.evaluate', params);
  const busy = state === 'busy';
  return (
    <section aria-label={strings.title} className={evaluationCss['evaluation']}>
      <div className={css['buttons']}>
        <Button variant="default" loading={busy} onClick={() => setAsked((count) => count + 1)}>
          {value ? strings.again : strings.start}
        </Button>
        {busy && (
          <Button variant="subtle" onClick={() => setAsked(0)}>
            {t.runs.cancel}
          </Button>
        )}
      </div>
      {busy && progress && progress.total > 0 && (
        <Progress size={6} value={(100 * progress.done) / progress.total} aria-label={strings.busy} />
      )}
      {state === 'failed' && (
        <Note tone="error" title={strings.failed}>
          {error}
        </Note>
      )}
      {value && <Result value={value} dataset={dataset} />}
    </section>
  );
}

interface ResultProps {
  readonly value: EvaluationValue;
  readonly dataset: string;
}

function Result({ value, dataset }: ResultProps) {
  const { accuracy, loss, metrics = {} } = value;
  const isReconstruction = accuracy === null && !value.target;
  return (
    <>
      <dl className={evaluationCss['figures']}>
        {accuracy !== null && (
          <div>
            <dt>{strings.accuracy}</dt>
            <dd className="numbers">{formatPercent(accuracy)}</dd>
          </div>
        )}
        <div>
          <dt>{isReconstruction ? strings.error : strings.loss}</dt>
          <dd className="numbers">{formatValue(loss)}</dd>
        </div>
        {Object.entries(metrics).map(([name, measured]) => (
          <div key={name}>
            <dt>{memberTitle('metrics', name)}</dt>
            <dd className="numbers">{formatValue(measured)}</dd>
          </div>
        ))}
      </dl>
      {value.confusion.length > 0 && <ByClass value={value} dataset={dataset} />}
    </>
  );
}

function ByClass({ value, dataset }: ResultProps) {
  const labels = value.perClass.map(({ label }) => label);
  const [opened, setOpened] = useState<Place | null>(null);
  /** The cell that was open last: it has the focus when one comes back. */
  const [left, setLeft] = useState<Place | null>(null);
  const mistakes = worstMistakes(value.confusion);
  const name = (at: number): string => labels[at] ?? String(at);
  if (opened && value.answers) {
    return (
      <CellExamples
        dataset={dataset}
        answers={value.answers}
        place={opened}
        labels={labels}
        onBack={() => {
          setLeft(opened);
          setOpened(null);
        }}
      />
    );
  }
  return (
    <>
      <h3 className={css['title']}>{strings.confusion}</h3>
      <ConfusionMatrix labels={labels} confusion={value.confusion} focused={left} onOpen={setOpened} />
      <p className={css['small']}>{strings.confusionAbout}</p>
      <h3 className={css['title']}>{strings.worst}</h3>
      {mistakes.length === 0 ? (
        <p className={css['small']}>{strings.noMistake}</p>
      ) : (
        <ol className={evaluationCss['mistakes']}>
          {mistakes.map(({ actual, predicted, count }) => (
            <li key={`${actual} ${predicted}`}>
              <button
                type="button"
                className={evaluationCss['link']}
                onClick={() => setOpened({ actual, predicted })}
              >
                {strings.mistake(name(actual), name(predicted), formatCount(count))}
              </button>
            </li>
          ))}
        </ol>
      )}
      <h3 className={css['title']}>{strings.perClass}</h3>
      <table className={evaluationCss['table']}>
        <thead>
          <tr>
            <th scope="col">{strings.label}</th>
            <th scope="col">{strings.precision}</th>
            <th scope="col">{strings.recall}</th>
            <th scope="col">{strings.f1}</th>
            <th scope="col">{strings.support}</th>
          </tr>
        </thead>
        <tbody className="numbers">
          {value.perClass.map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              <td>{formatPercent(row.precision)}</td>
              <td>{formatPercent(row.recall)}</td>
              <td>{formatPercent(row.f1)}</td>
              <td>{formatCount(row.support)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
