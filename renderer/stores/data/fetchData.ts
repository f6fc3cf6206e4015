import type { ConvasDocument } from '../../../src/document/schema.ts';
import { EngineError } from '../../../src/protocol/client.ts';
import { useEngine } from '../engine/engineStore.ts';
import { useDatasets } from './datasetStore.ts';

/** Downloads a document's data where it is not here yet. @throws EngineError in words; `canceled` by hand */
export async function fetchData({ data }: Pick<ConvasDocument, 'data'>): Promise<void> {
  const dataset = data?.dataset;
  const info = useEngine.getState().datasets.find((other) => other.id === dataset);
  if (info?.availability !== 'download') return;
  if (await useDatasets.getState().prepare(info.id)) return;
  const reason = useDatasets.getState().preparing[info.id]?.error;
  throw reason ? new EngineError('failed', reason) : new EngineError('canceled', '');
}
