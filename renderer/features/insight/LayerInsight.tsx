import { SegmentedControl, Select } from '@mantine/core';
import { memo, type ReactNode, useMemo, useState } from 'react';
import { formatShape } from '../../../src/layers/shape.ts';
import type { Image, TensorValue } from '../../../src/protocol/data.ts';
import type { CallResult } from '../../../src/protocol/protocol.ts';
import { t } from '../../i18n/index.ts';
import { colourChoices, useShow } from '../../stores/showStore.ts';
import { useCall } from '../../stores/useCall.ts';
import { FailedCall } from '../../ui/FailedCall.tsx';
import { Note } from '../../ui/Note.tsx';
import { formatCount } from '../../ui/numbers.ts';
import css from './insight.module.css';
import { MapGrid } from './MapGrid.tsx';
import { type FilterMaps, filterMaps, matrixMap, outputMaps, unitMaps } from './mapsOf.ts';
import type { Picture } from './pictures.ts';
import { useWeightsRevision } from './useWeightsRevision.ts';
import { WeightHistogram } from './WeightHistogram.tsx';

const strings = t.insight;
const number = (index: number): string => formatCount(index + 1);

interface LayerInsightProps {
  readonly run: string;
  readonly layer: string;
  readonly image: Image | null;
}

/** What a layer makes of the image, beside the filters that make it. */
export function LayerInsight({ run, layer, image }: LayerInsightProps) {
  const revision = useWeightsRevision(run);
  const mapParams = useMemo(() => image && { run, layer, image }, [run, layer, image]);
  const weightParams = useMemo(() => ({ run, layer }), [run, layer]);
  const maps = useCall('model.featureMaps', mapParams, { debounce: 60, revision });
  const [large, setLarge] = useState(false);
  const weightsRevision = useWeightsRevision(run, large ? slowPace : undefined);
  const weights = useCall('model.weights', weightParams, { revision: weightsRevision });
  const isLarge = sizeOfAll(weights.value) > largeWeights;
  if (isLarge !== large) setLarge(isLarge);
  return (
    <>
      <HowToShow />
      <div className={css['sideBySide']}>
        <section aria-label={strings.maps.title} aria-busy={maps.state === 'busy'}>
          {image ? <FeatureMaps answer={maps} /> : <Note title={strings.maps.noInput} />}
        </section>
        <section aria-label={strings.filters.title} aria-busy={weights.state === 'busy'}>
          <h3 className={css['heading']}>{strings.filters.title}</h3>
          {weights.state === 'failed' ? (
            <FailedCall title={strings.filters.failed} error={weights.error} retry={weights.retry} />
          ) : (
            <Filters weights={weights.value} />
          )}
        </section>
      </div>
      <Histograms weights={weights.value} />
    </>
  );
}

type Weights = CallResult<'model.weights'> | null;

/** From this many values on a layer's weights are looked at less often: they are megabytes. */
const largeWeights = 200_000;
/** Milliseconds between looks at such weights. */
const slowPace = 2500;

const sizeOfAll = (weights: Weights): number =>
  Object.values(weights?.weights ?? {}).reduce((sum, { values }) => sum + values.length, 0);

const Histograms = memo(function Histograms({ weights }: { readonly weights: Weights }) {
  const kept = Object.entries(weights?.weights ?? {});
  if (kept.length === 0) return null;
  return (
    <section aria-label={strings.weights.title} className={css['histograms']}>
      {kept.map(([name, tensor]) => (
        <WeightHistogram key={name} name={name} tensor={tensor} />
      ))}
    </section>
  );
});

/** Normalisation and colour map, said in words. */
function HowToShow() {
  const { normalisation, colours, setNormalisation, setColours } = useShow();
  const words = strings.show;
  return (
    <div className={css['how']}>
      <Labelled label={words.normalisation}>
        <SegmentedControl<typeof normalisation>
          aria-label={words.normalisation}
          data={[
            { value: 'shared', label: words.shared },
            { value: 'per-map', label: words.perMap },
          ]}
          value={normalisation}
          onChange={setNormalisation}
        />
      </Labelled>
      <Labelled label={words.colours}>
        <Select
          aria-label={words.colours}
          w={112}
          data={colourChoices.map((choice) => ({ value: choice, label: words.maps[choice] }))}
          value={colours}
          allowDeselect={false}
          onChange={(next) => setColours(colourChoices.find((choice) => choice === next) ?? 'auto')}
        />
      </Labelled>
      <p className={css['small']}>{normalisation === 'shared' ? words.sharedAbout : words.perMapAbout}</p>
    </div>
  );
}

/** The control carries the same words for screen readers. */
function Labelled({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={css['labelled']}>
      <span aria-hidden="true">{label}</span>
      {children}
    </div>
  );
}

type MapsAnswer = ReturnType<typeof useCall<'model.featureMaps'>>;

function FeatureMaps({ answer }: { readonly answer: MapsAnswer }) {
  const { state, value } = answer;
  const words = strings.maps;
  const maps = useMemo(() => value && outputMaps(value), [value]);
  const shown = useMemo(() => Array.from({ length: maps?.maps ?? 0 }, (_, map) => map), [maps]);
  const vector = value?.shape.length === 1;
  return (
    <>
      <h3 className={css['heading']}>{vector ? words.vector : words.title}</h3>
      {state === 'failed' && <FailedCall title={words.failed} error={answer.error} retry={answer.retry} />}
      {state === 'busy' && !maps && <Note title={words.busy} />}
      {state !== 'failed' && maps && (
        <>
          <p className={css['small']}>
            {vector
              ? words.vectorAbout(maps.values.length)
              : words.count(maps.maps, formatShape([maps.height, maps.width]))}
          </p>
          <div className={vector ? css['one'] : undefined}>
            <MapGrid
              maps={maps}
              quantity="activation"
              shown={shown}
              name={(map) => (vector ? words.vector : words.map(number(Number(map))))}
              caption={vector ? () => '' : (map) => number(Number(map))}
            />
          </div>
        </>
      )}
    </>
  );
}

/** Drawn again with new weights alone, not with each new image. */
const Filters = memo(function Filters({ weights }: { readonly weights: Weights }) {
  const words = strings.filters;
  if (!weights) return <Note title={words.busy} />;
  const tensors = Object.values(weights.weights);
  if (tensors.length === 0) return <Note title={words.none} />;
  const kernels = tensors.filter(({ shape }) => shape.length === 4);
  const units =
    weights.image && weights.weights['kernel'] && unitMaps(weights.weights['kernel'], weights.image);
  const matrix = tensors.find(({ shape }) => shape.length === 2);
  if (units) return <Pictures taken={units} words={strings.units} />;
  return (
    <>
      {kernels.map((kernel) => (
        <Kernel key={kernel.shape.join()} kernel={kernel} />
      ))}
      {kernels.length === 0 && matrix && <Matrix tensor={matrix} />}
    </>
  );
});

function Kernel({ kernel }: { readonly kernel: TensorValue }) {
  const taken = useMemo(() => filterMaps(kernel), [kernel]);
  return taken && <Pictures taken={taken} words={strings.filters} />;
}

/** At most this many pictures are shown as a whole matrix of filters by inputs. */
const wholeMatrix = 160;

/** How pictures of three channels are first shown where they are those of an image: in color. */
const inColor = 'color';

interface PicturesProps {
  readonly taken: FilterMaps;
  readonly words: typeof strings.filters | typeof strings.units;
}

/** A picture a filter or unit: of all channels in a matrix, of one of them, or in color. */
function Pictures({ taken, words }: PicturesProps) {
  const { inputs, filters } = taken;
  const { height, width } = taken.maps;
  const colored = inputs === 3 && words === strings.units;
  const whole = !colored && inputs > 1 && inputs <= 12 && inputs * filters <= wholeMatrix;
  const [channel, setChannel] = useState(colored ? inColor : '0');
  const shown = useMemo(
    (): readonly Picture[] =>
      whole
        ? Array.from(
            { length: filters * inputs },
            (_, at) => (at % inputs) * filters + Math.floor(at / inputs),
          )
        : Array.from({ length: filters }, (_, filter) =>
            channel === inColor
              ? [filter, filters + filter, 2 * filters + filter]
              : Number(channel) * filters + filter,
          ),
    [whole, filters, inputs, channel],
  );
  const first = (picture: Picture): number => (typeof picture === 'number' ? picture : picture[0]);
  const filterOf = (picture: Picture): string => number(first(picture) % filters);
  const inputOf = (picture: Picture): string => number(Math.floor(first(picture) / filters));
  return (
    <>
      <p className={css['small']}>
        {whole ? words.matrix(filters, inputs) : words.single(filters, formatShape([height, width]))}
      </p>
      {inputs > 1 && !whole && (
        <Select
          label={words.ofInput}
          data={[
            ...(colored ? [{ value: inColor, label: strings.units.inColor }] : []),
            ...Array.from({ length: inputs }, (_, at) => ({ value: String(at), label: number(at) })),
          ]}
          value={channel}
          allowDeselect={false}
          searchable
          onChange={(next) => setChannel(next ?? channel)}
        />
      )}
      <MapGrid
        maps={taken.maps}
        quantity="weight"
        shown={shown}
        {...(whole ? { columns: inputs } : {})}
        name={(picture) =>
          inputs === 1 || typeof picture !== 'number'
            ? words.filter(filterOf(picture))
            : words.filterOf(filterOf(picture), inputOf(picture))
        }
        caption={filterOf}
      />
    </>
  );
}

const onlyMap = [0];

function Matrix({ tensor }: { readonly tensor: TensorValue }) {
  const words = strings.filters;
  const maps = useMemo(() => matrixMap(tensor), [tensor]);
  if (!maps) return <Note title={words.tooLarge(formatShape(tensor.shape))} />;
  const title = words.dense(maps.height, maps.width);
  return (
    <>
      <p className={css['small']}>{title}</p>
      <div className={css['one']}>
        <MapGrid maps={maps} quantity="weight" shown={onlyMap} name={() => title} caption={() => ''} />
      </div>
    </>
  );
}
