import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import type { RunSummary } from '../../../src/protocol/data.ts';
import { t } from '../../i18n/index.ts';
import { useCall } from '../../stores/engine/useCall.ts';
import { useCompare } from '../../stores/runs/compareStore.ts';
import { hasEnded } from '../../stores/runs/runMachine.ts';
import { useRun } from '../../stores/runs/runStore.ts';
import { useWorkspace } from '../../stores/window/workspaceStore.ts';
import { Note } from '../../ui/Note.tsx';
import { runTitle } from '../../ui/runTitle.ts';
import { Compare } from './compare/Compare.tsx';
import { maxCompared } from './compare/styles.ts';
import { QueuePart } from './QueuePart.tsx';
import { RunDetail } from './RunDetail.tsx';
import { RunList } from './RunList.tsx';
import css from './runs.module.css';
import { matches } from './summary.ts';

const strings = t.runs;
const everything = {};
/** From here on a list is searched rather than looked through. */
const manyRuns = 6;

/** A new state or epoch of the run that trains is news for the list. */
function useNews(): string {
  return useRun(({ training }) =>
    training.phase === 'run'
      ? [
          training.run.run,
          training.run.state,
          training.run.epochs.length,
          training.run.pretraining?.layers.length,
          hasEnded(training.run),
        ].join(' ')
      : '',
  );
}

/** The right dock of the Runs stage: every run kept, newest first, and the chosen one. */
export function RunsPanel() {
  const [changes, setChanges] = useState(0);
  const news = useNews();
  const answer = useCall('runs.list', everything, { revision: `${changes} ${news}` });
  const shown = useRun((state) => state.shown);
  const [chosen, setChosen] = useState<string | null>(shown);
  const runs = useMemo(() => sorted(answer.value?.runs ?? []), [answer.value]);
  const run = runs.find((other) => other.run === chosen) ?? runs[0];
  const [query, setQuery] = useState('');
  const found = useMemo(() => runs.filter((other) => matches(other, query)), [runs, query]);
  const tags = [...new Set(runs.flatMap((other) => other.tags))].sort();
  /** One that is deleted by now is known by its id alone. */
  const nameOf = (id: string | undefined): string | null => {
    const other = runs.find((summary) => summary.run === id);
    return other ? runTitle(other) : (id ?? null);
  };
  const { runs: compared, pending, set: setCompared } = useCompare();
  const sideBySide = compared.flatMap((id) => runs.find((other) => other.run === id) ?? []);
  const full = sideBySide.length >= maxCompared;
  const comparing = sideBySide.length > 1;
  const places = new Map(sideBySide.map((other, at) => [other.run, at]));
  const changed = (): void => setChanges((count) => count + 1);
  useEffect(() => {
    if (shown !== null) setChosen(shown);
  }, [shown]);
  const live = useRun(({ training }) => (training.phase === 'run' ? training.run.run : null));
  const past = run && run.run !== live ? run : null;
  useEffect(() => {
    useRun.getState().lookBack(past);
    return () => useRun.getState().lookBack(null);
  }, [past]);
  if (answer.state === 'failed') {
    return (
      <div className={css['panel']}>
        <Note
          tone="error"
          title={strings.failed}
          action={
            <Button variant="default" onClick={answer.retry}>
              {strings.retry}
            </Button>
          }
        >
          {answer.error}
        </Note>
      </div>
    );
  }
  if (!run) {
    return (
      <div className={css['panel']}>
        <QueuePart />
        {answer.value === null ? (
          <Note title={strings.busy} />
        ) : (
          <Note
            title={strings.none}
            action={
              <Button variant="default" onClick={() => useWorkspace.getState().setStage('train')}>
                {strings.toTrain}
              </Button>
            }
          >
            {strings.noneAbout}
          </Note>
        )}
      </div>
    );
  }
  return (
    <div className={css['panel']}>
      <QueuePart />
      <section aria-label={strings.title}>
        <h2 className={css['title']}>
          {query.trim() === '' ? strings.count(runs.length) : strings.found(found.length, runs.length)}
        </h2>
        {runs.length >= manyRuns && (
          <TextInput
            className={css['find']}
            aria-label={strings.find}
            placeholder={strings.find}
            leftSection={<IconSearch size={14} aria-hidden="true" />}
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
          />
        )}
        {pending.length > 0 ? (
          <p className={css['small']}>{strings.compare.awaited}</p>
        ) : (
          sideBySide.length === 1 && <p className={css['small']}>{strings.compare.hint}</p>
        )}
        {full && <p className={css['small']}>{strings.compare.full(maxCompared)}</p>}
        {found.length === 0 && <p className={css['small']}>{strings.notFound}</p>}
        <RunList
          runs={found}
          query={query}
          chosen={comparing ? null : run.run}
          onChoose={(next) => {
            setChosen(next);
            useWorkspace.getState().showBottom('curves');
          }}
          compared={places}
          full={full}
          onCompare={(other, compare) =>
            setCompared(compare ? [...compared, other] : without(compared, other))
          }
        />
      </section>
      {comparing ? (
        <Compare runs={sideBySide} onEnd={() => setCompared([])} />
      ) : (
        <RunDetail
          key={run.run}
          summary={run}
          parentName={nameOf(run.parent?.run)}
          tags={tags}
          onChanged={changed}
        />
      )}
    </div>
  );
}

const without = (list: readonly string[], one: string): readonly string[] =>
  list.filter((other) => other !== one);

/** Newest first. */
function sorted(runs: readonly RunSummary[]): readonly RunSummary[] {
  return [...runs].sort((a, b) => b.startedAt.localeCompare(a.startedAt));
}
