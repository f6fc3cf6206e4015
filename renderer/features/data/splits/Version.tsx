import { Button, FileButton, Select } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMemo, useState } from 'react';
import type { DatasetInfo } from '../../../../src/protocol/data.ts';
import type { CallParams, CallResult } from '../../../../src/protocol/protocol.ts';
import { host } from '../../../host/current.ts';
import { t } from '../../../i18n/index.ts';
import { useEngine } from '../../../stores/engine/engineStore.ts';
import { useCall } from '../../../stores/engine/useCall.ts';
import { alertError } from '../../../stores/window/workspaceStore.ts';
import { formatMoment } from '../../../ui/dates.ts';
import { FailedCall } from '../../../ui/FailedCall.tsx';
import { PrepareBar } from '../../../ui/PrepareBar.tsx';
import css from '../data.module.css';
import { useRuns } from '../useRuns.ts';
import own from './splits.module.css';

const words = t.versions;
type Versions = CallParams<'datasets.compare'>['version'];

/** Writing down what the data are, and telling later whether they still are. */
export function Version({ info }: { readonly info: DatasetInfo }) {
  const [version, setVersion] = useState<Versions | null>(null);
  const [busy, setBusy] = useState(false);
  const params = useMemo(() => (version ? { dataset: info.id, version } : null), [version, info.id]);
  const { state, value, progress, error, retry } = useCall('datasets.compare', params);
  const freeze = async (): Promise<void> => {
    const { client } = useEngine.getState();
    if (!client) return;
    setBusy(true);
    try {
      const frozen = await client.call('datasets.freeze', { dataset: info.id });
      const name = `data-${frozen.fingerprint.slice(0, 12)}.json`;
      const place = await host().saveFiles(name, [{ name, bytes: new TextEncoder().encode(frozen.version) }]);
      if (place !== null) notifications.show({ message: words.saved(place) });
    } catch (reason) {
      alertError(() => words.failed, reason);
    } finally {
      setBusy(false);
    }
  };
  const fromFile = async (file: File | null): Promise<void> => {
    if (file) setVersion({ text: await file.text(), name: file.name });
  };
  return (
    <section aria-label={words.title}>
      <h2 className={css['title']}>{words.title}</h2>
      <p className={css['small']}>{words.about}</p>
      <div className={own['buttons']}>
        <Button variant="default" loading={busy} onClick={() => void freeze()}>
          {words.freeze}
        </Button>
        <FileButton accept="application/json,.json" onChange={(file) => void fromFile(file)}>
          {(props) => (
            <Button {...props} variant="default">
              {words.compareFile}
            </Button>
          )}
        </FileButton>
        <RunChoice onChoose={(run) => setVersion({ run })} />
      </div>
      {version && state === 'failed' && (
        <FailedCall title={words.compareFailed} error={error} retry={retry} />
      )}
      {version && state === 'busy' && (
        <PrepareBar title={words.comparing} progress={progress} onCancel={() => setVersion(null)} />
      )}
      {version && state === 'ready' && value && <Found found={value} />}
    </section>
  );
}

/** The runs, the latest first. */
function RunChoice({ onChoose }: { readonly onChoose: (run: string) => void }) {
  const runs = useRuns();
  if (runs.length === 0) return null;
  return (
    <Select
      aria-label={words.compareRun}
      placeholder={words.compareRun}
      searchable
      value={null}
      data={runs.map(({ run, name, startedAt }) => ({
        value: run,
        label: `${name}, ${formatMoment(startedAt)}`,
      }))}
      onChange={(run) => run !== null && onChoose(run)}
    />
  );
}

/** Differences of a kind that are named. */
const maxNamed = 5;

function Found({ found }: { readonly found: CallResult<'datasets.compare'> }) {
  const { same, frozenAt, counts, reordered } = found;
  const kinds = ['added', 'removed', 'changed', 'relabeled', 'moved'] as const;
  const nameOf = (kind: (typeof kinds)[number]): string[] =>
    found[kind].slice(0, maxNamed).map((each) => {
      const place = 'to' in each ? each.to : each;
      return place.name ?? words.example(words.splits[place.split], place.index);
    });
  return (
    <div className={own['found']} role="status">
      {same ? words.same(formatMoment(frozenAt)) : words.other(formatMoment(frozenAt))}
      {!same && (
        <ul>
          {kinds
            .filter((kind) => counts[kind] > 0)
            .map((kind) => (
              <li key={kind}>
                {words.kinds[kind](counts[kind])}: {nameOf(kind).join(', ')}
                {counts[kind] > maxNamed ? ' …' : ''}
              </li>
            ))}
          {reordered && <li>{words.reordered}</li>}
          <li>{words.unchanged(counts.unchanged)}</li>
        </ul>
      )}
    </div>
  );
}
