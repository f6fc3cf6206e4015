import type { LazyText } from '../text/lazy-text.ts';
import type { ConvasDocument } from './schema.ts';

/** A document as it was, and the edit that led away from it (in `past`) or to it (in `future`). */
interface Mark {
  readonly document: ConvasDocument;
  /** What the edit is called: "Add Conv2D". */
  readonly label: LazyText;
}

/**
 * Undo and redo as stacks of whole documents, which share all that did not change. Selection, viewport and a
 * drag under way are no part of the document, so they never come here.
 */
export interface History {
  readonly present: ConvasDocument;
  /** Oldest first. */
  readonly past: readonly Mark[];
  /** Nearest first. */
  readonly future: readonly Mark[];
  /** The field whose edits run on in the last mark; null when the next edit makes a new one. */
  readonly running: string | null;
}

/** Most marks kept. A mark shares its layers with its neighbors, so thousands cost little. */
export const historyLimit = 2000;

export function newHistory(document: ConvasDocument): History {
  return { present: document, past: [], future: [], running: null };
}

/**
 * Takes an edit. Successive edits of the same `field` (`layer-3.filters`) are one mark, so that typing a
 * number is undone at once; no edit at all (the same document) leaves no mark.
 */
export function commit(
  history: History,
  document: ConvasDocument,
  label: LazyText,
  field: string | null = null,
): History {
  if (document === history.present) return history;
  const runsOn = field !== null && field === history.running && history.past.length > 0;
  const past = runsOn
    ? history.past
    : [...history.past, { document: history.present, label }].slice(-historyLimit);
  return { present: document, past, future: [], running: field };
}

/** Ends the running field (the person left it): its next edit makes a mark of its own. */
export function seal(history: History): History {
  return history.running === null ? history : { ...history, running: null };
}

export function undo(history: History): History {
  const last = history.past.at(-1);
  if (!last) return history;
  const undone = { document: history.present, label: last.label };
  return {
    present: last.document,
    past: history.past.slice(0, -1),
    future: [undone, ...history.future],
    running: null,
  };
}

export function redo(history: History): History {
  const [next, ...rest] = history.future;
  if (!next) return history;
  const done = { document: history.present, label: next.label };
  return { present: next.document, past: [...history.past, done], future: rest, running: null };
}
