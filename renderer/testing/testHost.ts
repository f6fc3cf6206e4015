import { EngineError } from '../../src/protocol/client.ts';
import { createEmitter, type Emitter } from '../../src/protocol/emitter.ts';
import type { EngineActivity } from '../../src/protocol/heartbeat.ts';
import type { Draft, FileState, FoundDrafts, Host, OpenedFile } from '../../src/protocol/host.ts';
import { createPair } from '../../src/protocol/pair.ts';
import { calls } from '../../src/protocol/protocol.ts';
import { type Handlers, serve } from '../../src/protocol/serve.ts';
import type { Transport } from '../../src/protocol/transport.ts';

/** A host for tests: files in a map, an engine of given handlers behind the real protocol. */
export interface TestHost extends Host {
  /** What each file holds, by its handle; a text is its own version. */
  readonly files: Map<string, string>;
  readonly emitter: Emitter;
  /** What this page has kept, by id. */
  readonly drafts: Map<string, Draft>;
  /** What the next look for drafts finds beside those. */
  found: Pick<FoundDrafts, 'after'> & { readonly others: readonly Draft[] };
  /** The handles of the files that the page follows. */
  followed: readonly string[];
  /** Notifies the page of a file that it follows; of the first, where none is named. */
  notifyFile(state: Partial<FileState>): void;
  /** What the next open dialog answers with. */
  chosen: OpenedFile | null;
  /** Makes every save fail with this sentence. */
  saveError: string | null;
  unsaved: boolean;
  /** What the engine's process is seen to do. */
  activity: EngineActivity;
  /** Ends the engine, as a crash would. */
  killEngine(): void;
}

export const engineInfo = {
  backend: 'native',
  step: 'eager',
  reason: '',
  version: '2.21.0',
  pid: 4711,
  memory: 64e9,
  kernels: null,
} as const;

function refusing(given: Partial<Handlers>): Handlers {
  const refuse = (): never => {
    throw new EngineError('failed', 'This engine does not answer that.');
  };
  const all = Object.fromEntries(Object.keys(calls).map((name) => [name, refuse]));
  const basics: Partial<Handlers> = {
    'engine.info': () => engineInfo,
    'engine.ping': () => ({}),
    'datasets.list': () => ({ datasets: [] }),
    'train.current': () => ({ run: null, state: null }),
    'probe.watch': () => ({}),
    'sweep.list': () => ({ sweeps: [] }),
    'queue.list': () => ({ items: [], held: false }),
  };
  return { ...all, ...basics, ...given } as Handlers;
}

export function createTestHost(handlers: Partial<Handlers> = {}): TestHost {
  const emitter = createEmitter();
  let engine: Transport | null = null;
  const fileListeners: ((state: FileState) => void)[] = [];
  const host: TestHost = {
    kind: 'browser',
    files: new Map(),
    emitter,
    drafts: new Map(),
    found: { after: null, others: [] },
    followed: [],
    chosen: null,
    saveError: null,
    unsaved: false,
    activity: 'idle',
    openFile: async () => host.chosen,
    async openRecent(handle) {
      const text = host.files.get(handle);
      if (text === undefined) throw new Error(`${handle} could not be opened.`);
      return { handle, name: handle, text, readOnly: false, version: text };
    },
    recentFiles: async () => [],
    async save(handle, text, expected) {
      if (host.saveError !== null) throw new Error(host.saveError);
      const current = host.files.get(handle);
      if (expected !== null && current === undefined) return { saved: false, because: 'missing' };
      if (expected !== null && current !== expected) return { saved: false, because: 'changed' };
      host.files.set(handle, text);
      return { saved: true, version: text };
    },
    async saveAs(suggestedName, text) {
      if (host.saveError !== null) throw new Error(host.saveError);
      host.files.set(suggestedName, text);
      return { handle: suggestedName, name: suggestedName, version: text };
    },
    followFiles(handles) {
      host.followed = handles;
    },
    onFileState: (listener) => void fileListeners.push(listener),
    notifyFile(state) {
      const handle = state.handle ?? host.followed[0] ?? '';
      const detail = { handle, version: host.files.get(handle) ?? null, others: 0, ...state };
      for (const listener of fileListeners) listener(detail);
    },
    saveFiles: async () => 'a folder',
    async keepDraft(draft) {
      host.drafts.set(draft.id, draft);
    },
    async forgetDraft(id) {
      host.drafts.delete(id);
    },
    async loadDrafts() {
      return { own: [...host.drafts.values()], others: host.found.others, after: host.found.after };
    },
    async takeDraft(id) {
      const draft = host.drafts.get(id) ?? host.found.others.find((other) => other.id === id);
      if (draft) host.drafts.set(id, draft);
      return draft ?? null;
    },
    async connectEngine() {
      const [mine, theirs] = createPair();
      serve(theirs, refusing(handlers), emitter);
      engine = theirs;
      return mine;
    },
    examineEngine: async () => host.activity,
    endEngine: async () => host.killEngine(),
    readClipboard: async () => null,
    setLanguage: () => undefined,
    setMenu: () => undefined,
    onCommand: () => undefined,
    onOpenFile: () => undefined,
    setUnsaved(unsaved) {
      host.unsaved = unsaved.length > 0;
    },
    onSaveAsked: () => undefined,
    openExternal: () => undefined,
    killEngine: () => engine?.close(),
  };
  return host;
}
