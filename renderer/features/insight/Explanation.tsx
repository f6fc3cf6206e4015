import { Select } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import type { Need, View } from '../../../src/insight/view.ts';
import { isView, type ViewId, views } from '../../../src/insight/views/registry.ts';
import type { Image } from '../../../src/protocol/data.ts';
import { describe } from '../../../src/text/describe.ts';
import { text } from '../../../src/text/language.ts';
import { t } from '../../i18n/index.ts';
import { momentOf, useViewChoice } from '../../stores/window/viewStore.ts';
import { FailedCall } from '../../ui/FailedCall.tsx';
import { Note } from '../../ui/Note.tsx';
import { ParameterForm } from '../../ui/ParameterForm.tsx';
import { ExportFigures } from './ExportFigures.tsx';
import { Figures } from './figures/Figures.tsx';
import { FigureControlContext } from './figures/useFigureControl.ts';
import css from './insight.module.css';
import { RunPicker } from './RunPicker.tsx';
import { useView } from './useView.ts';
import { useWeightsRevision } from './useWeightsRevision.ts';

const strings = t.insight.explanation;

const all: Readonly<Record<ViewId, View>> = views;
/** Those of a layer and of the prediction are always shown. */
const shownAnyway: readonly ViewId[] = ['filters', 'feature-maps', 'prediction'];
const offered = Object.keys(all)
  .filter(isView)
  .filter((id) => !shownAnyway.includes(id));
const groups = [...new Set(offered.map((id) => all[id].group))];

const unset: Readonly<Record<string, unknown>> = {};

interface ExplanationProps {
  readonly run: string;
  readonly image: Image | null;
  /** Names of the classes. */
  readonly classes: readonly string[];
  /** The chosen layer, by id. */
  readonly layer: string | null;
}

/** Why the network answers as it does: a view of the registry, computed only once one is chosen. */
export function Explanation(props: ExplanationProps) {
  const view = useViewChoice((state) => state.view);
  const { choose } = useViewChoice.getState();
  return (
    <section aria-label={strings.title} className={css['section']}>
      <Select
        label={strings.title}
        placeholder={strings.none}
        searchable
        data={groups.map((group) => ({
          group: text.viewGroups[group].title,
          items: offered
            .filter((id) => all[id].group === group)
            .map((id) => ({ value: id, label: text.views[id].title })),
        }))}
        value={view}
        clearable
        onChange={(next) => choose(next !== null && isView(next) ? next : null)}
      />
      {view && <Explained key={view} view={view} {...props} />}
    </section>
  );
}

function Explained({ view, run, image, classes, layer }: ExplanationProps & { readonly view: ViewId }) {
  const { needs, parameters } = all[view];
  const [chosen, setChosen] = useState<string | null>(null);
  const [other, setOther] = useState<string | null>(null);
  const values = useViewChoice((state) => state.values[view]) ?? unset;
  const checkpoint = useViewChoice(momentOf(run));
  const control = useMemo(
    () => ({
      set: (next: Readonly<Record<string, unknown>>) => useViewChoice.getState().look(view, next),
    }),
    [view],
  );
  const setValues = useCallback(
    (next: Readonly<Record<string, unknown>>) => useViewChoice.getState().set(view, next),
    [view],
  );
  const wants = (need: Need): boolean => needs.includes(need);
  const given = needs.includes('image') ? image : undefined;
  const params = useMemo(
    () =>
      given === null || (needs.includes('other') && other === null)
        ? null
        : {
            run,
            view,
            ...(given && { image: given }),
            layer: needs.includes('layer') ? layer : null,
            class: chosen === null ? null : Number(chosen),
            checkpoint,
            other,
            parameters: values,
          },
    [run, view, given, layer, needs, chosen, checkpoint, other, values],
  );
  const revision = useWeightsRevision(run);
  const { state, figures, error, retry } = useView(params, { debounce: 120, revision });
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
      <ParameterForm fields={describe(parameters, words.parameters)} values={values} onChange={setValues} />
      <div aria-busy={state === 'busy'}>
        {given === null && <Note title={strings.noInput} />}
        {wants('other') && other === null && <Note title={strings.needsRun} />}
        {state === 'failed' && <FailedCall title={strings.failed(words.title)} error={error} retry={retry} />}
        {state === 'busy' && !figures && <Note title={t.insight.maps.busy} />}
        {params !== null && state !== 'failed' && figures && (
          <FigureControlContext value={control}>
            <div className={css['figures']}>
              <Figures figures={figures} />
            </div>
            <ExportFigures figures={figures} name={`${run}-${view}`} />
          </FigureControlContext>
        )}
      </div>
    </>
  );
}
