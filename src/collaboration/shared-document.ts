import * as Y from 'yjs';
import { newDocument } from '../document/create.ts';
import { EditError } from '../document/edit-error.ts';
import { type History, newHistory } from '../document/history.ts';
import type { ConvasDocument } from '../document/schema.ts';
import type { LazyText } from '../text/lazy-text.ts';
import { message } from '../text/message.ts';
import { Memory } from './part.ts';
import { type DocumentKeys, type Read, readShared, rootOf, type SharedRoot } from './read.ts';
import { hasSoundWires } from './wires.ts';
import { emptyShared, writeShared } from './write.ts';

/** Which ids became which, where a part's layers got other ids by what arrived. */
export type Renamed = ReadonlyMap<string, string>;

type Listener = (document: ConvasDocument, renamed: Renamed) => void;

/** Marks an edit in the stack of a person's undo. */
const labelKey = 'label';
/** Milliseconds after which an edit begins a step of its own even in the same field. */
const noCaptureTimeout = 1e12;

const noKeys: DocumentKeys = {
  layers: new Map(),
  edges: new Map(),
  notes: new Map(),
  excluded: [],
  blocks: new Map(),
  inside: new Map(),
};

/**
 * A document that several people edit at a time (a Yjs document, Nicolaescu et al. 2016): whoever has the same changes
 * has the same document, whatever order they arrived in. What is merged is one that a file may hold.
 */
export class SharedDocument {
  readonly doc: Y.Doc;
  private readonly root: SharedRoot;
  private readonly memory = new Memory();
  private readonly mine = { by: 'this person' };
  private readonly undoable: Y.UndoManager;
  private readonly listeners = new Set<Listener>();
  private read: Read;
  private label: LazyText = '';
  private field: string | null = null;
  private made = 0;

  /** @param document what is shared; null joins one that others have, which arrives by its changes */
  constructor(document: ConvasDocument | null, doc = new Y.Doc()) {
    this.doc = doc;
    this.root = rootOf(doc);
    this.read = { document: newDocument(''), keys: noKeys };
    if (document) {
      doc.transact(() => writeShared(this.root, noKeys, emptyShared, document, this.newKey));
      this.read = readShared(this.root, this.memory);
    }
    this.undoable = new Y.UndoManager(Object.values(this.root), {
      trackedOrigins: new Set([this.mine]),
      captureTimeout: noCaptureTimeout,
    });
    this.undoable.on('stack-item-added', ({ stackItem }: { stackItem: { meta: Map<unknown, unknown> } }) => {
      stackItem.meta.set(labelKey, this.label);
    });
    doc.on('afterTransaction', ({ origin, changed }: Y.Transaction) => {
      if (changed.size > 0 && origin !== this.mine && origin !== this.undoable) this.renew();
    });
  }

  private readonly newKey = (): string => {
    this.made += 1;
    return `${this.doc.clientID.toString(36)}-${this.made}`;
  };

  /** Whether there is a document: one that is joined is empty until the first changes have arrived. */
  get ready(): boolean {
    return this.root.head.has('name');
  }

  get document(): ConvasDocument {
    return this.read.document;
  }

  /** The edits of this person alone, as the document's store shows them. */
  get history(): History {
    const { document } = this.read;
    const mark = ({ meta }: { meta: Map<unknown, unknown> }) => ({
      document,
      label: (meta.get(labelKey) ?? '') as LazyText,
    });
    return {
      ...newHistory(document),
      past: this.undoable.undoStack.map(mark),
      future: this.undoable.redoStack.map(mark).reverse(),
      running: this.field,
    };
  }

  onChange(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /**
   * Makes an edit, as one step of this person's undo.
   * @param after what the document is to become
   * @throws EditError where it holds wires that exclude each other: they could not be distinguished from those that merging made
   */
  commit(after: ConvasDocument, label: LazyText, field: string | null = null): void {
    const { document, keys } = this.read;
    if (after === document) return;
    if (!hasSoundWires(after)) throw new EditError(message('document.shared-wires'));
    if (field === null || field !== this.field) this.undoable.stopCapturing();
    this.label = label;
    this.field = field;
    this.doc.transact(() => writeShared(this.root, keys, document, after, this.newKey), this.mine);
    this.renew();
  }

  /** Ends the running field, so that its next edit is a step of its own. */
  seal(): void {
    this.field = null;
  }

  /** Takes back this person's last edit, and nobody else's. */
  undo(): void {
    this.step(this.undoable.undoStack, () => this.undoable.undo());
  }

  redo(): void {
    this.step(this.undoable.redoStack, () => this.undoable.redo());
  }

  private step(stack: readonly { meta: Map<unknown, unknown> }[], go: () => void): void {
    this.label = (stack.at(-1)?.meta.get(labelKey) ?? '') as LazyText;
    this.field = null;
    go();
    this.renew();
  }

  /** Reads the document anew after a change and notifies its listener. */
  private renew(): void {
    const before = this.read;
    this.read = readShared(this.root, this.memory);
    const now = new Map([...this.read.keys.layers].map(([id, key]) => [key, id]));
    const renamed = new Map<string, string>();
    for (const [id, key] of before.keys.layers) {
      const next = now.get(key);
      if (next !== undefined && next !== id) renamed.set(id, next);
    }
    for (const listener of [...this.listeners]) listener(this.read.document, renamed);
  }

  end(): void {
    this.listeners.clear();
    this.undoable.destroy();
    this.doc.destroy();
  }
}
