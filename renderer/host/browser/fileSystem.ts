import { openableExtensions, openableFormats } from '../../../src/document/openable.ts';
import { sentence } from '../../../src/text/message.ts';
import { t } from '../../i18n/index.ts';

/** The File System Access API, where the browser has it (Chromium); TypeScript's DOM library lacks its dialogs. */

interface PickerOptions {
  readonly suggestedName?: string;
  readonly types?: readonly { readonly description: string; readonly accept: Record<string, string[]> }[];
}

interface WithPickers {
  showOpenFilePicker?(options: PickerOptions): Promise<FileSystemFileHandle[]>;
  showSaveFilePicker?(options: PickerOptions): Promise<FileSystemFileHandle>;
  showDirectoryPicker?(options: { mode: 'readwrite' }): Promise<FileSystemDirectoryHandle>;
}

interface WithPermission {
  queryPermission?(options: { mode: 'read' | 'readwrite' }): Promise<PermissionState>;
  requestPermission?(options: { mode: 'readwrite' }): Promise<PermissionState>;
}

const pickers = (): WithPickers => window as unknown as WithPickers;

const documents = () =>
  openableFormats.map(({ title, extensions, mediaType }) => ({
    description: sentence(title),
    accept: { [mediaType]: extensions.map((extension) => `.${extension}`) },
  }));

/** Null when the person closed the dialog. */
async function unlessClosed<T>(picking: Promise<T>): Promise<T | null> {
  try {
    return await picking;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}

export const canPickFiles = (): boolean => pickers().showOpenFilePicker !== undefined;

export async function pickToOpen(): Promise<FileSystemFileHandle | null> {
  const picked = await unlessClosed(pickers().showOpenFilePicker!({ types: documents() }));
  return picked?.[0] ?? null;
}

export const pickToSave = (suggestedName: string): Promise<FileSystemFileHandle | null> =>
  unlessClosed(pickers().showSaveFilePicker!({ suggestedName, types: documents() }));

/** A file chosen through a plain upload field. */
export function askForFile(): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = [...openableExtensions, 'application/json'].join(',');
    input.hidden = true;
    const end = (file: File | null): void => {
      input.remove();
      resolve(file);
    };
    input.addEventListener('change', () => end(input.files?.[0] ?? null));
    input.addEventListener('cancel', () => end(null));
    // In the page: a field that nothing holds may be collected while its dialog is open.
    document.body.append(input);
    input.click();
  });
}

/** Hands a file to the browser's downloads. */
export function download(name: string, content: BlobPart, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export async function readFile(handle: FileSystemFileHandle): Promise<string> {
  await allow(handle);
  return (await handle.getFile()).text();
}

/** Writes through a temporary file that replaces the old one when complete: the browser's own way. */
export async function writeFile(handle: FileSystemFileHandle, text: string): Promise<void> {
  await allow(handle);
  const writable = await handle.createWritable();
  try {
    await writable.write(text);
  } catch (error) {
    await writable.abort();
    throw error;
  }
  await writable.close();
}

/** Whether a file may be read without asking the person. */
export async function canRead(handle: FileSystemFileHandle): Promise<boolean> {
  const state = await (handle as unknown as WithPermission).queryPermission?.({ mode: 'read' });
  return state === undefined || state === 'granted';
}

async function allow(handle: FileSystemFileHandle): Promise<void> {
  const asking = handle as unknown as WithPermission;
  const state = await asking.queryPermission?.({ mode: 'readwrite' });
  if (state === undefined || state === 'granted') return;
  if ((await asking.requestPermission?.({ mode: 'readwrite' })) !== 'granted')
    throw new Error(t.shell.browser.notAllowed(handle.name));
}
