import { create } from 'zustand';
import { serializeDocument } from '../../../src/document/serialize.ts';
import type { EngineClient } from '../../../src/protocol/client.ts';
import type { ImportFrom } from '../../../src/protocol/import.ts';
import type { CallResult } from '../../../src/protocol/protocol.ts';
import { t } from '../../i18n/index.ts';
import { useDocument } from '../document/documentStore.ts';
import { openText } from '../document/files.ts';
import { useEngine } from '../engine/engineStore.ts';
import { pathForEngine } from '../engine/pathForEngine.ts';
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
  /** Imports the model that lies at a path, as soon as there is an engine. */
  takePath(path: string): void;
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

const fileContent = async (file: File) => ({
  name: file.name,
  bytes: new Uint8Array(await file.arrayBuffer()),
});

/** Works with the engine, as soon as there is one. */
function withEngine(work: (client: EngineClient) => void): void {
  const begin = (client: EngineClient | null): boolean => {
    if (client) work(client);
    return client !== null;
  };
  if (begin(useEngine.getState().client)) return;
  const stop = useEngine.subscribe(({ client }) => {
    if (begin(client)) stop();
  });
}

/** In a window the engine reads the file where it lies; a page hands it over, with the others that were chosen. */
async function fromOf(file: File, files: readonly File[]): Promise<ImportFrom> {
  const path = pathForEngine(file);
  if (path !== null) return { path };
  const others = files.filter((other) => other !== file);
  return { ...(await fileContent(file)), beside: await Promise.all(others.map(fileContent)) };
}

export const useModelImport = create<ModelImportState>((set) => ({
  shown: null,
  busy: false,
  dismiss: () => set({ shown: null }),
  take(files) {
    const file = modelAmong(files);
    if (!file) return false;
    withEngine((client) => void importModel(client, file.name, () => fromOf(file, files)));
    return true;
  },
  takePath(path) {
    const name = path.split(/[\\/]/).at(-1)!;
    withEngine((client) => void importModel(client, name, async () => ({ path })));
  },
}));

/** What weights without a network may be of: the document on the screen, or a template. */
async function documentsForWeights(): Promise<string[]> {
  const { templates } = await import('../../../templates/index.ts');
  const open = serializeDocument(useDocument.getState().document);
  return [open, ...templates.map(({ text }) => text)];
}

async function importModel(
  client: EngineClient,
  file: string,
  fromFile: () => Promise<ImportFrom>,
): Promise<void> {
  const { setState } = useModelImport;
  setState({ busy: true, shown: null });
  try {
    const into = /\.safetensors$/i.test(file) ? await documentsForWeights() : [];
    const imported = await client.call('import.model', { from: await fromFile(), into });
    if (!openText(imported.document, null)) return;
    useWorkspace.getState().setGallery(false);
    setState({ shown: { ...imported, file, tab: activeTab() } });
  } catch (error) {
    alertError(() => t.shell.imported.failed(file), error);
  } finally {
    setState({ busy: false });
  }
}

const refuse = (file: File): void =>
  useWorkspace.getState().alert(
    () => t.shell.imported.failed(file.name),
    () => t.shell.imported.noModel,
  );

/** Opens a copy of the document among files that were dropped and hold no model; says why where there is none. */
export async function openDropped(files: readonly File[]): Promise<void> {
  const [first] = files;
  const document = files.find(({ name }) => /\.convas$/i.test(name));
  if (document === undefined) {
    if (first) refuse(first);
    return;
  }
  try {
    if (openText(await document.text(), null, document.name)) useWorkspace.getState().setGallery(false);
  } catch (error) {
    alertError(() => t.shell.imported.failed(document.name), error);
  }
}

/** Asks for files and imports the model among them. */
export function chooseModel(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.accept = '.keras,.h5,.hdf5,.onnx,.json,.pb,.bin,.safetensors,.convas';
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    if (!useModelImport.getState().take(files)) void openDropped(files);
  });
  input.click();
}
