import type { FileState, FileVersion, Handle } from '../../../src/protocol/host.ts';
import type { BrowserTab } from './browserTab.ts';
import { mayRead } from './fileSystem.ts';
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
  if (!(await mayRead(file.known.file))) return null;
  const { size, lastModified } = await file.known.file.getFile();
  return `${size} ${lastModified}`;
}

/**
 * Follows the file that this tab works on, and lets other tabs know: each that has it open holds a shared lock of its
 * name, which goes with the tab however it ends.
 */
export function followFiles(tab: Promise<BrowserTab>) {
  const listeners: ((state: FileState) => void)[] = [];
  const channel = new BroadcastChannel(channelName);
  let followed: { readonly handle: Handle; release(): void } | null = null;
  let seen: { readonly sign: string; readonly version: FileVersion | null } | null = null;
  let told = '';

  const othersOn = async (handle: Handle): Promise<number> => {
    const { held = [] } = await navigator.locks.query();
    return Math.max(0, held.filter(({ name }) => name === lockOf(handle)).length - 1);
  };
  /** Undefined where the browser would have to ask first. */
  const versionNow = async (handle: Handle, reread: boolean): Promise<FileVersion | null | undefined> => {
    const file = await knownFile(handle);
    if (!file) return undefined;
    try {
      const sign = await signOf(handle);
      if (sign === null) return undefined;
      if (seen?.sign !== sign || reread) seen = { sign, version: await currentVersion(file) };
      return seen.version;
    } catch {
      return null;
    }
  };
  const look = async (reread = false): Promise<void> => {
    const handle = followed?.handle;
    if (handle === undefined) return;
    const version = await versionNow(handle, reread);
    const others = await othersOn(handle);
    if (followed?.handle !== handle) return;
    const state: FileState = { handle, others, ...(version !== undefined && { version }) };
    const news = JSON.stringify(state);
    if (news === told) return;
    told = news;
    for (const listener of listeners) listener(state);
  };
  let looking = Promise.resolve();
  const lookSoon = (reread = false): void => {
    looking = looking.then(() => look(reread)).catch(() => undefined);
  };
  const isSeen = (): boolean => document.visibilityState === 'visible';

  channel.addEventListener('message', () => lookSoon(true));
  window.addEventListener('focus', () => lookSoon(true));
  document.addEventListener('visibilitychange', () => isSeen() && lookSoon(true));
  setInterval(() => isSeen() && lookSoon(), interval);
  // What tabs had open that are gone.
  void tab.then(async ({ living }) => {
    const [open, alive] = await Promise.all([recallAll(openPrefix), living()]);
    const gone = [...open.keys()].filter((name) => !alive.has(name.slice(openPrefix.length)));
    await Promise.all(gone.map(forget));
  });

  return {
    followFile(handle: Handle | null): void {
      if (followed?.handle === handle) return;
      followed?.release();
      followed = null;
      seen = null;
      told = '';
      void tab.then(async ({ id }) => {
        const file = handle === null ? undefined : await knownFile(handle);
        // As long as it is open the file is known, however many others are opened.
        await (file ? keep(openPrefix + id, file) : forget(openPrefix + id)).catch(() => undefined);
        channel.postMessage('');
      });
      if (handle === null) return;
      const held = new Promise<void>((release) => {
        followed = { handle, release };
      });
      void navigator.locks.request(lockOf(handle), { mode: 'shared' }, () => held);
      lookSoon();
    },
    onFileState: (listener: (state: FileState) => void): void => void listeners.push(listener),
    /** Lets the other tabs look: this one has written. */
    wrote(): void {
      channel.postMessage('');
    },
  };
}
