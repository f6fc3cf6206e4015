import { SegmentedControl, Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import { setData } from '../../../src/document/operations/settings.ts';
import { type DataReference, dataReferenceSchema } from '../../../src/document/schema.ts';
import { greys } from '../../../src/insight/paint/colormap.ts';
import { type Pixels, paintImage, paintPhoto } from '../../../src/insight/paint/paint.ts';
import { rangeOfAll, type ValueRange } from '../../../src/insight/paint/range.ts';
import { formatShape } from '../../../src/layers/shape.ts';
import {
  rangeOf,
  type Sizing,
  sizingOf,
  sizings,
  withRange,
  withSizing,
} from '../../../src/preprocessing/edit.ts';
import { prepareImage } from '../../../src/preprocessing/pipeline.ts';
import { rescaleRanges } from '../../../src/preprocessing/steps/rescale.ts';
import type { DatasetInfo, Image } from '../../../src/protocol/data.ts';
import { explain } from '../../../src/text/text-error.ts';
import { t } from '../../i18n/index.ts';
import { useAnalysis } from '../../stores/document/analysisStore.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useCall } from '../../stores/engine/useCall.ts';
import { Note } from '../../ui/Note.tsx';
import { Legend } from '../../ui/tensor/Legend.tsx';
import { PixelCanvas } from '../../ui/tensor/PixelCanvas.tsx';
import { formatValue } from '../../ui/tensor/values.ts';
import css from './data.module.css';

const strings = t.data.input;
const { target: targetSchema } = dataReferenceSchema.shape;
const ranges = [...rescaleRanges, 'none'] as const;
const targets = targetSchema.unwrap().options;

function change(what: string, part: Partial<DataReference>): void {
  useDocument.getState().commit(
    () => strings.change(what),
    (document) => (document.data ? setData(document, { ...document.data, ...part }) : document),
  );
}

/** How a stored image becomes the network's input: the choices, and one image before and after. */
export function InputPreview({ info }: { readonly info: DatasetInfo }) {
  const data = useDocument((state) => state.document.data);
  const params = useMemo(
    () => ({ dataset: info.id, split: 'train' as const, offset: 0, count: 1, label: null }),
    [info.id],
  );
  const { value } = useCall('datasets.samples', params);
  if (!data) return null;
  const steps = data.preprocessing;
  const sizing = sizingOf(steps);
  const range = rangeOf(steps) ?? 'none';
  return (
    <section aria-label={strings.title}>
      <h2 className={css['title']}>{strings.title}</h2>
      <div className={css['choices']}>
        <div>
          <SegmentedControl
            aria-label={strings.fit}
            data={sizings.map((sizing) => ({ value: sizing, label: strings.fits[sizing as 'pad'] }))}
            value={sizing ?? ''}
            onChange={(chosen) => change(strings.fit, { preprocessing: withSizing(steps, chosen as Sizing) })}
          />
          <p className={css['small']}>{sizing && strings.fitsAbout[sizing as 'pad']}</p>
        </div>
        <Select
          label={strings.target}
          description={strings.targetsAbout[data.target]}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data={targets.map((target) => ({ value: target, label: strings.targets[target] }))}
          value={data.target}
          allowDeselect={false}
          onChange={(target) => change(strings.target, { target: targetSchema.parse(target) })}
        />
        <Select
          label={strings.scaling}
          description={strings.scalingsAbout[range]}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data={ranges.map((each) => ({ value: each, label: strings.scalings[each] }))}
          value={range}
          allowDeselect={false}
          onChange={(chosen) =>
            change(strings.scaling, {
              preprocessing: withRange(steps, rescaleRanges.find((each) => each === chosen) ?? null),
            })
          }
        />
      </div>
      {value && value.labels.length > 0 && <BeforeAfter data={data} samples={value} />}
    </section>
  );
}

interface Picture {
  readonly pixels: Pixels;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly values: Float32Array | Uint8Array;
  readonly range: ValueRange;
}

function before(image: Image): Picture {
  const { height, width, channels, data } = image;
  const pixels = paintPhoto(data, 0, height, width, channels);
  return { pixels, height, width, channels, values: data, range: { min: 0, max: 255 } };
}

function after(image: Image, inputShape: readonly number[], data: DataReference): Picture {
  const [height = 1, width = 1, channels = 1] = inputShape;
  const values = prepareImage(image, { inputShape, steps: data.preprocessing });
  const maps = { height, width, maps: channels, values };
  const range = rangeOfAll(maps);
  return { pixels: paintImage(maps, range), height, width, channels, values, range };
}

/** The network's input made of an image, or why the steps cannot make it, or cannot yet. */
function afterOrWhy(...given: Parameters<typeof after>): Picture | string {
  try {
    return after(...given);
  } catch (error) {
    return explain(error);
  }
}

interface BeforeAfterProps {
  readonly data: DataReference;
  readonly samples: { readonly shape: readonly number[]; readonly images: Uint8Array };
}

function BeforeAfter({ data, samples }: BeforeAfterProps) {
  const inputShape = useAnalysis(
    ({ analysis }) => analysis.layers.find((layer) => layer.kind === 'input')?.outputShape ?? null,
  );
  const [height = 1, width = 1, stored = 1] = samples.shape;
  const channels = stored === 3 ? 3 : 1;
  const image = useMemo<Image>(
    () => ({ height, width, channels, data: samples.images.slice(0, height * width * channels) }),
    [samples, height, width, channels],
  );
  const fits = inputShape?.length === 3 && (inputShape[2] === 1 || inputShape[2] === 3);
  const left = useMemo(() => before(image), [image]);
  const right = useMemo(
    () => (fits && inputShape ? afterOrWhy(image, inputShape, data) : null),
    [fits, image, inputShape, data],
  );
  if (!right) return <Note title={strings.noInput} />;
  return (
    <div className={css['pair']}>
      <PictureView title={strings.stored} picture={left} />
      {typeof right === 'string' ? (
        <Note title={right} />
      ) : (
        <PictureView title={strings.becomes} picture={right} />
      )}
    </div>
  );
}

function PictureView({ title, picture }: { readonly title: string; readonly picture: Picture }) {
  const { pixels, width, height, channels, values, range } = picture;
  const [at, setAt] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const first = at && (at.y * width + at.x) * channels;
  const read = first === null ? [] : [...values.slice(first, first + channels)];
  return (
    <figure>
      <figcaption>
        {title} <span className="numbers">{formatShape([height, width, channels])}</span>
      </figcaption>
      <PixelCanvas pixels={pixels} width={width} height={height} label={title} onHover={setAt} />
      <Legend range={range} colors={greys} />
      <p className={`${css['small']} numbers`}>
        {at ? strings.at(at.y, at.x, read.map(formatValue).join(', ')) : strings.hover}
      </p>
    </figure>
  );
}
