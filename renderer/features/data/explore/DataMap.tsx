import { SegmentedControl, Select } from '@mantine/core';
import { type SyntheticEvent, useMemo, useState } from 'react';
import { firstFigure } from '../../../../src/insight/figure.ts';
import { t } from '../../../i18n/index.ts';
import { useLasso } from '../../../stores/data/lassoStore.ts';
import { useCall } from '../../../stores/engine/useCall.ts';
import { formatMoment } from '../../../ui/dates.ts';
import { FailedCall } from '../../../ui/FailedCall.tsx';
import { ScatterFigure } from '../../../ui/figures/ScatterFigure.tsx';
import { FigureControlContext } from '../../../ui/figures/useFigureControl.ts';
import { PrepareBar } from '../../../ui/PrepareBar.tsx';
import css from '../data.module.css';
import { useRuns } from '../useRuns.ts';
import own from './explore.module.css';
import type { Split } from './labels.ts';

const words = t.explore.map;
const most = 60_000;

type Method = 'pca' | 'umap';

interface DataMapProps {
  readonly dataset: string;
  readonly split: Split;
}

/** All examples of a split in the plane, by their pixels or by what a run makes of them; a lasso filters the grid. */
export function DataMap(props: DataMapProps) {
  const [open, setOpen] = useState(false);
  return (
    <details
      className={own['fold']}
      onToggle={(event: SyntheticEvent<HTMLDetailsElement>) => setOpen(event.currentTarget.open)}
    >
      <summary>{words.title}</summary>
      {open && <OpenMap {...props} />}
    </details>
  );
}

function OpenMap({ dataset, split }: DataMapProps) {
  const runs = useRuns().filter((run) => run.dataset === dataset);
  const [of, setOf] = useState('');
  const [method, setMethod] = useState<Method | null>('pca');
  const pixels = useMemo(
    () => (method && of === '' ? { dataset, split, method } : null),
    [dataset, split, method, of],
  );
  const features = useMemo(
    () => (method && of !== '' ? { run: of, view: method, parameters: { split, examples: most } } : null),
    [split, method, of],
  );
  const ofPixels = useCall('datasets.map', pixels);
  const ofFeatures = useCall('insight.show', features);
  const { state, error, retry } = of === '' ? ofPixels : ofFeatures;
  const figure =
    of === ''
      ? (ofPixels.progress ?? ofPixels.value)?.figure
      : firstFigure((ofFeatures.progress ?? ofFeatures.value)?.figures ?? [], 'scatter');
  const control = useMemo(
    () => ({
      set: () => {},
      circle: (part: Split, examples: ReadonlySet<number>) =>
        useLasso.getState().set(examples.size > 0 ? { dataset, split: part, examples } : null),
    }),
    [dataset],
  );
  const shown = figure?.of?.split === split ? figure : undefined;
  return (
    <>
      <p className={css['small']}>{words.about}</p>
      <div className={css['bar']}>
        <Select
          aria-label={words.of}
          w={256}
          searchable={runs.length > 8}
          value={of}
          allowDeselect={false}
          data={[
            { value: '', label: words.pixels },
            ...runs.map(({ run, name, startedAt }) => ({
              value: run,
              label: `${name}, ${formatMoment(startedAt)}`,
            })),
          ]}
          onChange={(next) => setOf(next ?? '')}
        />
        <SegmentedControl<Method>
          aria-label={words.method}
          data={(['pca', 'umap'] as const).map((value) => ({ value, label: words.methods[value] }))}
          value={method ?? ('' as Method)}
          onChange={setMethod}
        />
      </div>
      {state === 'busy' && <PrepareBar title={words.busy} progress={null} onCancel={() => setMethod(null)} />}
      {state === 'failed' && <FailedCall title={words.failed} error={error} retry={retry} />}
      {shown && (
        <FigureControlContext value={control}>
          <ScatterFigure figure={shown} />
        </FigureControlContext>
      )}
    </>
  );
}
