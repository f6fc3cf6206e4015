import type { EngineActivity } from './heartbeat.ts';
import type { Transport } from './transport.ts';

/** A document's place, as the host names it. Opaque: it says nothing of the file system. */
export type Handle = string;

export interface OpenedFile {
  readonly handle: Handle;
  /** What a person calls it: `lenet-5.convas`. */
  readonly name: string;
  readonly text: string;
  /** True where it cannot be written back. */
  readonly readOnly: boolean;
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

export interface Draft {
  readonly text: string;
  readonly handle: Handle | null;
  readonly name: string;
  /** ISO 8601. */
  readonly savedAt: string;
}

/** Where Electron's preload puts its host: `window.convasHost`. */
export const hostGlobal = 'convasHost';

/** Rejections carry one sentence that can be shown: what failed, on which file, and the way out. */
export interface Host {
  readonly kind: 'electron' | 'browser';
  /** Null when the person closed the dialog. */
  openFile(): Promise<OpenedFile | null>;
  openRecent(handle: Handle): Promise<OpenedFile>;
  recentFiles(): Promise<readonly RecentFile[]>;
  /** Atomic: the old file or the new one, never a half. */
  save(handle: Handle, text: string): Promise<void>;
  saveAs(suggestedName: string, text: string): Promise<{ handle: Handle; name: string } | null>;
  /** Asks where, then writes all files or none. Returns the place in words, null when the dialog was closed. */
  saveFiles(
    suggestedName: string,
    files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  ): Promise<string | null>;
  /** The unsaved work, kept through a crash. Null forgets it. */
  keepDraft(draft: Draft | null): Promise<void>;
  loadDraft(): Promise<Draft | null>;
  /** A wire to the engine; starts it if it is not running. Called again after it has died. */
  connectEngine(): Promise<Transport>;
  /** Looks at the engine's process from outside, for one that does not answer; takes about a second. */
  examineEngine(): Promise<EngineActivity>;
  /** Ends the engine's process, whatever it does; its wires are told. `connectEngine` starts another. */
  endEngine(): Promise<void>;
  /** What Convas put on the clipboard; null where the host does not let the page read it without a key. */
  readClipboard(): Promise<string | null>;
  setMenu(menu: readonly MenuItem[]): void;
  onCommand(listener: (command: string) => void): void;
  /** A file that the system asked to open (double click, command line); rejected where it cannot be read. */
  onOpenFile(listener: (file: Promise<OpenedFile>) => void): void;
  /** Tells the host whether closing would lose work; it then asks before it closes. */
  setUnsaved(unsaved: boolean, name: string): void;
  /** The person closes the window and wants the work saved: `save` tells whether it now is. */
  onSaveAsked(save: () => Promise<boolean>): void;
  openExternal(url: string): void;
}
