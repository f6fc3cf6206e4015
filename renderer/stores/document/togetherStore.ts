import { type Exchange, exchange, type Presence } from '../../../src/collaboration/exchange.ts';
import { SharedDocument } from '../../../src/collaboration/shared-document.ts';
import { pathAt } from '../../../src/document/place.ts';
import type { RoomWire } from '../../../src/protocol/host.ts';
import { host } from '../../host/current.ts';
import { t } from '../../i18n/index.ts';
import { log } from '../engine/logStore.ts';
import { activeTab } from '../tabs/activeTab.ts';
import { perTab } from '../tabs/perTab.ts';
import type { Tab } from '../tabs/tab.ts';
import { useCanvas } from '../window/canvasStore.ts';
import { alertError, useWorkspace } from '../window/workspaceStore.ts';
import { useDocument } from './documentStore.ts';
import { openDocument } from './files.ts';
import { useSelection } from './selectionStore.ts';

/** A document that several people edit at a time: the way to them, and where they are. */

interface Together {
  /** The room in which the tab's document is edited together; null where it is edited alone. */
  readonly room: string | null;
  /** `waiting`: connected again and again; what is edited meanwhile is merged afterwards. */
  readonly state: 'connected' | 'waiting';
  readonly others: readonly Presence[];
}

const notShared: Together = { room: null, state: 'waiting', others: [] };

export const useTogether = perTab<Together>(() => notShared);

const nameKey = 'convas.person';
/** What this person is called at the others. */
export const personName = (): string => localStorage.getItem(nameKey) ?? '';
export const setPersonName = (name: string): void => localStorage.setItem(nameKey, name.slice(0, 40));

/** Milliseconds between two checks for something to send, and until the first and the longest next attempt. */
const [tickEvery, firstPause, longestPause] = [100, 500, 5000];

const newRoom = (): string => crypto.randomUUID().replaceAll('-', '');

/** The room that a link or a code names; null where it names none. */
export function roomIn(given: string): string | null {
  const room = /together=([\w-]+)/.exec(given)?.[1] ?? given.trim();
  return /^[\w-]{20,64}$/.test(room) ? room : null;
}

/** Keeps a shared document in touch with a room, over connections that may be lost. Returns what ends it. */
function connectRoom(
  shared: SharedDocument,
  room: string,
  notify: (change: Partial<Together>) => void,
): { readonly wire: Exchange; end(): void } {
  let connection: RoomWire | null = null;
  let ended = false;
  const wire = exchange({
    doc: shared.doc,
    person: crypto.randomUUID(),
    send: (bytes) => connection?.send(bytes),
    onOthers: (others) => notify({ others }),
  });
  const connect = async (pause: number): Promise<void> => {
    try {
      const opened = await host().openRoom!(room);
      if (ended) return opened.close();
      connection = opened;
      opened.onMessage(wire.take);
      opened.onClose(() => {
        connection = null;
        if (ended) return;
        notify({ state: 'waiting' });
        void connect(firstPause);
      });
      notify({ state: 'connected' });
      wire.greet();
    } catch {
      // No server for now.
      if (!ended) setTimeout(() => void connect(Math.min(2 * pause, longestPause)), pause);
    }
  };
  void connect(firstPause);
  const timer = setInterval(() => wire.tick(performance.now()), tickEvery);
  return {
    wire,
    end() {
      ended = true;
      clearInterval(timer);
      wire.end();
      connection?.close();
    },
  };
}

/** Binds a shared document to a tab until that has another one, is closed, or goes on alone. */
function bind(tab: Tab, shared: SharedDocument, room: string, touch: ReturnType<typeof connectRoom>): void {
  const store = useTogether.of(tab);
  const documents = useDocument.of(tab);
  store.setState({ ...notShared, ...store.getState(), room });
  const endRenaming = shared.onChange((_document, renamed) => {
    const selection = useSelection.of(tab);
    const { layers } = selection.getState();
    if (layers.some((id) => renamed.has(id)))
      selection.setState({ layers: layers.map((id) => renamed.get(id) ?? id) });
  });
  const pointing = setInterval(() => {
    const shown = tab === activeTab();
    const pointer = shown ? (useCanvas.getState().view?.pointer() ?? null) : null;
    const part = pathAt(useSelection.of(tab).getState().place, '').slice(0, 2000);
    touch.wire.show({ name: personName(), pointer, part }, performance.now());
  }, tickEvery);
  const end = (): void => {
    endDocument();
    endRenaming();
    clearInterval(pointing);
    touch.end();
    shared.end();
    store.setState(notShared);
  };
  const endDocument = documents.subscribe((state) => {
    if (state.shared !== shared) end();
  });
  tab.own(() => {
    if (documents.getState().shared === shared) end();
  });
}

/** Shares the document of a tab. Whoever enters the room edits it along. */
export function startTogether(tab: Tab = activeTab()): void {
  const { document, share } = useDocument.of(tab).getState();
  const shared = new SharedDocument(document);
  const room = newRoom();
  const touch = connectRoom(shared, room, (change) => useTogether.of(tab).setState(change));
  share(shared);
  bind(tab, shared, room, touch);
  log('info', () => t.together.started);
}

/** Goes on alone with the document as it is now. The others keep it, too. */
export const stopTogether = (tab: Tab = activeTab()): void => useDocument.of(tab).getState().share(null);

/** Milliseconds that the document of a room is waited for. */
const patience = 20_000;

/** Enters a room, and opens its document in a tab once it has arrived. */
export function joinTogether(room: string): Promise<boolean> {
  const shared = new SharedDocument(null);
  let seen: Partial<Together> = {};
  let tab: Tab | null = null;
  const touch = connectRoom(shared, room, (change) => {
    seen = { ...seen, ...change };
    if (tab) useTogether.of(tab).setState(change);
  });
  return new Promise((resolve) => {
    const late = setTimeout(() => {
      endWaiting();
      touch.end();
      shared.end();
      alertError(() => t.together.title, new Error(t.together.nobody));
      resolve(false);
    }, patience);
    const endWaiting = shared.onChange(() => {
      if (!shared.ready) return;
      clearTimeout(late);
      endWaiting();
      const opened = openDocument(shared.document, { edited: true });
      tab = opened;
      useDocument.of(opened).getState().share(shared);
      useTogether.of(opened).setState(seen);
      bind(opened, shared, room, touch);
      useWorkspace.getState().setGallery(false);
      resolve(true);
    });
  });
}

/** Enters the room that the page's address names, if any, and takes it out of the address. */
export function joinLink(): void {
  const room = /[#&]together=/.test(window.location.hash) ? roomIn(window.location.hash) : null;
  if (room === null || !host().openRoom) return;
  window.history.replaceState(null, '', window.location.pathname + window.location.search);
  void joinTogether(room);
}
