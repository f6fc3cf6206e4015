import { Button, SegmentedControl, Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { DatasetInfo } from '../../../../src/protocol/data.ts';
import type { IssueKind } from '../../../../src/protocol/data-check.ts';
import { t } from '../../../i18n/index.ts';
import { useDataTab } from '../../../stores/data/dataTabStore.ts';
import { useLasso } from '../../../stores/data/lassoStore.ts';
import { useDocument } from '../../../stores/document/documentStore.ts';
import { useEngine } from '../../../stores/engine/engineStore.ts';
import { useCall } from '../../../stores/engine/useCall.ts';
import { FailedCall } from '../../../ui/FailedCall.tsx';
import { Note } from '../../../ui/Note.tsx';
import { NumberInput } from '../../../ui/number/NumberInput.tsx';
import css from '../data.module.css';
import { ClassCounts } from './ClassCounts.tsx';
import { DataMap } from './DataMap.tsx';
import { ExportSelection } from './ExportSelection.tsx';
import own from './explore.module.css';
import { ImageGrid } from './ImageGrid.tsx';
import { Issues, issuePlaces } from './Issues.tsx';
import { LabelErrors } from './LabelErrors.tsx';
import { type Labels, labelsOf, matching, placeOf, type Split } from './labels.ts';
import { PixelStatistics } from './PixelStatistics.tsx';
import { SampleSheet } from './SampleSheet.tsx';
import { Zoom } from './Zoom.tsx';

const words = t.explore;

/** Looking through the document's data: all images, one by one, and in numbers. */
export function ExplorePanel() {
  const id = useDocument((state) => state.document.data?.dataset ?? null);
  const info = useEngine((state) => state.datasets.find((dataset) => dataset.id === id));
  if (info?.availability !== 'ready')
    return (
      <Note
        title={words.notHere}
        action={
          <Button variant="default" onClick={() => useDataTab.getState().show('dataset')}>
            {t.prepare.chooseData}
          </Button>
        }
      />
    );
  return <Explored key={info.id} info={info} />;
}

function Explored({ info }: { readonly info: DatasetInfo }) {
  const params = useMemo(() => ({ dataset: info.id }), [info.id]);
  const { state, value, error, retry } = useCall('datasets.labels', params);
  const labels = useMemo(() => value && labelsOf(value), [value]);
  if (state === 'failed') return <FailedCall title={t.data.images.failed} error={error} retry={retry} />;
  if (!labels) return <Note title={t.data.images.busy} />;
  return (
    <>
      <Images info={info} labels={labels} />
      <ClassCounts labels={labels} classes={info.classes} />
      <PixelStatistics dataset={info.id} />
      <SampleSheet dataset={info.id} count={labels.train.length} classes={info.classes} />
    </>
  );
}

function Images({ info, labels }: { readonly info: DatasetInfo; readonly labels: Labels }) {
  const circled = useLasso(({ selection }) => (selection?.dataset === info.id ? selection : null));
  const [split, setSplit] = useState<Split>(circled?.split ?? 'train');
  const [label, setLabel] = useState<number | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const [goTo, setGoTo] = useState<{ readonly place: number } | null>(null);
  const [issue, setIssue] = useState<IssueKind | null>(null);
  const [looks, setLooks] = useState(false);
  const params = useMemo(() => (looks ? { dataset: info.id } : null), [looks, info.id]);
  const check = useCall('datasets.check', params);
  const indices = useMemo(() => {
    const all = matching(labels[split], label);
    const found = circled?.split === split ? all.filter((index) => circled.examples.has(index)) : all;
    if (issue === null || !check.value) return found;
    const places = issuePlaces(check.value, issue, split);
    return found.filter((index) => places.has(index));
  }, [labels, split, label, issue, check.value, circled]);
  const index = chosen === null ? null : (indices[chosen] ?? null);
  const filter = (next: {
    readonly split?: Split;
    readonly label?: number | null;
    readonly issue?: IssueKind | null;
  }): void => {
    if (next.split) setSplit(next.split);
    if (next.label !== undefined) setLabel(next.label);
    if (next.issue !== undefined) setIssue(next.issue);
    setChosen(null);
    setGoTo({ place: 0 });
  };
  const jump = (to: number): void => {
    const place = placeOf(indices, to);
    setChosen(place);
    setGoTo({ place });
  };
  const count = labels[split].length;
  return (
    <section aria-label={t.data.images.title}>
      <h2 className={css['title']}>{t.data.images.title}</h2>
      <div className={css['bar']}>
        <SegmentedControl<Split>
          aria-label={t.data.images.split}
          data={[
            { value: 'train', label: t.data.images.train },
            { value: 'test', label: t.data.images.test },
          ]}
          value={split}
          onChange={(next) => filter({ split: next })}
        />
        <Select
          aria-label={t.data.images.label}
          w={128}
          searchable={info.classes.length > 12}
          data={[
            { value: '', label: t.data.images.all },
            ...info.classes.map((name, at) => ({ value: String(at), label: name })),
          ]}
          value={label === null ? '' : String(label)}
          allowDeselect={false}
          onChange={(next) => filter({ label: next ? Number(next) : null })}
        />
        <NumberInput
          aria-label={words.goTo}
          placeholder={words.goTo}
          w={104}
          value={null}
          bounds={{ min: 0, max: Math.max(0, count - 1), integer: true }}
          step={1}
          onChange={jump}
        />
        <span className={`${css['small']} numbers`}>{words.found(indices.length)}</span>
      </div>
      {circled?.split === split && (
        <div className={css['bar']}>
          <span className={css['small']}>{words.circled(circled.examples.size)}</span>
          <Button variant="default" size="compact-sm" onClick={() => useLasso.getState().set(null)}>
            {words.showAll}
          </Button>
        </div>
      )}
      <div className={own['issues']}>
        <Issues
          dataset={info.id}
          split={split}
          train={labels.train.length}
          check={check}
          chosen={issue}
          onChoose={(next) => filter({ issue: next })}
          onLook={() => setLooks(true)}
          onStop={() => setLooks(false)}
        />
      </div>
      {indices.length === 0 ? (
        <Note title={t.data.images.empty} />
      ) : (
        <ImageGrid
          dataset={info.id}
          split={split}
          indices={indices}
          labels={labels[split]}
          classes={info.classes}
          chosen={chosen}
          onChoose={setChosen}
          goTo={goTo}
        />
      )}
      {indices.length > 0 && (
        <ExportSelection
          selection={{ dataset: info.id, split, indices, labels: labels[split], classes: info.classes }}
        />
      )}
      <DataMap dataset={info.id} split={split} />
      {info.classes.length > 1 && (
        <LabelErrors
          dataset={info.id}
          onChoose={(to) => {
            filter({ split: 'test', label: null, issue: null });
            setChosen(to);
            setGoTo({ place: to });
          }}
        />
      )}
      <div className={own['below']}>
        {index === null ? (
          <p className={css['small']}>{words.choose}</p>
        ) : (
          <Zoom dataset={info.id} split={split} index={index} classes={info.classes} />
        )}
      </div>
    </section>
  );
}
