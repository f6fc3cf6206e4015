import { Button, Select } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { namePath } from '../../../src/document/place.ts';
import { kindOf } from '../../../src/layers/registry.ts';
import { outputPath } from '../../editing/lookup.ts';
import { layersInOrder } from '../../editing/order.ts';
import { t } from '../../i18n/index.ts';
import { useAnalysis } from '../../stores/document/analysisStore.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useOpen } from '../../stores/document/openStore.ts';
import { useSelection } from '../../stores/document/selectionStore.ts';
import { useInput } from '../../stores/input/inputStore.ts';
import { useRun } from '../../stores/runs/runStore.ts';
import { useWorkspace } from '../../stores/window/workspaceStore.ts';
import { Note } from '../../ui/Note.tsx';
import { Explanation } from './Explanation.tsx';
import { InputPanel } from './InputPanel.tsx';
import css from './insight.module.css';
import { LayerInsight } from './LayerInsight.tsx';
import { RunLine } from './RunLine.tsx';
import { TimeMachine } from './TimeMachine.tsx';

const strings = t.insight;
const none: readonly string[] = [];

/** The right dock of the Inspect stage: an image in, the prediction out, and what the chosen layer does between. */
export function InsightPanel() {
  const run = useRun((state) => state.shown);
  const layers = useDocument((state) => state.document.layers);
  const unknown = layers.filter((layer) => !layer.block && !kindOf(layer.kind));
  const { setStage } = useWorkspace.getState();
  if (run === null) {
    return (
      <div className={css['panel']}>
        <Note
          title={strings.none}
          action={
            <>
              <Button variant="default" onClick={() => setStage('train')}>
                {strings.toTrain}
              </Button>
              <Button variant="default" onClick={() => setStage('runs')}>
                {strings.toRuns}
              </Button>
            </>
          }
        >
          {unknown.length > 0
            ? strings.unknownLayers(unknown.map(({ name }) => `“${name}”`).join(', '), unknown.length)
            : strings.noneAbout}
        </Note>
      </div>
    );
  }
  return (
    <div className={css['panel']}>
      <RunLine run={run} />
      <TimeMachine run={run} />
      <InputPanel run={run} />
      <ChosenLayer run={run} />
    </div>
  );
}

function ChosenLayer({ run }: { readonly run: string }) {
  const document = useDocument((state) => state.document);
  const layers = useAnalysis((state) => state.analysis.layers);
  const choices = useMemo(
    () => layers.map(({ id }) => ({ value: id, label: namePath(document, id) })),
    [document, layers],
  );
  const selected = useSelection((state) => state.layers[0] ?? null);
  const chosen = useOpen((state) => state.byLayer.get(selected ?? ''));
  const image = useInput((state) => state.image);
  const classes = useInput((state) => state.target?.classes);
  const path = outputPath(chosen);
  const layer = layers.find(({ id }) => id === path);
  // The canvas is the map of where one is: it marks the layer shown.
  useEffect(() => {
    if (layer) return;
    const { document: part, byLayer } = useOpen.getState();
    const [first, second] = layersInOrder(part, byLayer, useAnalysis.getState().analysis);
    const next = second ?? first;
    if (next && next.id !== selected) useSelection.getState().select({ layers: [next.id] });
  }, [layer, selected]);
  return (
    <section aria-label={strings.layer.title} className={css['section']}>
      <Select
        label={strings.layer.choose}
        description={strings.layer.hint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={choices}
        value={layer?.id ?? null}
        placeholder={strings.layer.none}
        allowDeselect={false}
        searchable
        onChange={(next) => next !== null && useSelection.getState().reveal(next)}
      />
      <Explanation run={run} image={image} classes={classes ?? none} layer={layer?.id ?? null}>
        {layer && <LayerInsight key={layer.id} run={run} layer={layer.id} image={image} />}
      </Explanation>
    </section>
  );
}
