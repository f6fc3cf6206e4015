import { Button, Checkbox, SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import type { ConvasDocument } from '../../../src/document/schema.ts';
import { formatShape } from '../../../src/layers/shape.ts';
import { analyze } from '../../../src/network/analyze.ts';
import { transferDocument } from '../../../src/network/transfer/transfer.ts';
import type { DatasetInfo } from '../../../src/protocol/data.ts';
import { sentence } from '../../../src/text/message.ts';
import { explain } from '../../../src/text/text-error.ts';
import { layerTraining } from '../../../src/training/layer-settings.ts';
import { targetOf } from '../../../src/training/target.ts';
import { formatWeightSource, type WeightSource } from '../../../src/training/transfer.ts';
import { t } from '../../i18n/index.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { openDocument } from '../../stores/document/files.ts';
import { useEngine } from '../../stores/engine/engineStore.ts';
import { useRun } from '../../stores/runs/runStore.ts';
import { useTrainingTab } from '../../stores/runs/trainingTab.ts';
import { useTransfer } from '../../stores/runs/transferStore.ts';
import { useWorkspace } from '../../stores/window/workspaceStore.ts';
import { Note } from '../../ui/Note.tsx';
import css from './transfer.module.css';
import { type TransferSource, useSource, useSources } from './useSources.ts';

const strings = t.transfer;

/** Data whose examples have one class each. */
const classified = (info: DatasetInfo): boolean => targetOf(info).kind === 'class' && info.classes.length > 1;

/** The data of the document, where they have classes; else those that were added last. */
function firstData(all: readonly DatasetInfo[], named: string | undefined): string | null {
  return (all.find(({ id }) => id === named) ?? all.at(-1))?.id ?? null;
}

/** From what, for which classes, and how much of it is kept: then a new network is on the canvas. */
export function TransferDialog() {
  const sources = useSources();
  const requested = useTransfer((state) => state.source);
  const [chosen, setChosen] = useState(requested);
  const source = chosen ?? sources[0]?.items[0]?.source ?? null;
  const items = sources.flatMap((each) => each.items);
  const value = source && formatWeightSource(source);
  return (
    <div className={css['dialog']}>
      <p className={css['words']}>{strings.lead}</p>
      <Select
        label={strings.source}
        data={sources.map((each) => ({
          group: each.group,
          items: each.items.map(({ value: own, label }) => ({ value: own, label })),
        }))}
        value={value}
        allowDeselect={false}
        onChange={(next) => setChosen(items.find((item) => item.value === next)?.source ?? null)}
      />
      {source && <Choices key={value} wanted={source} />}
    </div>
  );
}

function Choices({ wanted }: { readonly wanted: WeightSource }) {
  const { source, error } = useSource(wanted);
  if (error !== '') {
    return (
      <Note tone="error" title={strings.unreadable}>
        {error}
      </Note>
    );
  }
  if (!source) return null;
  return source.usual || source.points.length > 0 ? (
    <Form source={source} />
  ) : (
    <Note tone="error" title={strings.failed}>
      {strings.noCut}
    </Note>
  );
}

function Form({ source }: { readonly source: TransferSource }) {
  const { points } = source;
  const datasets = useEngine((state) => state.datasets).filter(classified);
  const named = useDocument((state) => state.document.data?.dataset);
  const [dataset, setDataset] = useState(() => firstData(datasets, named));
  const [cut, setCut] = useState((source.usual ?? points.at(-1)!).layer);
  const [places, setPlaces] = useState(false);
  const [freeze, setFreeze] = useState(true);
  const [error, setError] = useState('');
  const busy = useTrainingTab(({ tab }) => tab !== null);
  const info = datasets.find(({ id }) => id === dataset);
  const point = points.find(({ layer }) => layer === cut);
  const spatial = (point?.outputShape.length ?? 0) > 1;

  const made = (): ConvasDocument | null =>
    info
      ? transferDocument(source.document, {
          source: source.source,
          cut,
          dataset: info.id,
          classes: info.classes.length,
          examples: info.train,
          preprocessing: source.preprocessing,
          places: places && spatial,
          freeze,
          name: strings.name(source.name, sentence(info.title)),
        })
      : null;

  const create = (train: boolean): void => {
    try {
      const document = made();
      if (!document) return;
      const tab = openDocument(document, { edited: true });
      const workspace = useWorkspace.getState();
      workspace.setGallery(false);
      workspace.setDialog(null);
      if (!train) return;
      workspace.setStage('train');
      workspace.showBottom('curves');
      void useRun.of(tab).getState().start();
    } catch (failure) {
      setError(explain(failure));
    }
  };

  const document = made();
  return (
    <>
      <Select
        label={strings.data}
        data={datasets.map(({ id, title }) => ({ value: id, label: sentence(title) }))}
        value={dataset}
        searchable
        allowDeselect={false}
        description={info ? strings.classes(info.classes, info.classes.length) : undefined}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        onChange={setDataset}
      />
      {!info && <Note title={strings.noData} />}
      <Select
        label={strings.cut}
        description={strings.cutAbout}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={points.map(({ layer, name, outputShape }) => ({
          value: layer,
          label: strings.point(name, formatShape(outputShape)),
        }))}
        value={cut}
        allowDeselect={false}
        onChange={(next) => next !== null && setCut(next)}
      />
      {spatial && (
        <div>
          <SegmentedControl
            fullWidth
            aria-label={strings.head}
            data={(['mean', 'places'] as const).map((value) => ({
              value,
              label: strings.heads[value].title,
            }))}
            value={places ? 'places' : 'mean'}
            onChange={(value) => setPlaces(value === 'places')}
          />
          <p className={css['small']}>{strings.heads[places ? 'places' : 'mean'].about}</p>
        </div>
      )}
      <Checkbox
        label={strings.freeze}
        description={strings.freezeAbout}
        checked={freeze}
        onChange={(event) => setFreeze(event.currentTarget.checked)}
      />
      {document && point && <Summary document={document} kept={point.kept} />}
      {error !== '' && (
        <Note tone="error" title={strings.failed}>
          {error}
        </Note>
      )}
      <div className={css['buttons']}>
        <Button disabled={!info || busy} onClick={() => create(true)}>
          {strings.train}
        </Button>
        <Button variant="default" disabled={!info} onClick={() => create(false)}>
          {strings.create}
        </Button>
        <Button variant="default" onClick={() => useWorkspace.getState().setDialog(null)}>
          {t.runs.cancel}
        </Button>
      </div>
    </>
  );
}

/** How much is kept, and how much trains. */
function Summary({ document, kept }: { readonly document: ConvasDocument; readonly kept: number }) {
  const { layers, totals } = analyze(document, null);
  const frozen = document.training.layers;
  const trained = layers
    .filter(({ id }) => !layerTraining(frozen, id).frozen)
    .reduce((sum, { trainableParams }) => sum + trainableParams, 0);
  return <p className={css['words']}>{strings.summary(kept, trained, totals.params)}</p>;
}
