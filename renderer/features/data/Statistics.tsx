import { Button } from '@mantine/core';
import { useMemo } from 'react';
import type { DatasetInfo } from '../../../src/protocol/data.ts';
import { t } from '../../i18n/index.ts';
import { useCall } from '../../stores/engine/useCall.ts';
import { Note } from '../../ui/Note.tsx';
import { formatCount } from '../../ui/numbers.ts';
import { formatValue } from '../../ui/tensor/values.ts';
import css from './data.module.css';

const strings = t.data.statistics;

/** How many examples each class has, and how bright the pixels are. */
export function Statistics({ info }: { readonly info: DatasetInfo }) {
  const params = useMemo(() => ({ dataset: info.id }), [info.id]);
  const { state, value, error, retry } = useCall('datasets.statistics', params);
  return (
    <section aria-label={strings.title}>
      <h2 className={css['title']}>{strings.title}</h2>
      {state === 'busy' && !value && <Note title={strings.busy} />}
      {state === 'failed' && (
        <Note
          tone="error"
          title={strings.failed}
          action={
            <Button variant="default" onClick={retry}>
              {t.data.images.retry}
            </Button>
          }
        >
          {error}
        </Note>
      )}
      {value && (
        <>
          <ul className={css['histogram']}>
            {info.classes.map((label, at) => (
              <li
                key={label}
                title={strings.count(
                  label,
                  formatCount(value.train[at] ?? 0),
                  formatCount(value.test[at] ?? 0),
                )}
              >
                <span>{label}</span>
                <div className={css['track']} aria-hidden="true">
                  <div
                    className={css['fill']}
                    style={{ width: `${(100 * (value.train[at] ?? 0)) / Math.max(1, ...value.train)}%` }}
                  />
                </div>
                <span className="numbers">{formatCount(value.train[at] ?? 0)}</span>
              </li>
            ))}
          </ul>
          <dl className={css['figures']}>
            <div>
              <dt>{strings.mean}</dt>
              <dd className="numbers">{formatValue(value.mean)}</dd>
            </div>
            <div>
              <dt>{strings.std}</dt>
              <dd className="numbers">{formatValue(value.std)}</dd>
            </div>
          </dl>
        </>
      )}
    </section>
  );
}
