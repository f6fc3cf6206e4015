import { create } from 'zustand';
import { setData } from '../../../src/document/operations/settings.ts';
import { dataReferenceSchema } from '../../../src/document/schema.ts';
import { type EngineClient, EngineError } from '../../../src/protocol/client.ts';
import type { RecentData } from '../../../src/protocol/own-data.ts';
import type { CallProgress } from '../../../src/protocol/protocol.ts';
import { sentence } from '../../../src/text/message.ts';
import { explain } from '../../../src/text/text-error.ts';
import { t } from '../../i18n/index.ts';
import { useDocument } from '../document/documentStore.ts';
import { useEngine } from '../engine/engineStore.ts';
import { pathForEngine } from '../engine/pathForEngine.ts';
import { activeTab } from '../tabs/activeTab.ts';
import type { Tab } from '../tabs/tab.ts';
import { type PickedFiles, unpacked } from './pickedFiles.ts';
import { upload } from './upload.ts';

/** Data on their way in. */
export interface Importing {
  readonly name: string;
  readonly progress: CallProgress<'datasets.prepare'> | null;
}

interface ImportState {
  readonly importing: Importing | null;
  /** Why the last import failed; null where it did not. */
  readonly failed: { readonly name: string; readonly why: string } | null;
  readonly recents: readonly RecentData[];
  /** Takes files that a person handed over: used where they are where the host knows that, else copied. */
  take(handed: PickedFiles): Promise<void>;
  /** Uses the data at a path for the document on the screen. */
  use(path: string): Promise<void>;
  /** Uses a dataset's examples put together again, as its reference says. */
  arrange(reference: string): Promise<void>;
  cancel(): void;
  dismiss(): void;
  refreshRecents(): Promise<void>;
  removeRecent(path: string): Promise<void>;
  restoreRecent(path: string): Promise<void>;
}

const baseName = (path: string): string => path.split(/[\\/]/).findLast((part) => part !== '') ?? path;

/** Where handed files are, if they are one file or one folder that the host can tell the place of. */
function placeOf({ name, files }: PickedFiles): string | null {
  const [first] = files;
  if (!first || !(first.content instanceof File)) return null;
  const path = pathForEngine(first.content);
  // A zip file is unpacked here, and what is in it handed over.
  if (path === null || /\.zip$/i.test(path)) return null;
  if (files.length === 1 && first.path === first.content.name && !first.content.webkitRelativePath) {
    return path;
  }
  const inside = first.path.replaceAll('/', path.includes('\\') ? '\\' : '/');
  const folder = path.endsWith(inside) ? path.slice(0, -inside.length - 1) : null;
  return folder !== null && baseName(folder) === name ? folder : null;
}

/** The engine once it has started; null where it does not, or no one waits any more. */
async function readyClient(canceled: () => boolean): Promise<EngineClient | null> {
  const isStarting = (): boolean => ['connecting', 'restarting'].includes(useEngine.getState().status.state);
  while (useEngine.getState().client === null && isStarting() && !canceled())
    await new Promise((resolve) => setTimeout(resolve, 100));
  return useEngine.getState().client;
}

/** Puts data into the document as one step of undo. */
function choose(tab: Tab, dataset: string, name: string): void {
  useDocument
    .of(tab)
    .getState()
    .commit(
      () => t.data.select(name),
      (document) => setData(document, dataReferenceSchema.parse({ ...document.data, dataset })),
    );
}

/** A person's own data on their way into the app, and those used lately. */
export const useImports = create<ImportState>()((set, get) => {
  let stop: () => void = () => undefined;
  let canceled = false;
  const report = (progress: Importing['progress']): void => {
    const { importing } = get();
    if (importing) set({ importing: { ...importing, progress } });
  };
  /** One import at a time; failures are kept as messages. */
  const work = async (name: string, act: () => Promise<void>): Promise<void> => {
    if (get().importing) return;
    canceled = false;
    set({ importing: { name, progress: null }, failed: null });
    try {
      await act();
    } catch (error) {
      const byHand = canceled || (error instanceof EngineError && error.code === 'canceled');
      if (!byHand) set({ failed: { name, why: explain(error) } });
    } finally {
      stop = () => undefined;
      set({ importing: null });
    }
  };
  const read = async (tab: Tab, path: string): Promise<void> => {
    const { client, refreshDatasets } = useEngine.getState();
    if (!client) throw new Error(t.ownData.noEngine);
    const preparing = client.call('datasets.prepare', { dataset: path }, report);
    stop = () => preparing.cancel();
    const info = await preparing;
    const { datasets } = useEngine.getState();
    useEngine.setState({ datasets: [...datasets.filter(({ id }) => id !== info.id), info] });
    await refreshDatasets();
    choose(tab, info.id, sentence(info.title));
  };
  const readOwn = async (tab: Tab, path: string): Promise<void> => {
    await read(tab, path);
    await useEngine.getState().client?.call('recents.add', { path });
    await get().refreshRecents();
  };
  return {
    importing: null,
    failed: null,
    recents: [],
    take(handed) {
      const tab = activeTab();
      return work(handed.name, async () => {
        const client = await readyClient(() => canceled);
        if (canceled) return;
        if (!client) throw new Error(t.ownData.noEngine);
        const place = placeOf(handed);
        if (place !== null) return readOwn(tab, place);
        const files = await unpacked(handed, () => canceled);
        if (canceled) return;
        if (files.files.length === 0) throw new Error(t.ownData.nothing);
        const isFar = useEngine.getState().elsewhere !== null;
        const sending = await upload(client, files, isFar, (done, total) =>
          report({ phase: t.ownData.copying, done, total }),
        );
        stop = sending.cancel;
        await readOwn(tab, await sending.path);
      });
    },
    use(path) {
      const tab = activeTab();
      return work(baseName(path), () => readOwn(tab, path));
    },
    arrange(reference) {
      const tab = activeTab();
      return work(baseName(reference), () => read(tab, reference));
    },
    cancel() {
      canceled = true;
      stop();
    },
    dismiss: () => set({ failed: null }),
    async refreshRecents() {
      const { client } = useEngine.getState();
      if (client) set({ recents: (await client.call('recents.list', {})).recents });
    },
    async removeRecent(path) {
      await useEngine.getState().client?.call('recents.remove', { path });
      await get().refreshRecents();
    },
    async restoreRecent(path) {
      await useEngine.getState().client?.call('recents.restore', { path });
      await get().refreshRecents();
    },
  };
});
