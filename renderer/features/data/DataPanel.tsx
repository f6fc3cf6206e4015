import { useDocument } from '../../stores/document/documentStore.ts';
import { useEngine } from '../../stores/engine/engineStore.ts';
import { DatasetChooser } from './DatasetChooser.tsx';
import css from './data.module.css';
import { InputPreview } from './InputPreview.tsx';
import { MissingData } from './MissingData.tsx';
import { SampleGrid } from './SampleGrid.tsx';
import { Statistics } from './Statistics.tsx';

/** The right dock of the Data stage: the choice, its images, its classes, its way into the network. */
export function DataPanel() {
  const id = useDocument((state) => state.document.data?.dataset ?? null);
  const info = useEngine((state) => state.datasets.find((dataset) => dataset.id === id));
  const answered = useEngine((state) => state.datasets.length > 0);
  return (
    <div className={css['panel']}>
      <DatasetChooser />
      {id !== null && answered && !info && <MissingData key={id} id={id} />}
      {info?.availability === 'ready' && (
        <>
          <SampleGrid key={`images.${info.id}`} info={info} />
          <InputPreview key={`input.${info.id}`} info={info} />
          <Statistics key={`statistics.${info.id}`} info={info} />
        </>
      )}
    </div>
  );
}
