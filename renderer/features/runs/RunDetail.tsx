import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { RunSummary } from '../../../src/protocol/data.ts';
import { sentence } from '../../../src/text/message.ts';
import { t } from '../../i18n/index.ts';
import { useHidden } from '../../stores/course/hidden.ts';
import { useEngine } from '../../stores/engine/engineStore.ts';
import { lookInside, openNetwork, resumeRun } from '../../stores/runs/opening.ts';
import { useRun } from '../../stores/runs/runStore.ts';
import { useTrainingTab } from '../../stores/runs/trainingTab.ts';
import { canStartFrom, openTransfer } from '../../stores/runs/transferStore.ts';
import { alertError } from '../../stores/window/workspaceStore.ts';
import { formatCount } from '../../ui/numbers.ts';
import { PretrainedLayers } from '../../ui/PretrainedLayers.tsx';
import { runTitle } from '../../ui/runTitle.ts';
import { Checkpoints } from './Checkpoints.tsx';
import { Evaluation } from './Evaluation.tsx';
import { ExportDialog } from './ExportDialog.tsx';
import { RunLabels } from './RunLabels.tsx';
import css from './runs.module.css';
import { SaveMenu } from './SaveMenu.tsx';

const strings = t.runs;

interface RunDetailProps {
  readonly summary: RunSummary;
  /** The name of the run that it started from; null where it began with fresh weights. */
  readonly parentName: string | null;
  /** Tags that any run has. */
  readonly tags: readonly string[];
  readonly onChanged: () => void;
}

/** What can be done with a run. */
export function RunDetail({ summary, parentName, tags, onChanged }: RunDetailProps) {
  const [deleting, setDeleting] = useState(false);
  const [exporting, setExporting] = useState(false);
  const mayExport = !useHidden('export');
  const { run } = summary;
  const busy = useTrainingTab(({ tab }) => tab !== null);
  const act = (work: () => Promise<unknown>): void => {
    work().then(onChanged, (error: unknown) => alertError(() => strings.actionFailed, error));
  };
  const client = useEngine((state) => state.client);
  const hasEnded = canStartFrom(summary);
  if (!client) return null;
  const remove = async (): Promise<void> => {
    setDeleting(false);
    await client.call('runs.delete', { run });
    if (useRun.getState().shown === run) useRun.getState().show(null);
  };
  return (
    <section aria-label={strings.about} className={css['detail']}>
      <RunLabels
        values={summary}
        known={tags}
        onChange={(changed) => act(() => client.call('runs.describe', { run, ...changed }))}
      />
      <p className={css['small']}>
        {strings.parameters(summary.params)}
        {summary.message && `. ${sentence(summary.message)}`}
      </p>
      {summary.parent && parentName !== null && (
        <p className={css['small']}>
          {strings.checkpoints.parent(parentName, formatCount(summary.parent.steps))}
        </p>
      )}
      <div className={css['buttons']}>
        <Button variant="default" onClick={() => act(() => lookInside(run))}>
          {strings.inspect}
        </Button>
        {mayExport && (
          <Button variant="default" onClick={() => setExporting(true)}>
            {strings.exporting.open}
          </Button>
        )}
        {hasEnded && (
          <Button variant="default" title={t.transfer.lead} onClick={() => openTransfer({ run })}>
            {t.transfer.title}
          </Button>
        )}
        <Button variant="default" title={strings.openAbout} onClick={() => act(() => openNetwork(run))}>
          {strings.open}
        </Button>
        {(summary.state === 'stopped' || summary.state === 'interrupted') && (
          <Button variant="default" disabled={busy} onClick={() => act(() => resumeRun(run))}>
            {strings.resumeRun}
          </Button>
        )}
        <span className={css['together']}>
          {mayExport && <SaveMenu summary={summary} act={act} />}
          <Button variant="subtle" color="red" onClick={() => setDeleting(true)}>
            {strings.remove}
          </Button>
        </span>
      </div>
      {summary.pretraining && (
        <section aria-label={strings.pretraining}>
          <h3 className={css['title']}>{strings.pretraining}</h3>
          <PretrainedLayers layers={summary.pretraining} />
        </section>
      )}
      <Checkpoints summary={summary} act={act} />
      <Evaluation run={run} dataset={summary.dataset} />
      <Modal
        opened={deleting}
        onClose={() => setDeleting(false)}
        title={strings.removeTitle(runTitle(summary))}
      >
        <p className={css['words']}>{strings.removeAbout}</p>
        <div className={css['buttons']}>
          <Button color="red" onClick={() => act(remove)}>
            {strings.remove}
          </Button>
          <Button variant="default" onClick={() => setDeleting(false)} data-autofocus>
            {strings.cancel}
          </Button>
        </div>
      </Modal>
      {exporting && <ExportDialog summary={summary} onClose={() => setExporting(false)} />}
    </section>
  );
}
