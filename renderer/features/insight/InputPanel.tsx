import { Button, SegmentedControl } from '@mantine/core';
import { useMemo } from 'react';
import type { Image } from '../../../src/protocol/data.ts';
import { t } from '../../i18n/index.ts';
import { useDatasets } from '../../stores/datasetStore.ts';
import { useDocument } from '../../stores/documentStore.ts';
import { useEngine } from '../../stores/engineStore.ts';
import { Note } from '../../ui/Note.tsx';
import { PixelCanvas } from '../../ui/tensor/PixelCanvas.tsx';
import { paintPhoto } from '../../ui/tensor/paint.ts';
import { DrawingPad } from './drawing/DrawingPad.tsx';
import { inputImage, useInput } from './inputStore.ts';
import css from './insight.module.css';
import { Prediction } from './Prediction.tsx';
import { SamplePicker } from './SamplePicker.tsx';

const strings = t.insight.input;

/** The image that goes in, and what comes out. */
export function InputPanel({ run }: { readonly run: string }) {
  const source = useInput((state) => state.source);
  const sample = useInput((state) => state.sample);
  const image = useInput(inputImage);
  const id = useDocument((state) => state.document.data?.dataset ?? null);
  const info = useEngine((state) =>
    state.datasets.find((dataset) => dataset.id === id && dataset.availability === 'ready'),
  );
  const truth = source === 'sample' && sample ? sample.label : null;
  return (
    <section aria-label={strings.title} className={css['section']}>
      <SegmentedControl<typeof source>
        aria-label={strings.source}
        data={[
          { value: 'sample', label: strings.sample },
          { value: 'drawn', label: strings.draw },
        ]}
        value={source}
        onChange={useInput.getState().setSource}
      />
      <div className={css['inOut']}>
        <div>
          {source === 'drawn' ? (
            <DrawingPad />
          ) : (
            <BigImage image={image} label={info?.classes[truth ?? -1] ?? ''} />
          )}
        </div>
        <Prediction run={run} image={image} truth={truth} />
      </div>
      {source === 'sample' && (info ? <SamplePicker info={info} /> : <NoSamples dataset={id} />)}
    </section>
  );
}

/** In the place of the images: a folder or file that a document names is known only once it was read. */
function NoSamples({ dataset }: { readonly dataset: string | null }) {
  const preparation = useDatasets((state) => (dataset === null ? undefined : state.preparing[dataset]));
  const listed = useEngine((state) => state.datasets.some((info) => info.id === dataset));
  if (dataset === null || listed) return <Note title={strings.noData} />;
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
  if (!image || !pixels) return <div className={css['paper']} />;
  return (
    <figure className={css['big']}>
      <PixelCanvas pixels={pixels} width={image.width} height={image.height} label={strings.truth(label)} />
      <figcaption>{strings.truth(label)}</figcaption>
    </figure>
  );
}
