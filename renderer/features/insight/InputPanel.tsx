import { Button, SegmentedControl } from '@mantine/core';
import { useMemo } from 'react';
import { paintPhoto } from '../../../src/insight/paint/paint.ts';
import type { Image } from '../../../src/protocol/data.ts';
import { t } from '../../i18n/index.ts';
import { useDatasets } from '../../stores/data/datasetStore.ts';
import { useEngine } from '../../stores/engine/engineStore.ts';
import { actualLabelOf, type InputSource, sourcesFor, useInput } from '../../stores/input/inputStore.ts';
import type { InputTarget } from '../../stores/input/target.ts';
import { Note } from '../../ui/Note.tsx';
import { PixelCanvas } from '../../ui/tensor/PixelCanvas.tsx';
import { DrawingPad } from './drawing/DrawingPad.tsx';
import { ExampleInput } from './ExampleInput.tsx';
import figuresCss from './figures/figures.module.css';
import css from './insight.module.css';
import { Prediction } from './Prediction.tsx';
import { PhotoInput } from './photo/PhotoInput.tsx';
import { usePhotoDrop } from './photo/usePhotoDrop.ts';
import { SamplePicker } from './SamplePicker.tsx';
import { useInputTarget } from './useInputTarget.ts';

const strings = t.insight.input;

/** The image that goes in, and what comes out. */
export function InputPanel({ run }: { readonly run: string }) {
  const { dataset, info, target } = useInputTarget(run);
  const source = useInput((state) => state.source);
  const known = useInput((state) => state.target);
  const image = useInput((state) => state.image);
  const truth = useInput(actualLabelOf);
  const over = usePhotoDrop();
  const ready = info?.availability === 'ready' ? info : undefined;
  // Dropped files go to where they are taken.
  const shown: InputSource = over ? 'photo' : source;
  if (ready && !target) return <ExampleInput run={run} info={ready} />;
  const takes = target && known?.dataset === target.dataset ? known : null;
  return (
    <section aria-label={strings.title} className={css['section']}>
      <SegmentedControl<InputSource>
        aria-label={strings.source}
        data={sourcesFor(takes).map((value) => ({ value, label: strings.sources[value] }))}
        value={shown}
        onChange={useInput.getState().setSource}
      />
      <div className={css['inOut']}>
        <div>
          {shown === 'drawn' && takes ? (
            <DrawingPad target={takes} />
          ) : (
            <BigImage image={image} label={captionOf(truth, takes, image)} />
          )}
        </div>
        <Prediction run={run} image={image} truth={truth} />
      </div>
      {shown === 'sample' && (ready ? <SamplePicker info={ready} /> : <NoSamples dataset={dataset} />)}
      {shown === 'photo' && takes && <PhotoInput target={takes} over={over} />}
    </section>
  );
}

/** The label of an image of the data; of a picture how the network gets it. */
function captionOf(truth: number | null, target: InputTarget | null, image: Image | null): string {
  if (truth !== null) return strings.truth(target?.classes[truth] ?? String(truth));
  return image ? strings.asTaken(`${image.height} × ${image.width}`, image.channels) : '';
}

/** In the place of the images: a folder or file that a document names is known only once it was read. */
function NoSamples({ dataset }: { readonly dataset: string | null }) {
  const preparation = useDatasets((state) => (dataset === null ? undefined : state.preparing[dataset]));
  const listed = useEngine((state) => state.datasets.some((info) => info.id === dataset));
  if (dataset === null) return null;
  if (listed) return <Note title={strings.noData} />;
  const read = () => void useDatasets.getState().prepare(dataset);
  return (
    <Note
      title={strings.unread(dataset)}
      action={
        <Button variant="default" loading={preparation?.error === ''} onClick={read}>
          {strings.read}
        </Button>
      }
    >
      {preparation?.error}
    </Note>
  );
}

function BigImage({ image, label }: { readonly image: Image | null; readonly label: string }) {
  const pixels = useMemo(
    () => image && paintPhoto(image.data, 0, image.height, image.width, image.channels),
    [image],
  );
  if (!image || !pixels) return <div className={css['blank']} />;
  return (
    <figure className={figuresCss['big']}>
      <PixelCanvas pixels={pixels} width={image.width} height={image.height} label={label} />
      <figcaption>{label}</figcaption>
    </figure>
  );
}
