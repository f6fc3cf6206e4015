import { sentence } from '../../../src/text/message.ts';
import { t } from '../../i18n/index.ts';
import { useDatasets } from '../../stores/data/datasetStore.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useEngine } from '../../stores/engine/engineStore.ts';
import { PrepareBar } from '../../ui/PrepareBar.tsx';

/** The run's dataset, while it is downloaded before training starts. */
export function Fetching() {
  const id = useDocument((state) => state.document.data?.dataset) ?? '';
  const preparation = useDatasets((state) => state.preparing[id]);
  const title = useEngine((state) => state.datasets.find((dataset) => dataset.id === id)?.title) ?? id;
  if (!preparation) return null;
  return (
    <PrepareBar
      title={t.training.fetching(sentence(title))}
      progress={preparation.progress}
      onCancel={() => useDatasets.getState().cancel(id)}
    />
  );
}
