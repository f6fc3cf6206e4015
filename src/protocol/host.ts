import type { EngineActivity } from './heartbeat.ts';
import type { RuntimeRequest, RuntimeState } from './runtime.ts';
import type { Transport } from './transport.ts';
import type { UpdateRequest, UpdateState } from './update.ts';

/** A document's place, as the host names it. Opaque: it says nothing of the file system. */
export type Handle = string;

/** A file's version, a hash of its bytes: equal versions are equal files. */
export type FileVersion = string;

export interface OpenedFile {
  readonly handle: Handle;
  /** What a person calls it: `lenet-5.convas`. */
  readonly name: string;
  readonly text: string;
  /** True where it cannot be written back. */
  readonly readOnly: boolean;
  readonly version: FileVersion;
}

export type SavedFile = Pick<OpenedFile, 'handle' | 'name' | 'version'>;

/** What became of a save: a file that holds something else than expected, or is gone, is not written. */
export type SaveOutcome =
  | { readonly saved: true; readonly version: FileVersion }
  | { readonly saved: false; readonly because: 'changed' | 'missing' };

/** What the host sees of a file that a page works on. */
export interface FileState {
  readonly handle: Handle;
  /** What it holds now; null where it is gone. Left out where looking needs the person's leave. */
  readonly version?: FileVersion | null;
  /** How many other windows or tabs have it open. */
  readonly others: number;
}

export interface RecentFile {
  readonly handle: Handle;
  readonly name: string;
  /** Where it is, shortened for showing; not usable as a path. */
  readonly hint: string;
  /** ISO 8601. */
  readonly openedAt: string;
}

/** A menu as data; `command` is a command's id, sent back through `onCommand`. */
export interface MenuItem {
  readonly label: string;
  readonly command?: string;
  readonly accelerator?: string;
  readonly enabled?: boolean;
  readonly checked?: boolean;
  readonly role?: 'quit' | 'toggleDevTools' | 'togglefullscreen' | 'copy' | 'cut' | 'paste';
  readonly separator?: boolean;
  readonly submenu?: readonly MenuItem[];
}

/** Unsaved work: of one document that one page worked on. */
export interface Draft {
  /** A UUID, by which the page knows its document as long as it is open. */
  readonly id: string;
  readonly text: string;
  readonly handle: Handle | null;
  readonly name: string;
  /** What the file held that the work began with; null where there is none. */
  readonly version: FileVersion | null;
  /** ISO 8601. */
  readonly savedAt: string;
}

export type DraftSummary = Pick<Draft, 'id' | 'name' | 'savedAt'>;

export interface FoundDrafts {
  /** Left by this very window or browser tab, when it was loaded again or failed; the latest first. */
  readonly own: readonly Draft[];
  /** Left by windows and tabs that are gone, the latest first; never by one that lives. */
  readonly others: readonly DraftSummary[];
  /** Why the host loaded this page again; null where it did not. */
  readonly after: 'crashed' | 'hung' | null;
}

/** Where Electron's preload puts its host: `window.convasHost`. */
export const hostGlobal = 'convasHost';

/** A way to the others in a room; what is sent may be lost. */
export interface RoomWire {
  send(bytes: Uint8Array): void;
  onMessage(listener: (bytes: Uint8Array) => void): void;
  /** Called once when the connection is gone. */
  onClose(listener: () => void): void;
  close(): void;
}

/** Rejections carry one sentence that can be shown: what failed, on which file, and the way out. */
export interface Host {
  readonly kind: 'electron' | 'browser';
  /** The language asked for at the start (`--lang`), as a BCP 47 tag; left out where none was. */
  readonly language?: string;
  /** Null when the person closed the dialog. */
  openFile(): Promise<OpenedFile | null>;
  openRecent(handle: Handle): Promise<OpenedFile>;
  recentFiles(): Promise<readonly RecentFile[]>;
  /**
   * Writes a file that still holds `expected`; null writes over whatever is there. Atomic: the old file or the new one,
   * never a half.
   */
  save(handle: Handle, text: string, expected: FileVersion | null): Promise<SaveOutcome>;
  saveAs(suggestedName: string, text: string): Promise<SavedFile | null>;
  /** The files that this page works on, to be looked after, and for others to know of. */
  followFiles(handles: readonly Handle[]): void;
  /** Called when a followed file holds something else, when it is gone, and when others open or close it. */
  onFileState(listener: (state: FileState) => void): void;
  /** Asks where, then writes all files or none. Returns the place in words, null when the dialog was closed. */
  saveFiles(
    suggestedName: string,
    files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  ): Promise<string | null>;
  /** Keeps unsaved work through a crash, in the place of what was kept under its id. */
  keepDraft(draft: Draft): Promise<void>;
  forgetDraft(id: string): Promise<void>;
  loadDrafts(): Promise<FoundDrafts>;
  /** Makes a draft that was left behind this page's own; null where another page has taken it. */
  takeDraft(id: string): Promise<Draft | null>;
  /** A wire to the engine; starts it if it is not running. Called again after it has died. */
  connectEngine(): Promise<Transport>;
  /**
   * Enters a room in which pages edit a document together: of the page's server, or of the engine on another machine.
   * Left out where there is neither; rejected in a window that uses its own engine.
   * @param room its name, 20 to 64 letters, digits, `-` and `_`, which nobody guesses
   */
  openRoom?(room: string): Promise<RoomWire>;
  /** The address that brings another browser into a room of this server. */
  roomLink?(room: string): string;
  /** Looks at the engine's process from outside, for one that does not answer; takes about a second. */
  examineEngine(): Promise<EngineActivity>;
  /** Ends the engine's process, whatever it does; its wires are informed. `connectEngine` starts another. */
  endEngine(): Promise<void>;
  /** Where the engine on another machine is that `connectEngine` leads to, without its secret; null for the own. */
  engineElsewhere?(): Promise<string | null>;
  /**
   * Has `connectEngine` lead to the engine at an address (`convas://…`, as `convas engine` prints it), once that was
   * reached; null: to the own. Wires stay as they are. Left out where there is only the own.
   */
  chooseEngine?(address: string | null): Promise<void>;
  /**
   * Where a `File` that the page was handed lies, so that it can be read in place; null where it lies nowhere. Left out
   * where the host cannot know, as in a browser.
   */
  pathOf?(file: object): string | null;
  /** What Convas put on the clipboard; null where the host does not let the page read it without a key. */
  readClipboard(): Promise<string | null>;
  /** The language that the page speaks from now on: the host's own dialogs follow. */
  setLanguage(language: string): void;
  setMenu(menu: readonly MenuItem[]): void;
  onCommand(listener: (command: string) => void): void;
  /** A file that the system asked to open (double click, command line); rejected where it cannot be read. */
  onOpenFile(listener: (file: Promise<OpenedFile>) => void): void;
  /** The same of another program's model, which the engine reads where it lies. A host without files asks for none. */
  onOpenModel?(listener: (path: string) => void): void;
  /**
   * Notifies the host which documents have unsaved changes, by name, so that it asks before it closes, and the name of the
   * one that is shown.
   */
  setUnsaved(unsaved: readonly string[], shown: string): void;
  /** The person closes the window and wants the work saved: `save` says whether all of it now is. */
  onSaveAsked(save: () => Promise<boolean>): void;
  openExternal(url: string): void;
  /** Looks for updates of the app, and installs them. Left out where the app is a page. */
  update?(request: UpdateRequest): Promise<UpdateState>;
  /** Native TensorFlow where the app was packaged without it. Left out where the app is a page. */
  runtime?(request: RuntimeRequest): Promise<RuntimeState>;
}
