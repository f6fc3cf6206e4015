import { EngineError } from '../../src/protocol/client.ts';
import { createEmitter, type Emitter } from '../../src/protocol/emitter.ts';
import type { EngineActivity } from '../../src/protocol/heartbeat.ts';
import type { Draft, Host, OpenedFile } from '../../src/protocol/host.ts';
import { createPair } from '../../src/protocol/pair.ts';
import { calls } from '../../src/protocol/protocol.ts';
import { type Handlers, serve } from '../../src/protocol/serve.ts';
import type { Transport } from '../../src/protocol/transport.ts';

/** A host for tests: files in a map, an engine of given handlers behind the real protocol. */
export interface TestHost extends Host {
  readonly files: Map<string, string>;
  readonly emitter: Emitter;
  draft: Draft | null;
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
  const host: TestHost = {
    kind: 'browser',
    files: new Map(),
    emitter,
    draft: null,
    chosen: null,
    saveError: null,
    unsaved: false,
    activity: 'idle',
    openFile: async () => host.chosen,
    openRecent: async (handle) => ({
      handle,
      name: handle,
      text: host.files.get(handle) ?? '',
      readOnly: false,
    }),
    recentFiles: async () => [],
    async save(handle, text) {
      if (host.saveError !== null) throw new Error(host.saveError);
      host.files.set(handle, text);
    },
    async saveAs(suggestedName, text) {
      if (host.saveError !== null) throw new Error(host.saveError);
      host.files.set(suggestedName, text);
      return { handle: suggestedName, name: suggestedName };
    },
    saveFiles: async () => 'a folder',
    async keepDraft(draft) {
      host.draft = draft;
    },
    loadDraft: async () => host.draft,
    async connectEngine() {
      const [mine, theirs] = createPair();
      serve(theirs, refusing(handlers), emitter);
      engine = theirs;
      return mine;
    },
    examineEngine: async () => host.activity,
    endEngine: async () => host.killEngine(),
    readClipboard: async () => null,
    setMenu: () => undefined,
    onCommand: () => undefined,
    onOpenFile: () => undefined,
    setUnsaved(unsaved) {
      host.unsaved = unsaved;
    },
    onSaveAsked: () => undefined,
    openExternal: () => undefined,
    killEngine: () => engine?.close(),
  };
  return host;
}
