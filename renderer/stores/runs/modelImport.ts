import { create } from 'zustand';
import type { ImportFrom } from '../../../src/protocol/import.ts';
import type { CallResult } from '../../../src/protocol/protocol.ts';
import { host } from '../../host/current.ts';
import { t } from '../../i18n/index.ts';
import { openText } from '../document/files.ts';
import { useEngine } from '../engine/engineStore.ts';
import { activeTab } from '../tabs/activeTab.ts';
import type { Tab } from '../tabs/tab.ts';
import { alertError, useWorkspace } from '../window/workspaceStore.ts';

type Imported = CallResult<'import.model'>;

/** What became of the layers of the last model that was imported. */
interface ModelImportState {
  readonly shown: (Imported & { readonly file: string; readonly tab: Tab }) | null;
  readonly busy: boolean;
  dismiss(): void;
  /** Imports the model among the files, into a tab of its own. False where there is none. */
  take(files: readonly File[]): boolean;
}

/** What models' files end with; the first that is found is the model, the others lie beside it. */
const endings: readonly RegExp[] = [
  /\.keras$/i,
  /\.(h5|hdf5)$/i,
  /\.onnx$/i,
  /^model\.json$/i,
  /^saved_model\.pb$/i,
  /\.safetensors$/i,
];

/** The file that is a model; undefined where none is. */
export const modelAmong = (files: readonly File[]): File | undefined =>
  endings.flatMap((ending) => files.filter(({ name }) => ending.test(name)))[0];

/** In a window the engine reads the file where it lies; a page hands it over. */
async function fromOf(file: File): Promise<ImportFrom> {
  const path = host().pathOf?.(file) ?? null;
  return path === null ? { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } : { path };
}

export const useModelImport = create<ModelImportState>((set) => ({
  shown: null,
  busy: false,
  dismiss: () => set({ shown: null }),
  take(files) {
    const file = modelAmong(files);
    const { client } = useEngine.getState();
    if (!file || !client) return false;
    set({ busy: true, shown: null });
    const read = async (): Promise<void> => {
      try {
        const imported = await client.call('import.model', { from: await fromOf(file) });
        if (!openText(imported.document, null)) return;
        useWorkspace.getState().setGallery(false);
        set({ shown: { ...imported, file: file.name, tab: activeTab() } });
      } catch (error) {
        alertError(() => t.shell.imported.failed(file.name), error);
      } finally {
        set({ busy: false });
      }
    };
    void read();
    return true;
  },
}));

/** Asks for files and imports the model among them. */
export function chooseModel(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.accept = '.keras,.h5,.hdf5,.onnx,.json,.pb,.bin,.safetensors,.convas';
  input.addEventListener('change', () => useModelImport.getState().take([...(input.files ?? [])]));
  input.click();
}
