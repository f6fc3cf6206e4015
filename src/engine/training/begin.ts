import { datasetInfo } from '../../datasets/registry.ts';
import { EngineError } from '../../protocol/client.ts';
import type { OpenedBackend } from '../backends/ladder.ts';
import type { StepMode } from '../model/open-stepper.ts';
import { readCheckpoint } from '../runs/checkpoint.ts';
import { hasEnded, honest, type RunRecord } from '../runs/record.ts';
import type { RunStore } from '../runs/store.ts';
import type { Job } from './job.ts';
import { type CheckedDocument, checkDocument, readDocument } from './prepare.ts';

export interface BeginParts {
  readonly backend: () => Promise<OpenedBackend>;
  readonly store: RunStore;
  /** How steps are to be taken where the backend can. */
  readonly step: StepMode;
}

/** What is known of a run before it begins, whether it is new or goes on. */
interface Beginning {
  readonly checked: CheckedDocument;
  readonly common: Pick<
    RunRecord,
    'dataset' | 'backend' | 'step' | 'params' | 'labels' | 'pid' | 'state' | 'message'
  >;
}

/** @throws EngineError where the run is being trained elsewhere, has nothing left to train, or cannot be read */
async function goOn(store: RunStore, run: string, { checked, common }: Beginning): Promise<Job> {
  const folder = await store.folderOf(run);
  const { record } = await store.read(folder);
  if (!hasEnded(honest(record, false).state)) {
    throw new EngineError('busy', `Run ${run} is being trained by another process.`);
  }
  const resumeFrom = await readCheckpoint(folder);
  // One that was stopped after its last epoch has its test still to come.
  if (record.state === 'finished' && resumeFrom.progress.epoch > checked.settings.epochs) {
    throw new EngineError(
      'settings',
      `Run ${run} has already trained ${checked.settings.epochs} epochs: raise their number to go on.`,
    );
  }
  return { ...inMemory(checked, folder, { ...record, ...common }), resumeFrom };
}

async function beginAfresh(store: RunStore, { checked, common }: Beginning): Promise<Job> {
  const startedAt = new Date();
  const { id, folder } = await store.create(checked.document.name, startedAt);
  return inMemory(checked, folder, {
    format: 'convas-run',
    version: 1,
    id,
    name: checked.document.name || 'Untitled',
    startedAt: startedAt.toISOString(),
    fingerprint: '',
    epochs: [],
    test: null,
    seconds: 0,
    tags: [],
    notes: '',
    ...common,
  });
}

const inMemory = (checked: CheckedDocument, folder: string, record: RunRecord): Job => ({
  run: record.id,
  folder,
  checked,
  labels: record.labels,
  record,
  session: null,
  example: null,
  stopAsked: false,
  over: false,
  resumeFrom: null,
});

/**
 * Checks everything that can be checked at once, and makes the run's folder, or finds that of the run to go on with.
 * @throws EngineError
 */
export async function beginJob(
  { backend, store, step }: BeginParts,
  text: string,
  resume: string | null,
): Promise<Job> {
  const dataset = readDocument(text).data?.dataset;
  if (!dataset) {
    throw new EngineError('data', 'No data is chosen: choose what the network is to learn from.');
  }
  const info = await datasetInfo(dataset);
  const { backend: opened } = await backend();
  const checked = checkDocument(text, { sampleShape: info.sampleShape, classes: info.classes.length });
  const beginning: Beginning = {
    checked,
    common: {
      dataset,
      backend: opened.id,
      step,
      params: checked.params,
      labels: [...info.classes],
      pid: process.pid,
      state: 'preparing',
      message: '',
    },
  };
  return resume === null ? beginAfresh(store, beginning) : goOn(store, resume, beginning);
}
