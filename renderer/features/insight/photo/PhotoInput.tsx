import { Button, FileButton, SegmentedControl, Switch } from '@mantine/core';
import { IconCamera, IconPhoto } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { paintPhoto } from '../../../../src/insight/paint/paint.ts';
import { formatShape } from '../../../../src/layers/shape.ts';
import { t } from '../../../i18n/index.ts';
import { cropOf } from '../../../stores/input/fit.ts';
import { type Photo, useInput } from '../../../stores/input/inputStore.ts';
import type { InputTarget } from '../../../stores/input/target.ts';
import { PixelCanvas } from '../../../ui/tensor/PixelCanvas.tsx';
import { Camera } from './Camera.tsx';
import css from './photo.module.css';
import { takeFile } from './usePhotoDrop.ts';

const words = t.insight.photo;

/** How a picture of one's own comes in, and by which rule it becomes the network's input. */
export function PhotoInput({ target, over }: { readonly target: InputTarget; readonly over: boolean }) {
  const [filming, setFilming] = useState(false);
  const photo = useInput((state) => state.photo);
  if (filming) return <Camera onDone={() => setFilming(false)} />;
  return (
    <div className={css['photo']} data-over={over || undefined}>
      <p className={css['drop']}>{over ? words.dropHere : words.drop}</p>
      <div className={css['buttons']}>
        <FileButton accept="image/*" onChange={(file) => file && void takeFile(file)}>
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconPhoto size={16} />}>
              {words.file}
            </Button>
          )}
        </FileButton>
        <Button variant="default" leftSection={<IconCamera size={16} />} onClick={() => setFilming(true)}>
          {words.camera.open}
        </Button>
      </div>
      {photo && <FitOptions photo={photo} target={target} />}
    </div>
  );
}

function FitOptions({ photo, target }: { readonly photo: Photo; readonly target: InputTarget }) {
  const fit = useInput((state) => state.fit);
  const inverted = useInput((state) => state.inverted);
  const { setFit, setInverted } = useInput.getState();
  const { height, width, data } = photo.image;
  const pixels = useMemo(() => paintPhoto(data, 0, height, width, 3), [data, height, width]);
  const crop = cropOf(photo.image, target, fit);
  const size = formatShape([target.height, target.width]);
  const share = (part: number, whole: number): string => `${(100 * part) / whole}%`;
  return (
    <>
      <figure className={css['original']}>
        <div className={css['frame']}>
          <PixelCanvas pixels={pixels} width={width} height={height} label={photo.name} />
          <div
            className={css['crop']}
            style={{
              top: share(crop.top, height),
              left: share(crop.left, width),
              width: share(crop.width, width),
              height: share(crop.height, height),
            }}
          />
        </div>
        <figcaption>{words.original(photo.name, formatShape([width, height]))}</figcaption>
      </figure>
      <SegmentedControl<typeof fit>
        aria-label={words.fit}
        data={[
          { value: 'crop', label: words.fits.crop },
          { value: 'stretch', label: words.fits.stretch },
        ]}
        value={fit}
        onChange={setFit}
      />
      <p className={css['rule']} data-testid="photo-rule">
        {words.rule[fit](size)} {target.channels === 1 ? words.gray : ''}
      </p>
      {target.channels === 1 && (
        <Switch
          label={words.invert}
          description={words.invertAbout}
          checked={inverted}
          onChange={(event) => setInverted(event.currentTarget.checked)}
        />
      )}
    </>
  );
}
