import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import { type FileState, type Host, hostGlobal, type OpenedFile } from '../src/protocol/host.ts';
import { portTransport } from '../src/protocol/port.ts';
import type { Transport } from '../src/protocol/transport.ts';
import { type Answer, languageArgument, notices } from './notices.ts';
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
ipcRenderer.on(notices.command, (_event, command: string) => {
  for (const listener of commandListeners) listener(command);
});

const fileListeners: ((file: Promise<OpenedFile>) => void)[] = [];
ipcRenderer.on(notices.openFile, (_event, answer: Answer<OpenedFile>) => {
  for (const listener of fileListeners) {
    listener(answer.ok ? Promise.resolve(answer.value) : Promise.reject(new Error(answer.message)));
  }
});

const stateListeners: ((state: FileState) => void)[] = [];
ipcRenderer.on(notices.fileState, (_event, state: FileState) => {
  for (const listener of stateListeners) listener(state);
});

let save: () => Promise<boolean> = async () => false;
ipcRenderer.on(notices.saveAsked, async () => {
  const saved = await save().catch(() => false);
  await ask('window.saveAnswered', saved);
});

let connections = 0;
const arrivals = new Map<number, (port: MessagePort) => void>();
const endings = new Map<number, (reason: string) => void>();
ipcRenderer.on(notices.enginePort, (event: IpcRendererEvent, id: number) => {
  const [port] = event.ports;
  if (port) arrivals.get(id)?.(port);
  arrivals.delete(id);
});
ipcRenderer.on(notices.engineClosed, (_event, id: number, reason: string) => {
  endings.get(id)?.(reason);
  endings.delete(id);
});

async function connectEngine(): Promise<Transport> {
  const id = ++connections;
  const arrival = new Promise<MessagePort>((resolve) => arrivals.set(id, resolve));
  try {
    await ask('engine.connect', id);
  } catch (error) {
    arrivals.delete(id);
    throw error;
  }
  return portTransport(await arrival, (tell) => endings.set(id, tell));
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
  examineEngine: () => ask('engine.examine'),
  endEngine: () => ask('engine.end'),
  pathOf: (file) => webUtils?.getPathForFile(file as File) || null,
  readClipboard: () => ask('clipboard.read'),
  ...askedLanguage(),
  setLanguage: (language) => void ask('language.set', language as RequestArguments<'language.set'>[0]),
  setMenu: (menu) => void ask('menu.set', menu as RequestArguments<'menu.set'>[0]),
  onCommand: (listener) => void commandListeners.push(listener),
  onOpenFile: (listener) => {
    fileListeners.push(listener);
    void ask('window.ready');
  },
  setUnsaved: (unsaved) => void ask('window.unsaved', [...unsaved]),
  onSaveAsked: (next) => {
    save = next;
  },
  openExternal: (url) => void ask('link.open', url),
};

contextBridge.exposeInMainWorld(hostGlobal, host);
