import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { parseDocument } from '../../../src/document/parse.ts';
import type { ConvasDocument } from '../../../src/document/schema.ts';
import type { RunSummary } from '../../../src/protocol/data.ts';
import { t } from '../../i18n/index.ts';
import { useDocument } from '../../stores/documentStore.ts';
import { useEngine } from '../../stores/engineStore.ts';
import { mayLeave } from '../../stores/files.ts';
import { isBusy } from '../../stores/runMachine.ts';
import { useRun } from '../../stores/runStore.ts';
import { alertError, useWorkspace } from '../../stores/workspaceStore.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Evaluation } from './Evaluation.tsx';
import { ExportDialog } from './ExportDialog.tsx';
import css from './runs.module.css';

const strings = t.runs;

interface RunDetailProps {
  readonly summary: RunSummary;
  readonly onChanged: () => void;
}

/** What can be done with a run. */
export function RunDetail({ summary, onChanged }: RunDetailProps) {
  const [deleting, setDeleting] = useState(false);
  const [exporting, setExporting] = useState(false);
  const { run } = summary;
  const busy = useRun((state) => isBusy(state.training));
  const act = (work: () => Promise<unknown>): void => {
    work().then(onChanged, (error: unknown) => alertError(strings.actionFailed, error));
  };
  const client = useEngine((state) => state.client);
  if (!client) return null;
  const remove = async (): Promise<void> => {
    setDeleting(false);
    await client.call('runs.delete', { run });
    if (useRun.getState().shown === run) useRun.getState().show(null);
  };
  return (
    <section aria-label={strings.about} className={css['detail']}>
      <NameField
        key={summary.name}
        name={summary.name}
        onRename={(name) => act(() => client.call('runs.rename', { run, name }))}
      />
      <p className={css['small']}>
        {strings.parameters(formatCount(summary.params))}
        {summary.message && `. ${summary.message}`}
      </p>
      <div className={css['buttons']}>
        <Button onClick={() => act(() => lookInside(run))}>{strings.inspect}</Button>
        <Button variant="default" onClick={() => setExporting(true)}>
          {strings.exporting.open}
        </Button>
        <Button variant="default" title={strings.openAbout} onClick={() => act(() => openNetwork(run))}>
          {strings.open}
        </Button>
        {(summary.state === 'stopped' || summary.state === 'interrupted') && (
          <Button variant="default" disabled={busy} onClick={() => act(() => goOn(run))}>
            {strings.goOn}
          </Button>
        )}
        <Button variant="subtle" color="red" onClick={() => setDeleting(true)}>
          {strings.remove}
        </Button>
      </div>
      <Evaluation run={run} />
      <Modal opened={deleting} onClose={() => setDeleting(false)} title={strings.removeTitle(summary.name)}>
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

function NameField({ name, onRename }: { readonly name: string; readonly onRename: (name: string) => void }) {
  const [typed, setTyped] = useState(name);
  const finish = (): void => {
    const next = typed.trim().slice(0, 200);
    if (next === '') setTyped(name);
    else if (next !== name) onRename(next);
  };
  return (
    <TextInput
      label={strings.rename}
      value={typed}
      maxLength={200}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setTyped(name);
      }}
    />
  );
}

async function networkOf(run: string): Promise<ConvasDocument | null> {
  const { client } = useEngine.getState();
  if (!client) return null;
  const parsed = parseDocument((await client.call('runs.get', { run })).document);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.document;
}

/** Opens the run's network as a new document, once unsaved work is safe. False when the person stayed. */
async function openNetwork(run: string): Promise<boolean> {
  const document = await networkOf(run);
  if (!document || !(await mayLeave())) return false;
  useDocument.getState().begin(document, { edited: true });
  useRun.getState().show(run);
  return true;
}

/** Opens the run's network unless its layers are those on the canvas: weights are shown layer by layer. */
async function showNetwork(run: string): Promise<boolean> {
  const document = await networkOf(run);
  const known = new Map(useDocument.getState().document.layers.map((layer) => [layer.id, layer.kind]));
  const same = document?.layers.every((layer) => known.get(layer.id) === layer.kind);
  return same || openNetwork(run);
}

async function lookInside(run: string): Promise<void> {
  if (!(await showNetwork(run))) return;
  useRun.getState().show(run);
  useWorkspace.getState().setStage('inspect');
}

async function goOn(run: string): Promise<void> {
  if (!(await showNetwork(run))) return;
  useWorkspace.getState().setStage('train');
  useWorkspace.getState().showBottom('curves');
  await useRun.getState().continueRun(run);
}
