import { Button, Select } from '@mantine/core';
import { useEffect } from 'react';
import { t } from '../../i18n/index.ts';
import { useDocument } from '../../stores/documentStore.ts';
import { useRun } from '../../stores/runStore.ts';
import { useSelection } from '../../stores/selectionStore.ts';
import { useWorkspace } from '../../stores/workspaceStore.ts';
import { Note } from '../../ui/Note.tsx';
import { InputPanel } from './InputPanel.tsx';
import { inputImage, useInput } from './inputStore.ts';
import css from './insight.module.css';
import { LayerInsight } from './LayerInsight.tsx';
import { RunLine } from './RunLine.tsx';

const strings = t.insight;

/** The right dock of the Inspect stage: an image in, the prediction out, and what the chosen layer does between. */
export function InsightPanel() {
  const run = useRun((state) => state.shown);
  const { setStage } = useWorkspace.getState();
  if (run === null) {
    return (
      <div className={css['panel']}>
        <Note
          title={strings.none}
          action={
            <>
              <Button onClick={() => setStage('train')}>{strings.toTrain}</Button>
              <Button variant="default" onClick={() => setStage('runs')}>
                {strings.toRuns}
              </Button>
            </>
          }
        >
          {strings.noneAbout}
        </Note>
      </div>
    );
  }
  return (
    <div className={css['panel']}>
      <RunLine run={run} />
      <InputPanel run={run} />
      <ChosenLayer run={run} />
    </div>
  );
}

function ChosenLayer({ run }: { readonly run: string }) {
  const layers = useDocument((state) => state.document.layers);
  const selected = useSelection((state) => state.layers[0] ?? null);
  const image = useInput(inputImage);
  const layer = layers.find((other) => other.id === selected) ?? layers[1] ?? layers[0];
  // The canvas is the map of where one is: it marks the layer shown.
  useEffect(() => {
    if (layer && layer.id !== selected) useSelection.getState().select({ layers: [layer.id] });
  }, [layer, selected]);
  if (!layer) return null;
  return (
    <section aria-label={strings.layer.title} className={css['section']}>
      <Select
        label={strings.layer.choose}
        description={strings.layer.hint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={layers.map(({ id, name }) => ({ value: id, label: name }))}
        value={layer.id}
        allowDeselect={false}
        searchable
        onChange={(next) => next !== null && useSelection.getState().reveal(next)}
      />
      <LayerInsight key={layer.id} run={run} layer={layer.id} image={image} />
    </section>
  );
}
