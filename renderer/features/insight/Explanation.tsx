import { Button, Select } from '@mantine/core';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { Need, View } from '../../../src/insight/view.ts';
import { isView, type ViewId, views } from '../../../src/insight/views/registry.ts';
import type { Image } from '../../../src/protocol/data.ts';
import { describe } from '../../../src/text/describe.ts';
import { text } from '../../../src/text/language.ts';
import { t } from '../../i18n/index.ts';
import { useDataTab } from '../../stores/data/dataTabStore.ts';
import { useLasso } from '../../stores/data/lassoStore.ts';
import { useAnalysis } from '../../stores/document/analysisStore.ts';
import { useInput } from '../../stores/input/inputStore.ts';
import { momentOf, useViewChoice } from '../../stores/window/viewStore.ts';
import { useWorkspace } from '../../stores/window/workspaceStore.ts';
import { FailedCall } from '../../ui/FailedCall.tsx';
import { FigureControlContext } from '../../ui/figures/useFigureControl.ts';
import { Note } from '../../ui/Note.tsx';
import { ParameterForm } from '../../ui/ParameterForm.tsx';
import { ExportFigures } from './ExportFigures.tsx';
import { Figures } from './figures/Figures.tsx';
import css from './insight.module.css';
import { KeepSmaller, SendKernel } from './KeepChange.tsx';
import { openExample } from './openExample.ts';
import { RunPicker } from './RunPicker.tsx';
import { useNetworkExample } from './useNetworkExample.ts';
import { useView } from './useView.ts';
import { useWeightsRevision } from './useWeightsRevision.ts';
import layout from './views.module.css';

const strings = t.insight.explanation;

const all: Readonly<Record<ViewId, View>> = views;
/** Those of a layer and of the prediction are always shown. */
const alwaysShown: readonly ViewId[] = ['filters', 'feature-maps', 'prediction'];
const offered = Object.keys(all)
  .filter(isView)
  .filter((id) => !alwaysShown.includes(id));
const groups = [...new Set(offered.map((id) => all[id].group))];

/** Stands for the maps and filters of the layer among the views. */
const layerView = 'layer';
const unset: Readonly<Record<string, unknown>> = {};

/** Views of one channel: each leads to the others. */
const ofChannel: readonly ViewId[] = ['explain-unit', 'top-patches', 'activation-maximization'];

interface ExplainedProps {
  readonly run: string;
  readonly image: Image | null;
  /** Names of the classes. */
  readonly classes: readonly string[];
  /** The chosen layer, by id. */
  readonly layer: string | null;
}

interface ExplanationProps extends ExplainedProps {
  /** What is shown where no view is chosen. */
  readonly children: ReactNode;
}

/** What is looked at: the maps and filters of a layer, or a view of the registry, computed only once it is chosen. */
export function Explanation({ children, ...props }: ExplanationProps) {
  const view = useViewChoice((state) => state.view);
  const { choose } = useViewChoice.getState();
  return (
    <section aria-label={strings.title} className={css['section']}>
      <Select
        label={strings.title}
        searchable
        maxDropdownHeight={420}
        data={[
          { value: layerView, label: strings.layer },
          ...groups.map((group) => ({
            group: text.viewGroups[group].title,
            items: offered
              .filter((id) => all[id].group === group)
              .map((id) => ({ value: id, label: text.views[id].title })),
          })),
        ]}
        value={view ?? layerView}
        allowDeselect={false}
        onChange={(next) => choose(next !== null && isView(next) ? next : null)}
      />
      {view ? <Explained key={view} view={view} {...props} /> : children}
    </section>
  );
}

function Explained({ view, run, image, classes, layer }: ExplainedProps & { readonly view: ViewId }) {
  const { needs, parameters } = all[view];
  const [chosen, setChosen] = useState<string | null>(null);
  const [other, setOther] = useState<string | null>(null);
  const values = useViewChoice((state) => state.values[view]) ?? unset;
  const checkpoint = useViewChoice(momentOf(run));
  const layerName = useAnalysis((state) => state.analysis.layers.find(({ id }) => id === layer)?.name ?? '');
  const dataset = useInput((state) => state.target?.dataset ?? null);
  const control = useMemo(
    () => ({
      ...(dataset !== null && {
        circle: (split: 'train' | 'test', examples: ReadonlySet<number>) =>
          useLasso.getState().set(examples.size > 0 ? { dataset, split, examples } : null),
        open: (split: 'train' | 'test', example: number) => void openExample(dataset, split, example),
        showCircled() {
          useDataTab.getState().show('explore');
          useWorkspace.getState().setStage('data');
        },
      }),
      set: (next: Readonly<Record<string, unknown>>) => useViewChoice.getState().look(view, next),
      ...(view === 'confusion' && {
        cell: (actual: number, predicted: number) =>
          useViewChoice.getState().look('confused-images', { frequent: false, actual, predicted }),
      }),
    }),
    [view, dataset],
  );
  const setValues = useCallback(
    (next: Readonly<Record<string, unknown>>) => useViewChoice.getState().set(view, next),
    [view],
  );
  const wants = (need: Need): boolean => needs.includes(need);
  const chosenInput = useNetworkExample(image);
  const given = needs.includes('image') ? chosenInput : undefined;
  const params = useMemo(
    () =>
      given === null || (needs.includes('other') && other === null)
        ? null
        : {
            run,
            view,
            ...given,
            layer: needs.includes('layer') ? layer : null,
            class: chosen === null ? null : Number(chosen),
            checkpoint,
            other,
            parameters: values,
          },
    [run, view, given, layer, needs, chosen, checkpoint, other, values],
  );
  const revision = useWeightsRevision(run);
  const { state, figures, error, code, retry } = useView(params, { debounce: 120, revision });
  const words = text.views[view];
  return (
    <>
      <p className={css['small']}>{words.about}</p>
      {wants('class') && (
        <Select
          label={strings.ofClass}
          placeholder={wants('image') ? strings.answer : strings.first}
          data={classes.map((label, index) => ({ value: String(index), label }))}
          value={chosen}
          clearable
          searchable
          onChange={setChosen}
        />
      )}
      {wants('other') && <RunPicker run={run} value={other} onChange={setOther} />}
      <div className={layout['options']}>
        <ParameterForm fields={describe(parameters, words.parameters)} values={values} onChange={setValues} />
      </div>
      {ofChannel.includes(view) && (
        <div className={layout['links']}>
          <span className={css['small']}>{strings.sameChannel}</span>
          {ofChannel
            .filter((each) => each !== view)
            .map((each) => (
              <Button
                key={each}
                variant="default"
                size="compact-sm"
                onClick={() => useViewChoice.getState().look(each, { channel: values['channel'] ?? 0 })}
              >
                {text.views[each].title}
              </Button>
            ))}
        </div>
      )}
      <div aria-busy={state === 'busy'} data-view={view}>
        {given === null && <Note title={strings.noInput} />}
        {wants('other') && other === null && <Note title={strings.needsRun} />}
        {state === 'failed' &&
          (code === 'refused' ? (
            <Note title={strings.refused}>{error}</Note>
          ) : (
            <FailedCall title={strings.failed(words.title)} error={error} retry={retry} />
          ))}
        {state === 'busy' && !figures && <Note title={t.insight.maps.busy} />}
        {params !== null && state !== 'failed' && figures && (
          <FigureControlContext value={control}>
            <div className={layout['figures']}>
              <Figures figures={figures} />
            </div>
            {view === 'surgery' && (
              <KeepSmaller run={run} layer={layer} checkpoint={checkpoint} values={values} />
            )}
            {view === 'filter-playground' && layer !== null && (
              <SendKernel
                run={run}
                layer={layer}
                layerName={layerName}
                checkpoint={checkpoint}
                values={values}
              />
            )}
            <ExportFigures figures={figures} name={`${run}-${view}`} />
          </FigureControlContext>
        )}
      </div>
    </>
  );
}
