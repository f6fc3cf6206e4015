import { SegmentedControl, Select } from '@mantine/core';
import { type ContextType, memo, type ReactNode, useMemo, useState } from 'react';
import { type Figure, firstFigure } from '../../../src/insight/figure.ts';
import { sizeOf } from '../../../src/layers/shape.ts';
import type { Image } from '../../../src/protocol/data.ts';
import { t } from '../../i18n/index.ts';
import { colorChoices, useShow } from '../../stores/window/showStore.ts';
import { momentOf, useViewChoice } from '../../stores/window/viewStore.ts';
import { FailedCall } from '../../ui/FailedCall.tsx';
import { Note } from '../../ui/Note.tsx';
import { ExplainContext } from './figures/explain.ts';
import { Figures } from './figures/Figures.tsx';
import css from './insight.module.css';
import { useNetworkExample } from './useNetworkExample.ts';
import { useView, type ViewAnswer } from './useView.ts';
import { useWeightsRevision } from './useWeightsRevision.ts';

const strings = t.insight;

interface LayerInsightProps {
  readonly run: string;
  readonly layer: string;
  readonly image: Image | null;
}

/** What a layer makes of the image, beside the filters that make it. */
export function LayerInsight({ run, layer, image }: LayerInsightProps) {
  const revision = useWeightsRevision(run);
  const checkpoint = useViewChoice(momentOf(run));
  const given = useNetworkExample(image);
  const mapParams = useMemo(
    () => given && { run, view: 'feature-maps' as const, layer, ...given, checkpoint },
    [run, layer, given, checkpoint],
  );
  const weightParams = useMemo(
    () => ({ run, view: 'filters' as const, layer, checkpoint }),
    [run, layer, checkpoint],
  );
  const maps = useView(mapParams, { debounce: 60, revision });
  const [large, setLarge] = useState(false);
  const weightsRevision = useWeightsRevision(run, large ? slowPace : undefined);
  const weights = useView(weightParams, { revision: weightsRevision });
  const isLarge = sizeOfAll(weights.figures) > largeWeights;
  if (isLarge !== large) setLarge(isLarge);
  return (
    <>
      <DisplayOptions />
      <div className={css['sideBySide']}>
        <section aria-label={strings.maps.title} aria-busy={maps.state === 'busy'}>
          {given ? <FeatureMaps answer={maps} /> : <Note title={strings.maps.noInput} />}
        </section>
        <section aria-label={strings.filters.title} aria-busy={weights.state === 'busy'}>
          <h3 className={css['heading']}>{strings.filters.title}</h3>
          {weights.state === 'failed' ? (
            <FailedCall title={strings.filters.failed} error={weights.error} retry={weights.retry} />
          ) : (
            <Filters figures={weights.figures} />
          )}
        </section>
      </div>
      <Histograms figures={weights.figures} />
    </>
  );
}

/** From this many values on a layer's weights are looked at less often: they are megabytes. */
const largeWeights = 200_000;
/** Milliseconds between looks at such weights. */
const slowPace = 2500;

const sizeOfAll = (figures: readonly Figure[] | null): number =>
  (figures ?? []).reduce((sum, each) => sum + (each.figure === 'histogram' ? sizeOf(each.shape) : 0), 0);

const Histograms = memo(function Histograms({ figures }: FiguresProps) {
  const spreads = figures?.filter(({ figure }) => figure === 'histogram') ?? [];
  if (spreads.length === 0) return null;
  return (
    <section aria-label={strings.weights.title} className={css['histograms']}>
      <Figures figures={spreads} />
    </section>
  );
});

/** Normalization and color map, said in words. */
function DisplayOptions() {
  const { normalization, colors, setNormalization, setColors } = useShow();
  const words = strings.show;
  return (
    <div className={css['how']}>
      <Labeled label={words.normalization}>
        <SegmentedControl<typeof normalization>
          aria-label={words.normalization}
          data={[
            { value: 'shared', label: words.shared },
            { value: 'per-map', label: words.perMap },
          ]}
          value={normalization}
          onChange={setNormalization}
        />
      </Labeled>
      <Labeled label={words.colors}>
        <Select
          aria-label={words.colors}
          w={112}
          data={colorChoices.map((choice) => ({ value: choice, label: words.maps[choice] }))}
          value={colors}
          allowDeselect={false}
          onChange={(next) => setColors(colorChoices.find((choice) => choice === next) ?? 'auto')}
        />
      </Labeled>
      <p className={css['small']}>{normalization === 'shared' ? words.sharedAbout : words.perMapAbout}</p>
    </div>
  );
}

/** The control carries the same words for screen readers. */
function Labeled({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={css['labeled']}>
      <span aria-hidden="true">{label}</span>
      {children}
    </div>
  );
}

interface FiguresProps {
  readonly figures: readonly Figure[] | null;
}

/** The value is explained below. */
const explain: NonNullable<ContextType<typeof ExplainContext>> = {
  unit: ({ channel, row, column }) =>
    useViewChoice
      .getState()
      .look(
        'explain-unit',
        row === undefined || column === undefined ? { channel } : { channel, strongest: false, row, column },
      ),
  patches: (channel) => useViewChoice.getState().look('top-patches', { channel }),
};

function FeatureMaps({ answer }: { readonly answer: ViewAnswer }) {
  const { state, figures } = answer;
  const words = strings.maps;
  const maps = figures && firstFigure(figures, 'maps');
  return (
    <>
      <h3 className={css['heading']}>{maps?.shape.length === 1 ? words.vector : words.title}</h3>
      {state === 'failed' && <FailedCall title={words.failed} error={answer.error} retry={answer.retry} />}
      {state === 'busy' && !figures && <Note title={words.busy} />}
      {state !== 'failed' && figures && (
        <ExplainContext value={explain}>
          <Figures figures={figures} />
        </ExplainContext>
      )}
    </>
  );
}

/** Drawn again with new weights alone, not with each new image. */
const Filters = memo(function Filters({ figures }: FiguresProps) {
  const words = strings.filters;
  const maps = useMemo(() => figures?.filter(({ figure }) => figure === 'maps'), [figures]);
  if (!figures || !maps) return <Note title={words.busy} />;
  if (figures.length === 0) return <Note title={words.none} />;
  return <Figures figures={maps} />;
});
