import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import {
  type FileState,
  type Host,
  hostGlobal,
  type OpenedFile,
  type RoomWire,
} from '../src/protocol/host.ts';
import { portTransport } from '../src/protocol/port.ts';
import type { Transport } from '../src/protocol/transport.ts';
import { type Answer, languageArgument, pageChannels } from './page-channels.ts';
import type { RequestArguments, RequestName } from './requests.ts';

async function ask<T, N extends RequestName = RequestName>(
  name: N,
  ...args: RequestArguments<N>
): Promise<T> {
  const answer = (await ipcRenderer.invoke(name, ...args)) as Answer<T>;
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}

const commandListeners: ((command: string) => void)[] = [];
ipcRenderer.on(pageChannels.command, (_event, command: string) => {
  for (const listener of commandListeners) listener(command);
});

const fileListeners: ((file: Promise<OpenedFile>) => void)[] = [];
ipcRenderer.on(pageChannels.openFile, (_event, answer: Answer<OpenedFile>) => {
  for (const listener of fileListeners) {
    listener(answer.ok ? Promise.resolve(answer.value) : Promise.reject(new Error(answer.message)));
  }
});

const modelListeners: ((path: string) => void)[] = [];
ipcRenderer.on(pageChannels.openModel, (_event, path: string) => {
  for (const listener of modelListeners) listener(path);
});

const stateListeners: ((state: FileState) => void)[] = [];
ipcRenderer.on(pageChannels.fileState, (_event, state: FileState) => {
  for (const listener of stateListeners) listener(state);
});

let save: () => Promise<boolean> = async () => false;
ipcRenderer.on(pageChannels.saveAsked, async () => {
  const saved = await save().catch(() => false);
  await ask('window.saveAnswered', saved);
});

let connections = 0;
const portListeners = new Map<number, (port: MessagePort) => void>();
const closeListeners = new Map<number, (reason: string) => void>();
ipcRenderer.on(pageChannels.enginePort, (event: IpcRendererEvent, id: number) => {
  const [port] = event.ports;
  if (port) portListeners.get(id)?.(port);
  portListeners.delete(id);
});
ipcRenderer.on(pageChannels.engineClosed, (_event, id: number, reason: string) => {
  closeListeners.get(id)?.(reason);
  closeListeners.delete(id);
});

/** A port to what the main process connects under a number that the page chooses. */
async function openPort(connect: (id: number) => Promise<unknown>) {
  const id = ++connections;
  const arrival = new Promise<MessagePort>((resolve) => portListeners.set(id, resolve));
  try {
    await connect(id);
  } catch (error) {
    portListeners.delete(id);
    throw error;
  }
  const port = await arrival;
  return { port, onClosed: (notify: (reason: string) => void) => void closeListeners.set(id, notify) };
}

async function connectEngine(): Promise<Transport> {
  const { port, onClosed } = await openPort((id) => ask('engine.connect', id));
  return portTransport(port, onClosed);
}

async function openRoom(room: string): Promise<RoomWire> {
  const { port, onClosed } = await openPort((id) => ask('room.enter', id, room));
  return {
    send: (bytes) => port.postMessage(new Uint8Array(bytes)),
    onMessage(listener) {
      port.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (data instanceof Uint8Array) listener(data);
      });
      port.start();
    },
    onClose: onClosed,
    close: () => port.close(),
  };
}

/** What the person asked for as the app was started; see `languageArgument`. */
function askedLanguage(): Pick<Host, 'language'> {
  const given = process.argv.find((argument) => argument.startsWith(languageArgument));
  return given === undefined ? {} : { language: given.slice(languageArgument.length) };
}

/** Exactly the host that the page knows; no channel is passed through. */
const host: Host = {
  kind: 'electron',
  openFile: () => ask('file.open'),
  openRecent: (handle) => ask('file.openRecent', handle),
  recentFiles: () => ask('file.recent'),
  save: (handle, text, expected) => ask('file.save', handle, text, expected),
  saveAs: (suggestedName, text) => ask('file.saveAs', suggestedName, text),
  saveFiles: (suggestedName, files) =>
    ask(
      'file.saveFiles',
      suggestedName,
      files.map(({ name, bytes }) => ({ name, bytes: new Uint8Array(bytes) })),
    ),
  followFiles: (handles) => void ask('file.follow', [...handles]),
  onFileState: (listener) => void stateListeners.push(listener),
  keepDraft: (draft) => ask('draft.keep', draft),
  forgetDraft: (id) => ask('draft.forget', id),
  loadDrafts: () => ask('draft.load'),
  takeDraft: (id) => ask('draft.take', id),
  connectEngine,
  openRoom,
  examineEngine: () => ask('engine.examine'),
  endEngine: () => ask('engine.end'),
  engineElsewhere: () => ask('engine.elsewhere'),
  chooseEngine: (address) => ask('engine.choose', address),
  pathOf: (file) => webUtils?.getPathForFile(file as File) || null,
  readClipboard: () => ask('clipboard.read'),
  ...askedLanguage(),
  setLanguage: (language) => void ask('language.set', language as RequestArguments<'language.set'>[0]),
  setMenu: (menu) => void ask('menu.set', menu as RequestArguments<'menu.set'>[0]),
  onCommand: (listener) => void commandListeners.push(listener),
  onOpenModel: (listener) => void modelListeners.push(listener),
  onOpenFile: (listener) => {
    fileListeners.push(listener);
    void ask('window.ready');
  },
  setUnsaved: (unsaved) => void ask('window.unsaved', [...unsaved]),
  onSaveAsked: (next) => {
    save = next;
  },
  openExternal: (url) => void ask('link.open', url),
  update: (request) => ask('app.update', request),
  runtime: (request) => ask('app.runtime', request),
};

contextBridge.exposeInMainWorld(hostGlobal, host);
