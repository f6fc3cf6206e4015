import type { FileState, FileVersion, Handle } from '../../../src/protocol/host.ts';
import type { BrowserTab } from './browserTab.ts';
import { canRead } from './fileSystem.ts';
import { currentVersion } from './files.ts';
import { forget, keep, recallAll } from './keep.ts';
import { knownFile, openPrefix } from './recent.ts';

/** Milliseconds between two looks at the file, while the page is seen. */
const interval = 3000;
const channelName = 'convas.files';
const lockOf = (handle: Handle): string => `convas.file.${handle}`;

/** Size and time, which cost nothing to ask for: while they stay, the file is not read again. */
async function signOf(handle: Handle): Promise<string | null> {
  const file = await knownFile(handle);
  if (!file) return null;
  if (file.known.way === 'copy') return `${file.known.text.length}`;
  if (!(await canRead(file.known.file))) return null;
  const { size, lastModified } = await file.known.file.getFile();
  return `${size} ${lastModified}`;
}

interface Followed {
  readonly handle: Handle;
  release(): void;
  seen: { readonly sign: string; readonly version: FileVersion | null } | null;
  reported: string;
}

/**
 * Follows the files that this tab works on, and lets other tabs know: each that has one open holds a shared lock of its
 * name, which goes with the tab however it ends.
 */
export function fileFollower(tab: Promise<BrowserTab>) {
  const listeners: ((state: FileState) => void)[] = [];
  const channel = new BroadcastChannel(channelName);
  const followed = new Map<Handle, Followed>();

  const othersOn = async (handle: Handle): Promise<number> => {
    const { held = [] } = await navigator.locks.query();
    return Math.max(0, held.filter(({ name }) => name === lockOf(handle)).length - 1);
  };
  /** Undefined where the browser would have to ask first. */
  const versionNow = async (of: Followed, reread: boolean): Promise<FileVersion | null | undefined> => {
    const file = await knownFile(of.handle);
    if (!file) return undefined;
    try {
      const sign = await signOf(of.handle);
      if (sign === null) return undefined;
      if (of.seen?.sign !== sign || reread) of.seen = { sign, version: await currentVersion(file) };
      return of.seen.version;
    } catch {
      return null;
    }
  };
  const look = async (of: Followed, reread: boolean): Promise<void> => {
    const { handle } = of;
    const version = await versionNow(of, reread);
    const others = await othersOn(handle);
    if (followed.get(handle) !== of) return;
    const state: FileState = { handle, others, ...(version !== undefined && { version }) };
    const news = JSON.stringify(state);
    if (news === of.reported) return;
    of.reported = news;
    for (const listener of listeners) listener(state);
  };
  let looking = Promise.resolve();
  const lookSoon = (reread = false): void => {
    for (const of of followed.values()) looking = looking.then(() => look(of, reread)).catch(() => undefined);
  };
  const isSeen = (): boolean => document.visibilityState === 'visible';

  channel.addEventListener('message', () => lookSoon(true));
  window.addEventListener('focus', () => lookSoon(true));
  document.addEventListener('visibilitychange', () => isSeen() && lookSoon(true));
  setInterval(() => isSeen() && lookSoon(), interval);
  // What tabs had open that are gone.
  void tab.then(async ({ living }) => {
    const [open, alive] = await Promise.all([recallAll(openPrefix), living()]);
    const gone = [...open.keys()].filter((name) => !alive.has(name.slice(openPrefix.length).split(' ')[0]!));
    await Promise.all(gone.map(forget));
  });

  const turn = async (begun: readonly Handle[], ended: readonly Handle[]): Promise<void> => {
    const { id } = await tab;
    const place = (handle: Handle): string => `${openPrefix}${id} ${handle}`;
    // As long as it is open a file is known, however many others are opened.
    const known = await Promise.all(begun.map(knownFile));
    const keeping = known.map((file) => file && keep(place(file.handle), file));
    await Promise.all([...keeping, ...ended.map((handle) => forget(place(handle)))]).catch(() => undefined);
    channel.postMessage('');
  };

  return {
    followFiles(handles: readonly Handle[]): void {
      const ended = [...followed.values()].filter(({ handle }) => !handles.includes(handle));
      const begun = handles.filter((handle) => !followed.has(handle));
      if (begun.length + ended.length === 0) return;
      for (const { handle, release } of ended) {
        followed.delete(handle);
        release();
      }
      void turn(
        begun,
        ended.map(({ handle }) => handle),
      );
      for (const handle of begun) {
        const held = new Promise<void>((release) => {
          followed.set(handle, { handle, release, seen: null, reported: '' });
        });
        void navigator.locks.request(lockOf(handle), { mode: 'shared' }, () => held);
      }
      lookSoon();
    },
    onFileState: (listener: (state: FileState) => void): void => void listeners.push(listener),
    /** Lets the other tabs look: this one has written. */
    wrote(): void {
      channel.postMessage('');
    },
  };
}
