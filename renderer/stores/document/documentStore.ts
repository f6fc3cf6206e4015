import type { SharedDocument } from '../../../src/collaboration/shared-document.ts';
import { whyNotStorable } from '../../../src/document/check.ts';
import { newDocument } from '../../../src/document/create.ts';
import { EditError } from '../../../src/document/edit-error.ts';
import * as history from '../../../src/document/history.ts';
import type { ConvasDocument } from '../../../src/document/schema.ts';
import type { FileVersion, Handle, SavedFile } from '../../../src/protocol/host.ts';
import { type LazyText, resolveText } from '../../../src/text/lazy-text.ts';
import type { Text } from '../../../src/text/message.ts';
import { t } from '../../i18n/index.ts';
import { perTab } from '../tabs/perTab.ts';
import { useWorkspace } from '../window/workspaceStore.ts';

/** A change of the document: pure, and the same document where there is nothing to change. */
export type Operation = (document: ConvasDocument) => ConvasDocument;

/** Where a document came from, for a session that begins with it. */
export interface Origin {
  readonly handle: Handle | null;
  /** The file's name as a person calls it; null for one that was never saved. */
  readonly fileName: string | null;
  /** What the file held when it was read; null without a file. */
  readonly version: FileVersion | null;
  readonly readOnly: boolean;
  /** What was left out or changed when it was read. */
  readonly notices: readonly Text[];
  /** True when what is on disk is not this: a restored draft. */
  readonly edited: boolean;
  /** Under which its draft is kept. */
  readonly draft: string;
}

interface DocumentState {
  /** The document on the canvas; there always is one. */
  readonly document: ConvasDocument;
  readonly history: history.History;
  /** Distinguishes the documents opened in this window, in whichever tab: selection, viewport and runs belong to one. */
  readonly session: number;
  /** The document as it is on disk; null when it never was there. Compared by identity. */
  readonly saved: ConvasDocument | null;
  /** Whether the file no longer holds what was saved: it was removed, or something unreadable was put in its place. */
  readonly fileLost: boolean;
  readonly handle: Handle | null;
  readonly fileName: string | null;
  /** What the file held when it was read or written here last; null without a file. */
  readonly version: FileVersion | null;
  readonly readOnly: boolean;
  readonly notices: readonly Text[];
  /** Why an edit that leads to a document is not made, beside what no file could hold; null where it is made. */
  readonly guard: ((after: ConvasDocument) => Text | null) | null;
  /** Under which the draft of this document is kept, as long as it is open. */
  readonly draft: string;
  /** The document as others edit it along, and this person's steps of undo in it; null where nobody does. */
  readonly shared: SharedDocument | null;
  /**
   * Applies an operation as one step of undo, named by its label ("Add Conv2D"). Edits of the same `field`
   * (`layer-3.filters`) in a row are one step. False when nothing changed or the document is read-only. A change that
   * no file could hold is not made, and why is reported.
   */
  commit(label: LazyText, operation: Operation, field?: string): boolean;
  /** Ends the running field, so that its next edit is a step of its own. */
  seal(): void;
  undo(): void;
  redo(): void;
  /** Begins a session with another document; the old one's history goes. */
  begin(document: ConvasDocument, origin?: Partial<Origin>): void;
  /** From now on edits go through the shared document, and others' arrive; null goes on alone with what there is. */
  share(shared: SharedDocument | null): void;
  /** What is on disk now is `document`. */
  markSaved(document: ConvasDocument, file: SavedFile): void;
  /** Takes over what is on disk now, as one step of undo. */
  reload(document: ConvasDocument, version: FileVersion, origin: Pick<Origin, 'readOnly' | 'notices'>): void;
  /** The file no longer holds what was saved, or does again. */
  markFileLost(fileLost: boolean): void;
  dismissNotices(): void;
}

const unsaved = { handle: null, fileName: null, version: null, readOnly: false, notices: [], edited: false };

/** Makes the document what an operation leads to. False where that is nothing, or no file could hold it, which an alert says. */
function attempt(
  operation: Operation,
  before: ConvasDocument,
  guard: DocumentState['guard'],
  make: (document: ConvasDocument) => void,
): boolean {
  let refusal: Text | null;
  try {
    const document = operation(before);
    if (document === before) return false;
    refusal = whyNotStorable(document) ?? guard?.(document) ?? null;
    if (refusal === null) {
      make(document);
      return true;
    }
  } catch (error) {
    if (!(error instanceof EditError)) throw error;
    refusal = error.text;
  }
  useWorkspace.getState().alert(() => t.shell.files.editRefused, refusal);
  return false;
}

let sessions = 0;

export const useDocument = perTab<DocumentState>((_tab, set, get) => {
  const follow = (next: history.History): void => set({ history: next, document: next.present });
  const change = (document: ConvasDocument, label: LazyText, field: string | null): void => {
    const { shared } = get();
    if (shared) shared.commit(document, label, field);
    else follow(history.commit(get().history, document, label, field));
  };
  const blank = newDocument(t.shell.untitled);
  return {
    document: blank,
    history: history.newHistory(blank),
    session: ++sessions,
    saved: blank,
    fileLost: false,
    ...unsaved,
    guard: null,
    draft: crypto.randomUUID(),
    shared: null,
    commit(label, operation, field) {
      const { history: before, readOnly, guard } = get();
      if (readOnly) return false;
      return attempt(operation, before.present, guard, (document) => change(document, label, field ?? null));
    },
    seal() {
      get().shared?.seal();
      set({ history: history.seal(get().history) });
    },
    undo() {
      const { shared } = get();
      if (shared) shared.undo();
      else follow(history.undo(get().history));
    },
    redo() {
      const { shared } = get();
      if (shared) shared.redo();
      else follow(history.redo(get().history));
    },
    share(shared) {
      const { document } = get();
      set({ shared });
      follow(shared?.history ?? history.newHistory(document));
      shared?.onChange(() => {
        if (get().shared === shared) follow(shared.history);
      });
    },
    begin(document, origin) {
      const { edited, ...from }: Origin = { ...unsaved, draft: crypto.randomUUID(), ...origin };
      set({
        document,
        history: history.newHistory(document),
        session: ++sessions,
        saved: edited ? null : document,
        fileLost: false,
        guard: null,
        shared: null,
        ...from,
      });
    },
    markSaved: (document, { handle, name, version }) =>
      set({
        saved: document,
        fileLost: false,
        handle,
        fileName: name,
        version,
        readOnly: false,
        notices: [],
      }),
    reload(document, version, origin) {
      set({ saved: document, fileLost: false, version, ...origin });
      change(document, t.shell.files.reloadEdit, null);
    },
    markFileLost: (fileLost) => set({ fileLost }),
    dismissNotices: () => set({ notices: [] }),
  };
});

/** Whether no one has put anything into it yet: it gives way to a document that is opened. */
export const isUntouched = ({
  document,
  handle,
  history: { past, future },
}: Pick<DocumentState, 'document' | 'handle' | 'history'>): boolean =>
  handle === null && document.layers.length === 0 && past.length === 0 && future.length === 0;

/** Whether closing the document would lose work. */
export const isEdited = (state: Pick<DocumentState, 'document' | 'saved' | 'fileLost'>): boolean =>
  state.fileLost || hasEdits(state);

/** Whether the document is another than the one that was read or saved. */
export const hasEdits = (state: Pick<DocumentState, 'document' | 'saved'>): boolean =>
  state.document !== state.saved;

const worded = (mark: { readonly label: LazyText } | undefined): string | null =>
  mark ? resolveText(mark.label) : null;

/** What the next undo would take back ("Add Conv2D"); null when there is nothing. */
export const undoLabel = (state: Pick<DocumentState, 'history'>): string | null =>
  worded(state.history.past.at(-1));

export const redoLabel = (state: Pick<DocumentState, 'history'>): string | null =>
  worded(state.history.future[0]);
