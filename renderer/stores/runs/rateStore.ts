import type { StoreApi } from 'zustand';
import type { ConvasDocument } from '../../../src/document/schema.ts';
import { serializeDocument } from '../../../src/document/serialize.ts';
import { EngineError } from '../../../src/protocol/client.ts';
import type { RateSearch } from '../../../src/protocol/data.ts';
import { explain } from '../../../src/text/text-error.ts';
import { t } from '../../i18n/index.ts';
import { useDatasets } from '../data/datasetStore.ts';
import { fetchData } from '../data/fetchData.ts';
import { useDocument } from '../document/documentStore.ts';
import { useEngine } from '../engine/engineStore.ts';
import { perTab } from '../tabs/perTab.ts';
import type { Tab } from '../tabs/tab.ts';

export type RateFinding =
  | { readonly state: 'idle' }
  | { readonly state: 'busy'; readonly search: RateSearch | null; readonly cancel: () => void }
  | { readonly state: 'ready'; readonly search: RateSearch; readonly of: ConvasDocument }
  | { readonly state: 'failed'; readonly reason: string };

interface RateState {
  readonly finding: RateFinding;
  /** Looks for a learning rate for the document on the canvas. */
  find(): Promise<void>;
  dismiss(): void;
}

/** The search for a learning rate: of the present document, forgotten with it. */
export const useRate = perTab<RateState>(
  (tab, set, get) => ({
    finding: { state: 'idle' },
    async find() {
      const { client } = useEngine.getState();
      const { document } = useDocument.of(tab).getState();
      if (get().finding.state === 'busy') return;
      if (!client) {
        set({ finding: { state: 'failed', reason: t.shell.engine.notReady } });
        return;
      }
      let canceled = false;
      let cancel = (): void => {
        canceled = true;
        if (document.data) useDatasets.getState().cancel(document.data.dataset);
      };
      const showBusy = (search: RateSearch | null): void =>
        set({ finding: { state: 'busy', search, cancel: () => cancel() } });
      showBusy(null);
      try {
        await fetchData(document);
        if (canceled) throw new EngineError('canceled', '');
        const pending = client.call('train.findRate', { document: serializeDocument(document) }, showBusy);
        cancel = () => pending.cancel();
        set({ finding: { state: 'ready', search: await pending, of: document } });
      } catch (error) {
        const byHand = error instanceof EngineError && error.code === 'canceled';
        const reason = explain(error);
        set({ finding: byHand ? { state: 'idle' } : { state: 'failed', reason } });
      }
    },
    dismiss: () => set({ finding: { state: 'idle' } }),
  }),
  resetWithDocument,
);

function resetWithDocument(tab: Tab, { getState }: StoreApi<RateState>): void {
  const forget = (): void => {
    const { finding, dismiss } = getState();
    if (finding.state === 'busy') finding.cancel();
    else dismiss();
  };
  tab.own(forget);
  tab.own(
    useDocument.of(tab).subscribe((state, before) => {
      if (state.session !== before.session) forget();
    }),
  );
}

/** Whether what was found still speaks of the present document: the rate itself may have changed. */
export function isStillValid(of: ConvasDocument, now: ConvasDocument): boolean {
  return (
    of.layers === now.layers &&
    of.edges === now.edges &&
    of.blocks === now.blocks &&
    of.data === now.data &&
    of.training.optimizer.kind === now.training.optimizer.kind &&
    of.training.batchSize === now.training.batchSize &&
    of.training.loss.kind === now.training.loss.kind
  );
}
