import {
  type AssignedCheck,
  type Assignment,
  AssignmentError,
  checksOf,
  readAssignment,
} from '../../../src/course/assignment/assignment.ts';
import { changedLock } from '../../../src/course/assignment/locked.ts';
import { patched } from '../../../src/course/assignment/patch.ts';
import {
  createRecorder,
  type HistoryEntry,
  type Recorder,
  type Submission,
  writeSubmission,
} from '../../../src/course/assignment/submission.ts';
import { parseDocument } from '../../../src/document/parse.ts';
import type { ConvasDocument } from '../../../src/document/schema.ts';
import { serializeDocument } from '../../../src/document/serialize.ts';
import { message } from '../../../src/text/message.ts';
import { host } from '../../host/current.ts';
import { useDocument } from '../document/documentStore.ts';
import { openDocument } from '../document/files.ts';
import { commitPendingEdit } from '../document/pendingEdit.ts';
import { useEngine } from '../engine/engineStore.ts';
import { useRun } from '../runs/runStore.ts';
import { perTab } from '../tabs/perTab.ts';
import type { Tab } from '../tabs/tab.ts';

/** The assignment that a tab works on. */
interface AssignmentWork {
  readonly assignment: Assignment;
  readonly checks: readonly AssignedCheck[];
  /** The session of the document that it began with: another document in the tab is no part of it. */
  readonly session: number;
  readonly recorder: Recorder;
}

interface AssignmentState {
  readonly work: AssignmentWork | null;
}

type Json = Submission['document'];
const asJson = (document: ConvasDocument): Json => JSON.parse(serializeDocument(document));

/** Milliseconds: what follows within is one entry of the history. */
const pause = 250;
const keyOf = (id: string): string => `convas.assignment.${id}`;

/** What was done on it before in this browser or window. */
function keptHistory(id: string): readonly HistoryEntry[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(id)) ?? '[]');
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}

const timers = new Map<Tab, ReturnType<typeof setTimeout>>();

/** Takes down what changed, and keeps the history. */
function record(tab: Tab): void {
  clearTimeout(timers.get(tab));
  timers.delete(tab);
  const { work } = useAssignment.of(tab).getState();
  const { document, session } = useDocument.of(tab).getState();
  if (!work || session !== work.session) return;
  const before = work.recorder.history.length;
  work.recorder.record(asJson(document), Date.now());
  if (work.recorder.history.length === before) return;
  try {
    localStorage.setItem(keyOf(work.assignment.id), JSON.stringify(work.recorder.history));
  } catch {
    // A full storage: the history of this session is still handed in.
  }
}

export const useAssignment = perTab<AssignmentState>(
  () => ({ work: null }),
  (tab, store) => {
    tab.own(
      useDocument.of(tab).subscribe(({ document, session }, before) => {
        const { work } = store.getState();
        if (!work) return;
        if (session !== work.session) store.setState({ work: null });
        else if (document !== before.document) {
          clearTimeout(timers.get(tab));
          timers.set(
            tab,
            setTimeout(() => record(tab), pause),
          );
        }
      }),
    );
  },
);

const documentOf = (json: Json): ConvasDocument => {
  const parsed = parseDocument(JSON.stringify(json));
  if (!parsed.ok) throw new AssignmentError(parsed.error);
  return parsed.document;
};

/** The document where the kept history left it, or as it was handed out where that history does not fit. */
function resume(
  start: Json,
  history: readonly HistoryEntry[],
): { now: Json; history: readonly HistoryEntry[] } {
  try {
    const now = history.reduce<Json>((value, { patch }) => patched(value, patch), start);
    documentOf(now);
    return { now, history };
  } catch {
    return { now: start, history: [] };
  }
}

/**
 * Opens an assignment in a tab, where it was left. Layers that it locks refuse edits.
 * @throws AssignmentError that names what is wrong with the file
 */
export function openAssignment(text: string): void {
  const assignment = readAssignment(text);
  const checks = checksOf(assignment).filter(({ hidden }) => !hidden);
  const start = documentOf(assignment.document);
  const { now, history } = resume(assignment.document, keptHistory(assignment.id));
  const tab = openDocument(documentOf(now));
  const recorder = createRecorder(assignment.id, assignment.document, history, now);
  useDocument.of(tab).setState({
    guard: (after) => {
      const layer = changedLock(start, after, assignment.locked);
      return layer === null ? null : message('course.locked', { layer });
    },
  });
  const { session } = useDocument.of(tab).getState();
  useAssignment.of(tab).setState({ work: { assignment, checks, session, recorder } });
}

const runOf = (tab: Tab): Submission['run'] => {
  const { training } = useRun.of(tab).getState();
  if (training.phase !== 'run') return null;
  const { state, epochs, test } = training.run;
  return {
    state,
    fingerprint: '',
    // What has diverged is no number, and no file holds it.
    epochs: epochs
      .filter(({ loss }) => Number.isFinite(loss))
      .map(({ loss, accuracy, valLoss, valAccuracy }) => ({ loss, accuracy, valLoss, valAccuracy })),
    test: test && Number.isFinite(test.loss) ? { loss: test.loss, accuracy: test.accuracy } : null,
  };
};

/** A file's name made of what a person wrote. */
const fileNameOf = (student: string, id: string): string => {
  const plain = student
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return `${plain || 'submission'}-${id}.submission.json`.toLowerCase();
};

/** Writes the work of a tab as one file: the document, its history, seed and last run. Null where the dialog was closed. */
export async function submit(tab: Tab, student: string): Promise<string | null> {
  commitPendingEdit();
  record(tab);
  const { work } = useAssignment.of(tab).getState();
  if (!work) return null;
  const { document } = useDocument.of(tab).getState();
  const { status } = useEngine.getState();
  const info = status.state === 'ready' ? status.info : null;
  const submission: Submission = {
    format: 'convas-submission',
    version: 1,
    assignment: work.assignment.id,
    student,
    submittedAt: new Date().toISOString(),
    document: asJson(document),
    history: [...work.recorder.history],
    seed: document.training.seed,
    environment: {
      convas: info?.version ?? '',
      backend: info?.backend ?? '',
      host: host().kind,
    },
    run: runOf(tab),
  };
  const name = fileNameOf(student, work.assignment.id);
  return host().saveFiles(name, [{ name, bytes: new TextEncoder().encode(writeSubmission(submission)) }]);
}
